"""How a question was read, as figures: its reading, its parts or sides, and its count."""

from dataclasses import replace

import pytest

from core.schema import Answer, Count
from evaluation.answer_metrics import score_answer
from evaluation.questions import Element, Question

ASKED = Question.model_validate(
    {
        "id": "q1",
        "half": "development",
        "kind": "parts",
        "voice": "coach",
        "question": "When did it open, and what did it cost?",
        "history": (),
        "filters": {},
        "answerable": True,
        "reason": None,
        "right": (("oak", 1),),
        "related": (),
        "key_fact": "2011",
        "more_facts": (),
    }
)
ANSWER = Answer(
    question=ASKED.question,
    understood_as="When did Oak High open, and what did Oak High cost?",
    status="answered",
    reason=None,
    text="Oak High opened in 2011. [1]",
    statements=(),
    citations=(),
    missing=(),
    disagreements=(),
    nearest=(),
    unread=(),
    counts=(),
    removed=0,
    unresolved=(),
    notices=(),
    writer="quotes",
    model=None,
    prompt_sha=None,
    index="",
)
REFUSED = replace(ANSWER, status="no_evidence", reason="only_related", text="")
READING, COVERED, EXACT = "reading complete", "parts covered or named", "count exact"


def score(name: str, answer: Answer = ANSWER, **known) -> float | None:
    """Score an answer to a question of which this is known."""
    return score_answer(ASKED.model_copy(update=known), answer, lambda source, page: "").get(name)


def counted(*counts: tuple[int, int]) -> Answer:
    return replace(ANSWER, counts=tuple(Count("x", n, of, (), (), ()) for n, of in counts))


@pytest.mark.parametrize("name", [READING, COVERED, EXACT])
@pytest.mark.parametrize("answer", [ANSWER, REFUSED])
def test_a_figure_is_left_out_where_nothing_is_known_of_it(name, answer):
    assert score(name, answer) is None


@pytest.mark.parametrize(
    ("reading", "complete"),
    [
        (("Oak High",), 1),
        (("oak HIGH",), 1),
        (("Pine | Oak", "cost"), 1),
        (("Oak", "Pine"), 0),
        (("Pine | Elm",), 0),
    ],
)
def test_a_reading_is_complete_if_it_holds_each_of_its_strings_in_one_wording(reading, complete):
    assert score(READING, reading=reading) == complete


@pytest.mark.parametrize(("not_in", "complete"), [("Pine", 1), ("Oak", 0), ("Pine | High", 0)])
def test_what_must_not_be_in_a_reading_spoils_it(not_in, complete):
    assert score(READING, not_in_reading=(not_in,)) == complete
    assert score(READING, reading=("Oak",), not_in_reading=(not_in,)) == complete


def test_a_reading_is_scored_of_a_refusal_too():
    assert score(READING, REFUSED, reading=("Oak",)) == 1


OPENED = Element(name="when it opened", key_fact="2011 | that year")
COST = Element(name="what it cost", key_fact="$40,000")
UNSAID = Element(name="who paid for it", key_fact=None)


@pytest.mark.parametrize(
    ("elements", "share"),
    [((OPENED,), 1), ((OPENED, COST), 0.5), ((COST,), 0), ((COST, UNSAID), 0)],
)
def test_a_part_is_covered_if_its_fact_is_in_the_answer(elements, share):
    assert score(COVERED, elements=elements) == share


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        (("who paid for it",), 1),
        (("who pays the bill, and who paid before",), 1),
        (("what it cost",), 0),
        ((), 0),
    ],
)
def test_a_part_that_nobody_answers_is_covered_if_it_is_named_as_missing(missing, named):
    answer = replace(ANSWER, missing=missing, status="partial")
    assert score(COVERED, answer, elements=(UNSAID,)) == named


def test_a_part_that_has_an_answer_is_not_covered_by_naming_it_as_missing():
    answer = replace(ANSWER, missing=("what it cost",), status="partial")
    assert score(COVERED, answer, elements=(COST,)) == 0


def test_a_refusal_covers_what_nobody_answers_and_nothing_else():
    assert score(COVERED, REFUSED, elements=(UNSAID, OPENED)) == 0.5


@pytest.mark.parametrize(
    ("counts", "exact"),
    [
        (((3, 9),), 1),
        (((2, 9),), 0),
        (((3, 5),), 0),
        (((2, 9), (3, 9)), 1),
    ],
)
def test_our_own_count_is_exact_if_number_and_of_are(counts, exact):
    assert score(EXACT, counted(*counts), count=3, of=9) == exact


def test_of_how_many_is_left_open_where_the_question_leaves_it():
    assert score(EXACT, counted((3, 5)), count=3) == 1


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Three districts joined.", 1),
        ("In all, 3 districts joined.", 1),
        ("Some 13 districts joined.", 0),
        ("Thirteen districts joined.", 0),
    ],
)
def test_where_nothing_was_counted_a_quoted_number_will_do(text, exact):
    assert score(EXACT, replace(ANSWER, text=text), count=3) == exact


def test_a_wrong_count_is_not_saved_by_a_number_in_the_text():
    answer = replace(counted((2, 9)), text="Three districts joined.")
    assert score(EXACT, answer, count=3, of=9) == 0


def test_large_numbers_are_looked_for_as_figures():
    assert score(EXACT, replace(ANSWER, text="In all, 23 schools joined."), count=23) == 1
