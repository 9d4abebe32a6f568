"""The review queue, decisions and agreement."""

from __future__ import annotations

import pytest

from stancenlp.schema import Annotation, ScoredArticle
from stancenlp.workbench import review
from stancenlp.workbench.store import Kept

from .conftest import prediction


@pytest.fixture
def statement(scored: ScoredArticle) -> Kept:
    return Kept(scored.statements[0], 1, [])


def votes(**stances: str) -> list[Annotation]:
    return [
        Annotation(statement_id="a-0", annotator=name, stance=stance)  # type: ignore[arg-type]
        for name, stance in stances.items()
    ]


def kept(scored: ScoredArticle, number: int = 0, **stances: str) -> Kept:
    return Kept(scored.statements[number], 1, votes(**stances))


def test_a_close_call_is_more_uncertain_than_a_clear_one(scored: ScoredArticle) -> None:
    assert review.uncertainty(kept(scored, 0)) == pytest.approx(0.35)
    assert review.uncertainty(kept(scored, 1)) == pytest.approx(0.95)
    assert review.uncertainty(kept(scored, 2)) == 1


def test_annotators_who_differ_from_each_other_or_the_model_disagree(scored: ScoredArticle) -> None:
    assert review.disagreement(kept(scored, a="hostile")) == 0
    once = review.disagreement(kept(scored, a="firm"))
    twice = review.disagreement(kept(scored, a="firm", b="conciliatory"))
    assert 0 < once < twice < 1


def test_the_queue_brings_the_most_useful_first_and_not_ones_own(scored: ScoredArticle) -> None:
    desk = [kept(scored, 0), kept(scored, 1), kept(scored, 2)]
    assert [k.statement.statement_id for k, _ in review.queue(desk, "ann")] == ["a-1", "a-0"]
    desk = [kept(scored, 0, ben="firm", cat="conciliatory"), kept(scored, 1, ann="firm")]
    assert [k.statement.statement_id for k, _ in review.queue(desk, "ann")] == ["a-0"]


@pytest.mark.parametrize(
    "stances",
    [{"b": "firm", "c": "firm"}, {"b": "firm", "c": "hostile", "adjudicator": "hostile"}],
)
def test_what_is_decided_leaves_the_queue(scored: ScoredArticle, stances: dict[str, str]) -> None:
    assert review.queue([kept(scored, 0, **stances)], "ann") == []


def test_the_majority_decides_and_a_tie_does_not(scored: ScoredArticle) -> None:
    article = scored.article
    assert review.decide(kept(scored), article) is None
    assert review.decide(kept(scored, a="firm", b="hostile"), article) is None
    assert review.decide(kept(scored, a="none"), article) is None
    record = review.decide(kept(scored, a="firm", b="hostile", c="firm"), article)
    assert record is not None
    assert (record.stance, [v.annotator for v in record.votes]) == ("firm", ["a", "b", "c"])
    assert record.source == "https://example.org/care"
    assert record.model_extra == {"house_style": "kept"}


def test_one_vote_is_too_few_where_two_are_asked_for(scored: ScoredArticle) -> None:
    assert review.decide(kept(scored, a="firm"), scored.article, min_votes=2) is None
    assert review.decide(kept(scored, a="firm"), scored.article, min_votes=1) is not None


def test_the_adjudicator_decides_and_is_no_vote(scored: ScoredArticle) -> None:
    tie = kept(scored, a="firm", b="hostile", adjudicator="hostile")
    tie.votes[-1].note = "contempt"
    record = review.decide(tie, scored.article)
    assert record is not None
    assert (record.stance, record.adjudication, len(record.votes)) == ("hostile", "contempt", 2)


def test_a_sentiment_that_nobody_voted_on_is_the_models_and_says_so(scored: ScoredArticle) -> None:
    record = review.decide(kept(scored, a="firm"), scored.article)
    assert record is not None
    assert (record.sentiment, record.tags) == ("negative", ["workbench", review.SENTIMENT_BY_MODEL])
    voted = kept(scored, a="firm")
    voted.votes[0].sentiment = "neutral"
    record = review.decide(voted, scored.article)
    assert record is not None
    assert (record.sentiment, record.tags) == ("neutral", ["workbench"])


def test_progress_counts_and_says_how_far_annotators_agree(scored: ScoredArticle) -> None:
    second = scored.statements[1].model_copy(update={"prediction": prediction(0.2, 0.5, 0.3)})
    desk = [
        kept(scored, 0, ann="hostile", ben="hostile"),
        Kept(second, 1, votes(ann="firm", ben="hostile")),
        kept(scored, 2),
    ]
    state = review.progress(desk)
    assert (state.statements, state.voted, state.decided, state.disputed) == (2, 2, 1, 1)
    assert state.by_annotator == {"ann": 2, "ben": 2}
    assert state.pairs == [{"annotators": ["ann", "ben"], "statements": 2, "agreement": 0.5}]
    assert state.alpha == pytest.approx(0.0)
    assert review.progress([kept(scored, 0)]).alpha is None
