"""Every figure of an answer, worked out by hand."""

from dataclasses import replace

import pytest

from core.schema import Answer, Citation, Continuation, Statement
from evaluation.answer_metrics import fold, score_answer
from evaluation.questions import Question

PAGES = {
    ("oak", 1): "Oak High opened in 2011. It has 10 of 13 pathways.",
    ("oak", 2): "The grant was $1.5 million. The board",
    ("oak", 3): "agreed in May.",
    ("pine", 1): "Pine High opened in 2012.",
}
ASKED = Question.model_validate(
    {
        "id": "q1",
        "half": "development",
        "kind": "parts",
        "voice": "coach",
        "question": "When did Oak High open, with how many pathways, and with what money?",
        "history": (),
        "filters": {},
        "answerable": True,
        "reason": None,
        "right": (("oak", 1), ("oak", 2)),
        "related": (("oak", 3),),
        "key_fact": "2011",
        "more_facts": ("ten of 13 | 10 of 13", "$1.5 million"),
    }
)
UNASKABLE = ASKED.model_copy(
    update={
        "answerable": False,
        "reason": "only_related",
        "right": (),
        "key_fact": None,
        "more_facts": (),
    }
)


def read_page(source_id, number):
    return PAGES[source_id, number]


def cite(source_id, number, quote, continues=None):
    start = PAGES[source_id, number].index(quote)
    return Citation(
        marker=1,
        source_id=source_id,
        title=source_id,
        year=None,
        kind="digest",
        page_number=number,
        page_label=str(number),
        section="",
        start=start,
        end=start + len(quote),
        quote=quote,
        continues=continues,
        url=None,
        origins=(),
    )


def answered(text, *citations) -> Answer:
    return Answer(
        question=ASKED.question,
        understood_as=ASKED.question,
        status="answered" if text else "no_evidence",
        reason=None,
        text=text,
        statements=(Statement(text, 0, len(text), (1,), "supported", ""),) if text else (),
        citations=citations,
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


def refused(reason) -> Answer:
    return replace(answered(""), reason=reason)


OAK = cite("oak", 1, "Oak High opened in 2011.")
TEN = cite("oak", 1, "It has 10 of 13 pathways.")
PINE = cite("pine", 1, "Pine High opened in 2012.")
MAY = cite("oak", 3, "agreed in May.")


def score(text, *citations, question=ASKED):
    return score_answer(question, answered(text, *citations), read_page)


def test_every_figure_of_an_answer():
    text = "Oak High opened in 2011. [1] Pine High opened in 2012. [2] agreed in May. [3]"
    assert score(text, OAK, PINE, MAY, OAK) == {
        "answered if answerable": 1,
        "key fact, of answerable": 1,
        "key fact in the answer": 1,  # 2011
        "facts in the answer": pytest.approx(1 / 3),  # 2011, but neither 10 of 13 nor $1.5 million
        "first citation right": 1,  # oak 1
        "citation precision": 0.5,  # two of the four citations are of oak 1
        "citation recall": 0.5,  # oak 1 of oak 1, oak 2
        "cited pages relevant": pytest.approx(2 / 3),  # of three pages: oak 1, oak 3
        "quotes exact": 1,
        "words": 16,  # 5 + 5 + 3 of the sentences, and three markers
    }


def test_an_answer_that_has_it_all():
    grant = cite("oak", 2, "The grant was $1.5 million.")
    text = "Oak High opened in 2011. It has 10 of 13 pathways. The grant was $1.5 million."
    scores = score(text, OAK, TEN, grant)
    assert scores.pop("words") == 16  # 5 + 6 + 5
    assert len(scores) == 9
    assert set(scores.values()) == {1}


def test_an_answer_that_has_nothing_right():
    scores = score("Pine High opened in 2012. [1]", PINE)
    assert scores == {
        "answered if answerable": 1,
        "key fact, of answerable": 0,
        "key fact in the answer": 0,
        "facts in the answer": 0,
        "first citation right": 0,
        "citation precision": 0,
        "citation recall": 0,
        "cited pages relevant": 0,
        "quotes exact": 1,
        "words": 6,
    }


def test_more_facts_do_not_stand_in_for_the_key_fact():
    scores = score("It has 10 of 13 pathways. [1]", TEN)
    assert scores["key fact in the answer"] == scores["key fact, of answerable"] == 0
    assert scores["facts in the answer"] == pytest.approx(1 / 3)


def test_the_first_citation_is_the_first_one():
    assert score("Text.", PINE, OAK)["first citation right"] == 0
    assert score("Text.", OAK, PINE)["first citation right"] == 1


def test_precision_goes_by_citations_and_relevance_by_pages():
    # oak 1, oak 1, pine 1: two citations of three, and one page of two.
    scores = score("Text.", OAK, TEN, PINE)
    assert scores["citation precision"] == pytest.approx(2 / 3)
    assert scores["cited pages relevant"] == 0.5


def test_an_answer_without_citations_has_none_right():
    scores = score("Oak High opened in 2011.")
    names = ("first citation right", "citation precision", "citation recall")
    assert [scores[name] for name in names] == [0, 0, 0]


def test_a_refusal_of_what_can_be_answered_counts_against_it_and_is_left_out_elsewhere():
    assert score_answer(ASKED, refused("not_in_library"), read_page) == {
        "answered if answerable": 0,
        "key fact, of answerable": 0,
    }


@pytest.mark.parametrize(("reason", "right"), [("only_related", 1), ("not_in_library", 0)])
def test_a_right_refusal_and_its_reason(reason, right):
    assert score_answer(UNASKABLE, refused(reason), read_page) == {
        "refused if not answerable": 1,
        "reason right": right,
    }


def test_an_answer_where_there_is_none_is_only_looked_at_for_its_quotes():
    assert score("Oak High opened in 2011. [1]", OAK, question=UNASKABLE) == {
        "refused if not answerable": 0,
        "quotes exact": 1,
        "words": 6,
    }


@pytest.mark.parametrize(
    "citation",
    [
        replace(OAK, quote="Oak High opened in 2012."),
        replace(OAK, quote="oak High opened in 2011."),
        replace(OAK, start=1, end=25),
        replace(OAK, page_number=2),
        replace(OAK, source_id="pine"),
    ],
)
def test_a_quote_that_is_not_on_its_page_is_not_exact(citation):
    assert score("Oak High opened in 2011.", TEN, citation)["quotes exact"] == 0


def test_the_part_on_the_next_page_must_be_exact_too():
    rest = Continuation(3, 0, 14, "agreed in May.")
    board = cite("oak", 2, "The board", rest)
    assert score("The board agreed in May.", board)["quotes exact"] == 1
    for wrong in (replace(rest, page_number=1), replace(rest, quote="agreed in June."[:14])):
        scores = score("The board agreed in May.", replace(board, continues=wrong))
        assert scores["quotes exact"] == 0


def test_a_statement_that_is_not_where_it_says_is_not_exact():
    answer = answered("Oak High opened in 2011.", OAK)
    (statement,) = answer.statements
    moved = replace(answer, statements=(replace(statement, start=1),))
    assert score_answer(ASKED, moved, read_page)["quotes exact"] == 0


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Opened in 2011.", True),
        ("Opened in (2011), they say.", True),
        ("Opened in 2011 [S3, S12].", True),
        ("Opened in 20110.", False),
        ("Opened in 2011-12.", True),
        ("Opened in 2.011.", False),
    ],
)
def test_a_fact_is_held_as_whole_words(text, held):
    assert score(text, OAK)["key fact in the answer"] == held


def test_any_wording_of_a_fact_will_do():
    for said in ("ten of 13", "10 OF 13", "10 of\n13"):
        assert score(f"2011: {said}.", OAK)["facts in the answer"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("It cost $1.5 million, they said.", "it cost $1.5 million they said"),
        ("1,871 students", "1.871 students"),
        ("60%—or so", "60% or so"),
        ("The board’s plan", "the board's plan"),
        ("Grades 9-12 rose [S1] by 2 [4].", "grades 9 12 rose by 2"),
        ("Ends. [S1, S22]", "ends"),
        ("Left. Right.", "left right"),
        ("", ""),
    ],
)
def test_folding_leaves_words_and_figures(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(("kind", "held"), [("provenance", 1.0), ("parts", 0.0)])
def test_who_says_so_is_answered_by_the_line_that_names_the_document(kind, held):
    question = ASKED.model_copy(update={"kind": kind, "key_fact": "Oak Times", "more_facts": ()})
    told = replace(
        answered("Oak High."), notices=("This stands in: A page (Oak Times, web page, 2012).",)
    )
    scores = score_answer(question, told, read_page)
    assert scores["key fact, of answerable"] == held
    assert scores["facts in the answer"] == held
