"""How cost grows: articles scored in one run, and statements streamed through the classifier.

    python -m benchmarks.growth                      # 10 to 1,000 articles, a million statements
    python -m benchmarks.growth --articles 10000     # further

Each size runs in a process of its own, so that its peak memory is its own. The corpus's training articles
are taken in turn and scored anew each time; the million statements repeat the training split's, as wires do,
so that all but the first of each are remembered. Writes benchmarks/results/growth.json, growth.svg and
benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.machine import machine
from benchmarks.processes import ROOT, in_its_own_process, peak_memory_mb
from benchmarks.results import RESULTS, save
from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedArticle, AnnotatedStatement, Article

ARTICLES = ROOT / "data/annotated/articles/train.jsonl"
STATEMENTS = ROOT / "data/annotated/train.jsonl"
#: Statements that are classified in one call.
_CALL = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.growth")
    parser.add_argument("--articles", type=int, default=1_000, metavar="N", help="at most")
    parser.add_argument("--statements", type=int, default=1_000_000, metavar="N", help="at most")
    parser.add_argument("--distinct", type=int, default=500, metavar="N", help="of the statements")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="as for stancenlp score"
    )
    parser.add_argument("--note", metavar="TEXT", help="what readers should know of this run")
    parser.add_argument("--only", nargs=2, metavar=("KIND", "N"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        kind, number = options.only[0], int(options.only[1])
        measure = {
            "articles": lambda: _score_articles(number, options.workers),
            "statements": lambda: _stream_statements(number, options.distinct),
        }[kind]
        print(json.dumps(measure()))
        return
    results: dict[str, Any] = {
        "machine": machine(),
        "distinct": options.distinct,
        "note": options.note,
    }
    results["articles"] = [
        _apart("articles", number, options) for number in _sizes(options.articles)
    ]
    results["statements"] = _apart("statements", options.statements, options)
    plot(results["articles"])
    print(save("growth", results))


def _sizes(most: int) -> list[int]:
    """10, 30, 100, 300, … up to ``most``."""
    return [n for power in range(1, 8) for n in (10**power, 3 * 10**power) if n <= most]


def _score_articles(number: int, workers: int) -> dict[str, float]:
    from stancenlp import StanceClassifier, score_corpus

    classifier = StanceClassifier.from_pretrained()
    classifier._backend = classifier._backend.backend  # type: ignore[attr-defined]  # nothing is remembered
    next(score_corpus(_articles(1), classifier=classifier))  # warm
    started, worked = time.perf_counter(), _processor_time()
    statements = labelled = 0
    for scored in score_corpus(_articles(number), workers, classifier):
        statements += len(scored.statements)
        labelled += sum(statement.prediction is not None for statement in scored.statements)
    return {
        "n": number,
        "seconds": time.perf_counter() - started,
        "cpu_seconds": _processor_time() - worked,
        "statements": statements,
        "labelled": labelled,
        "peak_memory_mb": peak_memory_mb(),
    }


def _stream_statements(number: int, distinct: int) -> list[dict[str, float]]:
    """Time and peak memory after 10,000, 100,000, … statements of one stream."""
    from stancenlp import StanceClassifier

    classifier = StanceClassifier.from_pretrained()
    records = list(itertools.islice(read_records(STATEMENTS, AnnotatedStatement), distinct))
    stream = itertools.islice(itertools.cycle(records), number)
    started, worked, done, marks = time.perf_counter(), _processor_time(), 0, []
    while call := list(itertools.islice(stream, _CALL)):
        classifier.predict(call)
        done += len(call)
        if done in (10_000, 100_000, number):
            marks.append(
                {
                    "n": done,
                    "seconds": time.perf_counter() - started,
                    "cpu_seconds": _processor_time() - worked,
                    "peak_memory_mb": peak_memory_mb(),
                }
            )
    return marks


def _articles(number: int) -> Iterator[Article]:
    known = [annotated.article for annotated in read_records(ARTICLES, AnnotatedArticle)]
    for turn, article in enumerate(itertools.islice(itertools.cycle(known), number)):
        yield article.model_copy(update={"article_id": f"{article.article_id}-{turn}"})


def _apart(kind: str, number: int, options: argparse.Namespace) -> Any:
    """The figures of one size, from a process of its own."""
    print(f"{number:,} {kind} …", file=sys.stderr)
    settings = ["--distinct", options.distinct, "--workers", options.workers]
    return in_its_own_process("benchmarks.growth", ["--only", kind, number, *settings])


def _processor_time() -> float:
    """Seconds of processor time of this process and of those it has waited for."""
    own, ended = (
        resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def plot(rows: list[dict[str, float]]) -> None:
    """Seconds and peak memory against the number of articles, log-log, as SVG."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "stancenlp"  # the same figures, the same file
    import matplotlib.pyplot as plt

    numbers = [row["n"] for row in rows]
    figure, axes = plt.subplots(1, 2, figsize=(8, 3.2), layout="constrained")
    for axis, names, unit in (
        (axes[0], {"seconds": "by the clock", "cpu_seconds": "of processor time"}, "seconds"),
        (axes[1], {"peak_memory_mb": "peak memory"}, "MB"),
    ):
        for key, label in names.items():
            axis.loglog(numbers, [row[key] for row in rows], marker="o", label=label)
        axis.set_xlabel("articles")
        axis.set_ylabel(unit)
        axis.grid(True, which="major", alpha=0.3)
        axis.legend(frameon=False)
    axes[1].set_ylim(100, 10_000)
    figure.savefig(RESULTS / "growth.svg", metadata={"Date": None})
    plt.close(figure)


if __name__ == "__main__":
    main()
