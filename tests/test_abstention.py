"""Abstaining: every reason for no answer, and what is shown instead of one."""

import shutil
from pathlib import Path

import pytest
from fakes import WordHashEmbeddings

from assistant.pipeline import Assistant
from core.schema import Answer, Filters, Turn
from core.settings import Settings
from ingest.run import ingest
from vectorstore.search import open_search

DATA = Path(__file__).parent / "data"
CATALOG = """documents:
  - {id: oak, title: Oak Valley, kind: report, publisher: P, read: whole, year: 2012,
     districts: [Oak Valley], filename: oak.md}
  - {id: pine, title: Pine Ridge, kind: news, publisher: P, read: whole, year: 2016,
     districts: [Pine Ridge], filename: pine.md}
"""
OAK = """# Oak Valley

Oak Valley High opened a health pathway in 2011. Oak Valley High predicts enrollment from birth
records every spring.
"""
PINE = "# Pine Ridge\n\nPine Ridge High runs a garden beside the gym.\n"
QUESTION = "When did Oak Valley High open a health pathway?"
UNRELATED = "Who painted the ceiling of the chapel?"
RELATED = "Who drives the bus to the health pathway of Oak Valley High?"


def open_library(folder: Path, *samples: str) -> Assistant:
    (folder / "catalog.yaml").write_text(CATALOG, "utf-8")
    (folder / "oak.md").write_text(OAK, "utf-8")
    (folder / "pine.md").write_text(PINE, "utf-8")
    for sample in samples:
        shutil.copy(DATA / sample, folder)
    settings = Settings(folder, folder / ".data", folder / "none.yaml")
    ingest([folder], settings, WordHashEmbeddings())
    return Assistant(open_search(settings.data_dir, WordHashEmbeddings()))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    return open_library(tmp_path_factory.mktemp("abstention"))


@pytest.fixture(scope="module")
def with_unread(tmp_path_factory) -> Assistant:
    """A library one page of which could not be read."""
    return open_library(tmp_path_factory.mktemp("unread"), "failing-page.pdf")


def is_refusal(answer: Answer) -> bool:
    nothing = (answer.text, answer.statements, answer.citations)
    return answer.status == "no_evidence" and nothing == ("", (), ())


def test_a_question_with_evidence_is_answered_without_a_reason(assistant):
    answer = assistant.ask(QUESTION)
    assert (answer.status, answer.reason, answer.nearest) == ("answered", None, ())


def test_what_no_document_speaks_of_is_not_in_the_library(assistant):
    answer = assistant.ask(UNRELATED)
    assert is_refusal(answer)
    assert answer.reason == "not_in_library"


def test_the_nearest_passages_are_not_the_same_sentence_twice(tmp_path):
    again = "Pine Ridge High runs a garden beside the gym."
    (tmp_path / "again.md").write_text(f"# Again\n\nMore on it. {again}\n", "utf-8")
    answer = open_library(tmp_path).ask("Who painted the garden of the chapel?")
    quotes = [near.quote for near in answer.nearest]
    assert again in quotes
    assert len(quotes) == len(set(quotes))


def test_the_same_subject_without_the_answer_is_only_related(assistant):
    answer = assistant.ask(RELATED)
    assert is_refusal(answer)
    assert answer.reason == "only_related"


@pytest.mark.parametrize(
    "filters",
    [
        {"source": ("pine",)},
        {"district": ("Pine Ridge",)},
        {"kind": ("news",)},
        {"year_from": 2013},
        {"district": ("Oak Valley",), "kind": ("news",)},
    ],
)
def test_evidence_outside_the_filters_is_named_as_the_reason(assistant, filters):
    answer = assistant.ask(QUESTION, filters=Filters(**filters))
    assert is_refusal(answer)
    assert answer.reason == "filtered_out"
    assert {near.source_id for near in answer.nearest} <= {"pine"}


def test_filters_are_no_reason_where_nothing_outside_them_answers_either(assistant):
    answer = assistant.ask(UNRELATED, filters=Filters(source=("pine",)))
    assert answer.reason == "not_in_library"


def test_an_answer_that_may_stand_on_an_unread_page_is_unreadable(with_unread):
    answer = with_unread.ask("What does the second page of three say about the bus?")
    assert is_refusal(answer)
    assert answer.reason == "unreadable"
    (unread,) = answer.unread
    assert (unread.source_id, unread.page_number) == ("failing-page-pdf", 2)
    assert unread.why == "it is damaged"


def test_an_unread_page_of_a_source_beside_the_question_is_no_reason(with_unread):
    answer = with_unread.ask(UNRELATED)
    assert answer.reason == "not_in_library"
    assert answer.unread == ()


@pytest.mark.parametrize(
    "question",
    [
        "Should I send my daughter to Oak Valley High?",
        "Will my son like the health pathway of Oak Valley High?",
        "What grade will my child get at Oak Valley High?",
        "What is the weather at Oak Valley High?",
        "Predict the enrollment of Oak Valley High.",
        "Will Oak Valley High open a health pathway in 2035?",
        "Can you help with my homework about Oak Valley High?",
    ],
)
def test_what_documents_cannot_know_is_no_question_for_a_library(assistant, question):
    answer = assistant.ask(question)
    assert is_refusal(answer)
    assert answer.reason == "not_a_library_question"


def test_no_filter_is_blamed_for_a_question_that_is_none_for_a_library(assistant):
    asked = "Should I send my daughter to the health pathway of Oak Valley High?"
    answer = assistant.ask(asked, filters=Filters(source=("pine",)))
    assert answer.reason == "not_a_library_question"


@pytest.mark.parametrize(
    "question",
    [
        "From what does Oak Valley High predict enrollment every spring?",
        "Does Oak Valley High predict enrollment from birth records?",
    ],
)
def test_what_a_document_says_of_predictions_is_a_question_for_it(assistant, question):
    assert assistant.ask(question).status == "answered"


def test_a_follow_up_is_refused_by_what_it_asks_itself(assistant):
    answer = assistant.ask("Should I send my son there?", history=(Turn(QUESTION, "In 2011."),))
    assert answer.reason == "not_a_library_question"


def test_the_nearest_passages_are_exact_and_best_first(assistant):
    near = assistant.ask(RELATED).nearest
    assert near
    assert [n.score for n in near] == sorted((n.score for n in near), reverse=True)
    for item in near:
        page = assistant.library.page(item.source_id, item.page_number)
        assert page.text[item.start : item.end] == item.quote
        assert (page.label, 0 <= item.score <= 1) == (item.page_label, True)


def test_the_nearest_passages_are_at_most_three_and_one_of_each(assistant):
    near = assistant.ask(UNRELATED).nearest
    assert len(near) <= 3
    assert len({(n.source_id, n.page_number) for n in near}) == len(near)


def test_a_refusal_is_the_same_every_time(assistant):
    assert assistant.ask(RELATED) == assistant.ask(RELATED)
