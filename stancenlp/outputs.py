"""Scores written so that a run that was killed goes on where it stopped: no row lost, none doubled."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from stancenlp.errors import DataError
from stancenlp.jsonl import MAX_LINE_BYTES
from stancenlp.schema import Article


class Held:
    """The articles that an output holds already: each is skipped once for each time it is there."""

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter()

    def takes(self, article: Article) -> bool:
        """Whether this article is there already; counts it off."""
        if self.articles[article.article_id] > 0:
            self.articles[article.article_id] -= 1
            return True
        return False


@contextmanager
def resumable_writer(
    path: str | os.PathLike[str], resume: bool, model: str
) -> Iterator[tuple[IO[str], Held]]:
    """A stream for scored articles as JSON Lines, and what of them is there already.

    Lines go to ``PATH.part``, which becomes ``PATH`` when the block ends well. With ``resume`` what
    an earlier run left in either is kept, a line it did not finish cut off.

    Raises
    ------
    DataError : what is there is no output of ``score``, or of another model.
    """
    target = Path(path)
    part = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    held = Held()
    if resume:
        if not part.exists() and target.exists():
            shutil.copyfile(target, part)
        if part.exists():
            _read_back(part, held, model)
    with open(part, "a" if resume else "w", encoding="utf-8", newline="\n") as stream:
        yield stream, held
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(part, target)


def _read_back(part: Path, held: Held, model: str) -> None:
    """Count the articles of an output and cut off a last line that was not finished."""
    end = 0
    with open(part, "r+b") as stream:
        for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE_BYTES), b""), 1):
            if not line.endswith(b"\n"):
                break
            try:
                record = json.loads(line)
                article, scored_by = record["article"]["article_id"], record["model"]
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(
                    f"{part}:{number}: is no scored article; move the file away, or run without "
                    "--resume"
                ) from error
            if scored_by != model:
                raise DataError(
                    f"{part}:{number}: was scored by {scored_by}, not {model}; move the file away, "
                    "or run without --resume"
                )
            held.articles[article] += 1
            end += len(line)
        stream.truncate(end)
