"""Releasing a model of sides: only one with which more sides are right than without it."""

from __future__ import annotations

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
from training.promotion import read_run, recipe_of, refuse_working_name
from training.recipe import SideRecipe

_CARD = """---
license: apache-2.0
base_model: {base}
library_name: stancenlp
language: en
---
# {name}

On whose side a speaker of a news article about a pay dispute is (union, employer, government or other), and
for which body they speak: a LoRA adapter on {base}, which reads
how the article introduces the speaker and what they say. Trained on {speakers:,} speakers of the annotated
articles (`run.json`). A side that the rules of the extraction are sure of counts {weight:.2f} as log-odds beside what
the model says; a speaker gets the side if the probability of both together is {threshold:.2f} or more. A body is
told where the rules find none, from a probability of {name_from:.2f} on.

Right, as a share of all quoted runs [95%, bootstrap over articles]:

| articles | runs | side, rules alone | side, with this model | organisation, rules alone | organisation, with this model |
| --- | --- | --- | --- | --- | --- |
{rows}
"""


#: What a model of sides is measured by.
FIGURES = ("side", "organisation")


@dataclass(frozen=True)
class SideDecision:
    """Whether a model of sides was released, and the shares right, by file, by what tells them and by figure.

    The figures are those of :data:`FIGURES`. ``incumbent`` is the folder of the one released before, if there was one.
    """

    promoted: bool
    incumbent: str | None
    figures: dict[str, dict[str, dict[str, dict[str, Any]]]]

    def __str__(self) -> str:
        lines = [
            f"{data}: {figure} right for {_shown(found['candidate'][figure])} of {found['candidate'][figure]['n']} runs; "
            + (
                f"{self.incumbent}: {_shown(found['incumbent'][figure])}; "
                if self.incumbent
                else ""
            )
            + f"rules alone: {_shown(found['rules'][figure])}"
            for data, found in self.figures.items()
            for figure in FIGURES
        ]
        return "\n".join(
            [
                *lines,
                "promoted"
                if self.promoted
                else "not promoted: on test no more sides are right, or fewer organisations",
            ]
        )


def promote_sides(model: Path, articles: Path, further: Sequence[Path] = ()) -> SideDecision:
    """Measure ``model`` on ``articles``/dev.jsonl and test.jsonl; release it if test has more right.

    It must get more sides right, and no fewer organisations. Compared are the rules alone, the released
    model if there is one, and the candidate. A released one gets its card (``README.md``) and its entry in
    ``registry.json``.

    Parameters
    ----------
    further : measured as well.

    Raises
    ------
    StanceError : ``model`` is no model of sides with its run, has a working name, or is not beside a
        registry.
    """
    folder, name = model.resolve().parent, model.resolve().name
    registry = read_registry(folder)
    run = read_run(model)
    candidate = SideModel(model)
    refuse_working_name(model)
    missing = [key for key in ("recipe", "training_speakers", "articles_sha256") if key not in run]
    if missing:
        raise StanceError(f"{model / 'run.json'}: says nothing of {', '.join(missing)}")
    former = registry.sides
    ways = {"rules": pipeline.extract_statements, "candidate": _with(candidate)}
    if former:
        ways["incumbent"] = _with(SideModel(folder / former.path))
    files = [articles / "dev.jsonl", articles / "test.jsonl", *further]
    figures = {
        path.stem if path.parent == articles else f"{path.parent.name}/{path.stem}": {
            way: _measured(path, extract) for way, extract in ways.items()
        }
        for path in files
    }
    incumbent = "incumbent" if former else "rules"
    gains = {
        figure: figures["test"]["candidate"][figure]["value"]
        - figures["test"][incumbent][figure]["value"]
        for figure in FIGURES
    }
    better = gains["side"] > 0 and gains["organisation"] >= 0
    if better:
        card = _CARD.format(
            name=name,
            base=candidate.config.base,
            speakers=run["training_speakers"],
            weight=candidate.config.rule_weight,
            threshold=candidate.config.review_below,
            name_from=candidate.config.name_from,
            rows="\n".join(
                " | ".join(
                    [f"| {data}", str(found["rules"]["side"]["n"])]
                    + [
                        _shown(found[way][figure])
                        for figure in FIGURES
                        for way in ("rules", "candidate")
                    ]
                )
                + " |"
                for data, found in figures.items()
            ),
        )
        with atomic_writer(model / "README.md") as stream:
            stream.write(card)
        release = Release(
            path=name,
            base=candidate.config.base,
            recipe=recipe_of(SideRecipe, run, model),
            data_sha256=run["articles_sha256"]["train"],
            released=datetime.now(UTC).date().isoformat(),
            metrics={
                data: {
                    **found["candidate"],
                    **{f"{figure}_by_rules_alone": found["rules"][figure] for figure in FIGURES},
                }
                for data, found in figures.items()
            },
        )
        write_registry(registry.model_copy(update={"sides": release}), folder)
    return SideDecision(better, former.path if former else None, figures)


def _measured(path: Path, extract: Extract) -> dict[str, dict[str, Any]]:
    figures = evaluate_extraction(read_articles(path), extract=extract)["figures"]
    return {figure: figures[figure] for figure in FIGURES}


def _with(model: SideModel) -> Extract:
    return partial(pipeline.extract_statements, tell_sides=model.tell)


def _shown(share: dict[str, Any]) -> str:
    return f"{share['value']:.3f} [{share['low']:.3f}, {share['high']:.3f}]"
