"""What the drawer says of the sentences that rest on a quote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from screen_driver import Reader, ask, html_of, open_screen, open_source, text_of, use
from screen_samples import PAYLOADS, QUOTES, FakeAssistant, build_library, make_answer

from assistant.facts import Fact
from core.schema import Statement
from ui import proof_strings as strings
from ui.proof_view import proof_html

ANSWER = make_answer()
FIRST = ANSWER.citations[0]
FREE = "Porterville began at Harmony Magnet Academy, and hired two counselors."


def answer_of(*statements: Statement):
    return replace(ANSWER, statements=statements)


def none(*_: object) -> tuple[Fact, ...]:
    return ()


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return build_library(tmp_path_factory.mktemp("proof"))


@pytest.fixture
def fake(real, monkeypatch, tmp_path):
    return use(FakeAssistant(real), monkeypatch, tmp_path)


def test_the_drawer_tells_verdict_and_reason_of_what_rests_on_the_quote(fake):
    fake.reply = make_answer()
    shown = text_of(open_source(ask(open_screen()))).rpartition(strings.RESTING_ONE)[2]
    assert "Supported. word for word" in shown


def test_the_real_drawer_names_the_fact_that_is_not_there(fake):
    text = f"{QUOTES[0][:-1]}; parents painted benches for its yard."
    statement = Statement(text, 0, len(text), (1,), "partly", "Not in the cited words: ‘parents’.")
    fake.reply = replace(ANSWER, text=f"{text} [1]", statements=(statement,))
    html = html_of(open_source(ask(open_screen())))
    assert strings.FACTS in html
    assert (
        "which opened in 2008; parents painted benches for its yard” – not in the cited words"
        in html
    )
    assert strings.HELD["word for word"].format(markers="[1]") in html


def test_a_sentence_that_is_the_quote_is_not_written_twice():
    whole = Statement(QUOTES[0], 0, 9, (1,), "supported", "Exact.")
    assert QUOTES[0] not in proof_html(answer_of(whole), FIRST, none)
    assert FREE in proof_html(answer_of(replace(whole, text=FREE)), FIRST, none)


def test_all_sentences_that_cite_the_quote_are_told_and_no_others():
    said = [Statement(f"Said {n}.", 0, 7, m, "supported", "") for n, m in enumerate([(1,), (2, 1)])]
    other = Statement("Other.", 0, 6, (2,), "supported", "")
    html = proof_html(answer_of(*said, other), FIRST, none)
    assert strings.RESTING_MANY in html
    assert "Said 0." in html
    assert "Said 1." in html
    assert strings.ALSO.format(markers="[2]") in html
    assert "Other." not in html
    assert proof_html(answer_of(other), FIRST, none) == ""


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_is_told_becomes_markup(payload):
    statement = Statement(payload, 0, 1, (1,), "partly", payload)
    facts = (Fact(payload, "not", (), payload), Fact(payload, "in other words", (1,)))
    tags = Reader(proof_html(answer_of(statement), FIRST, lambda *_: facts)).tags
    allowed = {"div", "h3", "h4", "p", "span", "strong", "ul", "li"}
    assert {tag for tag, _ in tags} <= allowed
