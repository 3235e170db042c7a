"""What the page shows of an answer besides its words: verdicts, counts, sides, and what is open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from screen_driver import Reader, ask, html_of, open_screen, text_of, use, without_signs
from screen_samples import ORIGIN, QUOTES, TITLE, FakeAssistant, build_library, make_answer, refusal

from core.schema import Answer, Count, Disagreement, UnreadPage
from ui import strings


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return build_library(tmp_path_factory.mktemp("answers"))


@pytest.fixture
def fake(real, monkeypatch, tmp_path):
    return use(FakeAssistant(real), monkeypatch, tmp_path)


def doubtful() -> Answer:
    """An answer whose first sentence is held in part."""
    answer = make_answer()
    partly = replace(answer.statements[0], verdict="partly", why="the year is not in it")
    return replace(answer, statements=(partly, *answer.statements[1:]))


def compared() -> Answer:
    """An answer with a heading for each of its two sentences, asked as a comparison."""
    answer = make_answer()
    text = f"## Porterville\n\n{QUOTES[0]} [1]\n\n## Maple\n\n{QUOTES[1]} [2]"
    placed = [replace(s, start=text.index(s.text)) for s in answer.statements]
    statements = tuple(replace(s, end=s.start + len(s.text)) for s in placed)
    asked = "How do Porterville and Maple differ?"
    return replace(answer, text=text, statements=statements, understood_as=asked)


def test_everything_an_answer_leaves_open_is_said(fake):
    fake.reply = replace(
        doubtful(),
        status="partial",
        missing=("what it cost", "who runs it"),
        removed=1,
        unresolved=("9.4", "9.5"),
        notices=("the model was slow",),
        unread=(UnreadPage("porterville", 7, "no text layer"),),
    )
    shown = text_of(ask(open_screen()))
    for line in (
        strings.STATUS["partial"],
        "1 of 2 supported, 1 in part; 1 left out",
        "The documents do not say: what it cost; who runs it.",
        "1 sentence was left out, because no quote supports it.",
        "Dropped: 2 references by the model to passages that do not exist.",
        "the model was slow",
        f"Could not be read: {TITLE}, page 7 (no text layer).",
    ):
        assert line in shown


def test_each_sentence_has_a_mark_with_its_verdict_reason_and_evidence(fake):
    fake.reply = doubtful()
    html = html_of(ask(open_screen()))
    marks = [a for tag, a in Reader(html).tags if tag == "button"]
    assert [mark["aria-label"] for mark in marks] == ["Partly supported: why?", "Supported: why?"]
    told = {str(a["id"]) for _, a in Reader(html).tags if a.get("role") == "tooltip"}
    assert [mark["aria-describedby"] for mark in marks] == ["why-0-0", "why-0-1"]
    assert told == {"why-0-0", "why-0-1"}
    text = Reader(html).text
    assert "◐ Partly supported the year is not in it" in text
    assert f"Evidence: [1] {TITLE} (web page, n.d.)" in text
    assert f"{QUOTES[0]}\xa01\xa0◐ partly supported" in text  # seen where it stands
    assert f"{QUOTES[1]}\xa02\xa0✓" in text
    assert html.count('<span class="ll-doubt">') == 1


def test_evidence_in_a_pdf_is_named_by_its_page(fake):
    first, second = make_answer().citations
    on_pdf = replace(first, source_id="prose-pdf", page_number=5, page_label="3")
    fake.reply = replace(make_answer(), citations=(on_pdf, replace(second, source_id="gone")))
    text = text_of(ask(open_screen()))
    assert f"Evidence: [1] {TITLE}, p. 3 (web page, n.d.)" in text
    assert f"Evidence: [2] {TITLE} (web page, n.d.)" in text  # it has left the library


def test_marks_of_each_turn_have_their_own_names(fake):
    fake.reply = make_answer()
    html = html_of(ask(ask(open_screen())))
    names = [a["id"] for _, a in Reader(html).tags if a.get("role") == "tooltip"]
    assert names == ["why-0-0", "why-0-1", "why-1-0", "why-1-1"]


def test_what_was_left_out_can_be_opened_where_a_notice_says_why(fake):
    why = "1 sentence was left out: no document supports it."
    fake.reply = replace(make_answer(), removed=1, notices=(why, "The model was slow."))
    app = ask(open_screen())
    fold = next(e for e in app.expander if e.label == "Sentences left out: 1")
    assert [why in without_signs(line.value) for line in fold.markdown] == [True]
    assert "The model was slow." in text_of(app)
    assert "because no quote supports" not in text_of(app)


def test_a_count_is_told_apart_and_names_what_was_read(fake):
    count = Count(
        "districts with pathways", 1, 3, (1,), ("porterville", "maple", "Oakland"), ("maple",)
    )
    fake.reply = replace(make_answer(), counts=(count,))
    app = ask(open_screen())
    html = html_of(app)
    line = "1 of the 3 districts with pathways: 1; nothing was found on 1."
    assert f"{strings.COUNTED} {line}" in Reader(html).text
    assert html.index("ll-count") < html.index(QUOTES[0])
    assert html.count('href="#cite-0-c0"') == 2  # in the count, and behind its sentence
    assert any(e.label == strings.WHAT_WAS_READ for e in app.expander)
    told = html.partition("ll-read")[2]
    nothing, read = (part.partition("</ul>")[0] for part in told.split("<ul>")[1:3])
    assert nothing == "<li>The maple plan</li>"
    assert read == "".join(f"<li>{name}</li>" for name in (TITLE, "The maple plan", "Oakland"))
    assert told.index("Nothing was found on (1)") < told.index("Read for this count (3)")


def test_sides_of_a_comparison_are_columns_of_a_table(fake):
    fake.reply = compared()
    tags = Reader(html_of(ask(open_screen()))).tags
    assert [tag for tag, _ in tags if tag in ("th", "td")] == ["th", "th", "td", "td"]
    assert [a["data-side"] for tag, a in tags if tag == "td"] == ["Porterville", "Maple"]
    assert "h3" not in [tag for tag, _ in tags]


def test_a_missing_side_stands_in_the_table_and_not_below(fake):
    answer = make_answer(QUOTES[:1])
    asked = "How do Porterville and Oakland differ?"
    fake.reply = replace(answer, status="partial", understood_as=asked, missing=("Oakland",))
    html = html_of(ask(open_screen()))
    missing = f'<td role="cell" data-side="Oakland"><p class="ll-missing">{strings.SIDE_MISSING}'
    assert missing in html
    assert "do not say: Oakland" not in html


@pytest.mark.parametrize("make", [make_answer, compared])
def test_sources_that_differ_are_noted_at_the_sentences_concerned(fake, make):
    origin = replace(ORIGIN, kind="evaluation", year=2014)
    first, second = make().citations
    fake.reply = replace(
        make(),
        citations=(replace(first, origins=(origin,)), second),
        disagreements=(Disagreement("the number of pathways", (1, 2)),),
    )
    app = ask(open_screen())
    html = html_of(app)
    line = "Sources differ on the number of pathways: 1 (evaluation, 2014) and 2 (web page, n.d.)."
    assert line in Reader(html).text
    assert html.index("ll-differ") > html.index(QUOTES[1])
    assert f"[1] [2] {TITLE} · 2014" in text_of(app)  # the years are on the buttons too


def test_a_difference_follows_the_part_that_it_concerns(fake):
    parts = replace(compared(), understood_as="What are Porterville and Maple?")
    fake.reply = replace(parts, disagreements=(Disagreement("when it opened", (1, 7)),))
    html = html_of(ask(open_screen()))
    assert html.index(QUOTES[0]) < html.index("ll-differ") < html.index(QUOTES[1])
    assert "and [7]." in Reader(html).text  # what is not cited is no link


def test_a_refusal_has_no_verdicts(fake):
    fake.reply = refusal()
    app = ask(open_screen())
    assert "supported" not in text_of(app).replace(strings.PROMISE, "")
    assert "<button" not in html_of(app)
