"""Keeps what the benchmarks measured (results/*.json) and writes it for people (RESULTS.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.limit import GEMM, RUNS
from benchmarks.machine import described

RESULTS = Path(__file__).resolve().parent / "results"
PAGE = RESULTS.parent / "RESULTS.md"


def save(name: str, results: dict[str, Any]) -> str:
    """Keep one benchmark's figures, and write the page of all; returns this benchmark's part."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    parts = {
        kept: "\n".join(write(json.loads((RESULTS / f"{kept}.json").read_text("utf-8"))))
        for kept, write in {"speed": _speed, "cold_start": _cold_start, "growth": _growth}.items()
        if (RESULTS / f"{kept}.json").exists()
    }
    PAGE.write_text("\n".join(["# Results", "", *parts.values()]), "utf-8")
    return parts[name]


def _speed(results: dict[str, Any]) -> list[str]:
    bound = results["limit"]
    contenders = results["contenders"]
    count = next(iter(contenders.values()))["n"]
    lines = [
        "## Speed",
        "",
        f"{described(results['machine'])} Model {results['model']}; {count} statements of dev with their "
        f"offers, {bound['tokens_per_statement']:.0f} tokens each. Written by `python -m benchmarks.speed`.",
        "",
        "| | batch 1, /s | batch 32, /s | stream, /s | × pipeline | CPU ms each | × pipeline, CPU | p50 ms | "
        "p95 ms | load s | peak MB | macro-F1 | flips |",
        "|" + " --- |" * 13,
    ]
    for name, row in contenders.items():
        rate, wait = row["per_second"], row["latency_ms"]
        labels = f"{row['macro_f1']:.4f} | {row['flips']}" if "flips" in row else "– | –"
        lines.append(
            f"| {name} | {rate['batch 1']:.1f} | {rate['batch 32']:.1f} | {rate['stream']:.1f} | "
            f"{row['speed_up']:.1f} | {row['cpu_ms']:.1f} | {row['cpu_speed_up']:.1f} | "
            f"{wait['p50']:.0f} | {wait['p95']:.0f} | {row['load_seconds']:.1f} | "
            f"{row['peak_memory_mb']:.0f} | {labels} |"
        )
    return [
        *lines,
        "",
        "Rates are by the clock, so other work on the machine lowers them; CPU ms is processor time of all "
        f"cores for one statement of the stream. Flips: labels of {count} that differ from torch in float32. "
        "The sentence-transformers row runs the untuned base encoder, so its labels are not compared.",
        "",
        "The machine's limit: the encoder's matrix products alone, at the rate of one product of "
        f"{' × '.join(map(str, GEMM))}.",
        "",
        f"| | {' | '.join(f'{kind} ({name.split()[-1]})' for kind, name in RUNS.items())} |",
        "| --- | --- | --- |",
        _pair("10⁹ operations a second of a core", bound["gemm"], ".0f"),
        _pair("CPU ms a statement at that rate", bound["milliseconds"], ".1f"),
        _pair("share of it reached", _reached(bound, contenders), ".0%"),
        "",
    ]


def _reached(bound: dict[str, Any], contenders: dict[str, Any]) -> dict[str, float]:
    return {
        kind: bound["milliseconds"][kind] / contenders[name]["cpu_ms"]
        for kind, name in RUNS.items()
    }


def _pair(label: str, values: dict[str, float], form: str) -> str:
    return f"| {label} | {values['float32']:{form}} | {values['int8']:{form}} |"


def _cold_start(results: dict[str, Any]) -> list[str]:
    imports = results["imports"]
    return [
        "## Cold start",
        "",
        f"{described(results['machine'])} Written by `python -m benchmarks.cold_start` and "
        "`python -m benchmarks.speed`.",
        "",
        "From a cold process to a scored article (`stancenlp score`, graph in the cache):",
        "",
        "| | median s | best s | CPU s | peak MB |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {name} | {row['seconds']:.2f} | {row['best']:.2f} | {row['cpu_seconds']:.2f} | "
            f"{row['peak_memory_mb']:.0f} |"
            for name, row in results["runs"].items()
        ),
        "",
        f"`python -X importtime` of a run with the default: {imports['modules']} modules, "
        f"{imports['seconds']:.2f} s, most of it in "
        + ", ".join(f"{name} {ms:.0f} ms" for name, ms in imports["slowest_ms"].items())
        + f". torch, transformers, datasets or onnx among them: "
        f"{', '.join(imports['heavy']) or 'none'}.",
        "",
    ]


def _growth(results: dict[str, Any]) -> list[str]:
    return [
        "## Growth",
        "",
        f"{described(results['machine'])} Written by `python -m benchmarks.growth`.",
        "",
        "![seconds and memory against articles](results/growth.svg)",
        "",
        "| articles | seconds | CPU s | CPU s an article | statements found | labelled | peak MB |",
        "|" + " --- |" * 7,
        *(
            f"| {row['n']:,} | {row['seconds']:.1f} | {row['cpu_seconds']:.1f} | "
            f"{row['cpu_seconds'] / row['n']:.3f} | {row['statements']:,} | {row['labelled']:,} | "
            f"{row['peak_memory_mb']:.0f} |"
            for row in results["articles"]
        ),
        "",
        f"The corpus's training articles in turn, each scored anew. {results.get('note') or ''}".rstrip(),
        "",
        "| statements streamed | seconds | CPU s | peak MB |",
        "| --- | --- | --- | --- |",
        *(
            f"| {row['n']:,} | {row['seconds']:.0f} | {row['cpu_seconds']:.0f} | "
            f"{row['peak_memory_mb']:.0f} |"
            for row in results["statements"]
        ),
        "",
        f"{results['distinct']:,} distinct statements over and over: all but the first of each are "
        "remembered, so this measures memory and what surrounds the model, not the model.",
        "",
    ]
