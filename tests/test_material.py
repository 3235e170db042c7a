"""What a chat model is shown: the best evidence first, within its window."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.material import build_material, count_tokens
from assistant.evidence import Evidence
from core.schema import Hit, Passage, Sentence, Turn
from prompts.loader import load_prompt

PROMPT = load_prompt("prose")


def evidence(passage, position, text, similarity=0.5):
    of = Passage(f"oak:p001:{passage}", "oak", 1, "", 0, 1, "")
    sentence = Sentence(of.id, 0, len(text), text)
    return Evidence(
        address=f"{passage}.{position}",
        hit=Hit(of, 0.5, passage),
        position=position,
        sentence=sentence,
        title="Oak",
        similarity=similarity,
        coverage=0.0,
        context=0.0,
        heading=0.0,
    )


def built(items, context=4096, history=()):
    return build_material("When?", items, history, PROMPT, context)


def test_all_that_fits_is_handed_out_with_its_address():
    material = built([evidence(1, 1, "A is so."), evidence(1, 3, "B [2.2] is <so>.")])
    assert material.handed_out == {"1.1": "A is so.", "1.3": "B [2.2] is <so>."}
    assert "[1.1] A is so.\n[1.3] B (2.2) is &lt;so&gt;.\n</passage>" in material.turns[-1]


def test_the_best_passage_comes_first_and_its_sentences_in_their_order():
    items = [
        evidence(1, 1, "Weak.", 0.4),
        evidence(2, 1, "Fair.", 0.1),
        evidence(2, 2, "Best.", 0.9),
    ]
    assert list(built(items).handed_out) == ["2.1", "2.2", "1.1"]


def test_a_passage_far_behind_the_best_stays_out():
    items = [evidence(1, 1, "Weak.", 0.0), evidence(2, 1, "Best.", 1.0), evidence(2, 2, "So.", 0)]
    assert list(built(items).handed_out) == ["2.1", "2.2"]


def test_what_does_not_fit_is_the_weakest():
    items = [evidence(p, s, f"{'word ' * 60}.", p / 10) for p in (1, 2, 3) for s in (1, 2, 3, 4)]
    kept = built(items, context=1600).handed_out
    assert {"3.1", "3.2"} <= set(kept)
    assert not {a for a in kept if a.startswith("1.")}


def test_the_last_turns_are_kept_within_their_share():
    turns = tuple(Turn(f"Question {n}?", "word " * 100) for n in range(9))
    wide, narrow = built([], 16_000, turns).turns[-1], built([], 2048, turns).turns[-1]
    assert [n for n in range(9) if f"Question {n}?" in wide] == [6, 7, 8]
    assert [n for n in range(9) if f"Question {n}?" in narrow] == [8]


TEXTS = st.text(min_size=1, max_size=400)


@given(
    st.lists(st.tuples(st.integers(1, 8), st.integers(1, 9), TEXTS, st.floats(0, 1)), max_size=30),
    st.lists(st.tuples(TEXTS, TEXTS), max_size=4),
    st.integers(2048, 8192),
)
def test_the_prompt_leaves_room_for_the_reply(rows, turns, context):
    items = list({row[:2]: evidence(*row) for row in rows}.values())
    material = built(items, context, [Turn(*turn) for turn in turns])
    assert sum(map(count_tokens, material.turns)) <= context * 3 / 4
    assert set(material.handed_out) <= {item.address for item in items}
    shown = re.findall(r"(?m)^\[(\d+\.\d+)\]", material.turns[-1])
    assert shown == list(material.handed_out)


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("word", 2), ("学校", 2)])
def test_tokens_are_a_third_of_the_bytes(text, tokens):
    assert count_tokens(text) == tokens
