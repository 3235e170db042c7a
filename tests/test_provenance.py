"""Provenance: "who says so?" is answered with the place where the words stand."""

import pytest
from districts_site import open_districts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.understanding.whence import asks_whence, meant, reading_of, said_in
from core.schema import Filters, Turn

pytest_plugins = ["districts_site"]

ASKED = "Who hired coaches?"
OAK = "Oak Valley hired pathway coaches for its teachers."
OPENED = "Oak Valley opened a health pathway in 2011."
PAINT = "Students of Elm Grove paint murals."
BUSES = "Oak Valley spends $40,000 a year on buses."


def ask(assistant, question, *said, **more):
    return assistant.ask(question, history=[Turn(ASKED, " ".join(said))], **more)


@pytest.mark.parametrize(
    "question",
    [
        "who says so?",
        "Says who?",
        "Where does that come from?",
        "where is that number from",
        "How old is that figure?",
        "is that from a study?",
        "Is that from a study or a newspaper?",
        "Who published that, and when?",
        "which paper reported this?",
        "And what's your source for that?",
        "source?",
    ],
)
def test_every_way_of_asking_quotes_the_words_again(districts, question):
    answer = ask(districts, question, f"{OPENED} [1]")
    assert answer.understood_as == f"Which document says: “{OPENED}”?"
    assert [c.quote for c in answer.citations] == [OPENED]
    assert answer.notices == ("This stands in: Oak Valley (P, report, 2012).",)


@pytest.mark.parametrize(
    "question",
    [
        "Who says that pathways cost more?",
        "which document says that Pasadena hired coaches?",
        "And who wrote that last one?",
        "how old is the school?",
        "Was that in the first year?",
        "When was that?",
        "who did that?",
        "Who reported the most students in pathways?",
        "Is that in every district?",
        "Where is that?",
    ],
)
def test_what_asks_for_something_else_is_left_alone(question):
    assert not asks_whence(question)


def test_without_an_answer_before_it_there_is_nothing_to_find(districts):
    assert not districts.ask("who says so?").understood_as.startswith("Which document")


def test_several_sentences_are_quoted_in_order_and_their_documents_named(districts):
    answer = ask(districts, "Who says so?", f"{PAINT} [1] {OAK} [2]")
    assert [s.text for s in answer.statements] == [PAINT, OAK]
    assert answer.understood_as == f"Which documents say: “{PAINT}” (and 1 more sentence)?"
    (notice,) = answer.notices
    assert notice.startswith("This stands in: Elm Grove (P, report, 2014); Oak Valley (")


def test_a_figure_that_is_asked_for_leaves_the_other_sentences_out(districts):
    answer = ask(districts, "How old is that figure?", f"{PAINT} [1]\n\n{BUSES} [2]")
    assert [s.text for s in answer.statements] == [BUSES]


def test_words_of_the_answer_tell_which_sentence_is_meant():
    assert meant("Who says so about the buses?", [PAINT, BUSES]) == [BUSES]
    assert meant("Who says so?", [PAINT, BUSES]) == [PAINT, BUSES]


def test_prose_that_stands_nowhere_is_shown_with_its_nearest_words(districts):
    answer = ask(districts, "Who says so?", "For its buses Oak Valley spends $40,000 each year.")
    assert [c.quote for c in answer.citations] == [BUSES]
    (notice,) = answer.notices
    assert notice.startswith("These words stand in no document; the nearest stand in: Oak Valley")


def test_another_figure_is_not_near(districts):
    answer = ask(districts, "Who says so?", "Oak Valley spends $99,000 a year on buses.")
    assert BUSES not in [c.quote for c in answer.citations] or not answer.notices


def test_the_reading_can_be_asked_again_as_it_is_written(districts):
    first = ask(districts, "Who says so?", OPENED)
    again = districts.ask(first.understood_as)
    assert [c.quote for c in again.citations] == [OPENED]
    assert again.notices == first.notices
    assert said_in(reading_of([OPENED])) == OPENED


def test_words_outside_the_filters_are_not_quoted(districts):
    answer = ask(districts, "Who says so?", OPENED, filters=Filters(source=("pine",)))
    assert OPENED not in [c.quote for c in answer.citations]


def test_the_origins_of_a_digest_are_named_and_not_the_digest(tmp_path):
    catalog = """documents:
  - {id: d, title: Digest, kind: digest, publisher: G, read: whole, year: 2026, filename: d.md}
  - {id: s-one, title: A study, kind: evaluation, publisher: SRI, read: abstract, year: 2012,
     url: "https://example.org/1"}
"""
    digest = "# Zebras\n\nZebras ride the bus. [S1]\n\n## Sources\n\n- [S1] s-one: A study.\n"
    assistant = open_districts(tmp_path, catalog, d=digest)
    answer = ask(assistant, "Says who?", "Zebras ride the bus. [1]")
    assert answer.notices == ("This stands in: A study (SRI, evaluation, 2012).",)
    assert [o.id for o in answer.citations[0].origins] == ["s-one"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(said=st.lists(st.sampled_from([OAK, OPENED, PAINT, BUSES]), min_size=1, unique=True))
def test_every_quote_is_the_slice_of_its_page_and_in_the_answers_order(districts, said):
    answer = ask(districts, "Who says so?", *(f"{text} [{n}]" for n, text in enumerate(said, 1)))
    assert [c.quote for c in answer.citations] == said
    for citation in answer.citations:
        page = districts.library.page(citation.source_id, citation.page_number)
        assert page.text[citation.start : citation.end] == citation.quote
