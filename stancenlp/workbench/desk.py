"""What the desk does with articles and statements: score, classify, cut new statements, hide for blind work."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from stancenlp.errors import DataError, StanceError
from stancenlp.schema import Article, Kind, Prediction, ScoredArticle, ScoredStatement, Segment
from stancenlp.workbench.store import Kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stancenlp.stance.classifier import StanceClassifier

#: Requests that may wait for the model; more are turned away.
MAX_WAITING = 8
_CONTEXT = 1_500
_OPENING = "“‘\"'«„"


class BusyError(StanceError):
    """Too many requests wait for the model."""


class Scorer:
    """The model, loaded when it is first needed, used by one request at a time."""

    def __init__(self, load: Callable[[], StanceClassifier]) -> None:
        self._load = load
        self._classifier: StanceClassifier | None = None
        self._lock = threading.Lock()
        self._waiting = threading.Semaphore(MAX_WAITING)
        self.state: Literal["not loaded", "loading", "ready", "failed"] = "not loaded"

    def preload(self) -> None:
        """Load the model in the background; a failure is told when a score is asked for."""

        def load() -> None:
            try:
                with self._turn():
                    pass
            except StanceError:
                pass  # state says failed, and the next request raises it

        threading.Thread(target=load, name="load-model", daemon=True).start()

    def score(self, article: Article, offer: str | None, dispute: str | None) -> ScoredArticle:
        """The article's statements with their predictions."""
        from stancenlp.scoring import score_article

        with self._turn() as classifier:
            scored = score_article(article, classifier, offer or None)
        if not dispute:
            return scored
        statements = [s.model_copy(update={"dispute": dispute}) for s in scored.statements]
        return scored.model_copy(update={"statements": statements})

    def classify(self, statements: Sequence[Any]) -> list[Prediction]:
        """Predictions in order; one pass through the model for all."""
        with self._turn() as classifier:
            return classifier.predict(statements)

    @contextmanager
    def _turn(self) -> Iterator[StanceClassifier]:
        if not self._waiting.acquire(blocking=False):
            raise BusyError("the model has too much to do; try again in a moment")
        try:
            with self._lock:
                if self._classifier is None:
                    self.state = "loading"
                    try:
                        self._classifier = self._load()
                    except BaseException:
                        self.state = "failed"
                        raise
                    self.state = "ready"
                yield self._classifier
        finally:
            self._waiting.release()


def cut(article: Article, spans: Sequence[Sequence[int]]) -> dict[str, Any]:
    """``text``, ``segments``, ``kind`` and ``context`` of a statement at these spans of an article.

    Raises
    ------
    DataError : a span is empty, outside the text, or overlaps another.
    """
    segments: list[Segment] = []
    for start, end in sorted(tuple(span) for span in spans):
        while start < end <= len(article.text) and article.text[start].isspace():
            start += 1
        while start < end <= len(article.text) and article.text[end - 1].isspace():
            end -= 1
        if not start < end <= len(article.text):
            raise DataError(f"span {start}-{end} is not in the article's text")
        if segments and start < segments[-1].end:
            raise DataError(f"span {start}-{end} overlaps the one before it")
        quoted = start > 0 and article.text[start - 1] in _OPENING
        segments.append(Segment(start=start, end=end, text=article.text[start:end], quoted=quoted))
    inside = {segment.quoted for segment in segments}
    kind: Kind = "mixed" if len(inside) > 1 else "direct" if True in inside else "indirect"
    first = article.text.rfind("\n", 0, segments[0].start) + 1
    last = article.text.find("\n", segments[-1].end)
    return {
        "text": " ".join(segment.text for segment in segments),
        "segments": segments,
        "kind": kind,
        "context": article.text[first : last if last >= 0 else None][:_CONTEXT],
    }


def new_statement(
    article: Article,
    spans: Sequence[Sequence[int]],
    others: Sequence[ScoredStatement],
    **known: Any,
) -> ScoredStatement:
    """A statement that a person marked in an article beside its ``others``.

    An offer or dispute that is not known is that of the nearest of them which has one.
    """
    made = ScoredStatement(
        statement_id=f"{article.article_id}-{uuid.uuid4().hex[:8]}",
        article_id=article.article_id,
        **cut(article, spans),
        **known,
    )
    near = sorted((s for s in others if s.segments), key=lambda s: _distance(s, made))
    shared = {
        field: getattr(made, field) or next((v for s in near if (v := getattr(s, field))), None)
        for field in ("offer", "dispute")
    }
    return made.model_copy(update=shared)


def _distance(one: ScoredStatement, other: ScoredStatement) -> int:
    return abs(one.segments[0].start - other.segments[0].start)


def labelled(statements: Sequence[ScoredStatement], scorer: Scorer) -> list[ScoredStatement]:
    """The statements with the predictions that belong to them: of a union's one, of others' none."""
    union = [statement for statement in statements if statement.side == "union"]
    predictions = iter(scorer.classify(union) if union else [])
    return [
        statement.model_copy(
            update={"prediction": next(predictions) if statement.side == "union" else None}
        )
        for statement in statements
    ]


def shown(kept: Kept, blind: bool, annotator: str | None) -> dict[str, Any]:
    """A statement as the page gets it; blind, without the model's answer and others' votes."""
    statement = kept.statement.model_dump(mode="json")
    votes = [vote.model_dump(mode="json") for vote in kept.votes]
    if blind:
        statement["prediction"] = None
        votes = [vote for vote in votes if vote["annotator"] == annotator]
    return {"statement": statement, "version": kept.version, "votes": votes}
