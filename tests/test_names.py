"""Names: where they stand in a text, what they mean, and how they are written in full."""

import pytest
from fakes import WordHashEmbeddings
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline import Assistant
from assistant.understanding.names import gazetteer, spell_out, written_name
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


def mentioned(known, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (text[mention.start : mention.end], tuple(name.name for name in mention.names))
        for mention in known.mentions(text)
    ]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Did Pasadena grow?", [("Pasadena", ("Pasadena",))]),
        ("pasadena’s and PASADENA's", [("pasadena", ("Pasadena",)), ("PASADENA", ("Pasadena",))]),
        ("(lausd)", [("lausd", ("Los Angeles",))]),
        ("in L.A. and", [("L.A.", ("Los Angeles",))]),
        ("Gallup-McKinley", [("Gallup-McKinley", ("Gallup-McKinley (New Mexico)",))]),
        ("who is cynthia brown?", [("cynthia brown", ("Cynthia Brown",))]),
        ("", []),
    ],
)
def test_a_name_is_found_where_it_stands(known, text, mentions):
    assert mentioned(known, text) == mentions


def test_of_names_that_overlap_the_longest_is_meant(known):
    assert mentioned(known, "John Muir High School or Muir High or Muir") == [
        (written, ("John Muir High School",))
        for written in ("John Muir High School", "Muir High", "Muir")
    ]
    assert mentioned(known, "Sacramento City") == [("Sacramento City", ("Sacramento City",))]


@pytest.mark.parametrize(
    "text", ["xLAUSD LAUSDx LAUSD-based non-LAUSD", "Pasadenas", "Muirs", "L.A.x", "Harmony-like"]
)
def test_a_part_of_a_word_is_no_name(known, text):
    assert known.mentions(text) == []


def test_an_ambiguous_abbreviation_names_both(known):
    assert mentioned(known, "What did PUSD open?") == [("PUSD", ("Pasadena", "Porterville"))]
    assert known.districts("pusd’s farms") == {"Pasadena", "Porterville"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("LA", True),
        ("CSU", True),
        ("SAC", True),
        ("LEE", True),
        ("la", False),
        ("La", False),
        ("csu", False),
        ("sac", False),
        ("lee", False),
    ],
)
def test_an_alias_of_two_or_three_letters_is_written_in_capitals(known, text, meant):
    assert bool(known.mentions(f"all of {text} there")) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Rice", True),
        ("rice", False),  # a dish
        ("Harmony", True),
        ("harmony", False),
        ("ConnectEd", True),
        ("connectEd", False),
        ("porterville", True),  # a district is one however it is written
        ("scusd", True),
        ("muir high", True),  # two words are hardly chance
    ],
)
def test_one_small_word_is_the_name_of_a_district_only(known, text, meant):
    assert bool(known.mentions(f"all of {text} there")) == meant


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("Muir and Harmony", {"Pasadena", "Porterville"}),
        ("Cynthia Brown", {"Porterville"}),
        ("Gallup", {"Gallup-McKinley (New Mexico)"}),
        ("ConnectEd and Paul Stern", set()),
        ("no name", set()),
    ],
)
def test_schools_and_people_name_the_district_that_they_belong_to(known, text, districts):
    assert known.districts(text) == districts


def test_a_library_without_names_knows_none(tmp_path):
    (tmp_path / "a.md").write_text("# A\n\nPasadena grows.\n", "utf-8")
    place = Settings(tmp_path, tmp_path / ".data", tmp_path / "none.yaml")
    ingest([tmp_path], place, WordHashEmbeddings())
    library = Library(place.data_dir)
    assert gazetteer(library).mentions("Pasadena and") == []
    assert spell_out("Pasadena and PUSD", library) == "Pasadena and PUSD"


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("How many did PUSD open?", "How many did Pasadena or Porterville open?"),
        ("Is pusd’s rate up?", "Is Pasadena or Porterville’s rate up?"),
        ("SCUSD and LBUSD", "Sacramento City and Long Beach"),
        ("Gallup farms", "Gallup farms"),  # a part of the name finds it
        ("Sac City Unified", "Sacramento City Unified"),
        ("Cal State admits", "California State University admits"),
        ("the DLMHS farm", "the Dozier-Libbey Medical High School farm"),
        ("Who is Rice?", "Who is Rice?"),
    ],
)
def test_a_name_is_written_in_full(known_library, question, read):
    assert spell_out(question, known_library) == read


@pytest.mark.parametrize(
    "question",
    [
        "Pasadena Unified, Los Angeles Unified",  # the name stands in it
        "Muir’s farm, CSU",  # the plan writes them so itself
        "John Muir High School, Erik Rice, cynthia brown",
        "la harmony of rice",
    ],
)
def test_what_documents_know_stays_as_it_is_written(known_library, question):
    assert spell_out(question, known_library) == question


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("What did LAUSD open?", "What did Los Angeles (LAUSD) open?"),
        ("lausd’s farms", "Los Angeles (lausd)’s farms"),
        ("LA farms", "Los Angeles farms"),  # two letters find nothing of their own
    ],
)
def test_a_districts_abbreviation_that_documents_use_stays_beside_its_name(
    known_library, question, read
):
    assert spell_out(question, known_library) == read


PLAIN = st.sampled_from(
    ["who", "what", "opened", "farm", "la", "csu", "rice", "muir", "Who", "2013", "a", "3.5%"]
)
BETWEEN = st.sampled_from([" ", ", ", "? ", "-", " — ", "\n", " (", ") ", "’s "])


@given(st.lists(st.tuples(PLAIN, BETWEEN)))
def test_a_question_without_known_names_comes_back_unchanged(known_library, pieces):
    question = "".join(word + between for word, between in pieces)
    assert spell_out(question, known_library) == question


@given(st.data())
def test_a_mention_slices_to_what_is_written_for_each_of_its_names(known, data):
    written = st.sampled_from([w for name in known.names for w in (name.name, *name.aliases)])
    word = written | PLAIN | st.text(max_size=4)
    pieces = data.draw(st.lists(st.tuples(word, BETWEEN), max_size=8))
    text = "".join(piece + between for piece, between in pieces)
    end = 0
    for mention in known.mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        said = text[mention.start : mention.end].casefold()
        assert mention.names
        for name in mention.names:
            ways = (name.name, written_name(name), *name.aliases)
            assert said in {way.casefold() for way in ways}
        end = mention.end
