"""From a cold process to the first scored article: how long, in how much memory, and importing what.

python -m benchmarks.cold_start       # writes benchmarks/results/cold_start.json and benchmarks/RESULTS.md
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from typing import Any

import numpy as np

from benchmarks.machine import machine
from benchmarks.processes import ROOT
from benchmarks.results import save

ARTICLE = ROOT / "stancenlp/examples/bus-depots.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.cold_start")
    parser.add_argument("--model", help="a released model or a folder; default: the registry's")
    parser.add_argument("--repeats", type=int, default=5, metavar="N")
    options = parser.parse_args()
    print(cold_starts(options.repeats, options.model))


def cold_starts(repeats: int, model: str | None) -> str:
    """Measure ``stancenlp score ARTICLE``, a process each, the graph in the cache; the page's part."""
    command = ["-m", "stancenlp.cli", "score", str(ARTICLE), "--format", "jsonl"]
    command += ["--model", model] if model else []
    results: dict[str, Any] = {"machine": machine(), "runs": {}}
    for backend in ("openvino", "onnx", "torch"):
        runs = [_run([sys.executable, *command, "--backend", backend]) for _ in range(repeats)]
        results["runs"][backend] = {
            "seconds": float(np.median([run["seconds"] for run in runs])),
            "best": min(run["seconds"] for run in runs),
            "cpu_seconds": min(run["cpu_seconds"] for run in runs),
            "peak_memory_mb": max(run["peak_memory_mb"] for run in runs),
        }
    results["imports"] = _imports([sys.executable, "-X", "importtime", *command])
    return save("cold_start", results)


def _run(command: list[str]) -> dict[str, float]:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return {
        "seconds": time.perf_counter() - started,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_memory_mb": usage.ru_maxrss / 1024,
    }


def _imports(command: list[str]) -> dict[str, Any]:
    """What ``python -X importtime`` says, by package."""
    lines = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stderr
    rows = [line.split("|") for line in lines.splitlines() if line.startswith("import time:")]
    modules = {row[2].strip(): int(row[0].split(":")[1]) for row in rows[1:]}
    packages: dict[str, int] = {}
    for module, microseconds in modules.items():
        package = module.partition(".")[0]
        packages[package] = packages.get(package, 0) + microseconds
    slowest = sorted(packages.items(), key=lambda item: -item[1])[:8]
    return {
        "modules": len(modules),
        # two threads import: what one waits for the other is taken off twice, and may fall below nought
        "seconds": sum(max(0, microseconds) for microseconds in modules.values()) / 1e6,
        "slowest_ms": {name: microseconds / 1e3 for name, microseconds in slowest},
        # an import that was refused is listed too, with a few microseconds
        "heavy": [
            n for n in ("torch", "transformers", "datasets", "onnx") if packages.get(n, 0) > 1_000
        ],
    }


if __name__ == "__main__":
    main()
