"""Round trips through the annotation tools' formats: answers and unknown fields survive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stancenlp import interchange
from stancenlp.errors import DataError
from stancenlp.interchange import Labelled
from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedStatement

TOOLS = ("label-studio", "argilla", "doccano")
CORPUS = Path(__file__).parents[2] / "data" / "annotated" / "dev.jsonl"


def annotated() -> Labelled:
    return Labelled.model_validate(
        {
            "statement_id": "ferry-1",
            "text": "The offer is an insult 🚢.",
            "segments": [{"start": 0, "end": 24, "text": "The offer is an insult 🚢", "font": "b"}],
            "offer": "2%",
            "organisation": "Ferry Crews",
            "side": "union",
            "dispute": "ferries",
            "stance": "hostile",
            "sentiment": "negative",
            "aspects": {"offer_view": "scorns", "other_side": "neutral"},
            "votes": [
                {
                    "annotator": "ann",
                    "stance": "hostile",
                    "sentiment": "negative",
                    "mood": {"x": [1]},
                },
                {"annotator": "ben", "stance": "firm", "aspects": {"action": "holds"}},
                {"annotator": "cat", "stance": "none"},
            ],
            "tags": ["desk"],
            "split": "train",
            "house_style": {"deep": ["kept", None, 1.5, True]},
            "count": 3,
        }
    )


def answers(record: Labelled) -> dict[str, Any]:
    """A record without what the tools' modules keep for themselves."""
    values = record.model_dump(mode="json")
    for key in ("label_studio", "argilla", "doccano"):
        values.pop(key, None)
        for vote in values["votes"]:
            vote.pop(key, None)
    return values


@pytest.mark.parametrize("form", interchange.FORMS)
def test_a_record_comes_back_as_it_went(form: str) -> None:
    text = interchange.dumps([annotated()], form)
    (back,) = interchange.loads(text, form, "file")
    assert answers(back) == answers(annotated())
    assert interchange.dumps([back], form) == text or form != "jsonl"


@pytest.mark.parametrize("form", TOOLS)
def test_the_corpus_comes_back_as_it_went(form: str) -> None:
    records = [
        Labelled.model_validate(record.model_dump())
        for record in read_records(CORPUS, AnnotatedStatement)
    ]
    back = interchange.loads(interchange.dumps(records, form), form, "file")
    assert [answers(record) for record in back] == [answers(record) for record in records]
    AnnotatedStatement.model_validate(back[0].model_dump())


FOREIGN: dict[str, Any] = {
    "label-studio": {
        "id": 17,
        "project": 4,
        "created_at": "2026-01-05T10:00:00Z",
        "meta": {"shelf": 3},
        "data": {"text": "We will not move.", "desk": "north"},
        "predictions": [{"model_version": "other", "result": [], "score": 0.5}],
        "annotations": [
            {
                "id": 1001,
                "completed_by": {"id": 10, "email": "ann@example.org", "first_name": "Ann"},
                "ground_truth": False,
                "was_cancelled": False,
                "lead_time": 4.288,
                "result": [
                    {
                        "id": "Dx_a", "from_name": "stance", "to_name": "text", "origin": "manual",
                        "type": "choices", "value": {"choices": ["firm"]},
                    },
                    {
                        "id": "Dx_b", "from_name": "span", "to_name": "text", "type": "labels",
                        "value": {"start": 0, "end": 2, "labels": ["WHO"], "text": "We"},
                    },
                ],
            }
        ],
    },
    "argilla": {
        "id": "rec-9",
        "_server_id": "5b1c",
        "status": "completed",
        "fields": {"text": "We will not move.", "headline": "Ferries"},
        "metadata": {"desk": "north", "page": 4},
        "vectors": {"v": [0.1, 0.2]},
        "suggestions": {"stance": {"value": "hostile", "score": 0.4, "agent": "other"}},
        "responses": {
            "stance": [{"value": "firm", "user_id": "6a8f7c0e-7d53-4f1c-9b55-3f0f1f4f0a11"}],
            "quality": [{"value": 3, "user_id": "6a8f7c0e-7d53-4f1c-9b55-3f0f1f4f0a11"}],
        },
    },
    "doccano": {
        "id": 55,
        "text": "We will not move.",
        "label": ["firm", "sentiment:neutral", "shouted"],
        "Comments": ["odd one"],
        "desk": {"row": 2},
    },
}  # fmt: skip


@pytest.mark.parametrize("form", TOOLS)
def test_what_another_project_put_into_a_file_survives(form: str) -> None:
    (record,) = interchange.loads(json.dumps([FOREIGN[form]]), form, "file")
    (again,) = interchange._items(interchange.dumps([record], form), "again")
    assert_holds(again[1], FOREIGN[form])


def assert_holds(found: Any, wanted: Any) -> None:
    if isinstance(wanted, dict):
        assert isinstance(found, dict)
        for key, value in wanted.items():
            assert key in found, key
            assert_holds(found[key], value)
    elif isinstance(wanted, list):
        assert len(found) == len(wanted)
        for a, b in zip(found, wanted, strict=True):
            assert_holds(a, b)
    else:
        assert found == wanted


def test_votes_of_the_tools_are_read() -> None:
    (task,) = interchange.loads(json.dumps([FOREIGN["label-studio"]]), "label-studio", "file")
    assert (task.statement_id, task.stance) == ("label-studio-17", None)
    assert [(v.annotator, v.stance) for v in task.votes] == [("ann@example.org", "firm")]
    (record,) = interchange.loads(json.dumps([FOREIGN["argilla"]]), "argilla", "file")
    assert [(v.annotator, v.stance) for v in record.votes] == [
        ("6a8f7c0e-7d53-4f1c-9b55-3f0f1f4f0a11", "firm")
    ]


def test_doccano_labels_decide_or_are_a_persons_vote() -> None:
    text = json.dumps(FOREIGN["doccano"])
    (decided,) = interchange.loads(text, "doccano", "file")
    assert (decided.stance, decided.sentiment, decided.votes) == ("firm", "neutral", [])
    (voted,) = interchange.loads(text, "doccano", "file", annotator="ann")
    assert voted.stance is None
    assert [(v.annotator, v.stance, v.sentiment) for v in voted.votes] == [
        ("ann", "firm", "neutral")
    ]


def test_a_label_changed_in_the_tool_is_what_counts() -> None:
    items = json.loads(interchange.dumps([annotated()], "argilla"))
    items[0]["responses"]["stance"][1]["value"] = "conciliatory"
    (back,) = interchange.loads(json.dumps(items), "argilla", "file")
    assert [v.stance for v in back.votes] == ["hostile", "conciliatory", "none"]
    assert back.votes[0].model_extra == {"mood": {"x": [1]}}


@pytest.mark.parametrize(
    ("form", "text", "message"),
    [
        ("label-studio", "[{]", "file: not JSON"),
        ("label-studio", "[3]", "file, item 1: a JSON object"),
        ("label-studio", '[{"id": 1, "text": "x"}]', "data.text"),
        ("label-studio", '[{"data": {"text": ""}}]', "field text"),
        ("label-studio", '[{"data": {"text": "x"}, "annotations": 3}]', "annotations"),
        ("argilla", '[{"fields": "x"}]', "fields"),
        ("argilla", '[{"fields": {"text": "x"}, "metadata": {"stancenlp": "{"}}]', "metadata"),
        ("doccano", '{"text": "x", "label": [[0, 3, "WHO"]]}', "text classification"),
        ("doccano", '{"text": "ok"}\n{"text": "x", "label": ["firm", "hostile"]}', "file:2"),
        ("jsonl", '{"text": "x"}', "file:1: field statement_id"),
    ],
)
def test_a_file_that_does_not_fit_is_an_error_that_names_the_place(
    form: str, text: str, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        interchange.loads(text, form, "file")


def test_a_dataset_holds_the_corpus_features_and_the_rest_beside_them() -> None:
    from stancenlp.interchange.hub import from_dataset, to_dataset

    dataset = to_dataset([annotated(), Labelled(statement_id="x", text="Unlabelled.")])
    assert dataset.features["stance"].names == ["conciliatory", "firm", "hostile"]
    assert dataset[0]["stance"] == 2
    back = from_dataset(dataset)
    assert answers(back[0]) == {
        **answers(annotated()),
        **{k: v for k, v in answers(back[0]).items() if v is None},
    }
    assert (back[1].stance, back[1].votes) == (None, [])
