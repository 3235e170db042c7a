"""The README is true: its tree, its settings and its links."""

import re
from pathlib import Path

from core.settings import ROOT

README = (ROOT / "README.md").read_text("utf-8")
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


def tree() -> str:
    return README.split("## The tree")[1].split("```")[1]


def test_the_tree_names_exactly_the_source_files():
    rooms = (*ROOMS, "scripts")
    real = {p.name for room in rooms for p in (ROOT / room).rglob("*.py")} - {"__init__.py"}
    named = set(re.findall(r"\b\w+\.py\b", tree())) - {"app.py"}
    assert named == real


def test_every_setting_is_in_the_table_and_in_the_example():
    known = set(re.findall(r'values\.get\("([A-Z_]+)"', (ROOT / "core/settings.py").read_text()))
    names = {f"LINKED_LEARNING_{name}" for name in known}
    assert names == set(re.findall(r"LINKED_LEARNING_[A-Z_]+", (ROOT / ".env.example").read_text()))
    table = README.split("## Settings")[1].split("\n## ")[0]
    assert names == set(re.findall(r"LINKED_LEARNING_[A-Z_]+", table))


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_readme_stays_under_200_lines():
    assert len(README.splitlines()) < 200


def test_every_dependency_is_explained():
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    block = pyproject.split("dependencies = [")[1].split("]")[0]
    explained = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for name in re.findall(r'"([a-z0-9-]+)[><=]', block):
        assert name in explained, name


def test_no_machine_path_is_written_down():
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "evaluation" / "LOG.md"):
        assert not re.search(r"/(?:work|home|root|tmp)/", Path(path).read_text("utf-8")), path
