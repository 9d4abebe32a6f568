"""The schema: what a record must be, and what it keeps."""

from __future__ import annotations

import doctest
import json

import pytest
from pydantic import ValidationError

from stancenlp import schema
from stancenlp.jsonl import write_records
from stancenlp.schema import (
    SENTIMENTS,
    STANCES,
    AnnotatedStatement,
    Annotation,
    Aspects,
    Prediction,
    ScoredStatement,
    Segment,
    Statement,
    Vote,
    features,
)

INSULT = "The offer is an insult to every deckhand on this river,"


def annotated(**changes):
    return AnnotatedStatement(
        **{
            "statement_id": "ferry-1",
            "text": INSULT,
            "segments": [{"start": 1, "end": 1 + len(INSULT), "text": INSULT}],
            "speaker": "Mara Quill",
            "speaker_span": (64, 74),
            "organisation": "Rivermen's Union",
            "offer": "a 3% pay offer",
            "dispute": "eastvale-ferries",
            "stance": "hostile",
            "sentiment": "negative",
            **changes,
        }
    )


def test_a_segment_whose_span_fits_its_text_is_accepted():
    assert Segment(start=10, end=13, text="pay").text == "pay"


@pytest.mark.parametrize("end", [12, 14, 9], ids=["too short", "too long", "before its start"])
def test_a_segment_whose_span_does_not_fit_its_text_is_refused(end):
    with pytest.raises(ValidationError, match="end - start"):
        Segment(start=10, end=end, text="pay")


def test_a_span_is_counted_in_characters_not_in_bytes():
    text = "£1,200 for every fähre crew 🚢"
    assert Segment(start=0, end=len(text), text=text).end == 29


def test_a_segment_cannot_start_before_the_article():
    with pytest.raises(ValidationError, match="start"):
        Segment(start=-3, end=0, text="pay")


def test_overlapping_segments_are_refused():
    segments = [Segment(start=0, end=9, text="We reject"), Segment(start=8, end=10, text="t ")]
    with pytest.raises(ValidationError, match="overlap"):
        Statement(statement_id="a", text="We reject", segments=segments)


def test_segments_out_of_order_are_refused():
    segments = [Segment(start=50, end=53, text="now"), Segment(start=0, end=3, text="pay")]
    with pytest.raises(ValidationError, match="out of order"):
        Statement(statement_id="a", text="pay now", segments=segments)


def test_segments_that_touch_are_accepted():
    segments = [Segment(start=0, end=3, text="pay"), Segment(start=3, end=7, text=" now")]
    assert len(Statement(statement_id="a", text="pay now", segments=segments).segments) == 2


def test_a_statement_without_words_is_refused():
    with pytest.raises(ValidationError, match="text"):
        Statement(statement_id="a", text="")


def test_labels_compare_equal_to_their_plain_strings():
    record = annotated(split="test", kind="mixed")
    assert record.stance == "hostile"
    assert record.sentiment == "negative"
    assert record.side == "union"
    assert record.kind == "mixed"
    assert record.split == "test"


def test_stances_run_from_soft_to_hard():
    assert STANCES == ("conciliatory", "firm", "hostile")
    assert SENTIMENTS == ("negative", "neutral", "positive")


@pytest.mark.parametrize("stance", ["Hostile", "angry", "none", None, 2])
def test_a_stance_that_is_not_one_of_the_three_is_refused(stance):
    with pytest.raises(ValidationError, match="stance"):
        annotated(stance=stance)


def test_an_annotator_may_find_that_a_statement_bears_on_no_dispute():
    assert Annotation(statement_id="ferry-1", annotator="ann", stance="none").stance == "none"


def test_fields_the_schema_does_not_know_are_kept():
    record = annotated(desk="Eastvale", reviewed_by=["Ines Amberly"])
    kept = AnnotatedStatement.model_validate_json(record.model_dump_json())
    assert kept.desk == "Eastvale"
    assert kept.reviewed_by == ["Ines Amberly"]


def test_unknown_fields_inside_a_segment_are_kept():
    record = annotated(segments=[{"start": 0, "end": 3, "text": "pay", "page": 4}])
    assert record.model_dump()["segments"][0]["page"] == 4


def test_bare_vote_strings_become_votes():
    record = annotated(votes=["hostile", "firm", "none"])
    assert record.votes == [Vote(stance="hostile"), Vote(stance="firm"), Vote(stance="none")]
    assert record.votes[0].annotator is None


def test_bare_and_full_votes_may_stand_side_by_side():
    record = annotated(votes=["firm", {"annotator": "ines", "stance": "hostile"}])
    assert [(vote.annotator, vote.stance) for vote in record.votes] == [
        (None, "firm"),
        ("ines", "hostile"),
    ]


def test_a_vote_for_an_unknown_stance_is_refused():
    with pytest.raises(ValidationError, match="votes"):
        annotated(votes=["furious"])


def test_only_the_aspects_that_say_something_are_telling():
    aspects = Aspects(offer_view="scorns", action="holds")
    assert aspects.telling() == {"offer_view": "scorns", "action": "holds"}


def test_a_confidence_above_one_is_refused():
    with pytest.raises(ValidationError, match="confidence"):
        Prediction(
            stance="firm",
            sentiment="neutral",
            aspects=Aspects(),
            stance_probabilities={"conciliatory": 0, "firm": 1, "hostile": 0},
            sentiment_probabilities={"negative": 0, "neutral": 1, "positive": 0},
            confidence=1.2,
            review=False,
            model="stance-mpnet",
        )


def test_the_examples_in_the_docstrings_are_true():
    pytest.importorskip("datasets")
    assert doctest.testmod(schema).failed == 0


def test_label_columns_follow_the_order_of_the_schema():
    pytest.importorskip("datasets")
    columns = features(AnnotatedStatement)
    assert tuple(columns["stance"].names) == STANCES
    assert tuple(columns["sentiment"].names) == SENTIMENTS


def test_every_field_of_a_record_has_a_column():
    pytest.importorskip("datasets")
    for record in (AnnotatedStatement, Annotation, ScoredStatement):
        assert set(features(record)) == set(record.model_fields)


def load(path, tmp_path):
    datasets = pytest.importorskip("datasets")
    return datasets.load_dataset(
        "json",
        data_files=str(path),
        split="train",
        features=features(AnnotatedStatement),
        cache_dir=str(tmp_path / "cache"),
    )


def test_a_file_of_records_loads_with_datasets(tmp_path):
    path = tmp_path / "corpus.jsonl"
    bare = annotated(statement_id="ferry-2", stance="firm", speaker=None, speaker_span=None)
    full = annotated(
        votes=[{"annotator": "ines", "stance": "none"}, "hostile"],
        aspects={"offer_view": "scorns"},
        tags=["quoted"],
        split="dev",
    )
    write_records(path, [full, bare])
    table = load(path, tmp_path)
    first, second = table[0], table[1]
    assert first["text"] == INSULT
    assert table.features["stance"].int2str([first["stance"], second["stance"]]) == [
        "hostile",
        "firm",
    ]
    assert first["speaker_span"] == [64, 74]
    assert first["segments"][0]["end"] == 1 + len(INSULT)
    assert first["tags"] == ["quoted"]
    assert [vote["annotator"] for vote in first["votes"]] == ["ines", None]
    assert second["speaker"] is None
    assert second["aspects"] is None
    assert second["split"] is None


def test_a_file_whose_records_leave_out_optional_fields_loads_with_datasets(tmp_path):
    path = tmp_path / "corpus.jsonl"
    record = {"statement_id": "a", "text": INSULT, "stance": "hostile", "sentiment": "negative"}
    path.write_text(json.dumps(record) + "\n", "utf-8")
    table = load(path, tmp_path)
    assert table[0]["text"] == INSULT
    assert table[0]["offer"] is None
