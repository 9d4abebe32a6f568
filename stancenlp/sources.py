"""Streams of articles: files, folders, globs, and JSON Lines, CSV or Parquet with one in each row.

Nothing is held: rows are read as they are asked for. What a single file says is in ``articles.py``.
"""

from __future__ import annotations

import csv
import glob
import gzip
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from stancenlp.articles import MAX_BYTES, SUFFIXES, without_gz
from stancenlp.errors import ArticleError, DataError, StanceError
from stancenlp.jsonl import validate_record
from stancenlp.schema import Article

#: Files with an article in each row, by the end of their name (before ``.gz``).
ROWS = (".jsonl", ".ndjson", ".csv", ".parquet")
FIELDS = ("article_id", "title", "text", "url", "publisher", "published")
#: JSON may spell a character in six bytes.
_MAX_ROW = 6 * MAX_BYTES
_UNDECODED = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class BadRow:
    """A row that is no article; ``where`` names its file and line."""

    where: str
    error: StanceError

    def __str__(self) -> str:
        return self.where


Source = str | os.PathLike[str] | Article
Found = str | os.PathLike[str] | Article | BadRow


def expand(
    sources: Source | Iterable[Source], columns: Mapping[str, str] | None = None
) -> Iterator[Found]:
    """The articles' files and records in ``sources``: in order, folders and globs by name.

    Parameters
    ----------
    sources : paths of articles, of folders of them, of files with an article in each row
        (:data:`ROWS`), globs, ``-`` for standard input, or :class:`Article` records.
    columns : field of :class:`Article` -> column of the rows, where the two differ.

    Raises
    ------
    DataError : ``columns`` names a field that articles do not have.
    """
    if unknown := set(columns or ()) - set(FIELDS):
        raise DataError(f"no field {', '.join(sorted(unknown))}; there are: {', '.join(FIELDS)}")
    if isinstance(sources, (str, os.PathLike, Article)):
        sources = [sources]
    for source in sources:
        if isinstance(source, Article) or str(source) == "-":
            yield source
            continue
        for path in files(Path(source)):
            if without_gz(path).suffix.lower() in ROWS:
                yield from _articles(path, columns or {})
            else:
                yield path


def count(sources: Iterable[Source]) -> int | None:
    """How many articles :func:`expand` will find, about (a row may span lines); None if unreadable."""
    try:
        return sum(_count(source) for source in sources)
    except (OSError, StanceError, EOFError):
        return None  # reading it says what is wrong


def _count(source: Source) -> int:
    if isinstance(source, Article) or str(source) == "-":
        return 1
    total = 0
    for path in files(Path(source)):
        kind = without_gz(path).suffix.lower()
        if kind == ".parquet":
            total += _parquet(path).metadata.num_rows
        elif kind in ROWS:
            with _open(path) as stream:
                total += sum(part.count(b"\n") for part in iter(lambda: stream.read(1 << 20), b""))
        else:
            total += 1
    return total


def files(path: Path) -> Iterator[Path]:
    """The files that a path names: those of a folder or a glob, by name, or itself."""
    if path.is_dir():
        suffixes = (*SUFFIXES, *ROWS)
        found = sorted(p for p in path.rglob("*") if without_gz(p).suffix.lower() in suffixes)
    elif not path.exists() and glob.has_magic(str(path)):
        found = sorted(Path(name) for name in glob.glob(str(path), recursive=True))
    else:
        found = []
    # what holds nothing is passed on: reading it says what is wrong
    yield from found or [path]


def _articles(path: Path, columns: Mapping[str, str]) -> Iterator[Article | BadRow]:
    """The rows of a file as articles; a file that breaks off ends with a :class:`BadRow`."""
    kind = without_gz(path).suffix.lower()
    names = {field: columns.get(field, field) for field in FIELDS}
    number = 0
    try:
        reader = {".csv": _csv_rows, ".parquet": _parquet_rows}.get(kind, _json_rows)
        for number, row in enumerate(reader(path, names), 1):
            where = f"{path}: row {number}"
            yield row_article(row, where, names, f"{without_gz(path).stem}-{number}")
    except (OSError, EOFError, ValueError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or error
        where = f"{path}: after row {number}"
        yield BadRow(where, DataError(f"{where}: cannot be read further ({reason})"))
    except DataError as error:
        yield BadRow(str(path), error)


def row_article(
    row: Any, where: str, names: Mapping[str, str], default_id: str
) -> Article | BadRow:
    """The article in a row: a mapping, or an error that stands for one.

    Parameters
    ----------
    where : names the row in errors.
    names : field of :class:`Article` -> column of the row, for all of :data:`FIELDS`.
    default_id : the id of an article whose row has none.
    """
    try:
        if isinstance(row, StanceError):
            raise row
        if not isinstance(row, dict):
            raise DataError(f"{where}: is no record; each row must have the columns of an article")
        fields = {field: row.get(name) for field, name in names.items()}
        text = fields["text"]
        if not isinstance(text, str) or not text.strip():
            raise ArticleError(
                f"{where}: has no text in {names['text']!r}; its columns are "
                f"{', '.join(map(str, list(row)[:20]))}; name the right one with --columns text=NAME"
            )
        if _UNDECODED.search(text):
            raise DataError(f"{where}: is not UTF-8; save the file as UTF-8")
        known = {f: str(v) for f, v in fields.items() if v not in (None, "")}
        known.setdefault("article_id", default_id)
        return validate_record(known, Article, where)
    except StanceError as error:
        return BadRow(where, error)


def _json_rows(path: Path, names: Mapping[str, str]) -> Iterator[Any]:
    with _open(path) as stream:
        number = 0
        while line := stream.readline(_MAX_ROW + 1):
            number += 1
            if len(line) > _MAX_ROW:
                yield DataError(f"{path}: row {number}: more than {_MAX_ROW:,} bytes is no article")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(_MAX_ROW + 1)
            elif line.strip():
                try:
                    yield json.loads(line)
                except (ValueError, RecursionError) as error:
                    yield DataError(
                        f"{path}: row {number}: not JSON ({error}); each line must be an object"
                    )


def _csv_rows(path: Path, names: Mapping[str, str]) -> Iterator[dict[str, str]]:
    csv.field_size_limit(_MAX_ROW)
    with (
        _open(path) as raw,
        io.TextIOWrapper(raw, "utf-8-sig", errors="surrogateescape", newline="") as stream,
    ):
        yield from csv.DictReader(stream)


def _parquet_rows(path: Path, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    file = _parquet(path)
    wanted = [name for name in file.schema_arrow.names if name in names.values()]
    if names["text"] not in wanted:
        raise DataError(
            f"{path}: no column {names['text']!r}; there are {', '.join(file.schema_arrow.names)}; "
            "name the right one with --columns text=NAME"
        )
    for batch in file.iter_batches(batch_size=64, columns=wanted):
        yield from batch.to_pylist()


def _parquet(path: Path) -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise DataError(
            f"{path}: reading Parquet needs pyarrow: pip install 'stancenlp[parquet]'"
        ) from None
    try:
        return pyarrow.parquet.ParquetFile(path)
    except (OSError, pyarrow.ArrowException) as error:
        raise DataError(f"{path}: cannot be read as Parquet ({error})") from error


def _open(path: Path) -> IO[bytes]:
    if path.suffix.lower() == ".gz":
        return cast(IO[bytes], gzip.open(path, "rb"))
    return open(path, "rb")
