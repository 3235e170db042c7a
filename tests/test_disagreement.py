"""Disagreement: other figures for the same thing, by other documents, are told to the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.disagreement import contradicted_by, find_disagreements
from assistant.evidence import Evidence
from core.schema import Citation, Continuation, Hit, Origin, Passage, Sentence

GRADUATED = "The county reported that 84 percent of Oak High students graduated."
FEWER = "A brief said that 79 percent of Oak High students graduated."
SAID_SO = (
    "Sources disagree on the size of the office: 84 percent of Oak High students graduated in one,"
    " fewer in another."
)


def origin(name: str) -> Origin:
    return Origin(name, f"Report {name}", 2012, "report", "County", (), None, "whole")


def cite(marker: int, quote: str, *origins: str, continues=None) -> Citation:
    return Citation(
        marker=marker,
        source_id="s",
        title="T",
        year=None,
        kind="digest",
        page_number=1,
        page_label="1",
        section="",
        start=0,
        end=len(quote),
        quote=quote,
        continues=continues,
        url=None,
        origins=tuple(map(origin, origins)),
    )


def evidence(number: int, text: str, *origins: str) -> Evidence:
    place = Passage(f"p{number}", "s", 1, "", 0, 9999, "")
    sentence = Sentence(place.id, 0, len(text), text, origins=tuple(map(origin, origins)))
    return Evidence(f"{number}.1", Hit(place, 1.0, number), 1, sentence, "T", 0.5, 0.5, 0.5, 0.5)


def told(one: str, other: str) -> list[tuple[int, ...]]:
    """The markers of what two citations of different documents disagree about."""
    return [d.markers for d in find_disagreements((cite(1, one, "a"), cite(2, other, "b")))]


def test_other_figures_of_one_unit_for_the_same_thing_disagree():
    (found,) = find_disagreements((cite(1, GRADUATED, "a"), cite(2, FEWER, "b")))
    assert found.markers == (1, 2)
    assert {"Oak", "High", "students", "graduated"} <= set(found.about.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Oak High bought buses for $40,000 in autumn.",
            "Oak High bought buses for $70,000 in autumn.",
        ),
        ("Oak High runs 12 health pathways downtown.", "Oak High runs 9 health pathways downtown."),
        (
            "About 1,200 students attend the Oak High clinic daily.",
            "About 900 students attend the Oak High clinic daily.",
        ),
        (
            "The clinic of Oak High treats 8% of students.",
            "The clinic of Oak High treats 12 percent of students.",
        ),
    ],
)
def test_money_counts_and_shares_can_disagree(one, other):
    assert told(one, other) == [(1, 2)]
    assert told(other, one) == [(1, 2)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("A brief said that 84 percent of Oak High students graduated.", id="the same"),
        pytest.param("A brief said that 79 percent of Elm High students graduated.", id="a name"),
        pytest.param("A brief said that 79 teachers of Oak High students graduated.", id="a unit"),
        pytest.param("In 2015, 79 percent of Oak High students graduated.", id="a year"),
        pytest.param("A brief said that 79 percent of parents rode a bus home.", id="a thing"),
        pytest.param("A brief said that many of Oak High students graduated.", id="no figure"),
    ],
)
def test_another_thing_or_no_other_figure_is_no_disagreement(other):
    assert told(GRADUATED, other) == []


def test_one_document_does_not_disagree_with_itself():
    assert find_disagreements((cite(1, GRADUATED, "a", "c"), cite(2, FEWER, "b", "c"))) == ()


def test_years_are_no_figures():
    one = "Oak High opened the health clinic downtown in 2011 for students."
    assert told(one, one.replace("2011", "2013")) == []


@pytest.mark.parametrize("opening", ["Sources disagree on", "Accounts differ over"])
def test_a_document_that_says_that_sources_disagree_is_taken_at_its_word(opening):
    quote = f"{opening} the number of pathways: one says 12, another 9."
    (found,) = find_disagreements((cite(1, GRADUATED, "a"), cite(2, quote, "b")))
    assert (found.about, found.markers) == ("the number of pathways", (2,))


def test_a_sentence_over_a_page_end_is_compared_whole():
    head, rest = FEWER.split(" of ")[0], f"of {FEWER.split(' of ')[1]}"
    assert f"{head} {rest}" == FEWER
    over = cite(2, head, "b", continues=Continuation(2, 0, len(rest), rest))
    assert [d.markers for d in find_disagreements((cite(1, GRADUATED, "a"), over))] == [(1, 2)]


def test_what_contradicts_a_sentence_is_found_among_the_others():
    same = evidence(1, GRADUATED, "a")
    beside, other = evidence(2, "Oak High runs a clinic.", "b"), evidence(3, FEWER, "c")
    assert contradicted_by(same, [same, beside, other]) is other
    assert contradicted_by(same, [same, beside]) is None


def test_what_says_that_sources_differ_on_a_figure_contradicts_it():
    plain, said = evidence(1, GRADUATED, "a"), evidence(2, SAID_SO, "b")
    assert contradicted_by(plain, [plain, said]) is said
    assert contradicted_by(said, [plain, said]) is None
    other = evidence(3, SAID_SO.replace("84", "63"), "b")
    assert contradicted_by(plain, [other]) is None


@given(st.lists(st.sampled_from([GRADUATED, FEWER, SAID_SO]), max_size=4), st.data())
def test_markers_are_those_of_the_citations_and_each_pair_is_told_once(quotes, data):
    names = data.draw(st.lists(st.sampled_from("abc"), min_size=4, max_size=4))
    citations = [cite(n, q, names[n]) for n, q in enumerate(quotes)]
    pairs = [d.markers for d in find_disagreements(citations) if len(d.markers) > 1]
    assert len(pairs) == len(set(pairs))
    assert all(first < second < len(quotes) for first, second in pairs)
    for first, second in pairs:
        assert {quotes[first], quotes[second]} == {GRADUATED, FEWER}
        assert names[first] != names[second]
