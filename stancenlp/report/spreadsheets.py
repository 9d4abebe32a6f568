"""Scored statements as an Excel workbook or a Parquet file, with the columns of ``tables.py``."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stancenlp.errors import MissingPackageError, StanceError
from stancenlp.jsonl import atomic_path
from stancenlp.report.tables import COLUMNS, rows
from stancenlp.schema import ScoredArticle

if TYPE_CHECKING:
    import pyarrow as pa

#: What Excel holds: rows of a sheet, header included, and characters of a cell.
MAX_ROWS, MAX_CELL = 1_048_576, 32_767
_WIDTHS = {"title": 34, "speaker": 22, "organisation": 30, "text": 80, "offer": 34, "url": 24}
_CHUNK = 10_000
#: Characters that XML, and so Excel, cannot hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_spreadsheet(
    path: str | os.PathLike[str],
    form: str,
    articles: Iterable[ScoredArticle],
    all_speakers: bool = False,
) -> None:
    """Write the statements to ``path``, which holds the whole file or is not touched.

    Parameters
    ----------
    form : ``xlsx`` or ``parquet``.

    Raises
    ------
    MissingPackageError : openpyxl (xlsx) or pyarrow (parquet) is not installed.
    StanceError : the file cannot be written, or there are more statements than an Excel sheet holds.
    """
    write = {"xlsx": _write_xlsx, "parquet": _write_parquet}[form]
    try:
        with atomic_path(path) as part:
            write(part, rows(articles, all_speakers))
    except ImportError as error:
        raise MissingPackageError(
            f"{form} files need {error.name}: pip install 'stancenlp[workbench]'"
        ) from error
    except OSError as error:
        raise StanceError(f"{path}: cannot be written ({error.strerror or error})") from error


def _write_xlsx(path: Path, found: Iterator[dict[str, object]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("statements")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 14)

    def cell(value: object, **style: Any) -> Any:
        made = WriteOnlyCell(sheet, _printable(value))
        if isinstance(value, str):
            made.data_type = "s"  # a text that begins with = is a text, not a formula
        for name, setting in style.items():
            setattr(made, name, setting)
        return made

    bold, top = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    number = 1
    try:
        sheet.append([cell(name, font=bold) for name in COLUMNS])
        for number, row in enumerate(found, 2):
            if number > MAX_ROWS:
                raise StanceError(
                    f"an Excel sheet holds {MAX_ROWS - 1:,} statements and there are more; "
                    "use --format csv or parquet"
                )
            sheet.append([cell(value, alignment=top) for value in row.values()])
    except BaseException:
        sheet.close()  # it writes to a file of its own, which would stay open
        raise
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{number}"
    book.save(path)


def _printable(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = _NOT_XML.sub("\ufffd", value)
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…"


def _write_parquet(path: Path, found: Iterator[dict[str, object]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema()
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while chunk := list(itertools.islice(found, _CHUNK)):
            writer.write_table(pa.Table.from_pylist(chunk, schema=schema))


def arrow_schema() -> pa.Schema:
    """The Arrow schema of the rows of ``tables.py``."""
    import pyarrow as pa

    types = {str: pa.string(), float: pa.float64(), bool: pa.bool_()}
    return pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
