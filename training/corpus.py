"""The annotated corpus on disk: reading its splits, and the hash that names one state of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from stancenlp.errors import DataError
from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedStatement

#: The project's own corpus.
CORPUS = Path(__file__).resolve().parent.parent / "data" / "annotated"
SPLITS = ("train", "dev", "test")
#: Articles of ordinary news, without a dispute: to measure who said what in any newspaper.
GENERAL = ("general-dev", "general-test")


def read_split(split: str, folder: Path = CORPUS) -> list[AnnotatedStatement]:
    """The statements of one split (``train``, ``dev`` or ``test``), in file order.

    Raises
    ------
    DataError : the file is missing, or a line does not fit the schema.
    """
    statements = list(read_records(folder / f"{split}.jsonl", AnnotatedStatement))
    if not statements:
        raise DataError(f"{folder / f'{split}.jsonl'}: holds no statement")
    return statements


def data_hash(folder: Path = CORPUS) -> str:
    """The sha256 over the three splits: the same hash, the same data."""
    digest = hashlib.sha256()
    for split in SPLITS:
        path = folder / f"{split}.jsonl"
        if path.is_file():
            digest.update(split.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
