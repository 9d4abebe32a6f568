"""What the figures were measured on."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from pathlib import Path
from typing import Any

_INSTRUCTIONS = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8")
_PACKAGES = ("torch", "transformers", "openvino", "onnxruntime", "tokenizers", "spacy", "numpy")
#: Of what the page names the version.
_NAMED = ("openvino", "onnxruntime", "torch", "transformers", "spacy", "python")


def machine() -> dict[str, Any]:
    """Processor, cores, instructions, load and package versions."""
    processor, flags = platform.processor(), ""
    if Path("/proc/cpuinfo").exists():
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                processor = value.strip()
            if key.strip() == "flags":
                flags = value
    return {
        "processor": processor,
        "cores": len(os.sched_getaffinity(0)),
        "instructions": [flag for flag in _INSTRUCTIONS if flag in flags.split()],
        "load_before": os.getloadavg()[0],
        "python": platform.python_version(),
        **{package: importlib.metadata.version(package) for package in _PACKAGES},
    }


def described(machine: dict[str, Any]) -> str:
    """One line of text, with a warning where other work had the machine."""
    busy = machine["load_before"] > machine["cores"] / 2
    return (
        f"{machine['processor']}, {machine['cores']} cores ({', '.join(machine['instructions'])}); "
        f"load before the run {machine['load_before']:.1f}; "
        + ", ".join(f"{name} {machine[name]}" for name in _NAMED if name in machine)
        + "."
        + busy * " **Other work was running: take the processor time, not the clock.**"
    )
