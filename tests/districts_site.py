"""A small library of five districts, for what is asked of one, of several, and of all of them."""

from pathlib import Path

import pytest
from fakes import WordHashEmbeddings

from assistant.counting.count import count
from assistant.pipeline import Assistant
from core.schema import Filters
from core.settings import Settings
from ingest.run import ingest
from library.library import Library
from vectorstore.search import open_search

DISTRICTS = ("Ash Creek", "Elm Grove", "Fir Hills", "Oak Valley", "Pine Ridge")
CATALOG = """documents:
  - {id: all, title: The pilot, kind: digest, publisher: P, read: whole, year: 2026,
     districts: [Oak Valley, Pine Ridge, Elm Grove, Ash Creek, Fir Hills], filename: all.md}
  - {id: oak, title: Oak Valley, kind: report, publisher: P, read: whole, year: 2012,
     districts: [Oak Valley], filename: oak.md}
  - {id: pine, title: Pine Ridge, kind: news, publisher: P, read: whole, year: 2016,
     districts: [Pine Ridge], filename: pine.md}
  - {id: elm, title: Elm Grove, kind: report, publisher: P, read: whole, year: 2014,
     districts: [Elm Grove], filename: elm.md}
  - {id: ash, title: Ash Creek, kind: report, publisher: P, read: whole, year: 2014,
     districts: [Ash Creek], filename: ash.md}
districts:
  - {name: Oak Valley, aliases: [OVUSD]}
  - {name: Pine Ridge, aliases: [PRUSD]}
  - {name: Elm Grove, aliases: []}
  - {name: Ash Creek, aliases: []}
  - {name: Fir Hills, aliases: []}
schools:
  - {name: Maple High, district: Oak Valley, aliases: []}
"""
FILES = {
    "all.md": """# The pilot

Five districts joined the pilot in 2009: Oak Valley, Pine Ridge, Elm Grove, Ash Creek and Fir Hills.

## Fir Hills

Fir Hills planted a garden beside the gym.
""",
    "oak.md": """# Oak Valley

Oak Valley opened a health pathway in 2011. Oak Valley hired pathway coaches for its teachers.

## Money

Oak Valley spends $40,000 a year on buses.
""",
    "pine.md": """# Pine Ridge

Pine Ridge opened a health pathway in 2013. Pine Ridge hired pathway coaches for its teachers.

## Money

Pine Ridge spends $70,000 a year on buses.
""",
    "elm.md": """# Elm Grove

Elm Grove hired pathway coaches for its teachers. Students of Elm Grove paint murals.
""",
    "ash.md": "# Ash Creek\n\nAsh Creek sold its farm to the county.\n",
}


def open_districts(folder: Path, catalog: str = CATALOG, **more: str) -> Assistant:
    """Open an assistant over the five districts' documents and further ones by their name."""
    (folder / "catalog.yaml").write_text(catalog, "utf-8")
    texts = FILES | {f"{name}.md": text for name, text in more.items()}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    settings = Settings(folder, folder / ".data", folder / "none.yaml")
    ingest([folder], settings, WordHashEmbeddings())
    return Assistant(open_search(settings.data_dir, WordHashEmbeddings()))


@pytest.fixture(scope="session")
def districts(tmp_path_factory) -> Assistant:
    """The five districts, only read."""
    return open_districts(tmp_path_factory.mktemp("districts"))


@pytest.fixture
def notes_library(tmp_path):
    """Build a small library whose notes are these sentences."""

    def build(*sentences: str, catalog: str = CATALOG):
        return open_districts(
            tmp_path, catalog=catalog, notes="# Notes\n\n" + " ".join(sentences) + "\n"
        )

    return build


def said_of(assistant, question) -> tuple[str, ...]:
    """Return those of which a question's count finds it said."""
    found = count(assistant.search, question, Filters())
    return tuple(found.said_of) if found else ()


def build_library(folder: Path, text: str) -> Library:
    """Ingest one text without a catalogue."""
    (folder / "a.md").write_text(text, "utf-8")
    place = Settings(folder, folder / ".data", folder / "none.yaml")
    ingest([folder], place, WordHashEmbeddings())
    return Library(place.data_dir)
