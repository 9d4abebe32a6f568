"""The figures in the corpus's datasheet: counted here, printed into it, never typed by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from stancenlp.errors import DataError
from stancenlp.jsonl import atomic_writer, read_records
from stancenlp.schema import STANCES, AnnotatedArticle, AnnotatedStatement
from training import agreement
from training.corpus import GENERAL, SPLITS, data_hash, read_split
from training.coverage import region, sector_group

_MARKED = re.compile(r"(<!-- figures -->\n).*(<!-- end of figures -->)", re.DOTALL)


def write_figures(folder: Path) -> str:
    """Put the corpus's figures between the marks in ``README.md``; returns them.

    Raises
    ------
    DataError : the datasheet has no marks, or a split cannot be read.
    """
    path = folder / "README.md"
    text = path.read_text("utf-8")
    if not _MARKED.search(text):
        raise DataError(f"{path}: has no '<!-- figures -->' … '<!-- end of figures -->' in it")
    counted = figures(folder)
    with atomic_writer(path) as stream:
        stream.write(_MARKED.sub(lambda m: m.group(1) + "\n" + counted + "\n" + m.group(2), text))
    return counted


def figures(folder: Path) -> str:
    """Counts and agreement of the corpus in ``folder``, as Markdown."""
    splits = {split: read_split(split, folder) for split in SPLITS}
    everything = [statement for split in splits.values() for statement in split]
    parts = [
        f"Data sha256 `{data_hash(folder)}`.",
        agreement.table(
            ("split", "statements", "reports", "disputes", *STANCES),
            (
                (
                    name,
                    len(statements),
                    len({s.source for s in statements}),
                    len({s.dispute for s in statements}),
                    *(sum(s.stance == stance for s in statements) for stance in STANCES),
                )
                for name, statements in [*splits.items(), ("all", everything)]
            ),
        ),
        "Words a statement (10%, 50%, 90% of them are no longer than): "
        + ", ".join(str(n) for n in _lengths(everything)),
        *(
            f"**{heading}**: {_counts(values)}"
            for heading, values in (
                ("Kind", (s.kind for s in everything)),
                ("Sentiment", (s.sentiment for s in everything)),
                ("Stage of the dispute", (s.stage or "?" for s in everything)),
                ("Region", (region(s.country) for s in everything)),
                ("Country", (s.country or "?" for s in everything)),
                ("Sector", (sector_group(s.sector) for s in everything)),
                ("Year", ((s.published or "?")[:4] for s in everything)),
                ("Tags", (tag for s in everything for tag in s.tags)),
            )
        ),
        f"Without an offer: {sum(s.offer is None for s in everything)}. Decided by an adjudicator: "
        f"{sum(bool(s.adjudication) for s in everything)} on stance.",
        "Agreement of the annotators, each statement labelled by two who did not see each other's "
        "labels (Krippendorff's alpha, ordinal):",
        agreement.report(folder),
        "Whole articles:",
        _articles(folder / "articles"),
    ]
    return "\n\n".join(parts) + "\n"


def _lengths(statements: list[AnnotatedStatement]) -> list[int]:
    lengths = sorted(len(s.text.split()) for s in statements)
    return [lengths[int(share * (len(lengths) - 1))] for share in (0.1, 0.5, 0.9)]


def _counts(values: Iterable[str], most: int = 40) -> str:
    counter = Counter(values)
    shown = [f"{value} {count}" for value, count in counter.most_common(most)]
    rest = sum(counter.values()) - sum(count for _, count in counter.most_common(most))
    return ", ".join(shown) + (f", others {rest}" if rest else "")


def _articles(folder: Path) -> str:
    rows = []
    for split in (*SPLITS, *GENERAL):
        path = folder / f"{split}.jsonl"
        if path.is_file():
            articles = list(read_records(path, AnnotatedArticle))
            statements = [s for article in articles for s in article.statements]
            rows.append(
                (
                    split,
                    len(articles),
                    len(statements),
                    sum(s.side == "union" for s in statements),
                    sum(len(article.not_speech) for article in articles),
                )
            )
    return agreement.table(
        ("split", "articles", "statements", "of unions", "marks that are no speech"), rows
    )
