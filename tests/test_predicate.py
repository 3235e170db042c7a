"""What is asked of each of the things counted: tails, heads and documents' verbs are left out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.predicate import predicate_of, telling

THINGS = re.compile(
    r"\b(?:how many|which|what) (?:of )?(?:the )?"
    r"(?P<kept>(?:[\w'’-]+ ){0,2})(?:districts|schools)\b",
    re.I,
)


def read(question: str, *, named: bool = False) -> str:
    """Return what is asked of each without its marks of asking and its gaps."""
    return " ".join(predicate_of(question, THINGS, named=named).replace("?", " ").split())


@pytest.mark.parametrize(
    "question",
    [
        "Which districts hired young coaches?",
        "In how many of the districts hired young coaches, and which?",
        "How many districts hired young coaches, and which ones?",
        "How many districts hired young coaches, and how many is that?",
        "How many districts hired young coaches – and which are they?",
        "How many districts hired young coaches, and which districts are those?",
        "Which districts hired young coaches, and what are they, exactly?",
        "Which districts hired young coaches, name them",
        "Which districts hired young coaches, all told?",
        "Which districts hired young coaches, please?",
        "And in which districts hired young coaches?",
        "For my memo: which districts hired young coaches?",
        "I write a memo. Which districts hired young coaches? Thanks!",
        "Which districts in this library hired young coaches?",
        "Which districts anywhere hired young coaches?",
        "Which districts do the documents say hired young coaches?",
        "Which districts do you know of hired young coaches?",
        "Which districts do your materials mention hired young coaches?",
        "Which districts does our library describe hired young coaches?",
        "Which districts do we hear of hired young coaches?",
        "Which districts did anybody read about hired young coaches?",
        "Which districts can we learn of hired young coaches?",
        "Which districts in all of your pages hired young coaches?",
        "Which districts across the notes hired young coaches?",
        "Which districts from these materials hired young coaches?",
    ],
)
def test_what_only_asks_is_left_out(question):
    assert read(question) == "hired young coaches"


def test_a_tail_within_the_sentence_is_none():
    question = "Which districts hired coaches, and which ones left early?"
    assert read(question) == "hired coaches, and which ones left early"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Oak Valley: which districts lent it zebras?", "lent it zebras oak valley"),
        ("Zebras of Oak Valley: which districts lent Oak zebras?", "lent Oak zebras valley"),
        ("Zebras: which districts lent them out?", "Zebras lent them out"),
        ("Which districts lent two zebras: were they late?", "lent two zebras: were they late"),
    ],
)
def test_names_before_a_colon_are_kept_and_all_of_it_where_little_is_asked(question, asked):
    assert read(question) == asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Elm opened a clinic. Which districts joined?", "Elm opened a clinic. joined"),
        ("Which districts joined? It is a clinic.", "It is a clinic. joined"),
        ("Elm opened a clinic. Which districts joined the league?", "joined the league"),
        ("Measure N is a tax. How many districts won?", "Measure N is a tax. won"),
    ],
)
def test_a_sentence_beside_it_is_kept_where_too_little_is_asked(question, asked):
    assert read(question) == asked


def test_a_name_in_what_is_counted_is_kept():
    assert read("Which Porterville schools run a farm?") == "Porterville run a farm"
    assert read("Which small schools run a farm?") == "run a farm"


@pytest.mark.parametrize(
    "question",
    [
        "I write a memo. Which districts come up by name in your documents?",
        "For my memo: which districts do your papers mention?",
    ],
)
def test_where_only_names_are_asked_for_nothing_is_taken_from_beside_it(question):
    assert read(question, named=True) == ""
    assert "memo" in read(question)


def test_where_nothing_is_counted_the_last_sentence_is_read():
    assert read("Elm is far. Who runs big farms?") == "Who runs big farms"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Elm bought zebras. Which districts took them back then?", "Elm bought zebras. took them"),
        ("Elm bought zebras. Which districts really got going?", "Elm bought zebras. really got"),
        ("Elm bought zebras. Which districts paint lamps now?", "paint lamps now"),
    ],
)
def test_words_that_tell_little_are_not_enough_to_be_asked_alone(question, asked):
    assert read(question).startswith(asked)


def test_words_that_tell_little_are_left_out_whatever_their_case_and_stops():
    assert telling("Ann TOOK Zebras back then, (actually) to lamps.") == "Ann Zebras to lamps."
    assert telling("The looking-glass took") == "The looking-glass"
    assert telling("") == ""


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "I saw LaunchPath. Which districts tried it first hand?",
            "tried it first hand launchpath",
        ),
        ("I saw Ann of Oak. Which districts hired their cooks?", "hired their cooks ann oak"),
        ("We met Ann. Which districts told them of Ann's cooks?", "told them of Ann's cooks"),
        ("I saw LaunchPath. Which districts hired young cooks?", "hired young cooks"),
        ("Which districts tried it first hand? I saw LaunchPath.", "tried it first hand"),
    ],
)
def test_a_pronoun_takes_the_names_told_before_it(question, asked):
    assert read(question) == asked


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("Which districts did that target spur on early?", True),
        ("Which districts join those tall hubs early?", True),
        ("Which districts set the same target early?", True),
        ("Which districts learned with this target early?", True),
        ("Which districts set a target early?", False),
        ("Which districts paint barns so that lamps on those are bright?", False),
    ],
)
def test_that_target_points_back_to_the_sentence_before(asked, back):
    question = f"The state set one for zebras. {asked}"
    assert ("zebras" in read(question)) is back


@given(st.text(st.sampled_from("which districts,:.?! aAnd\n–"), max_size=60), st.booleans())
def test_whatever_is_written_only_its_own_words_are_read(question, named):
    asked = re.findall(r"[a-z]+", read(question, named=named).casefold())
    assert set(asked) <= set(re.findall(r"[a-z]+", question.casefold()))


@pytest.mark.parametrize(
    "asking",
    [
        "Which districts say that was put to a vote?",
        "Which districts set themselves about that share?",
        "Which districts came near that number?",
        "Which districts met such a target?",
    ],
)
def test_what_points_back_takes_what_is_said_before(asking):
    assert read(f"Half of them shall ride zebras. {asking}").startswith("Half of them shall ride")


@pytest.mark.parametrize(
    "asking", ["Which districts say that zebras sing?", "Which districts share that barn gladly?"]
)
def test_that_which_opens_a_clause_points_at_nothing(asking):
    assert "Half of them" not in read(f"Half of them shall ride young zebras. {asking}")
