"""Reading and writing records as JSON Lines: UTF-8, one record a line, so that diffs show records.

Writing is atomic: a file is complete or not there at all.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

from pydantic import ValidationError

from stancenlp.errors import DataError
from stancenlp.schema import Record

R = TypeVar("R", bound=Record)

#: A single record longer than this is refused: no statement or article comes near it.
MAX_LINE_BYTES = 64 * 1024 * 1024


def read_records(
    path: str | os.PathLike[str],
    record: type[R],
    on_error: Callable[[DataError], None] | None = None,
) -> Iterator[R]:
    """Yield the records of a JSON Lines file, validated, in file order. Blank lines are skipped.

    Parameters
    ----------
    path : file to read.
    record : the schema class of every line.
    on_error : called with the error of each bad line, which is then left out; without it the first
        bad line raises.

    Raises
    ------
    DataError : the file cannot be opened, or (without ``on_error``) a line is bad. The message
        names file, line and field.
    """
    try:
        with open(path, "rb") as stream:
            number = 0
            while line := stream.readline(MAX_LINE_BYTES + 1):
                number += 1
                if not line.strip():
                    continue
                try:
                    yield parse_record(line, record, where=f"{path}:{number}")
                except DataError as error:
                    if on_error is None:
                        raise
                    on_error(error)
                    if len(line) > MAX_LINE_BYTES:
                        return
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror or error})") from error


def parse_record(line: bytes | str, record: type[R], where: str) -> R:
    """One line of JSON as a record; ``where`` names it in errors (``DataError``)."""
    if len(line) > MAX_LINE_BYTES:
        raise DataError(f"{where}: a line of more than {MAX_LINE_BYTES:,} bytes is no record")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where}: not JSON ({error}); each line must be one JSON object") from None
    return validate_record(value, record, where)


def validate_record(value: Any, record: type[R], where: str) -> R:
    """A plain value as a record; raises ``DataError`` that names ``where`` and the field."""
    try:
        return record.model_validate(value)
    except ValidationError as error:
        problems = "; ".join(
            f"field {'.'.join(map(str, problem['loc'])) or '(record)'}: {problem['msg']}"
            for problem in error.errors(include_url=False)[:3]
        )
        raise DataError(f"{where}: {problems}") from None


def dump_record(record: Record) -> str:
    """A record as one line of JSON, without the line break."""
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False)


def write_records(path: str | os.PathLike[str], records: Iterable[Record]) -> int:
    """Write records to ``path`` atomically; returns how many were written."""
    count = 0
    with atomic_writer(path) as stream:
        for record in records:
            stream.write(dump_record(record) + "\n")
            count += 1
    return count


@contextmanager
def atomic_writer(path: str | os.PathLike[str]) -> Iterator[IO[str]]:
    """A UTF-8 text stream whose content appears at ``path`` only if the block ends well."""
    with atomic_path(path) as part, open(part, "w", encoding="utf-8", newline="\n") as stream:
        yield stream


@contextmanager
def atomic_path(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A file to write to; it takes its place at ``path``, on disk, only if the block ends well."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    os.close(handle)
    try:
        yield Path(name)
        with open(name, "rb") as written:
            os.fsync(written.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
