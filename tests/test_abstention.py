"""Abstaining: every reason for no answer, and what is shown instead of one."""

import shutil
from pathlib import Path

import pytest
from fakes import WordHashEmbeddings

from assistant import abstention
from assistant.abstention import answers, refuse_by_rule
from assistant.finding import find
from assistant.pipeline import Assistant
from assistant.understanding.parts import Part
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
        "Should I enroll at Oak Valley High?",
        "Do you think that Oak Valley High will grow?",
        "If we send Oak Valley High a plan, will our board approve it?",
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


@pytest.mark.parametrize(
    "question",
    [
        "How should we choose a pathway theme?",
        "What should a district do first?",
        "Should we hire a coach for every pathway?",
        "Should students choose their own pathway?",
        "Should I tell teachers about dual enrollment first?",
        "How should a school apply for a grant?",
        "How can my school find employers?",
        "How do my teachers find time to plan together?",
        "How can I move my staff to a new schedule?",
        "What do parents want to know before their child joins a pathway?",
        "Will students lose credits if they leave a pathway?",
        "What will it cost to open a pathway?",
        "How many hours will an internship take?",
        "How will the board approve new pathways?",
        "How do districts plan for the next school year?",
        "What did the district plan for 2025?",
        "What did the study predict about graduation?",
        "Can enrollment predict what staff a pathway needs?",
        "What do students think college will be like?",
        "Which salary does a coordinator get?",
        "How do coaches help a student with homework?",
        # the same words, and a question for a library all the same
        "How should I choose the industry themes for our pathways?",
        "Which grants should I apply for to open a pathway?",
        "Where should I send teachers for training?",
        "How do I staff my career academy?",
        "How do I fund my career pathways?",
    ],
)
def test_a_question_about_planning_is_one_for_a_library(assistant, question):
    assert refuse_by_rule(question, assistant.library) != "not_a_library_question"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Should I send my son to Maple High?", "not_a_library_question"),
        ("My daughter is at Oak Valley High. When did it open?", None),
        ("When did Oak Valley High open? My daughter rides its bus.", None),
        ("Oak Valley High is big. Will my daughter like it?", "not_a_library_question"),
        ("I wonder what my daughter learns. Do you know?", "not_a_library_question"),
        ("When did Maple High open?", "not_in_library"),
        ("When did Oak Valley High open?", None),
        ("when did it open?", None),
    ],
)
def test_a_rule_names_its_reason_and_the_personal_one_comes_first(assistant, question, reason):
    assert refuse_by_rule(question, assistant.library) == reason


def test_a_name_of_no_document_is_not_in_the_library_however_near_the_rest(assistant):
    answer = assistant.ask("When did Zanzibar's Oak Valley High open a health pathway?")
    assert is_refusal(answer)
    assert answer.reason == "not_in_library"


def decide(assistant, question) -> bool:
    """Say whether the evidence of `QUESTION` answers this."""
    (found,) = find(assistant.search, assistant.understand(QUESTION), Filters())
    return answers(Part("", question), found.evidence, assistant.search)


@pytest.mark.parametrize(("bias", "answered"), [(0.0, True), (1e-9, True), (-1e-9, False)])
def test_a_score_of_0_and_above_is_an_answer(assistant, monkeypatch, bias, answered):
    monkeypatch.setattr(abstention, "_decision", lambda: {"bias": bias, "weights": {}})
    assert decide(assistant, QUESTION) is answered
    assert not answers(Part("", QUESTION), (), assistant.search)
    assert not decide(assistant, "Should I send my son?")
    assert not decide(assistant, "Did Zanzibar open it?")


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("How did Oak Valley High open a health pathway?", True),
        ("Why did Oak Valley High open a health pathway?", False),
        ("Why did Oak Valley High open a health pathway in 2011?", True),
        ("Why did Oak Valley High open a health pathway in 2012?", False),
    ],
)
def test_what_takes_something_for_granted_needs_more_unless_its_figures_are_told(
    assistant, monkeypatch, question, answered
):
    monkeypatch.setattr(abstention, "_decision", lambda: {"bias": 1.0, "weights": {}})
    assert decide(assistant, question) is answered
