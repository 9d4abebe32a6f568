"""Measurements in processes of their own, and what a process has used."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

#: The checkout, where every benchmark is run.
ROOT = Path(__file__).resolve().parent.parent


def in_its_own_process(module: str, arguments: Sequence[object]) -> Any:
    """What ``python -m module`` prints on its last line, read as JSON; ends the run if it fails."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:])} failed")
    return json.loads(done.stdout.splitlines()[-1])


def peak_memory_mb() -> float:
    """Megabytes of this process at its largest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
