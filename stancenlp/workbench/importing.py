"""Takes labelled statements of other tools onto the desk: their votes, and statements it has not got."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any

from stancenlp import interchange
from stancenlp.errors import DataError
from stancenlp.interchange import Labelled
from stancenlp.interchange.labelled import ANSWERS
from stancenlp.schema import Annotation, Article, ScoredArticle, ScoredStatement
from stancenlp.workbench.desk import Scorer, cut, labelled
from stancenlp.workbench.review import ADJUDICATOR
from stancenlp.workbench.store import Store

#: Statements of one file.
MAX_RECORDS = 1_000


def read(text: str, name: str, annotator: str) -> list[Labelled]:
    """The records of a file, whichever tool wrote it.

    A doccano line does not say who labelled it: without votes beside them, its labels are
    ``annotator``'s vote.

    Raises
    ------
    DataError : the text is in no known format, or holds too many records.
    """
    form = interchange.recognise(text, name)
    records = interchange.loads(text, form, name)
    if form == "doccano":
        own = interchange.loads(text, form, name, annotator)
        records = [r if r.votes else mine for r, mine in zip(records, own, strict=True)]
    if len(records) > MAX_RECORDS:
        raise DataError(f"{name}: {len(records):,} records; split it, {MAX_RECORDS:,} are the most")
    seen: set[str] = set()
    for record in records:
        if record.statement_id in seen:
            raise DataError(f"{name}: two records have the statement_id {record.statement_id!r}")
        seen.add(record.statement_id)
    return records


def take(
    store: Store, scorer: Scorer, records: Sequence[Labelled], name: str, annotator: str
) -> dict[str, int]:
    """Put records on the desk; returns how many statements were new and how many votes came.

    A statement that the desk has keeps its place and wording and gains the votes; one that was deleted
    there stays so. New ones stand in articles made of the paragraphs they came with, one for each
    article, dispute or source that they name. The same file again changes nothing.
    """
    known = store.statement_ids()
    fresh = [record for record in records if record.statement_id not in known]
    together: dict[str, list[Labelled]] = defaultdict(list)
    for record in fresh:
        source = (record.model_extra or {}).get("source")
        together[record.article_id or record.dispute or str(source or "")].append(record)
    for group in together.values():
        store.add_article(_article(group, name, scorer), annotator)
    kept = {k.statement.statement_id: k for k in store.statements()}
    votes = 0
    for record in records:
        if record.statement_id not in kept:
            continue
        held = {vote.annotator: vote for vote in kept[record.statement_id].votes}
        for vote in _votes(record, annotator):
            if not _same(held.get(vote.annotator), vote):
                store.annotate(vote)
                votes += 1
    return {"statements": len(fresh), "votes": votes}


def _same(held: Annotation | None, vote: Annotation) -> bool:
    times = {"at"}
    return held is not None and held.model_dump(exclude=times) == vote.model_dump(exclude=times)


def _article(records: Sequence[Labelled], name: str, scorer: Scorer) -> ScoredArticle:
    text, starts = "", {}
    for record in records:
        context = record.context or ""
        paragraph = context if record.text in context else record.text
        starts[record.statement_id] = len(text) + paragraph.index(record.text)
        text += paragraph + "\n"
    ids = "\n".join(starts)
    digest = hashlib.sha256((text + ids).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    stem = PurePath(name).stem or "imported"
    title = f"Imported: {records[0].dispute or name}"
    article = Article(article_id=f"{stem}-{digest}", title=title, text=text)
    made = []
    for record in records:
        start = starts[record.statement_id]
        place = cut(article, [[start, start + len(record.text)]])
        values: dict[str, Any] = record.model_dump(exclude={*ANSWERS, "prediction"})
        values |= {**place, "context": record.context or place["context"], "speaker_span": None}
        values |= {"text": record.text, "kind": record.kind, "article_id": article.article_id}
        # only a union's statement is labelled, so whoever labelled it took it for one
        values["side"] = "union" if record.side == "unknown" else record.side
        made.append(ScoredStatement.model_validate(values))
    statements = labelled(made, scorer)
    model = next((s.prediction.model for s in statements if s.prediction), "none")
    return ScoredArticle(article=article, statements=statements, model=model)


def _votes(record: Labelled, annotator: str) -> Iterable[Annotation]:
    """The record's votes; a decision that they do not give is an adjudicator's, or, alone, one's own."""
    for number, vote in enumerate(record.votes, 1):
        values = vote.model_dump()
        values["annotator"] = values["annotator"] or f"unnamed {number}"
        yield Annotation.model_validate({**values, "statement_id": record.statement_id})
    if record.stance is None:
        return
    given = [vote.stance for vote in record.votes]
    if 2 * given.count(record.stance) > len(given):
        return
    yield Annotation(
        statement_id=record.statement_id,
        annotator=ADJUDICATOR if record.votes else annotator,
        stance=record.stance,
        sentiment=record.sentiment,
        aspects=record.aspects,
        note=(record.model_extra or {}).get("adjudication"),
    )
