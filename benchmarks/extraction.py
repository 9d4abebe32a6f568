"""How fast articles are read: articles a second, and one article of a megabyte.

Run from a checkout: ``python -m benchmarks.extraction [--data FILE]``. One thread, one process.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import torch

from stancenlp.extraction.frames import language
from stancenlp.extraction.pipeline import extract_statements
from training.extraction_evaluation import read_articles

_ARTICLES = Path(__file__).parent.parent / "data" / "annotated" / "articles" / "dev.jsonl"
_WORDS = 600


def texts_of(path: Path, count: int) -> list[str]:
    """``count`` texts of 600 words, whole paragraphs taken from annotated articles in turn."""
    lines = [
        line
        for annotated in read_articles(path)
        for line in annotated.article.text.split("\n")
        if line.strip()
    ]
    texts, position = [], 0
    while len(texts) < count:
        taken, words = [], 0
        while words < _WORDS:
            line = lines[position % len(lines)]
            taken.append(line)
            words += len(line.split())
            position += 1
        texts.append("\n".join(taken))
    return texts


def seconds(text: str) -> tuple[float, float]:
    """How long one text takes: by the clock, and of processor time."""
    start, worked = time.perf_counter(), time.process_time()
    extract_statements(text)
    return time.perf_counter() - start, time.process_time() - worked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=_ARTICLES, help="annotated articles (.jsonl)")
    parser.add_argument("--articles", type=int, default=100)
    options = parser.parse_args()
    torch.set_num_threads(1)
    start = time.perf_counter()
    language()
    print(f"loading the English pipeline: {time.perf_counter() - start:.1f} s")
    texts = texts_of(options.data, options.articles)
    seconds(texts[0])
    clock, worked = zip(*map(seconds, texts), strict=True)
    print(
        f"{len(texts)} articles of {_WORDS} words: {len(texts) / sum(clock):.1f} a second by the"
        f" clock (median {statistics.median(clock) * 1000:.0f} ms),"
        f" {len(texts) / sum(worked):.1f} a second of processor time"
    )
    megabyte = "\n".join(texts * (1 + 1_000_000 // sum(map(len, texts))))[:1_000_000]
    for what, text in (
        (f"one article of {len(megabyte):,} characters", megabyte),
        ("the same on one line", megabyte.replace("\n", " ")),
    ):
        took, spent = seconds(text)
        print(f"{what}: {took:.1f} s by the clock, {spent:.1f} s of processor time")


if __name__ == "__main__":
    main()
