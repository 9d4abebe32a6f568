"""Releasing a model of the extraction, of sides or of speakers: only one with which more is right than without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

from stancenlp.errors import StanceError
from stancenlp.extraction import pipeline
from stancenlp.jsonl import atomic_writer
from stancenlp.sides import SideModel
from stancenlp.speakers import SpeakerModel
from stancenlp.stance.registry import Release, read_registry, write_registry
from stancenlp.statements import tell_sides, tell_speakers
from training.extraction_evaluation import Extract, evaluate_extraction, read_articles
from training.promotion import read_run, recipe_of, refuse_working_name
from training.recipe import EncoderRecipe, SideRecipe, SpeakerRecipe

_CARD = """---
license: apache-2.0
base_model: {base}
library_name: stancenlp
language: en
---
# {name}

{about}

Right, as a share of all quoted runs [95%, bootstrap over articles]:

| articles | runs | {heads} |
| --- | --- | {lines} |
{rows}
"""
_ABOUT_SIDES = """On whose side a speaker of a news article about a pay dispute is (union, employer, government or other), and
for which body they speak: a LoRA adapter on {config.base}, which reads
how the article introduces the speaker and what they say. Trained on {number:,} speakers of the annotated
articles (`run.json`). A side that the rules of the extraction are sure of counts {config.rule_weight:.2f} as log-odds beside what
the model says; a speaker gets the side if the probability of both together is {config.review_below:.2f} or more. A body is
told where the rules find none, from a probability of {config.name_from:.2f} on."""
_ABOUT_SPEAKERS = """Who makes a statement whose article calls the speaker by no name ("she", "it", "the order"): a LoRA adapter on
{config.base}, which reads the narration around the statement and points at the words that
name the speaker. Trained on {number:,} statements of the annotated articles (`run.json`). Whom the rules of the extraction
take for the speaker counts {config.rule_weight:.2f} as log-odds beside what the model says."""


@dataclass(frozen=True)
class Kind:
    """What is released beside the models of stance, and what it must make better: the first figure.

    No other figure may fall by more than ``may_fall``. ``trained_on`` is the key of the run that has the number
    of examples; ``without`` is the extraction without such a model.
    """

    of: Literal["sides", "speakers"]
    model: type[SideModel] | type[SpeakerModel]
    recipe: type[EncoderRecipe]
    figures: tuple[str, ...]
    may_fall: float
    trained_on: str
    about: str
    without: Extract
    extract: Callable[[Any], Extract]


SIDES = Kind(
    "sides",
    SideModel,
    SideRecipe,
    ("side", "organisation"),
    0.0,
    "training_speakers",
    _ABOUT_SIDES,
    partial(pipeline.extract_statements, tell_speakers=tell_speakers),
    lambda model: partial(
        pipeline.extract_statements, tell_sides=model.tell, tell_speakers=tell_speakers
    ),
)
SPEAKERS = Kind(
    "speakers",
    SpeakerModel,
    SpeakerRecipe,
    ("speaker", "organisation", "side"),
    # on 1,700 runs eight of them
    0.005,
    "training_statements",
    _ABOUT_SPEAKERS,
    partial(pipeline.extract_statements, tell_sides=tell_sides),
    lambda model: partial(
        pipeline.extract_statements, tell_sides=tell_sides, tell_speakers=model.tell
    ),
)


@dataclass(frozen=True)
class ExtractionDecision:
    """Whether a model was released, and the shares right, by file, by what tells them and by figure.

    ``incumbent`` is the folder of the one released before, if there was one.
    """

    promoted: bool
    kind: Kind
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
            + f"without: {_shown(found['without'][figure])}"
            for data, found in self.figures.items()
            for figure in self.kind.figures
        ]
        first, *others = self.kind.figures
        refused = (
            f"not promoted: on test no more of {first} is right, or less of {' or '.join(others)}"
        )
        return "\n".join([*lines, "promoted" if self.promoted else refused])


def promote(
    kind: Kind, model: Path, articles: Path, further: Sequence[Path] = ()
) -> ExtractionDecision:
    """Measure ``model`` on ``articles``/dev.jsonl and test.jsonl; release it if test has more right.

    Compared are the extraction without such a model, with the released one if there is one, and with the
    candidate; with the other kind's as released. A released one gets its card (``README.md``) and its
    entry in ``registry.json``.

    Parameters
    ----------
    further : measured as well.

    Raises
    ------
    StanceError : ``model`` is no model of that kind with its run, has a working name, or is not beside a
        registry.
    """
    folder, name = model.resolve().parent, model.resolve().name
    registry = read_registry(folder)
    run = read_run(model)
    candidate = kind.model(model)
    refuse_working_name(model)
    missing = [key for key in ("recipe", kind.trained_on, "articles_sha256") if key not in run]
    if missing:
        raise StanceError(f"{model / 'run.json'}: says nothing of {', '.join(missing)}")
    former: Release | None = getattr(registry, kind.of)
    ways = {"without": kind.without, "candidate": kind.extract(candidate)}
    if former:
        ways["incumbent"] = kind.extract(kind.model(folder / former.path))
    files = [articles / "dev.jsonl", articles / "test.jsonl", *further]
    figures = {
        path.stem if path.parent == articles else f"{path.parent.name}/{path.stem}": {
            way: _measured(kind, path, extract) for way, extract in ways.items()
        }
        for path in files
    }
    incumbent = "incumbent" if former else "without"
    gain, *others = (
        figures["test"]["candidate"][figure]["value"] - figures["test"][incumbent][figure]["value"]
        for figure in kind.figures
    )
    better = gain > 0 and min(others) >= -kind.may_fall
    if better:
        with atomic_writer(model / "README.md") as stream:
            stream.write(_card(kind, name, candidate.config, run[kind.trained_on], figures))
        release = Release(
            path=name,
            base=candidate.config.base,
            recipe=recipe_of(kind.recipe, run, model),
            data_sha256=run["articles_sha256"]["train"],
            released=datetime.now(UTC).date().isoformat(),
            metrics={
                data: {
                    **found["candidate"],
                    **{f"{figure}_without": found["without"][figure] for figure in kind.figures},
                }
                for data, found in figures.items()
            },
        )
        write_registry(registry.model_copy(update={kind.of: release}), folder)
    return ExtractionDecision(better, kind, former.path if former else None, figures)


def _card(kind: Kind, name: str, config: Any, number: int, figures: Any) -> str:
    heads = [
        f"{figure}, {how}" for figure in kind.figures for how in ("without", "with this model")
    ]
    rows = [
        [data, str(found["without"][kind.figures[0]]["n"])]
        + [
            _shown(found[way][figure])
            for figure in kind.figures
            for way in ("without", "candidate")
        ]
        for data, found in figures.items()
    ]
    return _CARD.format(
        base=config.base,
        name=name,
        about=kind.about.format(config=config, number=number),
        heads=" | ".join(heads),
        lines=" | ".join("---" for _ in heads),
        rows="\n".join(f"| {' | '.join(row)} |" for row in rows),
    )


def _measured(kind: Kind, path: Path, extract: Extract) -> dict[str, dict[str, Any]]:
    figures = evaluate_extraction(read_articles(path), extract=extract)["figures"]
    return {figure: figures[figure] for figure in kind.figures}


def _shown(share: dict[str, Any]) -> str:
    return f"{share['value']:.3f} [{share['low']:.3f}, {share['high']:.3f}]"
