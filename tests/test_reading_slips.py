"""Slips of the reading that readers met: pronouns, owners, misspelt names, long histories, commas.

Each was a fault once. What is read wrongly is shown to the reader, or steers the search.
"""

import pytest

from assistant.question import understand
from assistant.understanding.follow_up import complete
from assistant.understanding.jargon import write_in_full
from assistant.understanding.listing import listed_items
from assistant.understanding.name_slips import mend_names
from assistant.understanding.names import Gazetteer, gazetteer, spell_out
from assistant.understanding.parts import MOST, split
from assistant.understanding.sides import find_sides
from assistant.understanding.spelling import mend_spelling
from core.schema import Turn
from library.library import Library
from vectorstore.embeddings import load_embeddings

BEFORE = "How did Porterville start with Linked Learning?"
SUPERINTENDENT = "Who is the superintendent of Pasadena?"
WORDS = {"how", "long", "breach", "breaches", "of", "contract", "they", "beside", "beach"}


@pytest.fixture
def catalogued(settings, run_ingest) -> Gazetteer:
    """The names of the catalogue that is shipped."""
    run_ingest()
    return gazetteer(Library(settings.data_dir))


def is_word(text: str) -> bool:
    return text.casefold() in WORDS


def read_after(known, question: str, *turns: tuple[str, str]) -> str:
    return complete(question, [Turn(*turn) for turn in turns], known).text


@pytest.mark.parametrize(
    "question",
    [
        "How did Pasadena choose its pathways?",
        "And how did Sacramento City choose its pathways?",
        "Did Pasadena change its schedule?",
    ],
)
def test_an_owner_in_the_same_sentence_is_what_its_means(known, question):
    assert "Porterville" not in read_after(known, question, (BEFORE, "It began."))


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ("Ana Ruiz led it from 2011.", "When did Ana Ruiz start?"),
        (
            "Maria Gomez followed Ana Ruiz.",  # two people, and either may be meant
            "When did the superintendent of Pasadena start?",
        ),
    ],
)
def test_a_first_name_that_begins_like_a_small_word_is_a_name(known, answer, read):
    assert read_after(known, "When did she start?", (SUPERINTENDENT, answer)) == read


@pytest.mark.parametrize("question", ["And the Antioch district?", "And in the Antioch district?"])
def test_the_word_district_beside_a_new_place_is_no_more_than_the_place(known, question):
    read = read_after(known, question, (BEFORE, ""))
    assert read == "How did Antioch start with Linked Learning?"


@pytest.mark.parametrize("number", [1, 2, 6, 40])
def test_a_reading_does_not_grow_with_turns_that_cannot_be_filled_in(known, number):
    turns = [(BEFORE, "An answer."), *[("Why?", "An answer.")] * number]
    assert read_after(known, "Why?", *turns).count("Why?") <= 2


def test_a_history_of_many_follow_ups_is_read_to_its_end(known):
    turns = [(BEFORE, ""), *[("Why?", "")] * 1500]
    assert read_after(known, "Since when?", *turns).startswith("Since when? (after: “")


@pytest.mark.parametrize(
    ("question", "before", "read"),
    [
        ("Who pays for it?", "How did Sac City start?", "Who pays for Sacramento City?"),
        ("And Pasadena?", "How did Los Angelos start?", "How did Pasadena start?"),
    ],
)
def test_names_of_earlier_questions_are_written_out_too(
    known, known_library, question, before, read
):
    def write_out(text: str) -> str:
        return spell_out(mend_names(text, known), known_library)

    understood = understand(question, [Turn(before, "It began.")], known, write_out)
    assert understood.understood_as == read


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "How many pathways opened and who runs them?",
            ["how many pathways opened", "who runs them"],
        ),
        (
            "How many students are enrolled and what do they earn?",
            ["how many students are enrolled", "what do they earn"],
        ),
        ("Is Muir, which opened in 2012, a magnet?", [""]),
        ("Does Pasadena, which opened Muir, have a farm?", [""]),
    ],
)
def test_another_thing_is_a_part_and_a_relative_clause_is_none(known, question, parts):
    assert [part.name for part in split(question, known)] == parts


def test_what_comes_after_the_sixth_part_is_kept_in_it(known):
    question = "Who is A, who is B, who is C, who is D, who is E, who is F, and who is G?"
    parts = split(question, known)
    assert len(parts) == MOST
    assert parts[-1].name == "who is F and who is G"


def test_the_subject_in_what_a_question_is_for_is_searched_with_every_part(known):
    question = "For my session on internships: who hosts them and what do they cost?"
    parts = split(question, known)
    assert len(parts) == 2
    assert all("internships" in part.search_text for part in parts)


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Is Silver or Gold certification better?", ["Silver", "Gold"]),
        ("Did Pasadena and Pasadena Unified differ?", []),  # one place
    ],
)
def test_the_verb_that_opens_a_question_is_no_part_of_a_side(known, question, sides):
    assert [side.name for side in find_sides(question, known)] == sides


def test_a_district_with_a_slip_that_the_index_stems_alike_is_mended(known_library):
    count = load_embeddings("").count_tokens
    assert mend_spelling("Portervile", known_library, count) == "Porterville"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Hirum Jonson's rate", "Hiram Johnson's rate"),
        ("Hirum Jonson’s rate", "Hiram Johnson’s rate"),
        ("Did Los Angelos’s rate fall?", "Did Los Angeles’s rate fall?"),
    ],
)
def test_a_mended_name_keeps_its_possessive(known, said, meant):
    assert mend_names(said, known) == meant


@pytest.mark.parametrize(
    "question",
    [
        "How long breach of contract",
        "How long breaches of contract",
        "Did they live long beside it?",
    ],
)
def test_small_words_that_are_words_are_no_slip_of_a_name(known, question):
    assert mend_names(question, known, is_word) == question


@pytest.mark.parametrize("said", ["Long Beech", "long beech", "Long Breach"])
def test_what_is_no_word_or_has_a_capital_is_a_slip_of_a_name(known, said):
    mended = mend_names(f"What did {said} open?", known, is_word)
    assert mended == "What did Long Beach open?"


@pytest.mark.parametrize(
    "question", ["Has Linked Learning sped up graduation?", "What sped up the buses?"]
)
def test_a_verb_is_no_shop_talk(known_library, question):
    assert write_in_full(question, known_library) == question
    assert write_in_full("Who pays for SPED?", known_library) == "Who pays for special education?"


def test_a_districts_short_alias_is_meant_as_the_catalogue_writes_it(known):
    assert known.districts("And Sac?") == {"Sacramento City"}
    assert known.districts("and a sac?") == set()


@pytest.mark.parametrize(
    ("question", "districts"),
    [
        ("Which districts have a health professions pathway?", set()),
        ("Is there a stem academy?", set()),
        ("Do students learn manual arts?", set()),
        ("What did Health Professions High School open?", {"Sacramento City"}),
    ],
)
def test_generic_words_are_no_school_of_the_shipped_catalogue(catalogued, question, districts):
    assert catalogued.districts(question) == districts


def test_a_sentence_of_many_commas_is_read_in_time():
    """Where each comma doubles the work, this never ends; beyond a hundred nothing is listed."""
    sentence = "The parts are " + ", ".join(["x"] * 40)
    assert len(listed_items(f"{sentence}; so on")) == 40
    assert len(listed_items(f"{sentence} and y.")) == 41
    assert listed_items("The parts are " + ", ".join(["x and y"] * 5000)) == ()
