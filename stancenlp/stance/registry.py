"""Which models are released and which one is the default (``models/registry.json``).

Released models are looked for in the folder named by STANCENLP_MODELS, else in the checkout's
``models/``, else in the copy that travels inside the installed package.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from stancenlp.errors import ModelError
from stancenlp.jsonl import atomic_writer
from stancenlp.stance.released import read_config

MODELS_VARIABLE = "STANCENLP_MODELS"
REGISTRY = "registry.json"


class Release(BaseModel):
    """One entry of the registry: what the model was made of and what it scored."""

    model_config = ConfigDict(extra="forbid")

    path: str
    base: str
    recipe: str
    data_sha256: str
    released: str
    metrics: dict[str, dict[str, Any]]
    #: What it was found better than, and by how much; or why it was promoted all the same.
    promotion: str | None = None


class Registry(BaseModel):
    """The released models of stance by name, the name of the default, and the models of sides and of speakers."""

    model_config = ConfigDict(extra="forbid")

    default: str
    #: What answers where speed is asked for and no model is named: one that holds a small model.
    fast: str | None = None
    models: dict[str, Release]
    #: Tells on whose side a speaker is, for the extraction (``stancenlp/sides.py``).
    sides: Release | None = None
    #: Tells who speaks where an article calls them by no name (``stancenlp/speakers.py``).
    speakers: Release | None = None


def models_folder() -> Path:
    """The folder that holds the released models (see the module's docstring)."""
    given = os.environ.get(MODELS_VARIABLE)
    if given:
        return Path(given)
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent / "models"
    return checkout if (checkout / REGISTRY).is_file() else package / "released"


def read_registry(folder: Path | None = None) -> Registry:
    """The registry of ``folder`` (default: :func:`models_folder`); ModelError if there is none."""
    path = (folder or models_folder()) / REGISTRY
    try:
        return Registry.model_validate(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise ModelError(
            f"{path}: no registry of released models ({error.strerror}); reinstall stancenlp, or "
            f"set {MODELS_VARIABLE} to a folder that has one"
        ) from error
    except (ValueError, ValidationError) as error:
        raise ModelError(f"{path}: not a valid registry ({error})") from error


def write_registry(registry: Registry, folder: Path) -> None:
    """Write ``registry`` as the registry of ``folder``."""
    path = folder / REGISTRY
    try:
        with atomic_writer(path) as stream:
            stream.write(registry.model_dump_json(indent=2, exclude_none=True) + "\n")
    except OSError as error:
        raise ModelError(f"{path}: cannot be written ({error.strerror or error})") from error


def use_model(name: str) -> None:
    """Make a released model the default; ModelError if there is none of that name."""
    folder = models_folder()
    registry = read_registry(folder)
    if name not in registry.models:
        raise ModelError(f"no released model {name!r}; there are: {', '.join(registry.models)}")
    # a release whose folder is gone would break every later call
    read_config(folder / registry.models[name].path)
    write_registry(registry.model_copy(update={"default": name}), folder)


def find_model(name: str | os.PathLike[str] | None = None, fast: bool = False) -> Path:
    """The folder of a model: a released name, a path, or a Hub id; the default without a name.

    Parameters
    ----------
    fast : without a name, the one that is there for speed.

    Raises
    ------
    ModelError : there is no such model; the message lists those that are released.
    """
    if name is not None and Path(name).is_dir():
        return Path(name)
    folder = models_folder()
    registry = read_registry(folder)
    wanted = str(name or (fast and registry.fast) or registry.default)
    if wanted in registry.models:
        return folder / registry.models[wanted].path
    downloaded = _from_hub(wanted)
    if downloaded:
        return downloaded
    raise ModelError(
        f"no model {wanted!r}: not a folder, not on the Hugging Face Hub, and not released; "
        f"released are: {', '.join(sorted(registry.models))}"
    )


def find_beside(of: Literal["sides", "speakers"]) -> Path:
    """The folder of the model of sides, or of speakers, that is released; ModelError if there is none."""
    folder = models_folder()
    released: Release | None = getattr(read_registry(folder), of)
    if released is None:
        raise ModelError(
            f"{folder / REGISTRY}: names no model of {of}; `python -m training promote-{of}` adds one"
        )
    return folder / released.path


def _from_hub(name: str) -> Path | None:
    """A model fetched from the Hub: ``owner/name`` or ``owner/name@revision``."""
    if name.count("/") != 1 or name.startswith((".", "/", "~")):
        return None
    import huggingface_hub

    repository, _, revision = name.partition("@")
    try:
        return Path(
            huggingface_hub.snapshot_download(
                repository,
                revision=revision or None,
                allow_patterns=["*.json", "*.safetensors", "*.md"],
            )
        )
    except (OSError, ValueError, RuntimeError):
        return None
