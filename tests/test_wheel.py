"""The wheel: everything the program needs and nothing of the workshop."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import hatchling.build
import pytest

from core.settings import ROOT

ROOMS = (
    "assistant",
    "commands",
    "core",
    "evaluation",
    "ingest",
    "library",
    "prompts",
    "records",
    "ui",
    "vectorstore",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """A wheel built in this process, without network."""
    folder = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return folder / hatchling.build.build_wheel(str(folder))


@pytest.fixture(scope="module")
def names(wheel) -> set[str]:
    with ZipFile(wheel) as opened:
        return {name for name in opened.namelist() if not name.split("/")[0].endswith(".dist-info")}


def below(folder: str, pattern: str = "*") -> set[str]:
    """The files of a folder of the checkout, as the wheel would name them."""
    found = {path.relative_to(ROOT) for path in (ROOT / folder).rglob(pattern) if path.is_file()}
    return {path.as_posix() for path in found if "__pycache__" not in path.parts}


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_of_a_room_is_in_the_wheel(names, room):
    modules = below(room, "*.py")
    assert f"{room}/__init__.py" in modules
    assert modules <= names


def test_the_prompts_are_in_the_wheel(names):
    assert "prompts/prose.md" in below("prompts", "*.md") <= names


def test_the_corpus_is_in_the_wheel(names):
    assert {"corpus/catalog.yaml", "corpus/documents/porterville.pdf"} < below("corpus") <= names


def test_the_entry_and_its_settings_are_in_the_wheel(names):
    assert {"app.py", ".streamlit/config.toml"} <= names


def test_nothing_else_is_in_the_wheel(names):
    rooms = set().union(*(below(room) for room in (*ROOMS, "corpus", ".streamlit")))
    assert names == (rooms | {"app.py"}) - {"evaluation/LOG.md"}


@pytest.mark.parametrize("part", ["tests", ".data", ".env", "__pycache__", "scripts"])
def test_nothing_of_the_workshop_is_in_the_wheel(names, part):
    assert not [name for name in names if part in name.split("/")]


def test_the_wheel_brings_the_command_and_its_licence(wheel):
    with ZipFile(wheel) as opened:
        info = f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"
        entries = opened.read(f"{info}/entry_points.txt").decode()
        assert opened.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    assert "linked-learning = commands.main:main" in entries


def test_an_installed_wheel_finds_its_corpus_and_keeps_its_data_elsewhere(wheel, tmp_path):
    with ZipFile(wheel) as opened:
        opened.extractall(tmp_path / "site")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from core.settings import read_settings\n"
        "s = read_settings()\n"
        "print(s.corpus_dir, s.catalog_path.is_file(), s.data_dir, sep='\\n')\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "site")]
    home = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "share")}
    done = subprocess.run(
        command, cwd=tmp_path, env=home, capture_output=True, text=True, check=True, timeout=60
    )
    corpus, has_catalog, data = done.stdout.splitlines()
    assert corpus == str((tmp_path / "site" / "corpus" / "documents").resolve())
    assert has_catalog == "True"
    assert not Path(data).is_relative_to(tmp_path / "site")
    assert "linked-learning" in data
