"""The questions on understanding: the file keeps what it promises of each kind, in both halves.

Nothing here prints a question: a failure names ids, for the report half is not to be looked at.
"""

from collections import Counter
from typing import get_args

import pytest
from fakes import WordHashEmbeddings

import assistant.opening as opening
import evaluation.own_index as own_index
from core.errors import AssistantError
from core.settings import ROOT, Settings
from evaluation.answer_metrics import fold
from evaluation.own_index import (
    COUNTED,
    IN_PARTS,
    OPEN_QUESTIONS,
    QUESTIONS,
    UNDERSTANDING,
    open_own,
)
from evaluation.questions import Question, Voice, read_questions

LEAST = {"development": 12, "report": 8}
KINDS = {"follow-up", "names", "parts", "comparison", "counting", "premise", "time"}
LATER = {"provenance"}  # six in each half


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    return read_questions(UNDERSTANDING)


@pytest.fixture(scope="module")
def open_ones() -> tuple[Question, ...]:
    """The broad questions that were written before a page was opened."""
    return read_questions(OPEN_QUESTIONS)


@pytest.fixture(scope="module")
def further() -> list[Question]:
    """Questions in parts and questions that count, by others than those before."""
    return [*read_questions(IN_PARTS), *read_questions(COUNTED)]


@pytest.fixture(scope="module")
def texts(questions, open_ones, further, tmp_path_factory):
    """The folded text of every page that a question names, None where there is no such page.

    The embedder decides nothing here, so it is the fake.
    """
    folder = tmp_path_factory.mktemp("own")
    settings = Settings(folder / "corpus", folder, ROOT / "corpus" / "catalog.yaml")
    with pytest.MonkeyPatch.context() as patch:
        for module in (own_index, opening):
            patch.setattr(module, "load_embeddings", lambda name: WordHashEmbeddings())
        library = open_own(settings).library

    def text(source_id, number):
        try:
            return fold(library.page(source_id, number).text)
        except AssistantError:
            return None

    return {
        place: text(*place)
        for q in (*questions, *open_ones, *further)
        for place in (*q.right, *q.related)
    }


def wordings(text: str) -> list[str]:
    return [fold(wording) for wording in text.split(" | ")]


def facts(question: Question) -> list[str]:
    """Every fact of a question, also those of its parts."""
    parts = [element.key_fact for element in question.elements]
    return [fact for fact in (question.key_fact, *question.more_facts, *parts) if fact]


def of_kind(questions, kind) -> list[Question]:
    return [question for question in questions if question.kind == kind]


def test_each_kind_has_at_least_twelve_to_develop_with_and_eight_to_report(questions):
    numbers = Counter((q.kind, q.half) for q in questions)
    assert {kind for kind, _ in numbers} == KINDS | LATER
    assert not {
        (kind, half)
        for kind in KINDS
        for half, least in LEAST.items()
        if numbers[kind, half] < least
    }


@pytest.mark.parametrize("half", LEAST)
def test_every_voice_asks_in_both_halves(questions, half):
    assert {q.voice for q in questions if q.half == half} == set(get_args(Voice))


def test_no_id_and_no_question_is_there_twice_also_beside_the_other_files(
    questions, open_ones, further
):
    everything = [*questions, *read_questions(QUESTIONS), *open_ones, *further]
    ids = Counter(q.id for q in everything)
    asked = Counter((fold(q.question), q.turns) for q in everything)
    assert not [q.id for q in everything if ids[q.id] > 1]
    assert not [q.id for q in everything if asked[fold(q.question), q.turns] > 1]


def test_ids_tell_the_halves_apart(questions):
    assert {q.id[0] for q in questions if q.half == "development"} == {"u"}
    assert {q.id[0] for q in questions if q.half == "report"} == {"v"}


def test_every_page_that_is_named_is_in_the_shipped_corpus(questions, open_ones, further, texts):
    lost = {place for place, text in texts.items() if text is None}
    assert not [q.id for q in (*questions, *open_ones, *further) if lost & {*q.right, *q.related}]


def unheld(asked, texts) -> list[str]:
    """The questions with a fact that stands in whole words on none of their right pages."""
    return [
        q.id
        for q in asked
        for fact in facts(q)
        if not any(f" {w} " in f" {texts[place]} " for w in wordings(fact) for place in q.right)
    ]


def test_every_fact_stands_on_a_right_page_in_whole_words_as_answers_are_scored(
    questions, open_ones, further, texts
):
    # Who says so does not stand on the page, but beside its words.
    asked = [q for q in questions if q.kind not in LATER]
    assert sum(len(facts(q)) for q in asked) > len(asked)
    assert not unheld(asked, texts)
    assert not unheld(open_ones, texts)
    assert not unheld(further, texts)


def test_open_questions_are_of_both_kinds_in_both_halves(open_ones):
    assert {(q.half, q.answerable) for q in open_ones} == {
        (half, answerable) for half in LEAST for answerable in (True, False)
    }
    assert {(q.half, q.id[0]) for q in open_ones} == {("development", "n"), ("report", "o")}


def test_no_page_is_both_right_and_merely_related(questions):
    assert not [q.id for q in questions if set(q.right) & set(q.related)]


def test_a_follow_up_has_turns_before_it_and_a_reading(questions):
    asked = of_kind(questions, "follow-up")
    assert not [q.id for q in asked if not (q.turns and q.reading)]


@pytest.mark.parametrize("half", LEAST)
def test_a_follow_up_lacks_what_its_reading_must_hold_unless_the_subject_has_changed(
    questions, half
):
    asked = [q for q in of_kind(questions, "follow-up") if q.half == half]
    alone = {q.id for q in asked if all(holds(q.question, each) for each in q.reading)}
    changed = {q.id for q in asked if q.not_in_reading}
    assert changed
    assert alone <= changed
    assert len(changed) < len(asked) / 2


def test_what_a_reading_must_hold_was_said_and_what_it_must_not_is_another_thing(questions):
    assert not [
        q.id
        for q in questions
        if any(
            set(wordings(no)) & set(wordings(yes)) for no in q.not_in_reading for yes in q.reading
        )
    ]


def test_a_name_that_is_meant_has_its_reading(questions):
    assert not [q.id for q in of_kind(questions, "names") if not q.reading]


@pytest.mark.parametrize("kind", ["parts", "comparison"])
def test_parts_and_comparisons_have_at_least_two_elements_with_names_apart(questions, kind):
    for question in of_kind(questions, kind):
        names = [fold(element.name) for element in question.elements]
        assert len(names) >= 2, question.id
        assert len(names) == len(set(names)), question.id


@pytest.mark.parametrize("half", LEAST)
def test_in_both_halves_some_part_or_side_has_no_answer_and_no_question_has_none(questions, half):
    asked = [q for q in questions if q.half == half and q.elements]
    assert [q.id for q in asked if any(e.key_fact is None for e in q.elements)]
    assert not [q.id for q in asked if q.answerable and all(e.key_fact is None for e in q.elements)]


def test_a_count_is_at_most_the_number_it_is_of(questions):
    counted = [q for q in of_kind(questions, "counting") if q.count is not None]
    assert len(counted) >= 0.9 * len(of_kind(questions, "counting"))
    assert not [q.id for q in counted if q.of is not None and not 0 <= (q.count or 0) <= q.of]
    assert not [q.id for q in questions if q.of is not None and q.count is None]


@pytest.mark.parametrize("half", LEAST)
def test_wrong_premises_are_refused_or_answered_in_both_halves(questions, half):
    asked = [q for q in of_kind(questions, "premise") if q.half == half]
    assert {q.answerable for q in asked} == {True, False}


@pytest.mark.parametrize("half", LEAST)
def test_a_question_of_time_can_be_unanswerable_in_both_halves(questions, half):
    asked = [q for q in of_kind(questions, "time") if q.half == half]
    assert {q.answerable for q in asked} == {True, False}


def holds(text: str, wordings_of_it: str) -> bool:
    """Say whether a reading's string stands in a text, in one wording, as it is scored."""
    return any(each.casefold() in text.casefold() for each in wordings_of_it.split(" | "))
