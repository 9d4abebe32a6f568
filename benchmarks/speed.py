"""Speed, memory and agreement of everything that can run the model, in one run on one machine.

    python -m benchmarks.speed            # writes benchmarks/results/speed.json and speed.md

Each contender runs in a process of its own; the machine should have nothing else to do.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.contenders import COMPARED, CONTENDERS, REFERENCE, TUNED
from stancenlp.jsonl import read_records
from stancenlp.schema import STANCES, AnnotatedStatement
from stancenlp.stance.batching import load_tokenizer
from stancenlp.stance.framing import frame
from stancenlp.stance.registry import find_model
from stancenlp.stance.released import read_config
from stancenlp.stance.weights import locate_base

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / "data/annotated/dev.jsonl"
ARTICLE = ROOT / "stancenlp/examples/bus-depots.txt"
RESULTS = ROOT / "benchmarks/results"
#: (rows, in, out) of the widest product of a layer, at the token budget of a batch.
GEMM = (512, 768, 3072)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.speed")
    parser.add_argument("--model", help="a released model or a folder; default: the registry's")
    parser.add_argument("--statements", type=int, default=555, help="of dev, for everything")
    parser.add_argument("--repeats", type=int, default=3, help="cold starts of each kind")
    parser.add_argument("--only", choices=CONTENDERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(_measured(options.only, options.model, options.statements)))
        return
    load = os.getloadavg()
    rows = {}
    for name in CONTENDERS:
        print(f"{name} …", file=sys.stderr)
        rows[name] = _in_its_own_process(name, options)
    results = {
        "machine": _machine(load),
        "model": options.model or "default",
        "contenders": _compared(rows, options.statements),
        "gemm": _gemm(),
        "cold_start": _cold_starts(options.repeats, options.model),
    }
    results["limit"] = _limit(results, options.model, options.statements)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "speed.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    (RESULTS / "speed.md").write_text(_markdown(results), "utf-8")
    print(_markdown(results))


def _statements(count: int) -> list[AnnotatedStatement]:
    return list(read_records(DEV, AnnotatedStatement))[:count]


def _measured(name: str, model: str | None, count: int) -> dict[str, Any]:
    """One contender's figures, and its stance logits of the statements."""
    config = read_config(find_model(model))
    pairs = [frame(statement, config.parts) for statement in _statements(count)]
    started = time.perf_counter()
    score = CONTENDERS[name](model)
    score(pairs[:1], 1)
    load = time.perf_counter() - started
    score(pairs[:32], 32)  # warm

    single = pairs[:: max(1, len(pairs) // 64)]
    seconds = []
    for pair in single:
        started = time.perf_counter()
        score([pair], 1)
        seconds.append(time.perf_counter() - started)
    some = pairs[: min(len(pairs), 256)]
    started = time.perf_counter()
    for start in range(0, len(some), 32):
        score(some[start : start + 32], 32)
    batched = len(some) / (time.perf_counter() - started)
    started = time.perf_counter()
    logits = score(pairs, 32)
    stream = len(pairs) / (time.perf_counter() - started)
    return {
        "load_seconds": load,
        "per_second": {"batch 1": 1 / np.mean(seconds), "batch 32": batched, "stream": stream},
        "latency_ms": {
            "p50": 1e3 * np.percentile(seconds, 50),
            "p95": 1e3 * np.percentile(seconds, 95),
        },
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "logits": logits.tolist(),
    }


def _in_its_own_process(name: str, options: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.speed", "--only", name]
    command += ["--statements", str(options.statements)]
    command += ["--model", options.model] if options.model else []
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _compared(rows: dict[str, dict[str, Any]], count: int) -> dict[str, dict[str, Any]]:
    """The rows without their logits, with macro-F1, flips against float32 torch, and speed-up."""
    config = read_config(find_model(None))
    truth = np.array([STANCES.index(statement.stance) for statement in _statements(count)])
    logits = {name: np.array(row.pop("logits")) for name, row in rows.items()}
    expected = config.scores("stance", logits[REFERENCE]).argmax(axis=1)
    for name, row in rows.items():
        row["speed_up"] = row["per_second"]["stream"] / rows[COMPARED]["per_second"]["stream"]
        if name in TUNED:
            found = config.scores("stance", logits[name]).argmax(axis=1)
            row["macro_f1"] = _macro_f1(truth, found)
            row["flips"] = int((found != expected).sum())
            row["logit_difference"] = float(np.abs(logits[name] - logits[REFERENCE]).mean())
        row["n"] = len(truth)
    return rows


def _macro_f1(truth: np.ndarray, found: np.ndarray) -> float:
    scores = []
    for label in range(len(STANCES)):
        hits = int(((truth == label) & (found == label)).sum())
        scores.append(2 * hits / max(1, int((truth == label).sum() + (found == label).sum())))
    return float(np.mean(scores))


def _cold_starts(repeats: int, model: str | None) -> dict[str, Any]:
    """Seconds from a cold process to a scored article, the graph cached; and what it imports."""
    command = [sys.executable, "-m", "stancenlp.cli", "score", str(ARTICLE), "--format", "jsonl"]
    command += ["--model", model] if model else []
    starts = {}
    for backend in ("onnx", "torch"):
        seconds, memory = [], 0.0
        for _ in range(repeats):
            started = time.perf_counter()
            process = subprocess.Popen(
                [*command, "--backend", backend], stdout=subprocess.DEVNULL, cwd=ROOT
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            seconds.append(time.perf_counter() - started)
            memory = max(memory, usage.ru_maxrss / 1024)
            if process.returncode:
                raise SystemExit(f"{' '.join(command)} failed")
        starts[backend] = {
            "seconds": float(np.median(seconds)),
            "best": min(seconds),
            "peak_memory_mb": memory,
        }
    timed = [sys.executable, "-X", "importtime", *command[1:], "--backend", "onnx"]
    lines = subprocess.run(timed, capture_output=True, text=True, cwd=ROOT, check=True).stderr
    rows = [line.split("|") for line in lines.splitlines() if line.startswith("import time:")]
    modules = {row[2].strip(): int(row[0].split(":")[1]) for row in rows[1:]}
    packages: dict[str, int] = {}
    for module, microseconds in modules.items():
        package = module.partition(".")[0]
        packages[package] = packages.get(package, 0) + microseconds
    slowest = sorted(packages.items(), key=lambda item: -item[1])[:8]
    starts["imports"] = {
        "seconds": sum(modules.values()) / 1e6,
        "slowest_ms": {name: microseconds / 1e3 for name, microseconds in slowest},
        # an import that was refused is listed too, with a few microseconds
        "heavy": [
            n for n in ("torch", "transformers", "datasets", "onnx") if packages.get(n, 0) > 1_000
        ],
    }
    return starts


def _gemm() -> dict[str, float]:
    """Multiplications and additions a second (10^9) of one matrix product of the model's shape."""
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper

    rows, inner, outer = GEMM
    rates = {}
    for name, operator, kinds in (
        ("float32", "MatMul", (TensorProto.FLOAT, TensorProto.FLOAT, TensorProto.FLOAT)),
        ("int8", "MatMulInteger", (TensorProto.UINT8, TensorProto.INT8, TensorProto.INT32)),
    ):
        random = np.random.default_rng(0)
        left = random.integers(0, 99, (rows, inner))
        right = random.integers(-99, 99, (inner, outer))
        left_type, right_type = (helper.tensor_dtype_to_np_dtype(kind) for kind in kinds[:2])
        graph = helper.make_graph(
            [helper.make_node(operator, ["left", "right"], ["product"])],
            name,
            [helper.make_tensor_value_info("left", kinds[0], [rows, inner])],
            [helper.make_tensor_value_info("product", kinds[2], [rows, outer])],
            [onnx.numpy_helper.from_array(right.astype(right_type), "right")],
        )
        opset = [helper.make_opsetid("", 18)]
        model = helper.make_model(graph, opset_imports=opset, ir_version=9)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = len(os.sched_getaffinity(0))
        session = onnxruntime.InferenceSession(model.SerializeToString(), options)
        inputs = {"left": left.astype(left_type)}
        session.run(None, inputs)
        seconds = []
        for _ in range(30):
            started = time.perf_counter()
            session.run(None, inputs)
            seconds.append(time.perf_counter() - started)
        rates[name] = 2 * rows * inner * outer / float(np.median(seconds)) / 1e9
    return rates


def _limit(results: dict[str, Any], model: str | None, count: int) -> dict[str, Any]:
    """Statements a second if the encoder's matrix products ran at the measured rate, and no more."""
    config = read_config(find_model(model))
    base = locate_base(config.base_weights)
    settings = json.loads((base / "config.json").read_text("utf-8"))
    tokenizer = load_tokenizer(base / "tokenizer.json", config.max_tokens)
    pairs = [frame(statement, config.parts) for statement in _statements(count)]
    tokens = float(np.mean([len(e.ids) for e in tokenizer.encode_batch(pairs)]))
    width, wide = settings["hidden_size"], settings["intermediate_size"]
    per_token = 2 * settings["num_hidden_layers"] * (4 * width * width + 2 * width * wide)
    limits = {kind: rate * 1e9 / (per_token * tokens) for kind, rate in results["gemm"].items()}
    reached = {
        kind: results["contenders"][name]["per_second"]["stream"] / limits[kind]
        for kind, name in (("float32", "stancenlp torch"), ("int8", "stancenlp onnx"))
    }
    return {"tokens_per_statement": tokens, "statements_per_second": limits, "reached": reached}


def _machine(load: tuple[float, float, float]) -> dict[str, Any]:
    processor, flags = platform.processor(), ""
    if Path("/proc/cpuinfo").exists():
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                processor = value.strip()
            if key.strip() == "flags":
                flags = value
    wanted = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8")
    packages = ("torch", "transformers", "onnxruntime", "tokenizers", "spacy", "numpy")
    return {
        "processor": processor,
        "cores": len(os.sched_getaffinity(0)),
        "instructions": [flag for flag in wanted if flag in flags.split()],
        "load_before": load[0],
        "python": platform.python_version(),
        **{package: importlib.metadata.version(package) for package in packages},
    }


def _markdown(results: dict[str, Any]) -> str:
    machine, limit, cold = results["machine"], results["limit"], results["cold_start"]
    lines = [
        "# Speed",
        "",
        f"{machine['processor']}, {machine['cores']} cores ({', '.join(machine['instructions'])}); "
        f"load before the run {machine['load_before']:.1f}; onnxruntime {machine['onnxruntime']}, "
        f"torch {machine['torch']}, transformers {machine['transformers']}. Statements of dev, "
        f"{limit['tokens_per_statement']:.0f} tokens each. Written by `python -m benchmarks.speed`.",
        "",
        "| | batch 1, /s | batch 32, /s | stream, /s | times the pipeline | p50 ms | p95 ms | "
        "load s | peak MB | macro-F1 | flips |",
        "|" + " --- |" * 11,
    ]
    for name, row in results["contenders"].items():
        rate, wait = row["per_second"], row["latency_ms"]
        labels = (
            f"{row['macro_f1']:.4f} | {row['flips']} of {row['n']}" if "flips" in row else "– | –"
        )
        lines.append(
            f"| {name} | {rate['batch 1']:.1f} | {rate['batch 32']:.1f} | {rate['stream']:.1f} | "
            f"{row['speed_up']:.1f} | {wait['p50']:.0f} | {wait['p95']:.0f} | "
            f"{row['load_seconds']:.1f} | {row['peak_memory_mb']:.0f} | {labels} |"
        )
    lines += [
        "",
        "Flips: labels that differ from those of torch in float32. The sentence-transformers row runs "
        "the untuned base encoder, so its labels are not compared.",
        "",
        "| | float32 | int8 |",
        "| --- | --- | --- |",
        *(
            f"| {label} | {values['float32']:{form}} | {values['int8']:{form}} |"
            for label, values, form in (
                ("matrix product of 512 × 768 × 3072, 10⁹ operations/s", results["gemm"], ".0f"),
                ("statements/s at that rate", limit["statements_per_second"], ".0f"),
                ("reached (torch, onnx)", limit["reached"], ".0%"),
            )
        ),
        "",
        "From a cold process to a scored article (`stancenlp score`, graph cached), median: "
        + "; ".join(
            f"{name} {cold[name]['seconds']:.1f} s, {cold[name]['peak_memory_mb']:.0f} MB"
            for name in ("onnx", "torch")
        )
        + f". Imports of the onnx run: {cold['imports']['seconds']:.2f} s, of which "
        + ", ".join(f"{name} {ms:.0f} ms" for name, ms in cold["imports"]["slowest_ms"].items())
        + f"; torch, transformers, datasets or onnx among them: "
        f"{', '.join(cold['imports']['heavy']) or 'none'}.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
