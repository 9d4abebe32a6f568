"""How far a long run is: a bar where somebody watches, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

#: Seconds between two lines where nobody watches.
_INTERVAL = 30.0


def tracked(items: Iterable[T], total: int | None) -> Iterator[T]:
    """The items, while stderr shows their number, rate and the time that remains.

    Nothing is shown for a single item. Without ``total`` there is no remaining time.
    """
    if total is not None and total < 2:
        yield from items
    elif sys.stderr.isatty():
        yield from _bar(items, total)
    else:
        yield from _lines(items, total)


def _bar(items: Iterable[T], total: int | None) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("scoring"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    started = time.monotonic()
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=total, rate="")
        for number, item in enumerate(items, 1):
            rate = number / max(time.monotonic() - started, 1e-9)
            progress.update(task, completed=number, rate=f"{rate:.1f} articles/s")
            yield item


def _lines(items: Iterable[T], total: int | None) -> Iterator[T]:
    started = shown = time.monotonic()
    for number, item in enumerate(items, 1):
        now = time.monotonic()
        if now - shown >= _INTERVAL:
            shown = now
            print(_line(number, total, now - started), file=sys.stderr)
        yield item


def _line(number: int, total: int | None, seconds: float) -> str:
    """E.g. ``1,200 of 5,000 articles, 14.2/s, 5 min left``."""
    rate = number / max(seconds, 1e-9)
    of = f" of {total:,}" if total else ""
    left = f", {max(0, total - number) / rate / 60:.0f} min left" if total else ""
    return f"{number:,}{of} articles, {rate:.1f}/s{left}"
