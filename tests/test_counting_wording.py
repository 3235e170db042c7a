"""Counting by other words: of which one will do, and which of them weigh at all."""

import pytest
from districts_site import CATALOG, open_districts, said_of

from assistant.counting.wording import weigh_alike, words_alike
from assistant.evidence import Weights, stems

ORIGINS = """
  - {id: s-one, title: A study of zebras, kind: evaluation, publisher: Zoo, read: abstract,
     year: 2012, url: "https://example.org/1"}
  - {id: s-two, title: A release, kind: press-release, publisher: Press, read: abstract,
     year: 2015, url: "https://example.org/2"}
"""
DIGEST = """# Notes

Striped zebras sleep in the barn. [S1]
Striped zebras take a walk in the barn. [S2]

## Sources

- [S1] s-one: A study. https://example.org
- [S2] s-two: A release. https://example.org
"""


def notes(tmp_path, *sentences: str):
    return open_districts(tmp_path, notes="# Notes\n\n" + " ".join(sentences) + "\n")


@pytest.mark.parametrize(
    ("about", "pair"),
    [
        ("keep peacocks or porcupines", "peacocks porcupines"),
        ("keep a peacock or a porcupine", "peacock porcupine"),
        ("built the barn or the kennel", "barn kennel"),
        ("teach medicine", "medical health nursing"),
        ("teach law", "legal law"),
    ],
)
def test_words_joined_by_or_and_words_for_one_sector_are_alike(about, pair):
    assert any(stems(pair) <= group for group in words_alike(about))


@pytest.mark.parametrize("pair", ["mentor guide", "pilot trial", "health law", "peacock zebra"])
def test_other_words_are_not_alike(pair):
    assert not any(stems(pair) <= group for group in words_alike("keep peacocks and zebras"))


def test_words_that_are_alike_weigh_as_the_lightest_of_them():
    weights = Weights({"common": 1.0, "zeppelin": 5.0, "barn": 3.0})
    groups = (frozenset({"common", "zeppelin", "unasked"}), frozenset({"health", "medic"}))
    assert weigh_alike(weights, groups).idf == {"common": 1.0, "zeppelin": 1.0, "barn": 3.0}
    assert weights.idf["zeppelin"] == 5.0


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which districts keep peacocks or porcupines?", ("Ash Creek", "Elm Grove")),
        ("Which districts keep porcupines or a peacock?", ("Ash Creek", "Elm Grove")),
        ("Which districts keep peacocks?", ("Elm Grove",)),
    ],
)
def test_a_district_with_either_of_two_counts(tmp_path, question, names):
    assistant = notes(
        tmp_path,
        "Elm Grove keeps peacocks by the sea.",
        "Ash Creek keeps porcupines by the sea.",
        "Fir Hills keeps pelicans by the sea.",
    )
    assert said_of(assistant, question) == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which districts teach medicine?", ("Ash Creek", "Elm Grove")),
        ("Which districts teach nursing?", ("Ash Creek", "Elm Grove")),
        ("Which districts teach media?", ("Fir Hills",)),
        ("Which districts teach health or media?", ("Ash Creek", "Fir Hills")),
    ],
)
def test_a_career_sector_is_met_by_any_word_for_it(tmp_path, question, names):
    assistant = notes(
        tmp_path,
        "Elm Grove teaches medicine.",
        "Ash Creek teaches health.",
        "Fir Hills teaches media.",
    )
    assert said_of(assistant, question) == names


@pytest.mark.parametrize(
    "asked",
    ["keep striped goats or a pathway", "keep striped goats by a zeppelin or pathway"],
)
def test_a_light_alternative_does_not_make_a_heavy_word_free(tmp_path, asked):
    """Many have a pathway: that alone does not meet what is asked beside it."""
    assistant = notes(
        tmp_path,
        "Elm Grove keeps striped goats in a quiet meadow.",
        "Ash Creek opened a pathway in a quiet shed.",
        "Fir Hills opened a pathway in a gym.",
    )
    assert said_of(assistant, f"Which districts {asked}?") == ("Elm Grove",)


def test_light_words_do_not_weigh_for_districts(tmp_path):
    """ "Took" is rare in the library, and tells nothing of zebras."""
    assistant = notes(
        tmp_path,
        "Elm Grove took a flock of peacocks.",
        "Ash Creek adopted a flock of peacocks.",
        "Fir Hills took up the flute and took down its flag and took it home.",
    )
    asked = "Which districts actually took a flock of peacocks back then?"
    assert said_of(assistant, asked) == ("Ash Creek", "Elm Grove")


def test_for_documents_light_words_weigh(tmp_path):
    """What documents are to speak of is all that is asked: here of zebras that take a walk."""
    catalog = CATALOG.replace("\ndistricts:", ORIGINS.rstrip() + "\ndistricts:")
    assistant = open_districts(tmp_path, catalog=catalog, zebras=DIGEST)
    assert said_of(assistant, "How many documents mention striped zebras?") == ("s-one", "s-two")
    assert said_of(assistant, "How many documents mention zebras that take?") == ("s-two",)


@pytest.mark.parametrize(
    ("noun", "names"), [("places", ()), ("communities", ()), ("districts", ("Elm Grove",))]
)
def test_one_place_alone_counts_nothing(tmp_path, noun, names):
    """Places may be no districts, so that one district has it tells nothing of the others."""
    assistant = notes(tmp_path, "In Elm Grove zebras eat kelp by the sea.", "Zebras sleep.")
    assert said_of(assistant, f"Which {noun} have zebras that eat kelp?") == names
