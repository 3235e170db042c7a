"""The own questions: the file keeps what it promises, and a slip in it is named.

Nothing here prints a question: a failure names ids, for half of them are not to be looked at.
"""

import json
from collections import Counter
from typing import get_args

import pytest

from core.errors import AssistantError, UsageError
from core.schema import Filters, Reason, Turn
from evaluation.answer_metrics import fold
from evaluation.own_index import QUESTIONS
from evaluation.questions import Voice, read_questions
from library.filters import build_scope

pytest_plugins = ["own_site"]

GOOD = {
    "id": "q1",
    "half": "development",
    "kind": "fact",
    "voice": "coach",
    "question": "When did Oak High open?",
    "history": [],
    "filters": {},
    "answerable": True,
    "reason": None,
    "right": [["oak-md", 1]],
    "related": [["oak-md", 2]],
    "key_fact": "2011",
    "more_facts": [],
}
REFUSED = {"answerable": False, "reason": "only_related", "right": [], "key_fact": None}


@pytest.fixture(scope="module")
def questions():
    return read_questions(QUESTIONS)


@pytest.fixture(scope="module")
def texts(own, questions):
    """The folded text of every page that a question names, None where there is no such page."""

    def text(source_id, number):
        try:
            return f" {fold(own.library.page(source_id, number).text)} "
        except AssistantError:
            return None

    return {place: text(*place) for q in questions for place in (*q.right, *q.related)}


def wordings(question):
    facts = [question.key_fact or "", *question.more_facts]
    return [f" {fold(wording)} " for fact in facts if fact for wording in fact.split(" | ")]


def test_there_are_a_hundred_to_develop_with_and_eighty_to_report(questions):
    assert Counter(q.half for q in questions) == {"development": 100, "report": 80}


def test_at_least_sixty_have_no_answer_for_every_reason_in_both_halves(questions):
    refused = [q for q in questions if not q.answerable]
    assert len(refused) >= 60
    for half in ("development", "report"):
        assert {q.reason for q in refused if q.half == half} == set(get_args(Reason))


@pytest.mark.parametrize("half", ["development", "report"])
def test_every_voice_asks_in_both_halves(questions, half):
    assert {q.voice for q in questions if q.half == half} == set(get_args(Voice))


def test_no_question_is_there_twice(questions):
    asked = Counter((fold(q.question), q.turns) for q in questions)
    assert not [q.id for q in questions if asked[fold(q.question), q.turns] > 1]


def test_every_page_that_is_named_is_in_the_shipped_corpus(questions, texts):
    lost = {place for place, text in texts.items() if text is None}
    assert not [
        (q.id, lost & {*q.right, *q.related}) for q in questions if lost & {*q.right, *q.related}
    ]


def test_every_fact_stands_on_a_right_page(questions, texts):
    facts = [(q, wording) for q in questions for wording in wordings(q)]
    assert len(facts) > 116  # each of the answerable ones has at least one
    unheld = [q.id for q, said in facts if not any(said in (texts[p] or "") for p in q.right)]
    assert not unheld


def test_no_question_gives_its_fact_away(questions):
    told = [q.id for q in questions for said in wordings(q) if said in f" {fold(q.question)} "]
    assert not told


def test_no_page_is_both_right_and_merely_related(questions):
    assert not [q.id for q in questions if set(q.right) & set(q.related)]


def test_every_filter_is_one_that_the_library_knows(questions, own):
    narrowed = [q for q in questions if q.narrowed_to]
    assert len(narrowed) >= 6
    for question in narrowed:
        build_scope(own.library, question.narrowed_to)


def test_what_is_filtered_out_is_asked_with_a_filter(questions):
    assert not [q.id for q in questions if q.reason == "filtered_out" and not q.narrowed_to]


@pytest.fixture
def read(tmp_path):
    """Read a file with these lines; a line that is not a text is made of `GOOD` with changes."""
    path = tmp_path / "questions.jsonl"

    def read_lines(*lines):
        made = [line if isinstance(line, str) else json.dumps(GOOD | line) for line in lines]
        path.write_text("\n".join(made), "utf-8")
        return read_questions(path)

    return read_lines


def test_a_question_is_read_with_its_turns_and_filters(read):
    turn = {"question": "Where is Oak High?", "answer": "In Oak Valley."}
    (question,) = read({"history": [turn], "filters": {"kind": ["report"], "year_to": 2015}})
    assert question.turns == (Turn("Where is Oak High?", "In Oak Valley."),)
    assert question.narrowed_to == Filters(kind=("report",), year_to=2015)
    assert (question.right, question.related) == ((("oak-md", 1),), (("oak-md", 2),))


def test_what_is_known_of_its_reading_may_be_left_out(read):
    (plain,) = read({})
    assert (plain.elements, plain.count, plain.of) == ((), None, None)
    assert (plain.reading, plain.not_in_reading) == ((), ())


def test_parts_counts_and_readings_are_read(read):
    elements = [{"name": "the year", "key_fact": "2011"}, {"name": "the cost", "key_fact": None}]
    known = {"count": 3, "of": 9, "reading": ["Oak | OV"], "not_in_reading": ["Pine"]}
    (question,) = read({"elements": elements} | known)
    assert [(e.name, e.key_fact) for e in question.elements] == [
        ("the year", "2011"),
        ("the cost", None),
    ]
    assert (question.count, question.of) == (3, 9)
    assert (question.reading, question.not_in_reading) == (("Oak | OV",), ("Pine",))


def test_blank_lines_are_passed_over_and_counted(read):
    assert [q.id for q in read("", {}, "  ", {"id": "q2"} | REFUSED)] == ["q1", "q2"]
    with pytest.raises(UsageError, match=r"line 4: voice:"):
        read("", {}, "  ", {"id": "q2", "voice": "parent"})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"half": "test"}, "half"),
        ({"voice": "parent"}, "voice"),
        ({"reason": "too_hard"}, "reason"),
        ({"question": ""}, "question"),
        ({"question": 7}, "question"),
        ({"id": ""}, "id"),
        ({"answer": "2011"}, "answer"),
        ({"right": [["oak-md"]]}, "right.0"),
        ({"related": [["oak-md", "two"]]}, "related.0.1"),
        ({"more_facts": [""]}, "more_facts.0"),
        ({"filters": {"region": ["Oak"]}}, "filters.region"),
        ({"history": [{"question": "Where?"}]}, "history.0.answer"),
        ({"elements": [{"name": "the year"}]}, "elements.0.key_fact"),
        ({"elements": [{"name": "", "key_fact": None}]}, "elements.0.name"),
        ({"elements": [{"name": "x", "key_fact": None, "page": 1}]}, "elements.0.page"),
        ({"count": "many"}, "count"),
        ({"reading": [""]}, "reading.0"),
        ({"not_in_reading": [7]}, "not_in_reading.0"),
    ],
)
def test_a_slip_is_named_with_its_line_and_field(read, change, field):
    with pytest.raises(UsageError) as caught:
        read({}, {"id": "q2"} | change)
    message = str(caught.value)
    assert f"questions.jsonl line 2: {field}" in message
    assert "\n" not in message


def test_a_field_that_is_missing_is_named(read):
    without = {name: value for name, value in GOOD.items() if name != "related"}
    with pytest.raises(UsageError, match=r"line 1: related: Field required"):
        read(json.dumps(without))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key_fact": None}, "an answerable question has"),
        ({"right": []}, "an answerable question has"),
        ({"reason": "only_related"}, "an answerable question has"),
        (REFUSED | {"reason": None}, "an unanswerable question has"),
        (REFUSED | {"right": [["oak-md", 1]]}, "an unanswerable question has"),
        (REFUSED | {"key_fact": "2011"}, "an unanswerable question has"),
    ],
)
def test_what_contradicts_itself_is_named(read, change, said):
    with pytest.raises(UsageError, match=rf"line 1: line: .*{said}"):
        read(change)


@pytest.mark.parametrize("line", ["{not json", "[]", "null", "[" * 100_000])
def test_a_line_that_is_no_object_is_named(read, line):
    with pytest.raises(UsageError, match=r"line 2: line: "):
        read({}, line)


def test_an_id_is_there_once(read):
    with pytest.raises(UsageError, match=r"line 2: the id 'q1' is there twice"):
        read({}, {"question": "And when did Pine High?"})


def test_a_line_separator_within_a_question_ends_no_line(read):
    line = json.dumps(GOOD | {"question": "When?\u2028Please."}, ensure_ascii=False)
    assert [q.question for q in read(line)] == ["When?\u2028Please."]


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"missing\.jsonl cannot be read"):
        read_questions(tmp_path / "missing.jsonl")
    (tmp_path / "latin.jsonl").write_bytes("é".encode("latin-1"))
    with pytest.raises(UsageError, match=r"latin\.jsonl cannot be read"):
        read_questions(tmp_path / "latin.jsonl")
