"""Sides by clauses: each clause of a comparison is asked of each side, and of no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.crossing import MOST
from assistant.understanding.parts import split

PLACES = ["Antioch", "Long Beach", "Los Angeles", "Pasadena", "Porterville"]


def asked(question: str, known) -> list[tuple[str, str]]:
    return [(part.name, part.search_text) for part in split(question, known)]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "How do Pasadena and Porterville differ in who pays, and when did each begin?",
            [
                ("Pasadena: who pays", "who pays in Pasadena"),
                ("Porterville: who pays", "who pays in Porterville"),
                ("Pasadena: when did it begin", "when did it begin in Pasadena"),
                ("Porterville: when did it begin", "when did it begin in Porterville"),
            ],
        ),
        (
            "Compare Antioch and Long Beach: size, price and who leads the work.",
            [
                ("Antioch: size", "size in Antioch"),
                ("Long Beach: size", "size in Long Beach"),
                ("Antioch: price", "price in Antioch"),
                ("Long Beach: price", "price in Long Beach"),
                ("Antioch: who leads the work", "who leads the work in Antioch"),
                ("Long Beach: who leads the work", "who leads the work in Long Beach"),
            ],
        ),
        (
            "How many farms did Antioch and LA Unified (LAUSD) have, and from what year is each"
            " figure?",
            [
                ("Antioch: how many farms did it have", "how many farms did it have in Antioch"),
                (
                    "Los Angeles: how many farms did it have",
                    "how many farms did it have in Los Angeles",
                ),
                (
                    "Antioch: from what year is the figure",
                    "from what year is the figure in Antioch",
                ),
                (
                    "Los Angeles: from what year is the figure",
                    "from what year is the figure in Los Angeles",
                ),
            ],
        ),
        (
            "UCLA's guide and SRI's report: how long is each, and does either give a list?",
            [
                ("UCLA's guide: how long is", "how long is (UCLA's guide)"),
                ("SRI's report: how long is", "how long is (SRI's report)"),
                ("UCLA's guide: does it give a list", "does it give a list (UCLA's guide)"),
                ("SRI's report: does it give a list", "does it give a list (SRI's report)"),
            ],
        ),
        (
            "Lee in Pasadena and Stern in Antioch: when did each come and who paid them?",
            [
                ("Pasadena: when did it come", "when did it come (Lee in Pasadena)"),
                ("Antioch: when did it come", "when did it come (Stern in Antioch)"),
                ("Pasadena: who paid", "who paid (Lee in Pasadena)"),
                ("Antioch: who paid", "who paid (Stern in Antioch)"),
            ],
        ),
    ],
)
def test_each_clause_is_asked_of_each_side(known, question, parts):
    found = asked(question, known)
    assert [name for name, _ in found] == [name for name, _ in parts]
    assert [text.casefold() for _, text in found] == [text.casefold() for _, text in parts]
    assert all(part.side == part.name.split(":")[0] for part in split(question, known))


def test_a_clause_that_names_one_side_is_asked_of_that_alone(known):
    question = "Pasadena and Antioch: who pays in each, and why did Antioch close a farm?"
    assert [name for name, _ in asked(question, known)] == [
        "Pasadena: who pays",
        "Antioch: who pays",
        "Antioch: why did it close a farm",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "How do Pasadena and Porterville differ in who pays?",
        "What is the rate in Pasadena, and how does that stack up against Antioch's?",
        "What did Pasadena open, and what did Porterville?",
    ],
)
def test_one_clause_has_one_part_a_side(known, question):
    parts = split(question, known)
    assert [part.name for part in parts] == [part.side for part in parts]
    assert len(parts) == 2


def test_how_kinds_differ_is_no_clause_of_its_own(known):
    question = "How do gold and silver badges differ, and how long does each last?"
    assert [name for name, _ in asked(question, known)] == ["gold badges", "silver badges"]


def test_more_than_eight_are_asked_of_each_side_as_a_whole(known):
    assert MOST == 8
    question = "Pasadena, Antioch and Porterville: who pays, who leads, who farms?"
    assert [name for name, _ in asked(question, known)] == ["Pasadena", "Antioch", "Porterville"]


CLAUSES = st.lists(
    st.sampled_from(
        ["who pays", "what did the farm cost", "how many buses ran", "why was it built"]
    ),
    min_size=2,
    max_size=4,
    unique=True,
)


@given(st.lists(st.sampled_from(PLACES), min_size=2, max_size=2, unique=True), CLAUSES)
def test_no_part_speaks_of_another_side_and_none_is_lost(known, places, clauses):
    question = f"{places[0]} and {places[1]}: {', '.join(clauses)}?"
    parts = split(question, known)
    assert {part.name for part in parts} == {f"{p}: {c}" for p in places for c in clauses}
    for part in parts:
        assert known.districts(part.search_text) == {part.side}
