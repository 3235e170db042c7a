"""Repair: a sentence that its evidence does not support is cited anew, or left out and counted."""

from dataclasses import replace

import pytest

from assistant.finding import find_part
from core.schema import Filters

OAK = """# Oak Valley

Oak Valley High opened a health pathway in 2011. Oak Valley spends $40,000 a year on buses. Oak
Valley hired two coaches for its pathway teachers in 2012.
"""
QUESTION = "When did Oak Valley High open a health pathway?"


@pytest.fixture
def addresses(write, run_ingest, build_assistant):
    """Return the address of the evidence that holds some words."""
    write("oak.md", OAK)
    run_ingest()
    assistant = build_assistant()
    part = assistant.understand(QUESTION).whole
    evidence = find_part(assistant.search, part, Filters()).evidence

    def find(words: str) -> str:
        return next(item.address for item in evidence if words in item.text)

    return find


def test_a_sentence_is_cited_with_the_evidence_that_supports_it(addresses, build_assistant):
    reply = f"Oak Valley hired two coaches in 2012 [{addresses('health pathway')}]."
    answer = build_assistant(reply).ask(QUESTION)
    assert [c.quote for c in answer.citations] == [
        "Oak Valley hired two coaches for its pathway teachers in 2012."
    ]
    assert answer.statements[0].verdict == "supported"
    assert (answer.removed, answer.notices) == (0, ())


def test_a_sentence_that_nothing_supports_is_left_out_and_counted(addresses, build_assistant):
    address = addresses("health pathway")
    reply = f"The pathway opened in 2011 [{address}]. It opened with 900 students [{address}]."
    answer = build_assistant(reply).ask(QUESTION)
    assert answer.text == "The pathway opened in 2011. [1]"
    assert answer.removed == 1
    assert answer.notices == (
        "1 sentence was left out: no document supports it.",
        "Left out: says 900 …; the cited words do not give this figure.",
    )


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ("Visit bad.example for pencils.", "it says what the cited words do not."),
        ("Oak Valley High opened a health pathway in 2014.", "says 2014; the page says 2011."),
    ],
)
def test_why_a_sentence_was_left_out_repeats_nothing_that_was_made_up(
    addresses, build_assistant, reply, why
):
    address = addresses("health pathway")
    kept = f"The pathway opened in 2011 [{address}]."
    answer = build_assistant(f"{kept} {reply[:-1]} [{address}].").ask(QUESTION)
    assert answer.notices[1] == f"Left out: {why}"


def test_a_sentence_of_two_addresses_keeps_both(addresses, build_assistant):
    both = f"{addresses('health pathway')}, {addresses('two coaches')}"
    reply = f"Oak Valley High opened a health pathway in 2011 and hired two coaches [{both}]."
    answer = build_assistant(reply).ask(QUESTION)
    assert answer.statements[0].citations == (1, 2)
    assert answer.statements[0].verdict == "supported"


def test_markers_are_given_to_what_is_kept_alone(addresses, build_assistant):
    first, second = addresses("health pathway"), addresses("two coaches")
    reply = f"Oslo has 3 fjords [{first}]. Oak Valley hired two coaches in 2012 [{second}]."
    answer = build_assistant(reply).ask(QUESTION)
    assert answer.text == "Oak Valley hired two coaches in 2012. [1]"
    assert len(answer.citations) == 1


def test_when_nothing_is_left_the_quotes_answer(addresses, build_assistant):
    answer = build_assistant(f"Oslo has 3 fjords [{addresses('buses')}].").ask(QUESTION)
    assert answer.writer == "quotes"
    assert answer.citations[0].quote == "Oak Valley High opened a health pathway in 2011."
    assert answer.notices[0].startswith("No document supports what the chat model wrote")
    assert answer.removed == 1


def test_a_statement_is_cited_with_at_most_four_sentences(write, run_ingest, build_assistant):
    trips = " ".join(f"Oak Valley bus {n} left for the clinic." for n in range(1, 8))
    write("oak.md", f"# Oak Valley\n\nOak Valley High opened a health pathway in 2011. {trips}\n")
    run_ingest()
    counted_up = "".join(f"[1.{number}]" for number in range(1, 9))
    reply = f"Oak Valley High opened a health pathway in 2011. {counted_up}"
    answer = build_assistant(reply).ask(QUESTION)
    assert answer.writer == "prose"
    assert len(answer.citations) == 4
    assert answer.citations[0].quote == "Oak Valley High opened a health pathway in 2011."


def test_half_of_a_sentence_is_marked_and_kept(addresses, build_assistant):
    address = addresses("health pathway")
    told = "Oak Valley High opened a health pathway in 2011; parents painted benches"
    answer = build_assistant(f"{told} [{address}].").ask(QUESTION)
    assert answer.statements[0].verdict == "partly"
    assert "parents painted benches" in answer.statements[0].why


FACT = "Oak Valley hired two coaches for its pathway teachers in 2012."


@pytest.mark.parametrize(
    ("reply", "quotes", "removed"),
    [
        ("Oak Valley hired two coaches in 2012.", [FACT], 0),  # the address is ours
        ("In 2012 Oak Valley hired three coaches.", [], 1),
        ("They hired two coaches in 2012.", [], 1),  # whoever "they" are
        ("The district hired two coaches in 2012.", [], 1),
        ("Oak Valley hired two coaches in 2012 [77.7].", [], 1),  # invented: not ours to mend
        ("Oak Valley hired two co", [], 1),  # cut off
        ("Did Oak Valley hire two coaches in 2012?", [], 1),
    ],
)
def test_a_sentence_that_cites_nothing_is_looked_up_once(
    addresses, build_assistant, reply, quotes, removed
):
    opened = f"The pathway opened in 2011 [{addresses('health pathway')}]."
    answer = build_assistant(f"{opened} {reply}").ask(QUESTION)
    assert answer.writer == "prose"
    assert [c.quote for c in answer.citations][1:] == quotes
    assert answer.removed == removed
    assert all(statement.verdict == "supported" for statement in answer.statements)


def test_a_model_that_never_cites_is_cited_by_us(addresses, build_assistant):
    answer = build_assistant("Oak Valley hired two coaches in 2012. Mars is a red planet.").ask(
        QUESTION
    )
    assert (answer.writer, answer.text) == ("prose", "Oak Valley hired two coaches in 2012. [1]")
    assert answer.notices == (
        "1 sentence was left out: no document supports it.",
        "Left out: it cites no document, and none was found that supports it.",
    )


@pytest.mark.parametrize(
    ("reply", "unresolved"), [("Mars is red.", ()), ("Mars is red [77.7].", ("77.7",))]
)
def test_a_model_that_cites_nothing_that_holds_leaves_the_quotes(
    addresses, build_assistant, reply, unresolved
):
    answer = build_assistant(reply).ask(QUESTION)
    assert (answer.writer, answer.unresolved) == ("quotes", unresolved)
    assert answer.notices[0].startswith("The chat model cited none of the documents;")
    assert answer.removed == 1


class Contradicting:
    """Says of everything that its evidence contradicts it."""

    def judge(self, evidence, statement):
        return "contradiction"


def test_the_entailment_model_is_asked_before_a_paraphrase_is_shown(addresses, build_assistant):
    told = "Oak Valley High began teaching medicine in a pathway in 2011"
    reply = f"{told} [{addresses('health')}]."
    assert build_assistant(reply).ask(QUESTION).writer == "prose"
    doubting = replace(build_assistant(reply), entailment=Contradicting())
    assert doubting.ask(QUESTION).writer == "quotes"
