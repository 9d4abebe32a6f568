"""A base encoder that the Hub has as a pickle alone, turned into safetensors: once, by hand, before training.

Nothing else of the project reads a pickle. This reads one whose sha256 the recipe pins, with torch's
unpickler of tensors alone (``weights_only``).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from stancenlp.errors import WeightsError
from stancenlp.stance.weights import BASES, cache_directory, sha256
from training.recipe import Base, RecipeError

_PICKLE = "pytorch_model.bin"
_WANTED = [_PICKLE, "config.json", "spm.model", "tokenizer*.json", "special_tokens_map.json"]


def convert_base(base: Base, source: Path | None = None) -> tuple[Path, str]:
    """The folder that now holds the base in safetensors, and the sha256 to pin it by.

    The folder lies in the user's cache, where ``locate_base`` finds it by that sha256.

    Parameters
    ----------
    source : a folder with the pickle, configuration and tokenizer; default: the Hub, at the recipe's
        revision.

    Raises
    ------
    RecipeError : the recipe does not pin a pickle.
    WeightsError : the files cannot be fetched or read, or the pickle is not the pinned one.
    """
    if not base.revision or not base.pickle_sha256:
        raise RecipeError(f"base {base.name}: give its revision and pickle_sha256 to convert it")
    source = source or _fetched(base)
    found = sha256(source / _PICKLE) if (source / _PICKLE).is_file() else "of no file"
    if found != base.pickle_sha256:
        raise WeightsError(
            f"{source / _PICKLE}: sha256 is {found}, but {base.name} is pinned to {base.pickle_sha256}"
        )
    from transformers import AutoModel, AutoTokenizer

    root = cache_directory() / BASES
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=".", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch, "model")
        try:
            AutoTokenizer.from_pretrained(source, trust_remote_code=False).save_pretrained(folder)
            AutoModel.from_pretrained(
                source,
                use_safetensors=False,
                weights_only=True,
                trust_remote_code=False,
                dtype="auto",
            ).save_pretrained(folder, max_shard_size="100GB")
        except (OSError, ValueError, ImportError) as error:
            raise WeightsError(f"{source}: cannot be converted ({error})") from error
        digest = sha256(folder / "model.safetensors")
        target = root / digest[:16]
        if not target.is_dir():
            os.replace(folder, target)
    return target, digest


def _fetched(base: Base) -> Path:
    import huggingface_hub

    try:
        return Path(
            huggingface_hub.snapshot_download(
                base.name, revision=base.revision, allow_patterns=_WANTED
            )
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise WeightsError(
            f"{base.name} could not be fetched from the Hugging Face Hub ({error}); fetch it "
            "elsewhere, and give its folder with --source"
        ) from error
