"""Promoting a model: only what is better becomes the default; the old one stays for rollback.

A candidate is better if the test split shows one of two things of it, by the 95% interval of its paired
difference to the incumbent:

- its macro-F1 is higher; or
- its probabilities are nearer the truth (Brier's, a proper score: Gneiting and Raftery 2007), and its macro-F1
  is not lower by more than :data:`MARGIN`. Which statements are marked for review, and in which order they are
  read, hangs on the probabilities, and they tell two models apart that a few hundred labels cannot.

And no file may show it worse: in macro-F1, in severe errors, or in the behavioural suite (fewer cases of a
capability than its floor).

A model that is there for something else, a small one for its speed, is released *beside* the default: measured and
described like it, never in its place.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from stancenlp.errors import StanceError
from stancenlp.jsonl import atomic_writer, read_records
from stancenlp.schema import AnnotatedStatement
from stancenlp.stance.classifier import StanceClassifier
from stancenlp.stance.registry import REGISTRY, Registry, Release, read_registry, write_registry
from stancenlp.stance.released import write_config
from training import behaviour
from training.card import model_card
from training.corpus import CORPUS, data_hash, read_split
from training.evaluation import Options, compare, evaluate
from training.recipe import (
    EncoderRecipe,
    Recipe,
    RecipeError,
    SideRecipe,
    SpeakerRecipe,
    read_recipe_as,
)
from training.report import difference

log = logging.getLogger(__name__)

RECIPES = Path(__file__).parent / "recipes"
#: How the files of each kind of recipe are called there.
_FILES: dict[type[EncoderRecipe], str] = {
    Recipe: "stance-*",
    SideRecipe: "side-*",
    SpeakerRecipe: "speaker-*",
}
#: What the registry keeps of a model's figures on each file.
_REGISTERED = (
    "macro_f1",
    "severe_error_rate",
    "expected_calibration_error",
    "sentiment_macro_f1",
)
#: What macro-F1 a candidate whose probabilities are better may have lost, at the interval's worse end.
MARGIN = 0.02


@dataclass(frozen=True)
class Decision:
    """What became of a model, why it is not better (empty if it is), and the comparison by file."""

    outcome: Literal["promoted", "released beside the default", "not promoted"]
    reasons: tuple[str, ...]
    comparisons: dict[str, dict[str, Any]]

    def __str__(self) -> str:
        lines = [f"{data}: {difference(c)}" for data, c in self.comparisons.items()]
        lines += [f"not better: {reason}" for reason in self.reasons]
        return "\n".join([*lines, self.outcome])

    @property
    def released(self) -> bool:
        """Whether it is in the registry now."""
        return self.outcome != "not promoted"


def promote(
    model: Path,
    corpus: Path = CORPUS,
    further: Sequence[Path] = (),
    force: str | None = None,
    beside: str | None = None,
    suite: Path = behaviour.SUITE,
) -> Decision:
    """Compare ``model`` with the default of the registry beside it; if it is better, make it the default.

    A promoted model gets ``metrics.json`` and its card (``README.md``), measured on dev, test and the
    ``further`` files beside the baselines, an entry in ``registry.json`` under its folder's name, and its
    pass rates become the behavioural suite's floors. A refused one is left as it is.

    Parameters
    ----------
    force : promote it all the same; the reason is written into the registry.
    beside : release it beside the default, better or not; what for is written into the registry. The
        suite's floors stay the default's.

    A joined model (``training/joining.py``) is from then on the one that answers where speed is asked for.

    Raises
    ------
    ModelError : ``model`` is no model's folder.
    StanceError : it was trained on another state of the corpus, is the default already, has a
        working name, or there is no default for it to stand beside.
    """
    folder, name = model.resolve().parent, model.resolve().name
    candidate = StanceClassifier.from_pretrained(model)
    run = read_run(model)
    _check_provenance(model, run, corpus)
    registry = read_registry(folder) if (folder / REGISTRY).is_file() else None
    refuse_working_name(model)
    if registry and registry.default == name and not force:
        raise StanceError(f"{model}: is the default already; --force REASON measures it anew")
    if beside is not None and not beside.strip():
        raise StanceError("--beside: say what the model is there for")
    if beside and registry is None:
        raise StanceError(f"{folder / REGISTRY}: names no default yet for {name} to stand beside")
    files = {"test": read_split("test", corpus)} | {
        f"{path.parent.name}/{path.stem}": list(read_records(path, AnnotatedStatement))
        for path in further
    }
    incumbent = (
        StanceClassifier.from_pretrained(folder / registry.models[registry.default].path)
        if registry
        else None
    )
    comparisons = {
        data: compare(candidate.predict_proba(statements), incumbent, statements, name)
        for data, statements in files.items()
        if incumbent
    }
    rates = behaviour.pass_rates(behaviour.run_suite(candidate, behaviour.read_suite(suite)))
    floors = behaviour.read_floors(suite) if (suite / behaviour.FLOORS).is_file() else {}
    reasons = (*shortcomings(comparisons), *behaviour.below_floors(rates, floors))
    if reasons and not force and not beside:
        return Decision("not promoted", reasons, comparisons)
    _rename(candidate, model, name)
    train = read_split("train", corpus)
    measured = {
        data: evaluate(candidate, statements, Options(train))
        for data, statements in {"dev": read_split("dev", corpus), **files}.items()
    }
    # statements stay where they are: the model carries figures, not words
    figures = {data: {**result, "errors": None} for data, result in measured.items()}
    with atomic_writer(model / "metrics.json") as stream:
        json.dump({**figures, "behaviour": rates}, stream, indent=1)
    recipe = recipe_of(Recipe, run, model)
    with atomic_writer(model / "README.md") as stream:
        stream.write(model_card(candidate.config, recipe, run, measured, rates))
    release = Release(
        path=name,
        base=candidate.config.base,
        recipe=recipe,
        data_sha256=run["data_sha256"],
        released=datetime.now(UTC).date().isoformat(),
        metrics={
            data: {key: result["figures"][key] for key in _REGISTERED}
            for data, result in measured.items()
        },
        promotion=_account(comparisons, reasons, force, beside),
    )
    former = registry or Registry(default=name, models={})
    default = former.default if beside else name
    if not beside:
        behaviour.record_floors(rates, name, suite)
    models = {**former.models, name: release}
    fast = name if candidate.config.small_weights else former.fast
    changed = {"default": default, "fast": fast, "models": models}
    write_registry(former.model_copy(update=changed), folder)
    outcome: Any = "released beside the default" if beside else "promoted"
    return Decision(outcome, reasons, comparisons)


def shortcomings(comparisons: dict[str, dict[str, Any]]) -> list[str]:
    """Why a candidate is not better, a sentence each; none if it is, or if there is no incumbent.

    Parameters
    ----------
    comparisons : what :func:`training.evaluation.compare` says of each file; ``test`` among them.
    """
    reasons = []
    for data, comparison in comparisons.items():
        score, severe, distance = (
            comparison["differences"][figure]
            for figure in ("macro_f1", "severe_error_rate", "brier_score")
        )
        if score["high"] < 0:
            reasons.append(f"on {data} its macro-F1 is lower: {_signed(score)}")
        elif data == "test" and score["low"] <= 0:
            short = f"on test its macro-F1 is not shown to be higher: {_signed(score)} holds zero"
            if distance["high"] >= 0:
                reasons.append(f"{short}; nor is its Brier score shown lower: {_signed(distance)}")
            elif score["low"] < -MARGIN:
                reasons.append(
                    f"{short}; its Brier score is lower, {_signed(distance)}, but its macro-F1 may be "
                    f"lower by more than {MARGIN}"
                )
        if severe["low"] > 0:
            reasons.append(f"on {data} it makes more severe errors: {_signed(severe)}")
    return reasons


def _signed(figure: dict[str, float]) -> str:
    return f"{figure['value']:+.3f} [{figure['low']:+.3f}, {figure['high']:+.3f}]"


def _account(
    comparisons: dict[str, dict[str, Any]],
    reasons: Sequence[str],
    force: str | None,
    beside: str | None,
) -> str:
    """What the registry says of a release."""
    if beside:
        test = comparisons["test"]
        score = test["differences"]["macro_f1"]
        return f"beside {test['incumbent']}: {beside} (macro-F1 on test {_signed(score)})"
    if force:
        return f"forced: {force}" + (f" (not better: {'; '.join(reasons)})" if reasons else "")
    if not comparisons:
        return "the first model"
    test = comparisons["test"]
    score, distance = (test["differences"][name] for name in ("macro_f1", "brier_score"))
    gains = f"macro-F1 {_signed(score)}, Brier score {_signed(distance)}"
    return f"better than {test['incumbent']} on test: {gains}"


def read_run(model: Path) -> dict[str, Any]:
    """What a model was made of (``run.json``); StanceError if that cannot be read."""
    try:
        run: dict[str, Any] = json.loads((model / "run.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise StanceError(
            f"{model / 'run.json'}: cannot be read ({error}); a release says what a model was made "
            "of, so only a model with its run can be promoted"
        ) from error
    return run


def _check_provenance(model: Path, run: dict[str, Any], corpus: Path) -> None:
    """A model may only be measured on splits that it was not trained on."""
    if run["data_sha256"] != data_hash(corpus):
        raise StanceError(
            f"{model}: was trained on another state of {corpus} (sha256 {run['data_sha256'][:12]}…); "
            "its splits may have changed since: train it again"
        )


def refuse_working_name(model: Path) -> None:
    """StanceError if git would leave the model's folder out."""
    if model.resolve().name.endswith("-new"):
        raise StanceError(
            f"{model}: a working name (git leaves models/*-new out); rename the folder to what the "
            "model shall be called"
        )


def recipe_of(kind: type[EncoderRecipe], run: dict[str, Any], model: Path) -> str:
    """The file in recipes/ that the run followed, else its own record of the recipe."""
    try:
        followed = kind.model_validate(run["recipe"])
    except ValidationError:
        return f"{model.name}/run.json"
    for path in sorted(RECIPES.glob(f"{_FILES[kind]}.yaml")):
        try:
            recipe = read_recipe_as(kind, path)
        except RecipeError:
            log.warning("%s: not a valid recipe", path)
            continue
        if recipe.model_copy(update={"name": followed.name}) == followed:
            return f"training/recipes/{path.name}"
    return f"{model.name}/run.json"


def _rename(classifier: StanceClassifier, model: Path, name: str) -> None:
    """A model is called after its folder, in the registry and in every prediction."""
    if classifier.config.name != name:
        classifier.config.name = name
        write_config(model, classifier.config)
