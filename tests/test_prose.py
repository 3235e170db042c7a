"""Replies of chat models, cut into sentences with addresses: odd ones, and any at all."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.reply_parser import parse_reply

HANDED_OUT = {
    "1.1": "Oak Valley High opened a health pathway in 2011.",
    "1.2": "Oak Valley spends $40,000 a year on buses.",
    "2.1": "Oak Valley hired two coaches for its pathway teachers in 2012.",
    "3.1": "The rate rose by 3.2 points.",
    "3.2": "Ninety students enrolled.",
    "3.3": "Most of them stayed.",
    "5.1": "Pine Ridge High runs a garden beside the gym.",
}
IS_SO = [("A is so.", "3.2")]
BOTH = [("A is so.", "3.2"), ("B is so.", "5.1")]


def cut(reply, handed_out=HANDED_OUT, **options):
    draft = parse_reply(reply, handed_out, **options)
    sentences = [s for paragraph in draft.paragraphs for s in paragraph.sentences]
    cited = [(s.text, " ".join(s.addresses)) for s in sentences if s.addresses]
    return cited, draft.removed + len(sentences) - len(cited)


@pytest.mark.parametrize(
    ("reply", "sentences"),
    [
        # where the address stands
        ("A is so. [3.2]", IS_SO),
        ("A is so [3.2].", IS_SO),
        ("[3.2] A is so.", IS_SO),
        ("[3.2]: A is so.", IS_SO),
        ("3.2: A is so.", IS_SO),
        ("A is so\n[3.2]", IS_SO),
        ("A is so.\n\n[3.2]", IS_SO),
        ("A [3.2] is so.", IS_SO),
        ("A is so [3.2]. B is so [5.1].", BOTH),
        ("A is so. [3.2] B is so. [5.1]", BOTH),
        ("[3.2] A is so. [5.1] B is so.", BOTH),
        ("A is so [3.2].B is so [5.1].", BOTH),
        ("A is so [3.2]\nB is so [5.1]", BOTH),
        ("A is so [3.2], and B is so [5.1].", [("A is so, and B is so.", "3.2 5.1")]),
        # how it is written
        ("A is so [3.2, 5.1].", [("A is so.", "3.2 5.1")]),
        ("A is so [3.2; 5.1].", [("A is so.", "3.2 5.1")]),
        ("A is so [3.2 and 5.1].", [("A is so.", "3.2 5.1")]),
        ("A is so [3.2][5.1].", [("A is so.", "3.2 5.1")]),
        ("A is so [3.2] [5.1].", [("A is so.", "3.2 5.1")]),
        ("A is so [3.1-3.3].", [("A is so.", "3.1 3.2 3.3")]),
        ("A is so [3.1 – 3].", [("A is so.", "3.1 3.2 3.3")]),
        ("A is so [3.1 to 3.3].", [("A is so.", "3.1 3.2 3.3")]),
        ("A is so (3.2).", IS_SO),
        ("A is so 【3.2】.", IS_SO),
        ("A is so ［３.２］.", IS_SO),
        ("A is so {3.2}.", IS_SO),
        ("A is so [[3.2]].", IS_SO),
        ("A is so \\[3.2\\].", IS_SO),
        ("A is so [3.2.", IS_SO),
        ("A is so 3.2].", IS_SO),
        ("A is so. 3.2", IS_SO),
        ("A is so [Passage 3.2].", IS_SO),
        ("A is so (Passage 3.2).", IS_SO),
        ("A is so [address 3.2].", IS_SO),
        ("A is so [passage 3, sentence 2].", IS_SO),
        ("A is so [The Oak plan, 3.2].", IS_SO),
        ("A is so 【3.2†source】.", IS_SO),
        ("A is so [3.2](http://evil.example/?q=1).", IS_SO),
        ("A is so<sup>3.2</sup>.", IS_SO),
        ("A is so `[3.2]`.", IS_SO),
        ("A is so **[3.2]**.", IS_SO),
        ("A is so. (Source: 3.2)", IS_SO),
        ("A is so. Sources: 3.2, 5.1", [("A is so.", "3.2 5.1")]),
        ("Oak Valley High opened a pathway [1].", [("Oak Valley High opened a pathway.", "1.1")]),
        ("Oak Valley hired coaches (passage 2).", [("Oak Valley hired coaches.", "2.1")]),
        # words that only point
        ("According to [3.2], A is so.", IS_SO),
        ("According to Passage 3.2, a is so.", IS_SO),
        ("Passage 3.2 states that a is so.", IS_SO),
        ("A is so, as stated in [3.2].", IS_SO),
        ("Based on the provided passages, A is so [3.2].", IS_SO),
        ("Answer: A is so [3.2].", IS_SO),
        # replies of a real model of 1.5 billion parameters
        ("Question: What is so?\nAnswer: A is so [3.2].", IS_SO),
        ("Question: What is so?\nAnswer: A is so. [3.1, 3.2, 3.3]", [("A is so.", "3.1 3.2 3.3")]),
        ("[3.2] A is so.\n[5.1] B is so.", BOTH),
        ('<passage from="Oak">\n[3.2] A is so.\n</passage>', IS_SO),
        ("A is so [3.2]. [5.1] B is so.", BOTH),
        ("A is so [3.2]. [5.1]", [("A is so.", "3.2 5.1")]),
        # dress
        ("- A is so [3.2]\n- B is so [5.1]", BOTH),
        ("1. A is so [3.2].\n2. B is so [5.1].", BOTH),
        ("* **A** is so [3.2]\n* *B* is so [5.1]", BOTH),
        ("## What is so\n\nA is so [3.2].\n\n---\n\nB is so [5.1].", BOTH),
        ("What is so\n==========\nA is so [3.2].", IS_SO),
        ("**So**\n\nA is so [3.2].", IS_SO),
        ("```markdown\nA is so [3.2].\n```", IS_SO),
        (
            "| Who | What | Source |\n|---|---|---|\n| Oak | is so | [3.2] |",
            [("Oak: is so.", "3.2")],
        ),
        ("> A is so [3.2].", IS_SO),
        ("A <b>is</b> so [3.2].", IS_SO),
        ("A is [so](javascript:alert(1)) [3.2].", IS_SO),
        ("A &amp; B agree [3.2].", [("A & B agree.", "3.2")]),
        # what is around the answer
        ("Sure! Here is the answer:\n\nA is so [3.2].\n\nLet me know if you need more!", IS_SO),
        ("<think>B is so [5.1].</think>\nA is so [3.2].", IS_SO),
        ("B is so [5.1], no.\n</think>\nA is so [3.2].", IS_SO),
        ("<think>A is so [3.2].", []),
        ("A is so [1].\nB is so [2].\n\nSources:\n[1] 3.2\n[2] 5.1", BOTH),
        ("A is so [1].\n\n[1]: [3.2]", IS_SO),
        ("A is so [^1].\n\n[^1]: 3.2", IS_SO),
        ("A is so [3.2].\n\n**References**\n- [3.2] Ninety students enrolled.", IS_SO),
        ("A is so [3.2]. A is so [3.2]. A is so [5.1].", IS_SO),
        ("A is so [3.2]. " * 200, IS_SO),
        # other languages, names, figures
        ("La escuela abrió en 2011 [1.1].", [("La escuela abrió en 2011.", "1.1")]),
        (
            "学校于2011年开设。[1.1]它花钱。[1.2]",
            [("学校于2011年开设。", "1.1"), ("它花钱。", "1.2")],
        ),
        ("Dr. J. Ames led the U.S. Academy [3.2].", [("Dr. J. Ames led the U.S. Academy.", "3.2")]),
        ("It rose by 3.2 points [5.1].", [("It rose by 3.2 points.", "5.1")]),
        ("A [sic] is so [3.2].", [("A [sic] is so.", "3.2")]),
        ("In [2011] A was so [3.2].", [("In [2011] A was so.", "3.2")]),
        ('Ames said "A is so." [3.2]', [('Ames said "A is so."', "3.2")]),
        # nothing to cite
        ("NO ANSWER", []),
        ("**No answer.**", []),
        ("[3.2]", []),
        ("", []),
    ],
)
def test_odd_replies(reply, sentences):
    assert cut(reply) == (sentences, 0)


@pytest.mark.parametrize(
    ("reply", "sentences", "removed"),
    [
        ("A is so.", [], 1),
        ("Ames left. A is so [3.2].", IS_SO, 1),
        ("A is so [3.2]. And then the", IS_SO, 1),
        ("A is so [3.2]. B is so [5.", IS_SO, 1),
        ("A is so [3.2]. B is so [5.1", IS_SO, 1),
        ("The mean was high (4.1).", [], 1),
        ("Nothing is known [77].", [], 1),
        ("It rose by 3.2. It fell [5.1].", [("It fell.", "5.1")], 1),
        ("The documents do not say.", [], 1),
        ("Mars is red [1].", [], 1),
        ("A is so [1-999999].", [], 1),
    ],
)
def test_replies_with_sentences_that_cite_nothing(reply, sentences, removed):
    assert cut(reply) == (sentences, removed)


@pytest.mark.parametrize(
    ("reply", "sentences", "removed"),
    [
        ("Ames left. A is so [3.2].", [("Ames left.", ""), *IS_SO], 0),
        ("A is so [3.2]. And then the", IS_SO, 1),
        ("A is so [3.2].\n- Ames left\n- B is", [*IS_SO, ("Ames left.", "")], 1),
        ("A is so [3.2]. B is so [5.", IS_SO, 1),
        ("A is so. A is so [3.2].", IS_SO, 0),
        ("A is so [3.2]. A is so.", IS_SO, 0),
        ("B is so. B is so.", [("B is so.", "")], 0),
        ("A is so [3.2].\n\nB is so.\n[5.1]", BOTH, 0),
    ],
)
def test_a_whole_sentence_that_cites_nothing_is_handed_on(reply, sentences, removed):
    draft = parse_reply(reply, HANDED_OUT)
    found = [s for paragraph in draft.paragraphs for s in paragraph.sentences]
    assert [(s.text, " ".join(s.addresses)) for s in found] == sentences
    assert draft.removed == removed


def test_an_invented_address_is_kept_to_be_counted():
    assert cut("A is so [77.7].") == ([("A is so.", "77.7")], 0)
    assert cut("A is so [3.2-3.99].") == ([("A is so.", "3.2 3.3 3.99")], 0)


def test_what_may_yet_go_on_is_left_away():
    assert cut("A is so [3.2]. B", finished=False) == (IS_SO, 0)
    assert cut("A is so [3.2]", finished=False) == ([], 0)
    assert cut("<think>B is so [5.1]. C", finished=False) == ([], 0)


PIECES = (
    "[3.2] [1] (3.2) [3.1-3.3] [9.9] 3.2 . , ; : ! ? 。 [ ] ( ) 【 】 | - * ** _ ` ``` # > <think>"
    " </think> <b> </b> <sup> &lt; &amp; [a](b) Sources: Oak opened Dr. in 2011 A is so NO ANSWER"
    " passage 3 according to that says 0 \u202e 学校 é ３.２"
)
SPLIT = [*PIECES.split(" "), "\n", "\n\n", "\t", "\ue000", "\ue001", " "]
REPLIES = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(SPLIT), max_size=40).map(" ".join)
)


def letters(text):
    return [c for c in text.casefold() if c.isalnum()]


@given(REPLIES, st.booleans())
def test_no_reply_raises_and_nothing_gets_in_that_is_not_in_it(reply, finished):
    draft = parse_reply(reply, HANDED_OUT, finished=finished)
    assert draft.removed >= 0
    said = iter(letters(unescape(reply)))
    for paragraph in draft.paragraphs:
        assert paragraph.sentences
        for sentence in paragraph.sentences:
            assert any(map(str.isalnum, sentence.text))
            assert "\n" not in sentence.text
            assert not re.search("[\ue000\ue001]", sentence.text)
            # each letter is found in the reply after the one before: the same words, in order
            assert all(letter in said for letter in letters(sentence.text))
            assert all(re.fullmatch(r"\d+\.\d+", a, re.ASCII) for a in sentence.addresses)


@given(REPLIES)
def test_addresses_are_handed_out_or_stand_in_the_reply(reply):
    figures = {int(digits) for digits in re.findall(r"\d+", reply)}
    for paragraph in parse_reply(reply, HANDED_OUT).paragraphs:
        for address in (a for s in paragraph.sentences for a in s.addresses):
            assert address in HANDED_OUT or set(map(int, address.split("."))) <= figures


def test_a_long_reply_is_read_in_time_that_grows_with_it():
    for piece in (
        "[",
        "[1",
        "(",
        "3.2 ",
        "passage ",
        "a. ",
        "**",
        "[3.2-",
        "<b",
        "s s s ",
        "\n[1]",
    ):
        assert cut(piece * 4000)[1] >= 0
