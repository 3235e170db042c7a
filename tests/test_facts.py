"""The facts of a statement: which are held, by which citation, and which is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import WordHashEmbeddings
from screen_samples import make_answer

from assistant.checking.support import EXACT
from assistant.facts import Fact, facts_of
from assistant.verification import judge
from core.schema import Citation, Statement

OPENED = "Oak High opened its health pathway in 2011 with ninety students."
GRANT = "In 2012 a state grant of 600,000 dollars paid for two counselors."


def cited(*quotes: str) -> list[Citation]:
    first = replace(make_answer().citations[0], origins=(), section="Oak", title="Oak")
    return [replace(first, marker=n, quote=quote) for n, quote in enumerate(quotes, start=1)]


def found(text: str, *quotes: str) -> tuple[Fact, ...]:
    citations = cited(*quotes)
    markers = tuple(c.marker for c in citations)
    verdict, why = judge(text, citations)
    return facts_of(Statement(text, 0, len(text), markers, verdict, why), citations)


def test_the_fact_that_is_not_supported_is_named_and_the_others_are_found():
    told = (
        "Oak High opened its health pathway in 2011 with ninety students; parents painted benches"
    )
    first, second = found(f"{told} for its yard.", OPENED)
    assert (first.held, first.markers) == ("word for word", (1,))
    assert (second.held, second.markers) == ("not", ())
    assert second.text == "parents painted benches for its yard"


def test_each_fact_is_found_in_the_citation_that_holds_it():
    text = f"{OPENED[:-1]}; in 2012 a state grant of 600,000 dollars paid for two counselors."
    facts = found(text, OPENED, GRANT)
    assert [fact.markers for fact in facts] == [(1,), (2,)]
    assert "not" not in {fact.held for fact in facts}


@pytest.mark.parametrize("text", [OPENED, "Oak High opened in 2011."])
def test_one_fact_has_its_verdict_alone(text):
    assert found(text, OPENED) == ()


def test_exact_words_are_not_taken_apart():
    text = "Oak High opened in 2011, which pleased the parents; they painted all the benches."
    assert judge(text, cited(text))[1] == EXACT
    assert found(text, text) == ()


def test_no_fact_of_a_supported_statement_is_called_unsupported():
    text = "Ninety students started at Oak High in 2011, when the health pathway opened there."
    statement = Statement(text, 0, len(text), (1,), "supported", "It is meant so.")
    facts = facts_of(statement, cited(OPENED), (), WordHashEmbeddings())
    assert facts
    assert "not" not in {fact.held for fact in facts}


def test_citations_of_other_statements_count_for_nothing():
    statement = Statement(OPENED, 0, len(OPENED), (7,), "partly", "No reason.")
    assert facts_of(statement, cited(OPENED)) == ()
