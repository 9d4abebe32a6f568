"""Speed, memory and agreement of everything that can run the model, in one run on one machine.

    python -m benchmarks.speed            # writes results/*.json and RESULTS.md in benchmarks/

Each contender runs in a process of its own. The machine should have nothing else to do: rates are by the
clock. Processor time, which other work disturbs less, is given beside them.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Any

import numpy as np

from benchmarks.cold_start import cold_starts
from benchmarks.contenders import COMPARED, CONTENDERS, FAST, GRAPHS, REFERENCE, TUNED
from benchmarks.limit import limit
from benchmarks.machine import machine
from benchmarks.processes import ROOT, in_its_own_process, peak_memory_mb
from benchmarks.results import save
from stancenlp.jsonl import read_records
from stancenlp.schema import STANCES, AnnotatedStatement
from stancenlp.stance.framing import frame
from stancenlp.stance.registry import find_model
from stancenlp.stance.released import read_config

DEV = ROOT / "data/annotated/dev.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.speed")
    parser.add_argument("--model", help="a released model or a folder; default: the registry's")
    parser.add_argument("--statements", type=int, metavar="N", help="of dev; default: all")
    parser.add_argument(
        "--timed", type=int, default=64, metavar="N", help="of them one by one and in batches of 32"
    )
    parser.add_argument("--repeats", type=int, default=5, help="cold starts of each kind")
    parser.add_argument("--only", choices=CONTENDERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    statements = list(read_records(DEV, AnnotatedStatement))[: options.statements]
    if options.only:
        print(json.dumps(_measured(options.only, options.model, statements, options.timed)))
        return
    results: dict[str, Any] = {"machine": machine(), "model": find_model(options.model).name}
    rows = {}
    for name in GRAPHS:  # built here once, and not while it is measured
        _apart(name, argparse.Namespace(**{**vars(options), "statements": 1}))
    small = read_config(find_model(options.model, fast=True)).small_weights
    for name in CONTENDERS:
        if name in FAST and not small:
            continue
        print(f"{name} …", file=sys.stderr)
        rows[name] = _apart(name, options)
    results["contenders"] = _compared(rows, statements)
    results["limit"] = limit(statements, options.model)
    print(save("speed", results), cold_starts(options.repeats, options.model), sep="\n")


def _measured(
    name: str, model: str | None, statements: list[AnnotatedStatement], timed: int
) -> dict[str, Any]:
    """One contender's figures, and its scores of stance for the statements."""
    config = read_config(find_model(model))
    pairs = [frame(statement, config.parts) for statement in statements]
    started = time.perf_counter()
    score = CONTENDERS[name](model)
    score(pairs[:1], 1)
    load = time.perf_counter() - started
    some = pairs[:: max(1, len(pairs) // timed)][:timed]
    score(some[:32], 32)  # warm

    seconds = []
    for pair in some:
        started = time.perf_counter()
        score([pair], 1)
        seconds.append(time.perf_counter() - started)
    started = time.perf_counter()
    for start in range(0, len(some), 32):
        score(some[start : start + 32], 32)
    batched = len(some) / (time.perf_counter() - started)
    started, worked = time.perf_counter(), time.process_time()
    scores = score(pairs, 32)
    stream = len(pairs) / (time.perf_counter() - started)
    return {
        "load_seconds": load,
        "per_second": {"batch 1": 1 / np.mean(seconds), "batch 32": batched, "stream": stream},
        "cpu_ms": 1e3 * (time.process_time() - worked) / len(pairs),
        "latency_ms": {
            "p50": 1e3 * np.percentile(seconds, 50),
            "p95": 1e3 * np.percentile(seconds, 95),
        },
        "peak_memory_mb": peak_memory_mb(),
        "scores": scores.tolist(),
    }


def _apart(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """One contender's figures, from a process of its own."""
    arguments = ["--only", name, "--timed", options.timed]
    arguments += ["--statements", options.statements] if options.statements else []
    arguments += ["--model", options.model] if options.model else []
    figures: dict[str, Any] = in_its_own_process("benchmarks.speed", arguments)
    return figures


def _compared(
    rows: dict[str, dict[str, Any]], statements: list[AnnotatedStatement]
) -> dict[str, dict[str, Any]]:
    """The rows without their scores, with macro-F1, flips against float32 torch, and speed-up."""
    from sklearn.metrics import f1_score

    truth = np.array([STANCES.index(statement.stance) for statement in statements])
    labels = {name: np.array(row.pop("scores")).argmax(axis=1) for name, row in rows.items()}
    for name, row in rows.items():
        row["speed_up"] = row["per_second"]["stream"] / rows[COMPARED]["per_second"]["stream"]
        row["cpu_speed_up"] = rows[COMPARED]["cpu_ms"] / row["cpu_ms"]
        row["n"] = len(truth)
        if name in TUNED:
            row["macro_f1"] = float(
                f1_score(
                    truth,
                    labels[name],
                    labels=range(len(STANCES)),
                    average="macro",
                    zero_division=0,
                )
            )
            row["flips"] = int((labels[name] != labels[REFERENCE]).sum())
    return rows


if __name__ == "__main__":
    main()
