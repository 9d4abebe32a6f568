"""An unfinished training run: where it is kept, and whether it may be gone on with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from stancenlp.errors import StanceError
from stancenlp.jsonl import atomic_writer

_PLAN = "plan.json"


@contextmanager
def unfinished_run(output: Path, plan: dict[str, Any]) -> Iterator[Path]:
    """The scratch folder of the run that makes ``output``; it goes when the block ends well.

    A run that was killed leaves it behind, and the next one of the same ``plan`` (recipe, data and
    size) finds its checkpoints in it.

    Raises
    ------
    StanceError : what was left behind is of another plan.
    """
    folder = output.parent / f".{output.name}.unfinished"
    plan_file = folder / _PLAN
    if plan_file.is_file():
        if json.loads(plan_file.read_text("utf-8")) != json.loads(json.dumps(plan)):
            raise StanceError(
                f"{folder}: holds an unfinished run with another recipe or other data; "
                "choose another -o, or delete it"
            )
    else:
        folder.mkdir(parents=True, exist_ok=True)
        with atomic_writer(plan_file) as stream:
            json.dump(plan, stream, indent=2)
    yield folder
    shutil.rmtree(folder)


def last_checkpoint(folder: Path) -> str | None:
    """The newest checkpoint in ``folder`` that was written to its end; None where there is none."""
    steps = []
    for path in folder.glob("checkpoint-*"):
        try:
            # the Trainer writes its state last
            steps.append((json.loads((path / "trainer_state.json").read_text("utf-8")), path))
        except (OSError, ValueError):
            continue
    return str(max(steps, key=lambda found: found[0]["global_step"])[1]) if steps else None
