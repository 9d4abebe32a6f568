"""The one schema: every record that passes between the parts of stancenlp, defined once.

The ``datasets.Features`` (:func:`features`) and the JSON Schema in docs/ are derived from these
classes. Imports nothing of the project. Reading and writing files is in ``jsonl.py``.
"""

from __future__ import annotations

import types
import typing
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

if TYPE_CHECKING:
    import datasets

Stance = Literal["conciliatory", "firm", "hostile"]
Sentiment = Literal["negative", "neutral", "positive"]
Side = Literal["union", "employer", "government", "other", "unknown"]
Kind = Literal["direct", "mixed", "indirect"]
Split = Literal["train", "dev", "test"]
OfferView = Literal["welcomes", "neutral", "wanting", "scorns"]
OtherSide = Literal["credits", "neutral", "criticises", "accuses"]
Action = Literal["eases", "none", "holds", "escalates"]
Openness = Literal["settles", "open", "none", "closed"]

#: Column order of every probability array; ordered from soft to hard.
STANCES: tuple[str, ...] = get_args(Stance)
SENTIMENTS: tuple[str, ...] = get_args(Sentiment)
#: The four aspects and their values, softest to hardest.
ASPECTS: dict[str, tuple[str, ...]] = {
    "offer_view": get_args(OfferView),
    "other_side": get_args(OtherSide),
    "action": get_args(Action),
    "openness": get_args(Openness),
}
#: The value of each aspect that says nothing (left out of "why" columns).
NEUTRAL_ASPECTS = {
    "offer_view": "neutral",
    "other_side": "neutral",
    "action": "none",
    "openness": "none",
}

_MAX_TEXT = 20_000_000


class Record(BaseModel):
    """Base of all records. Fields that the schema does not know are kept, never dropped."""

    model_config = ConfigDict(extra="allow")


class Article(Record):
    """One news article as plain text, paragraphs separated by newlines."""

    article_id: str
    title: str | None = None
    text: str = Field(max_length=_MAX_TEXT)
    url: str | None = None
    publisher: str | None = None
    published: str | None = None


class Segment(Record):
    """One run of characters of a statement.

    ``start`` and ``end`` are character offsets into ``Article.text``, end exclusive, so that
    ``text == article.text[start:end]``. ``quoted`` is true for what stood inside quotation marks;
    the marks themselves are outside the span.
    """

    start: int = Field(ge=0)
    end: int
    text: str
    quoted: bool = True

    @model_validator(mode="after")
    def _span_matches_text(self) -> Segment:
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"end - start is {self.end - self.start} but the text has {len(self.text)} "
                "characters"
            )
        return self


class Statement(Record):
    """What one speaker says in one run of an article: a quote, a partial quote, or reported speech.

    ``offer`` is what was on the table, ``context`` the paragraph around the words (both may be
    ``None``); ``dispute`` groups statements of one dispute.
    """

    statement_id: str
    text: str = Field(min_length=1, max_length=_MAX_TEXT)
    segments: list[Segment] = []
    kind: Kind = "direct"
    speaker: str | None = None
    speaker_span: tuple[int, int] | None = None
    organisation: str | None = None
    side: Side = "unknown"
    offer: str | None = None
    context: str | None = None
    article_id: str | None = None
    dispute: str | None = None

    @model_validator(mode="after")
    def _segments_in_order(self) -> Statement:
        for before, after in zip(self.segments, self.segments[1:], strict=False):
            if after.start < before.end:
                raise ValueError(f"segments overlap or are out of order at character {after.start}")
        return self


class Aspects(Record):
    """Why a statement is what it is: four questions, each answered on its own (codebook)."""

    offer_view: OfferView = "neutral"
    other_side: OtherSide = "neutral"
    action: Action = "none"
    openness: Openness = "none"

    def telling(self) -> dict[str, str]:
        """The aspects that say something, i.e. those that are not neutral."""
        values = {name: getattr(self, name) for name in ASPECTS}
        return {name: value for name, value in values.items() if value != NEUTRAL_ASPECTS[name]}


class Vote(Record):
    """One annotator's labels of one statement, as kept in an adjudicated record.

    ``stance`` is ``none`` where the annotator found nothing that bears on a dispute.
    """

    annotator: str | None = None
    stance: Stance | Literal["none"]
    sentiment: Sentiment | None = None
    aspects: Aspects | None = None


class Annotation(Vote):
    """One annotator's labels of one statement, as they come in from annotation."""

    statement_id: str
    sure: bool = True
    at: datetime | None = None
    note: str | None = None


class AnnotatedStatement(Statement):
    """A statement with its adjudicated labels and the votes behind them: the corpus's record."""

    side: Side = "union"
    stance: Stance
    sentiment: Sentiment
    aspects: Aspects | None = None
    votes: list[Vote] = []
    tags: list[str] = []
    split: Split | None = None
    source: str | None = None
    published: str | None = None
    country: str | None = None
    sector: str | None = None
    stage: str | None = None
    adjudication: str | None = None
    #: The statement that this one is a minimally edited twin of (Gardner et al. 2020).
    contrast_of: str | None = None

    @field_validator("votes", mode="before")
    @classmethod
    def _bare_labels_are_votes(cls, votes: Any) -> Any:
        if isinstance(votes, list):
            return [{"stance": vote} if isinstance(vote, str) else vote for vote in votes]
        return votes


class Prediction(Record):
    """What the classifier says of one statement.

    ``stance_probabilities`` and ``sentiment_probabilities`` map label to float and sum to 1.
    ``confidence`` is the calibrated probability of ``stance``; ``review`` is true where it lies
    below the model's calibrated threshold.
    """

    stance: Stance
    sentiment: Sentiment
    aspects: Aspects
    stance_probabilities: dict[Stance, float]
    sentiment_probabilities: dict[Sentiment, float]
    confidence: float = Field(ge=0, le=1)
    review: bool
    model: str


class ScoredStatement(Statement):
    """A statement with its prediction, where its side is union (else ``None``)."""

    prediction: Prediction | None = None


class ScoredArticle(Record):
    """An article and its statements in text order, scored by ``model``."""

    article: Article
    statements: list[ScoredStatement]
    model: str


class AnnotatedArticle(Record):
    """A whole article with every quotation and union statement marked: for measuring extraction.

    ``statements`` hold the runs of each statement as segments; ``not_speech`` the runs between
    quotation marks that nobody said (titles, nicknames, irony of the writer).
    """

    article: Article
    statements: list[Statement]
    not_speech: list[Segment] = []
    source: str | None = None
    dispute: str | None = None
    country: str | None = None
    split: Split | None = None

    @model_validator(mode="before")
    @classmethod
    def _flat_layout(cls, value: Any) -> Any:
        """Accept an article with its ``quotes`` beside it, one entry a quoted run."""
        if not isinstance(value, dict) or "quotes" not in value or "text" not in value:
            return value
        article_id, text = str(value.get("article_id", "")), value["text"]
        statements, not_speech = [], []
        for number, quote in enumerate(value["quotes"], 1):
            if not isinstance(quote, dict) or not isinstance(quote.get("text"), str):
                raise ValueError(f"quotes.{number}: has no text")
            segment = {key: quote.get(key) for key in ("start", "end", "text")}
            if quote.get("speech") is False:
                not_speech.append(segment)
                continue
            statements.append(
                {
                    "statement_id": f"{article_id}-{number}",
                    "text": quote["text"],
                    "segments": [segment],
                    **{k: quote.get(k) for k in ("speaker", "organisation")},
                    "side": quote.get("side") or "unknown",
                }
            )
        article = {"article_id": article_id, "title": value.get("title"), "text": text}
        rest = {
            k: v for k, v in value.items() if k not in ("article_id", "title", "text", "quotes")
        }
        return {**rest, "article": article, "statements": statements, "not_speech": not_speech}


def features(record: type[Record]) -> datasets.Features:
    """The ``datasets.Features`` of a record class, derived from its definition.

    Fixed label sets become ``ClassLabel`` in the order of the schema; optional fields are nullable.

    >>> features(Segment)["start"].dtype
    'int64'
    """
    import datasets

    return datasets.Features(
        {name: _feature(info.annotation) for name, info in record.model_fields.items()}
    )


def _feature(annotation: Any) -> Any:
    import datasets

    origin, arguments = typing.get_origin(annotation), get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        options = [argument for argument in arguments if argument is not type(None)]
        if all(typing.get_origin(option) is Literal for option in options):
            return datasets.ClassLabel(names=[n for option in options for n in get_args(option)])
        return _feature(options[0])
    if origin is Literal:
        return datasets.ClassLabel(names=list(arguments))
    if origin is dict:
        return {label: _feature(arguments[1]) for label in get_args(arguments[0])}
    if origin in (list, tuple):
        return datasets.List(_feature(arguments[0]))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return {name: _feature(info.annotation) for name, info in annotation.model_fields.items()}
    scalars = {str: "string", int: "int64", float: "float64", bool: "bool", datetime: "string"}
    return datasets.Value(scalars[annotation])
