"""Follow-ups: which questions lean on what was said, and how each kind is completed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.follow_up import Completed, complete, leans, opening_sentence
from core.schema import Turn

BEFORE = "How did Porterville start with Linked Learning?"
ANSWER = "Porterville began in 2009 with two academies. It grew later."
PLACES = ["Antioch", "Long Beach", "Los Angeles", "Pasadena", "Porterville", "Muir", "Harmony"]


def completed(known, question: str, before: str = BEFORE, answer: str = ANSWER) -> str:
    return complete(question, [Turn(before, answer)], known).text


@pytest.mark.parametrize(
    "question",
    [
        "And Sacramento?",
        "what about the smaller ones?",
        "who pays for that?",
        "since when?",
        "Why?",
        "Who else?",
        "How many were there?",
        "How does it compare with Pasadena?",
        "What did this cost the district in its first year?",
        "ok, and in LA?",
    ],
)
def test_a_question_leans_that_points_back_or_names_nothing(known, question):
    assert leans(question, known)


@pytest.mark.parametrize(
    "question",
    [
        "How did Pasadena rebuild John Muir High School?",
        "Who painted the ceiling of the chapel?",
        "What is Linked Learning?",
        "What is a career academy?",
        "Is there a rule on class size for a small district?",
        "What happens to a student in a district that the state funds?",
        "Why did Pasadena change?",
        "who wrote for CSU?",
        "How many of the studies found that pathway students earned more credits?",
    ],
)
def test_a_question_that_says_what_it_is_about_does_not_lean(known, question):
    assert not leans(question, known)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("And Sacramento?", "How did Sacramento start with Linked Learning?"),
        ("and sacramento?", "How did sacramento start with Linked Learning?"),
        ("What about Pasadena?", "How did Pasadena start with Linked Learning?"),
        ("ok, and in LA?", "How did LA start with Linked Learning?"),
        ("same for LAUSD", "How did LAUSD start with Linked Learning?"),
        ("But at Muir?", "How did Muir start with Linked Learning?"),
        ("And Pasadena Unified?", "How did Pasadena Unified start with Linked Learning?"),
        ("And Antioch district?", "How did Antioch start with Linked Learning?"),
        ("And Antioch, too?", "How did Antioch start with Linked Learning?"),
    ],
)
def test_a_new_place_takes_the_old_ones_place(known, question, read):
    result = complete(question, [Turn(BEFORE, ANSWER)], known)
    assert (result.text, result.bare, result.earlier, result.told) == (read, read, (), "")


@given(
    st.sampled_from(PLACES), st.sampled_from(PLACES), st.sampled_from(["And {}?", "ok, and in {}?"])
)
def test_any_place_takes_any_others_place_and_nothing_else_changes(known, old, new, asking):
    before = "What was {}’s rate, in words, at the end?"
    assert completed(known, asking.format(new), before.format(old)) == before.format(new)


def test_what_stands_beside_the_old_place_goes_with_it(known):
    before = "What is the graduation rate at Muir in Pasadena?"
    assert completed(known, "And Porterville?", before) == (
        "What is the graduation rate at Porterville?"
    )
    two = "How large are Pasadena and Antioch?"
    assert completed(known, "And Porterville?", two) == "How large are Porterville?"
    apart = "Did Antioch learn from Pasadena?"
    assert completed(known, "And Porterville?", apart) == "Did Antioch learn from Porterville?"


@pytest.mark.parametrize("owner", ["Porterville's", "Porterville’s"])
def test_the_owners_ending_stays(known, owner):
    assert completed(known, "And Pasadena?", f"What is {owner} rate?") == (
        f"What is {owner.replace('Porterville', 'Pasadena')} rate?"
    )


def test_more_words_than_the_name_are_kept(known):
    assert completed(known, "And Harmony's teachers?") == (
        "How did Harmony start with Linked Learning – teachers?"
    )


def test_a_person_takes_a_persons_place_and_no_districts(known):
    before = "What did Paul Stern write about Porterville?"
    assert completed(known, "And Ann Lee?", before) == "What did Ann Lee write about Porterville?"
    assert completed(known, "And Ann Lee?") == f"{BEFORE.rstrip('?')} – Ann Lee?"


def test_a_place_is_added_to_a_question_without_one(known):
    before = "Who pays for the buses?"
    assert completed(known, "And Pasadena?", before) == "Who pays for the buses – in Pasadena?"
    assert completed(known, "And at Muir?", before) == "Who pays for the buses – at Muir?"


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("And in 2013?", "What was the rate in 2013?"),
        ("and 2013–14?", "What was the rate in 2013–14?"),
        ("What about by school?", "What was the rate in 2011 – by school?"),
    ],
)
def test_a_year_takes_a_years_place_and_else_is_added(known, question, read):
    assert completed(known, question, "What was the rate in 2011?") == read


def test_a_year_is_added_to_a_question_without_one(known):
    assert completed(known, "And in 2013?") == f"{BEFORE.rstrip('?')} – in 2013?"


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Who pays for it?", "Who pays for the farm at Muir?"),
        ("who pays for that?", "who pays for the farm at Muir?"),
        ("What is its size?", "What is the farm at Muir’s size?"),
    ],
)
def test_the_subject_takes_the_pronouns_place(known, question, read):
    result = complete(question, [Turn("What is the farm at Muir?", ANSWER)], known)
    assert result.text == result.bare == read
    assert result.earlier == ((0.3, "What is the farm at Muir?"),)
    assert result.told == ANSWER.replace(" [1]", "")


def test_the_person_whom_the_answer_names_takes_the_pronouns_place(known):
    before = "Who is the superintendent of Pasadena?"
    answer = "Maria Gomez led it from 2011. [1]"
    assert completed(known, "When did she start?", before, answer) == "When did Maria Gomez start?"
    both = "Maria Gomez led it after Paul Ruiz. [1]"
    assert completed(known, "When did she start?", before, both) == (
        "When did the superintendent of Pasadena start?"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Who pays for that work?",  # the noun after it is what is meant
        "When did they begin?",  # one farm is no "they"
        "Did it do that?",  # two pronouns, and one subject
        "Is it there, and is there more?",
    ],
)
def test_where_it_is_not_plain_what_is_meant_nothing_is_filled_in(known, question):
    result = complete(question, [Turn("What is the farm at Muir?", ANSWER)], known)
    assert result.bare == question
    assert result.text == (
        f"{question} (after: “What is the farm at Muir?”,"
        " answered: “Porterville began in 2009 with two academies.”)"
    )


def test_several_take_the_place_of_they(known):
    before = "What are the small farms?"
    assert completed(known, "Who pays for them?", before) == "Who pays for the small farms?"


def test_a_clause_of_its_own_is_not_added_to_the_question_before(known):
    question = "and the girls, did they see any of that?"
    assert completed(known, question).startswith(f"{question} (after: “{BEFORE}”")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("", ""),
        ("It all began in 2009 [1]. It grew [2].", "It all began in 2009."),
        ("## Pasadena\n\nIt all  began\nin 2009. It grew.", "It all began in 2009."),
        ("Yes. It began in 2009. It grew.", "Yes. It began in 2009."),
        ("Yes.", "Yes."),
        ("word " * 40, ("word " * 28).strip() + " …"),
    ],
)
def test_of_an_answer_its_opening_is_told(known, answer, told):
    result = complete("Since when?", [Turn(BEFORE, answer)], known)
    assert opening_sentence(result.told) == told
    beside = f", answered: “{told}”)" if told else ")"
    assert result.text == f"Since when? (after: “{BEFORE}”{beside}"


def test_the_latest_of_three_questions_weighs_most_and_older_ones_nothing(known):
    history = [Turn(f"Question {number} about buses and farms?", "") for number in range(5)]
    assert complete("Why?", history, known).earlier == (
        (0.3, history[4].question),
        (0.15, history[3].question),
        (0.075, history[2].question),
    )


def test_the_subject_is_carried_through_follow_ups(known):
    history = [Turn("What is the farm at Muir?", ""), Turn("Who pays for it?", "")]
    assert complete("And Harmony?", history, known).text == "Who pays for the farm at Harmony?"
    history.append(Turn("And Harmony?", ""))
    assert complete("Since when?", history, known).text == (
        "Since when? (after: “Who pays for the farm at Harmony?”)"
    )


def test_a_follow_up_to_what_could_not_be_filled_in_is_read_with_both(known):
    history = [Turn(BEFORE, "An answer."), Turn("Who else?", "Another.")]
    assert complete("Since when?", history, known).text == (
        f"Since when? (after: “Who else? – {BEFORE}”, answered: “Another.”)"
    )


def test_turns_without_a_word_are_passed_over(known):
    history = [Turn(BEFORE, ANSWER), Turn(" ?! ", "What?")]
    assert complete("And Antioch?", history, known).text == BEFORE.replace("Porterville", "Antioch")


TURNS = st.lists(
    st.builds(
        Turn,
        st.sampled_from([BEFORE, "And Pasadena?", "Why?", "Who pays for it?", "?", "In 2011?"]),
        st.sampled_from(["", ANSWER, "Maria Gomez did. [1]", "## A\n\nB [1]\n"]),
    ),
    max_size=6,
)
ASKED = st.lists(
    st.sampled_from(["and", "who", "pays", "it", "that", "Pasadena", "PUSD", "2013", ",", "’s"]),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(ASKED, TURNS)
def test_a_question_is_kept_whole_or_completed_never_lost(known, question, turns):
    result = complete(question, turns, known)
    if not leans(question, known) or not any(turn.question != "?" for turn in turns):
        assert result == Completed(question, question, topic=result.topic)
    elif "(after: “" in result.text:
        assert result.text.startswith(question)
        assert result.bare == question
    else:
        assert result.text == result.bare


@pytest.mark.parametrize(
    ("question", "leaning"),
    [
        ("how many apply each year?", True),
        ("And how many were certified?", True),
        ("how many per school?", True),
        ("How many students apply each year to charter high schools?", False),
        ("How many of the nine districts have coaches and a director?", False),
        ("How many apply to Oak Valley each year?", False),
    ],
)
def test_how_many_of_nobody_leans_on_what_was_said(question, leaning, known):
    assert leans(question, known) is leaning
