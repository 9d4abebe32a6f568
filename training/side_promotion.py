"""Releasing a model of sides: only one with which more sides are right than without it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from stancenlp.errors import StanceError
from stancenlp.extraction import pipeline
from stancenlp.jsonl import atomic_writer
from stancenlp.sides import SideModel
from stancenlp.stance.registry import Release, read_registry, write_registry
from training.extraction_evaluation import Extract, evaluate_extraction, read_articles

_CARD = """---
license: apache-2.0
base_model: {base}
library_name: stancenlp
language: en
---
# {name}

On whose side a speaker of a news article about a pay dispute is (union, employer, government or other), for
those whom the rules of the extraction leave open: a LoRA adapter on {base}, which reads
how the article introduces the speaker and what they say. Trained on {speakers:,} speakers of the annotated
articles (`run.json`). A speaker gets the side if its calibrated probability is {threshold:.2f} or more.

Side right, as a share of all quoted runs [95%, bootstrap over articles]:

| articles | runs | rules alone | with this model |
| --- | --- | --- | --- |
{rows}
"""


@dataclass(frozen=True)
class SideDecision:
    """Whether a model of sides was released, and its figures beside the incumbent's, by file."""

    promoted: bool
    incumbent: str
    figures: dict[str, dict[str, dict[str, Any]]]

    def __str__(self) -> str:
        lines = [
            f"{data}: side right for {_shown(found['candidate'])} of {found['candidate']['n']} runs; "
            f"{self.incumbent}: {_shown(found['incumbent'])}; rules alone: {_shown(found['rules'])}"
            for data, found in self.figures.items()
        ]
        return "\n".join(
            [*lines, "promoted" if self.promoted else "not promoted: not better on test"]
        )


def promote_sides(model: Path, articles: Path, further: Sequence[Path] = ()) -> SideDecision:
    """Measure ``model`` on ``articles``/dev.jsonl and test.jsonl; release it if test has more sides right.

    Compared are the rules alone, the released model if there is one, and the candidate. A released one gets its card
    (``README.md``) and its entry in ``registry.json``.

    Parameters
    ----------
    further : measured as well.

    Raises
    ------
    StanceError : ``model`` is no model of sides with its run, or is not beside a registry.
    """
    folder, name = model.resolve().parent, model.resolve().name
    registry = read_registry(folder)
    try:
        run = json.loads((model / "run.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise StanceError(f"{model / 'run.json'}: cannot be read ({error})") from error
    candidate = SideModel(model)
    former = registry.sides
    ways: dict[str, Extract] = {
        "rules": pipeline.extract_statements,
        "incumbent": _with(SideModel(folder / former.path))
        if former
        else pipeline.extract_statements,
        "candidate": _with(candidate),
    }
    files = [articles / "dev.jsonl", articles / "test.jsonl", *further]
    figures = {
        path.stem if path.parent == articles else f"{path.parent.name}/{path.stem}": {
            way: evaluate_extraction(read_articles(path), extract=extract)["figures"]["side"]
            for way, extract in ways.items()
        }
        for path in files
    }
    better = figures["test"]["candidate"]["value"] > figures["test"]["incumbent"]["value"]
    if better:
        card = _CARD.format(
            name=name,
            base=candidate.config.base,
            speakers=run["training_speakers"],
            threshold=candidate.config.review_below,
            rows="\n".join(
                f"| {data} | {found['rules']['n']} | {_shown(found['rules'])} | {_shown(found['candidate'])} |"
                for data, found in figures.items()
            ),
        )
        with atomic_writer(model / "README.md") as stream:
            stream.write(card)
        release = Release(
            path=name,
            base=candidate.config.base,
            recipe="training/recipes/side-minilm.yaml",
            data_sha256=run["articles_sha256"]["train"],
            released=datetime.now(UTC).date().isoformat(),
            metrics={
                data: {"side": found["candidate"], "side_by_rules_alone": found["rules"]}
                for data, found in figures.items()
            },
        )
        write_registry(registry.model_copy(update={"sides": release}), folder)
    return SideDecision(better, former.path if former else "no model", figures)


def _with(model: SideModel) -> Extract:
    return partial(pipeline.extract_statements, tell_sides=model.tell)


def _shown(share: dict[str, Any]) -> str:
    return f"{share['value']:.3f} [{share['low']:.3f}, {share['high']:.3f}]"
