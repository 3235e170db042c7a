"""Names: the catalogue's aliases reach the library, the filters and the reading of a question."""

import pytest
from fakes import WordHashEmbeddings

from assistant.pipeline import Assistant
from assistant.understanding.names import spell_out
from core.schema import Filters
from core.settings import Settings
from ingest.run import ingest
from library.filters import build_scope
from library.library import Library
from vectorstore.search import open_search

CATALOG = """documents:
  - {id: plan, title: Plan, kind: policy, publisher: P, read: whole, year: 2020,
     districts: [Oak Valley], filename: plan.md}
  - {id: other, title: Other, kind: policy, publisher: P, read: whole, year: 2020,
     districts: [Elm Ridge (New Mexico)], filename: other.md}
districts:
  - {name: Oak Valley, aliases: [OV City, OVUSD, OUSD]}
  - {name: Elm Ridge (New Mexico), aliases: [OUSD, Elm Ridge]}
  - {name: Far Away, aliases: [FAUSD]}
schools:
  - {name: Maple High School, district: Oak Valley, aliases: [Maple]}
"""
FILES = {
    "plan.md": "# Plan\n\nOak Valley opened two pathways at Maple in 2012.\n",
    "other.md": "# Other\n\nElm Ridge buses students to a clinic.\n",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> Settings:
    folder = tmp_path_factory.mktemp("names")
    (folder / "catalog.yaml").write_text(CATALOG, "utf-8")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    settings = Settings(folder, folder / ".data", folder / "none.yaml")
    ingest([folder], settings, WordHashEmbeddings())
    return settings


@pytest.fixture(scope="module")
def library(settings) -> Library:
    return Library(settings.data_dir)


def test_the_library_keeps_the_catalogues_names(library):
    names = {(name.kind, name.name): name for name in library.names()}
    assert names["district", "Oak Valley"].aliases == ("OV City", "OVUSD", "OUSD")
    assert names["school", "Maple High School"].district == "Oak Valley"
    assert len(names) == 4


def test_names_that_change_in_the_catalogue_change_in_the_library(settings):
    library = Library(settings.data_dir)
    before = library.meta("generation")
    ingest([settings.corpus_dir], settings, WordHashEmbeddings())
    assert library.meta("generation") == before
    path = settings.corpus_dir / "catalog.yaml"
    path.write_text(CATALOG.replace("[Maple]", "[Maple, MHS]"), "utf-8")
    ingest([settings.corpus_dir], settings, WordHashEmbeddings())
    assert library.meta("generation") != before
    assert ("Maple", "MHS") in {name.aliases for name in library.names()}


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("How many pathways has OV City?", "How many pathways has Oak Valley?"),
        ("ovusd's pathways?", "Oak Valley's pathways?"),
        ("What did OUSD open?", "What did Elm Ridge or Oak Valley open?"),
        ("What happened at Maple?", "What happened at Maple?"),
        ("Is NOVUSD named?", "Is NOVUSD named?"),
    ],
)
def test_a_nickname_that_no_document_uses_is_spelt_out(library, question, read):
    assert spell_out(question, library) == read


def test_the_reading_is_told_and_the_question_kept(settings):
    assistant = Assistant(open_search(settings.data_dir, WordHashEmbeddings()))
    answer = assistant.ask("Which pathways did OV City open in 2012?")
    assert answer.question == "Which pathways did OV City open in 2012?"
    assert answer.understood_as == "Which pathways did Oak Valley open in 2012?"
    assert answer.status == "answered"


@pytest.mark.parametrize(
    ("alias", "source_ids"), [("ov city", {"plan"}), ("OUSD", {"plan", "other"})]
)
def test_a_filter_takes_an_alias(library, alias, source_ids):
    assert build_scope(library, Filters(district=(alias,))).standing_ids == source_ids


def test_an_alias_of_a_district_without_documents_is_unknown(library):
    with pytest.raises(Exception, match="no district 'FAUSD' in the library"):
        build_scope(library, Filters(district=("FAUSD",)))
