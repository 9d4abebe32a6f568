"""What to look at next, what is decided, and how far the annotators agree: pure functions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from stancenlp.agreement import krippendorff_alpha, pairwise_agreement
from stancenlp.schema import ASPECTS, STANCES, AnnotatedStatement, Annotation, Article, Vote
from stancenlp.workbench.store import Kept

#: Votes that a statement should have before it leaves the queue.
WANTED_VOTES = 2
#: The annotator whose vote decides, as in ``training/annotation.py``.
ADJUDICATOR = "adjudicator"
#: Marks every record that was decided on the desk.
FROM_DESK = "workbench"
#: Marks a record whose sentiment nobody voted on: it is the model's.
SENTIMENT_BY_MODEL = "sentiment-by-model"


def uncertainty(kept: Kept) -> float:
    """One less the margin between the two likeliest stances, from 0 (sure) to 1.

    Margin sampling (Scheffer et al. 2001); 1 where nothing was predicted.
    """
    if kept.statement.prediction is None:
        return 1.0
    first, second = sorted(kept.statement.prediction.stance_probabilities.values())[:-3:-1]
    return 1 - (first - second)


def disagreement(kept: Kept) -> float:
    """Vote entropy (Dagan & Engelson 1995) of the annotators and the model, from 0 to 1."""
    labels = [vote.stance for vote in kept.votes]
    if kept.statement.prediction is not None:
        labels.append(kept.statement.prediction.stance)
    counts = Counter(labels)
    entropy = -sum(n / len(labels) * math.log(n / len(labels)) for n in counts.values())
    return entropy / math.log(len(STANCES) + 1)


def queue(statements: Iterable[Kept], annotator: str) -> list[tuple[Kept, float]]:
    """The union statements that this annotator has not voted on, the most useful first.

    Ordered by uncertainty + disagreement. Left out are those decided already: at least
    :data:`WANTED_VOTES` votes that have a majority, or an adjudicator's.
    """
    open_ones = [
        (kept, uncertainty(kept) + disagreement(kept))
        for kept in statements
        if kept.statement.side == "union"
        and all(vote.annotator != annotator for vote in kept.votes)
        and (len(kept.votes) < WANTED_VOTES or _majority(kept.votes, "stance") is None)
        and not _adjudicated(kept.votes)
    ]
    return sorted(open_ones, key=lambda pair: (-pair[1], pair[0].statement.statement_id))


@dataclass(frozen=True)
class Progress:
    """How far the desk is: counts of union statements, and agreement on stance."""

    statements: int
    voted: int
    decided: int
    disputed: int
    by_annotator: dict[str, int]
    pairs: list[dict[str, Any]]
    alpha: float | None


def progress(statements: Iterable[Kept]) -> Progress:
    """Counts, and agreement where two annotators or more voted on the same statements.

    ``alpha`` is Krippendorff's, ordinal over the three stances (``none`` counts for nothing);
    ``pairs`` hold each two annotators' common statements and the share with the same stance.
    """
    union = [kept for kept in statements if kept.statement.side == "union"]
    votes = [
        {vote.annotator or "": vote.stance for vote in kept.votes if vote.annotator != ADJUDICATOR}
        for kept in union
    ]
    units = [[STANCES.index(s) for s in given.values() if s in STANCES] for given in votes]
    units = [unit for unit in units if len(unit) > 1]
    people = Counter(name for given in votes for name in given)
    pairs = []
    for a, b in combinations(sorted(people), 2):
        common = [(given[a], given[b]) for given in votes if a in given and b in given]
        if common:
            same = pairwise_agreement([[0, int(x != y)] for x, y in common])
            pairs.append({"annotators": [a, b], "statements": len(common), "agreement": same})
    decided = [kept for kept in union if _stance(kept.votes, WANTED_VOTES) is not None]
    return Progress(
        statements=len(union),
        voted=sum(bool(kept.votes) for kept in union),
        decided=len(decided),
        disputed=sum(
            len(kept.votes) >= WANTED_VOTES and _stance(kept.votes, WANTED_VOTES) is None
            for kept in union
        ),
        by_annotator=dict(people),
        pairs=pairs,
        alpha=krippendorff_alpha(units, len(STANCES), ordinal=True) if units else None,
    )


def decide(kept: Kept, article: Article, min_votes: int = 1) -> AnnotatedStatement | None:
    """The statement with its decided labels and all votes; None where nothing is decided.

    The adjudicator's label decides, else the one that most gave; ``none`` (bears on no dispute)
    is left out of a corpus. Where nobody voted on the sentiment it is the model's, and the
    record's tags say so.
    """
    stance = _stance(kept.votes, min_votes)
    if stance is None or stance == "none":
        return None
    votes = [vote for vote in kept.votes if vote.annotator != ADJUDICATOR]
    final = next((vote for vote in kept.votes if vote.annotator == ADJUDICATOR), None)
    values = kept.statement.model_dump(exclude={"prediction"})
    tags = [tag for tag in values.get("tags") or [] if tag != FROM_DESK] + [FROM_DESK]
    sentiment = (final and final.sentiment) or _majority(votes, "sentiment")
    if sentiment is None:
        if kept.statement.prediction is None or any(vote.sentiment for vote in votes):
            return None
        sentiment = kept.statement.prediction.sentiment
        tags.append(SENTIMENT_BY_MODEL)
    return AnnotatedStatement.model_validate(
        {
            **values,
            "stance": stance,
            "sentiment": sentiment,
            "aspects": _aspects(votes, final),
            "votes": [Vote.model_validate(v.model_dump(exclude=_NOT_A_VOTE)) for v in votes],
            "tags": tags,
            "source": article.url or values.get("source"),
            "published": article.published or values.get("published"),
            "adjudication": final and final.note,
        }
    )


_NOT_A_VOTE = {"statement_id", "sure", "at", "note"}


def _stance(votes: Sequence[Annotation], min_votes: int) -> str | None:
    final = next((vote for vote in votes if vote.annotator == ADJUDICATOR), None)
    given = [vote for vote in votes if vote.annotator != ADJUDICATOR]
    if final is not None:
        return final.stance
    return _majority(given, "stance") if len(given) >= max(1, min_votes) else None


def _adjudicated(votes: Sequence[Annotation]) -> bool:
    return any(vote.annotator == ADJUDICATOR for vote in votes)


def _aspects(votes: Sequence[Annotation], final: Annotation | None) -> dict[str, str] | None:
    if final and final.aspects:
        return final.aspects.model_dump()
    given = [vote.aspects for vote in votes if vote.aspects is not None]
    values = {name: _majority(given, name) for name in ASPECTS}
    return values if all(values.values()) else None  # type: ignore[return-value]


def _majority(records: Sequence[Any], field: str) -> str | None:
    """The value that most gave; None where nobody gave one or the two most frequent are level."""
    counts = Counter(value for record in records if (value := getattr(record, field)) is not None)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return str(ranked[0][0])
