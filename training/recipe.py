"""Recipes: one YAML file is one model that can be rebuilt. Mistyped keys are errors."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, PositiveFloat, ValidationError, field_validator

from stancenlp.errors import StanceError
from stancenlp.stance.framing import Part
from stancenlp.stance.weights import KNOWN, MPNET, BaseWeights


class RecipeError(StanceError):
    """A recipe cannot be read; the message names the key and the nearest right one."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Base(_Section):
    """The encoder: any ``AutoModel`` encoder, pinned by revision and the sha256 of its weights."""

    name: str = MPNET.name
    revision: str | None = None
    sha256: str | None = None
    #: Of its ``pytorch_model.bin``, where the Hub has no safetensors; ``convert-base`` makes them.
    pickle_sha256: str | None = None

    def weights(self) -> BaseWeights:
        """The pinned weights; a base that is not known must carry its own revision and sha256.

        Raises
        ------
        RecipeError : it does not, or is still to be converted.
        """
        known = KNOWN.get(self.name)
        revision = self.revision or (known.revision if known else None)
        sha256 = self.sha256 or (known.sha256 if known else None)
        if revision and self.pickle_sha256 and not sha256:
            raise RecipeError(
                f"base {self.name}: is a pickle on the Hub; run `python -m training convert-base` "
                "on this recipe, and give the sha256 that it prints as base.sha256"
            )
        if not revision or not sha256:
            raise RecipeError(f"base {self.name}: give its revision and the sha256 of its weights")
        return BaseWeights(self.name, revision, sha256, known.packages if known else ())


class Adapter(_Section):
    """LoRA (Hu et al. 2021): rank, scale and the encoder's modules that are adapted."""

    rank: int = Field(default=16, ge=1, le=256)
    alpha: float = 32.0
    dropout: float = Field(default=0.0, ge=0, lt=1)
    targets: tuple[str, ...] = ("attn.q", "attn.k", "attn.v", "attn.o")
    #: Adapt only so many of the encoder's layers, counted from its output; None adapts all of them.
    #: Training is faster with it, for no gradient passes through the layers before them.
    last_layers: int | None = Field(default=None, ge=1)
    #: Begin with the adapter of this model of stance, a released name or a folder (intermediate-task
    #: transfer, Pruksachatkun et al. 2020): same base, rank, alpha and targets. Its layers before the
    #: last ones stay as they are.
    start: str | None = None

    @property
    def scale(self) -> float:
        """By what the product of the adapter's matrices is multiplied."""
        return self.alpha / self.rank


class Optimisation(_Section):
    """How the weights are found: AdamW with warm-up and decay of the learning rate."""

    learning_rate: float = Field(default=4e-4, gt=0)
    head_learning_rate: float = Field(default=1e-3, gt=0)
    epochs: float = Field(default=4, gt=0)
    batch_size: int = Field(default=16, ge=1)
    warmup: float = Field(default=0.1, ge=0, le=1)
    weight_decay: float = Field(default=0.01, ge=0)
    schedule: Literal["linear", "cosine", "constant_with_warmup"] = "cosine"
    #: Dropout on the pooled vector.
    dropout: float = Field(default=0.1, ge=0, lt=1)
    #: Dropout inside the encoder: off by default, for it costs a quarter of the time on a CPU.
    encoder_dropout: float = Field(default=0.0, ge=0, lt=1)
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    #: Keep no activations of the encoder for the way back, but work them out again: a third more
    #: time for a fraction of the memory.
    gradient_checkpointing: bool = False
    #: The model is the mean of its weights after this share of the steps (Izmailov et al. 2018);
    #: None takes the last ones.
    average_from: float | None = Field(default=None, ge=0, lt=1)


class Targets(_Section):
    """What is learned: stance, with the other questions as helping tasks by weight."""

    sentiment: float = Field(default=0.3, ge=0)
    aspects: float = Field(default=0.3, ge=0)
    #: Share of the target that comes from the votes rather than the adjudicated label.
    votes: float = Field(default=0.5, ge=0, le=1)
    label_smoothing: float = Field(default=0.05, ge=0, lt=1)
    #: Weight of the squared distance between expected and true position on the stance scale.
    ordinal: float = Field(default=0.0, ge=0)
    #: Weight of the disagreement of two passes with different dropout (R-Drop, Liang et al. 2021):
    #: half their alpha. Each step takes twice the time; ``optimisation.encoder_dropout`` belongs to it.
    r_drop: float = Field(default=0.0, ge=0)


class Teacher(_Section):
    """A larger model that this one learns from: distillation (Hinton et al. 2015)."""

    #: A released model's name, or its folder.
    model: str
    #: Share of the loss that is the distance to the teacher; the rest is that to the labels.
    share: float = Field(default=0.7, ge=0, le=1)
    temperature: float = Field(default=2.0, gt=0)
    #: Learn from it on the unions' statements in the corpus's training articles too.
    unlabelled: bool = True


class Input(_Section):
    """What the model reads beside the statement, and how often each part is dropped in training."""

    parts: tuple[Part, ...] = ("offer", "context")
    max_tokens: int = Field(default=256, ge=16, le=512)
    drop_offer: float = Field(default=0.1, ge=0, le=1)
    drop_context: float = Field(default=0.25, ge=0, le=1)


class Calibration(_Section):
    """What is fitted after training, on the dev split, and ships with the model."""

    #: The labels' shares in real reports, where they differ from the corpus's: the stance logits are
    #: shifted by the log of the ratio (Saerens et al. 2002). None leaves them alone.
    stance_shares: tuple[PositiveFloat, PositiveFloat, PositiveFloat] | None = None
    #: What is not marked for review is right this often, on dev.
    review_accuracy: float = Field(default=0.97, gt=0, le=1)


class EncoderRecipe(_Section):
    """What every model is made of: an encoder, what is adapted of it, and how."""

    name: str
    base: Base = Base()
    adapter: Adapter | None = Adapter()
    optimisation: Optimisation = Optimisation()
    seed: int = Field(default=1, ge=0)


class Recipe(EncoderRecipe):
    """A model of stance that can be rebuilt: everything but the data."""

    input: Input = Input()
    targets: Targets = Targets()
    teacher: Teacher | None = None
    calibration: Calibration = Calibration()


class SideRecipe(EncoderRecipe):
    """A model of sides (``stancenlp/sides.py``) that can be rebuilt: everything but the data."""

    task: Literal["sides"] = "sides"
    max_tokens: int = Field(default=224, ge=16, le=512)
    label_smoothing: float = Field(default=0.05, ge=0, lt=1)
    #: How often a speaker's first introduction is left out in training, so that the words count too.
    drop_introduction: float = Field(default=0.3, ge=0, le=1)
    #: Weight of the question for which body a speaker speaks; 0 for a model that is not asked it.
    organisation: float = Field(default=0.5, ge=0)
    #: Of all speakers of dev, those that the model places are placed right this often.
    accuracy: float = Field(default=0.85, gt=0, le=1)

    @field_validator("optimisation")
    @classmethod
    def _not_averaged(cls, optimisation: Optimisation) -> Optimisation:
        return _without_average(optimisation)


class SpeakerRecipe(EncoderRecipe):
    """A model of speakers (``stancenlp/speakers.py``) that can be rebuilt: everything but the data."""

    task: Literal["speakers"] = "speakers"
    max_tokens: int = Field(default=240, ge=16, le=512)

    @field_validator("optimisation")
    @classmethod
    def _not_averaged(cls, optimisation: Optimisation) -> Optimisation:
        return _without_average(optimisation)


def _without_average(optimisation: Optimisation) -> Optimisation:
    if optimisation.average_from is not None:
        raise ValueError("average_from is for models of stance; leave it out")
    return optimisation


#: What trains the model of each kind of recipe.
_COMMANDS: dict[type[EncoderRecipe], str] = {
    Recipe: "train",
    SideRecipe: "train-sides",
    SpeakerRecipe: "train-speakers",
}
AnyRecipe = TypeVar("AnyRecipe", bound=EncoderRecipe)


def read_recipe(path: Path, changes: list[str] | None = None) -> Recipe:
    """The recipe of a model of stance; see :func:`read_recipe_as`."""
    return read_recipe_as(Recipe, path, changes)


def read_recipe_as(
    kind: type[AnyRecipe], path: Path, changes: list[str] | None = None
) -> AnyRecipe:
    """The recipe in a YAML file, with ``changes`` such as ``optimisation.epochs=3`` on top.

    Raises
    ------
    RecipeError : the file cannot be read, or has a key or value that no recipe has.
    """
    try:
        values: Any = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RecipeError(f"{path}: cannot be read as YAML ({error})") from error
    if not isinstance(values, dict):
        raise RecipeError(f"{path}: a recipe is a mapping of keys; see training/recipes/")
    for change in changes or []:
        key, separator, value = change.partition("=")
        if not separator:
            raise RecipeError(f"--set {change}: write it as key=value")
        *sections, last = key.split(".")
        place = values
        for section in sections:
            place = place.setdefault(section, {})
            if not isinstance(place, dict):
                raise RecipeError(f"--set {change}: {section} is no section of a recipe")
        try:
            place[last] = yaml.safe_load(value)
        except yaml.YAMLError as error:
            raise RecipeError(f"--set {change}: the value is not YAML ({error})") from error
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        for other, command in _COMMANDS.items():
            if other is not kind and _is_valid(other, values):
                raise RecipeError(
                    f"{path}: is a recipe for `python -m training {command}`"
                ) from None
        problems = "; ".join(_problem(kind, problem) for problem in error.errors(include_url=False))
        raise RecipeError(f"{path}: {problems}") from None


def _is_valid(kind: type[BaseModel], values: Any) -> bool:
    try:
        kind.model_validate(values)
    except ValidationError:
        return False
    return True


def _problem(kind: type[BaseModel], problem: Any) -> str:
    key = ".".join(map(str, problem["loc"]))
    if problem["type"] != "extra_forbidden":
        return f"{key}: {problem['msg']}"
    right = difflib.get_close_matches(str(problem["loc"][-1]), _keys(kind), 1, cutoff=0.5)
    return f"{key}: no such key" + (f", did you mean {right[0]}?" if right else "")


def _keys(section: type[BaseModel]) -> list[str]:
    keys = []
    for name, info in section.model_fields.items():
        keys.append(name)
        for option in (info.annotation, *getattr(info.annotation, "__args__", ())):
            if isinstance(option, type) and issubclass(option, BaseModel):
                keys.extend(_keys(option))
    return keys
