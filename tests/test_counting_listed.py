"""Our own count of what a quoted sentence lists: of what is asked for, where none is told."""

import pytest
from districts_site import open_districts

from assistant.counting.listed import count_lists
from assistant.resolution import Resolved
from assistant.understanding.parts import Part
from core.schema import Citation, Count, Statement

pytest_plugins = ["districts_site"]

LAMPS = "The zebra lamps are red, blue, and green."
STAGES = "The stages were dawn, noon, dusk, and night."


def quoted(*texts: str) -> Resolved:
    """Return an answer of these sentences, each quoted from a source of its own."""
    sources = ("oak", "pine", "elm")
    statements = tuple(
        Statement(text, 0, len(text), (marker,), "supported", "")
        for marker, text in enumerate(texts, start=1)
    )
    citations = tuple(
        Citation(
            n, source, source, None, "report", 1, "1", "", 0, len(t), t, None, None, origins=()
        )
        for n, (source, t) in enumerate(zip(sources, texts, strict=False), start=1)
    )
    return Resolved(" ".join(texts), statements, citations, (), 0)


@pytest.fixture
def listed(districts):
    def count(question: str, *texts: str) -> tuple[Count, ...]:
        return count_lists(question, [Part("", question)], quoted(*texts), districts.library)

    return count


def test_the_items_are_counted_and_named_with_their_sentence_and_its_source(listed):
    (count,) = listed("Which zebra lamps hang there?", LAMPS)
    assert (count.count, count.of, count.markers) == (3, 3, (1,))
    assert count.about == "things named in one sentence: red, blue, green"
    assert (count.read, count.nothing_in) == (("Oak Valley",), ())


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("Which lamps hang there?", (3, (1,))),
        ("Which stages are there?", (4, (2,))),
        ("How many phases are there?", (4, (2,))),  # another word for stages
        ("How many are there?", (3, (1,))),  # of what is not said
        ("What can a student do there?", (3, (1,))),
        ("What reasons are there?", (3, (1,))),  # told by name: no sentence need say "reason"
        ("List all of them.", (3, (1,))),
    ],
)
def test_the_sentence_is_counted_that_speaks_of_what_is_asked(listed, question, counted):
    (count,) = listed(question, LAMPS, STAGES)
    assert (count.count, count.markers) == counted


@pytest.mark.parametrize(
    "question",
    [
        "Which nurses work there?",  # no sentence speaks of them
        "What is a lamp?",
        "What do lamps need there?",
        "Tell me about the lamps.",
        "Where are the lamps?",
        "Why do the lamps hang there?",
    ],
)
def test_what_lists_something_else_or_was_not_asked_for_is_not_counted(listed, question):
    assert listed(question, LAMPS, STAGES) == ()


@pytest.mark.parametrize(
    "texts",
    [
        ("It has five stages.", STAGES),
        ("The four stages were dawn, noon, dusk, and night.",),
        ("It takes five steps.", STAGES),
    ],
)
def test_where_the_number_is_told_nothing_is_counted(listed, texts):
    assert listed("How many stages are there?", *texts) == ()


def test_a_number_that_is_told_after_the_list_comes_too_late(listed):
    (count,) = listed("How many stages are there?", STAGES, "It has five stages.")
    assert count.count == 4


def test_nothing_quoted_nothing_counted(listed):
    assert listed("Which lamps hang there?") == ()


def test_the_part_as_it_was_asked_counts_before_what_was_searched_with(districts):
    part = Part("", "Which stages are there?", clause="What is a lamp?")
    (count,) = count_lists("Which stages?", [part], quoted(LAMPS, STAGES), districts.library)
    assert count.markers == (2,)


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        ("What kinds of painted zebra lamps are there?", [5]),
        ("Which painted zebra lamps are there?", [5]),
        ("What is a painted zebra lamp?", []),
    ],
)
def test_an_answer_shows_the_count_of_what_it_lists(tmp_path, question, counts):
    lamps = "Painted zebra lamps were red, blue, green, gold and grey."
    answer = open_districts(tmp_path, notes=f"# Lamps\n\n{lamps}\n").ask(question)
    assert [count.count for count in answer.counts] == counts
    assert [s.text for s in answer.statements] == [lamps]


def test_of_two_things_that_are_asked_each_is_counted_by_what_stands_under_it(tmp_path):
    lamps = "Painted zebra lamps were red, blue, green, gold and grey."
    notes = f"# Lamps\n\n{lamps} Oak Valley opened a zebra clinic in 2011.\n"
    assistant = open_districts(tmp_path, notes=notes)
    asked = "Which painted zebra lamps are there, and when did Oak Valley open a zebra clinic?"
    answer = assistant.ask(asked)
    assert lamps in answer.text
    assert [count.count for count in answer.counts] == [5]


REASONS = "The reasons were rain, fog, hail and snow."


@pytest.mark.parametrize("texts", [(LAMPS, REASONS), (REASONS, LAMPS)])
def test_a_list_in_which_the_noun_stands_comes_before_one_by_the_way(listed, texts):
    (count,) = listed("What reasons are there?", *texts)
    assert (count.count, count.markers) == (4, (texts.index(REASONS) + 1,))


@pytest.mark.parametrize(
    ("question", "texts", "counted"),
    [
        ("Which cities hang lamps?", ("The cities were Rome, Oslo, and Bern.",), [3]),
        ("Which cities hang lamps?", ("The cities were red, blue, and green.",), []),
        ("Which cities hang lamps?", ("The cities were Rome, Oslo, and the port.",), [3]),
        ("Which cities hang lamps?", ("The cities were Rome, red, and the port.",), []),
        ("Which districts hang lamps?", ("The districts were red, blue, and green.",), []),
        ("Which colors hang there?", ("The colors were red, blue, and green.",), [3]),
    ],
)
def test_what_has_names_is_listed_by_names(listed, question, texts, counted):
    assert [count.count for count in listed(question, *texts)] == counted


HANG = "They hang in Rome, Oslo, and Bern."


@pytest.mark.parametrize(
    ("question", "texts", "counted"),
    [
        ("Which cities hang lamps?", (HANG,), [(1,)]),
        ("Which cities hang lamps?", ("Lamps hang there.", HANG), []),
        ("Which nurses hang lamps?", (HANG,), []),  # not told by their names
    ],
)
def test_only_the_sentence_that_opens_the_answer_may_list_cities_without_the_word(
    listed, question, texts, counted
):
    assert [count.markers for count in listed(question, *texts)] == counted


@pytest.mark.parametrize("noun", ["figures", "numbers", "amounts", "estimates"])
def test_figures_are_listed_without_the_word(listed, noun):
    given = "They were $40, $50, and $60."
    (count,) = listed(f"Which {noun} does it give?", "Lamps hang there.", given)
    assert (count.count, count.markers) == (3, (2,))


@pytest.mark.parametrize("question", ["Which stages are there?", "List all the stages."])
def test_where_a_sentence_says_how_many_nothing_is_counted_though_they_are_asked_for(
    listed, question
):
    assert [count.count for count in listed(question, STAGES)] == [4]
    assert listed(question, "It has five stages.", STAGES) == ()


def test_a_list_whose_number_is_said_is_not_counted_nor_one_behind_it(listed):
    said = "The four lamps were red, blue, green, and gold."
    assert listed("Name the lamps. How many were there?", said, STAGES) == ()


@pytest.mark.parametrize(
    ("question", "counted"),
    [("How many rounds are there?", [4]), ("How many nurses are there?", [4])],
)
def test_how_many_asks_for_what_the_opening_sentence_lists_in_whatever_words(
    listed, question, counted
):
    assert [count.count for count in listed(question, STAGES, LAMPS)] == counted


@pytest.mark.parametrize("question", ["How many students are there?", "How many weeks was it?"])
def test_what_is_told_by_number_is_not_counted_from_a_list(listed, question):
    assert listed(question, STAGES) == ()
    assert listed(question, "It was of old students, new students and late students.") == ()


def test_persons_are_counted_where_persons_are_asked_for(listed):
    wrote = "The center published a lamp study by Ann Lee, Bo Ray and Cy Orr."
    (count,) = listed("Who were the people that wrote on lamps? How many of them?", wrote, LAMPS)
    assert (count.count, count.markers) == (3, (1,))
    assert listed("How many lamps were in the sample?", wrote) == ()


def test_two_districts_that_open_the_answer_are_counted(listed):
    both = "Oak Valley and Elm Grove put lamps into every room."
    (count,) = listed("Which districts light their rooms?", both)
    assert (count.count, count.about) == (2, "things named in one sentence: Elm Grove, Oak Valley")
    (count,) = listed("Was it tried in Oak Valley only, or in more districts? which", both)
    assert count.count == 2
    assert listed("Which districts light their rooms?", "Oak Valley has lamps.") == ()


def test_where_sources_differ_what_each_says_is_no_list_of_things(listed):
    differ = "Sources disagree on lamps: Oak says 2, Elm says 3, and Pine says 4."
    assert listed("How many are there?", differ) == ()
    (count,) = listed("How many figures does it give?", differ)
    assert count.count == 3
