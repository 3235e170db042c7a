"""What is put before a chat model: the prompt with the evidence that fits into its window.

In: the question, the evidence, earlier turns, the prompt's text, the window's size. Out: the turns
to send, and the sentences that it hands out by address. The best passages come first and whole,
those far behind them stay out; the last one that fits may be cut to its best sentences. Tokens are
reckoned as a third of the text's UTF-8 bytes, on purpose more than tokenizers make of English (a
fourth), since a window that overflows costs the whole answer and a sentence less costs little.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Evidence
from assistant.weighing import worth
from core.schema import Turn
from prompts.loader import Prompt

HISTORY_TURNS = 3
HISTORY_CHARS = 600
_BYTES_A_TOKEN = 3
# Shares of the window: for the reply, at most, and for earlier turns.
_REPLY_TOKENS = 1024
_REPLY_SHARE = 4
_HISTORY_SHARE = 8
# A passage speaks if its best sentence is worth this share of the best of all; others distract weak
# models. The key facts of 60 of 63 development questions are among all passages, and still then.
_NEAR_THE_BEST = 0.65
_SPARE_TOKENS = 64  # what a server's chat template puts around the prompt


@dataclass(frozen=True, slots=True)
class Material:
    """The turns that are sent, the last one to be answered, and each sentence by its address.

    The turns before the last show by an example of invented facts what an answer looks like.
    """

    turns: tuple[str, ...]
    handed_out: dict[str, str]


def build_material(
    question: str,
    evidence: Sequence[Evidence],
    history: Sequence[Turn],
    prompt: Prompt,
    context_tokens: int,
) -> Material:
    """Fill the prompt, within `context_tokens` less what the reply may need."""
    values = {
        "question": fenced(question),
        "history": history_text(history, context_tokens // _HISTORY_SHARE),
    }
    room = context_tokens - min(_REPLY_TOKENS, context_tokens // _REPLY_SHARE) - _SPARE_TOKENS
    empty = sum(map(count_tokens, prompt.render(**values, passages="")))
    chosen = _choose(evidence, room - empty)
    turns = prompt.render(**values, passages=_passages(chosen))
    return Material(turns, {item.address: item.text for item in chosen})


def count_tokens(text: str) -> int:
    """Reckon a text's tokens, rather too many than too few."""
    return -(-len(text.encode("utf-8", "replace")) // _BYTES_A_TOKEN)


def fenced(text: str) -> str:
    """Escape what could close the fence; brackets become round so that no text fakes an address."""
    flat = " ".join(text.split())
    return html.escape(flat, quote=False).replace("[", "(").replace("]", ")")


def _choose(evidence: Sequence[Evidence], room: int) -> list[Evidence]:
    """Return the evidence that fits, the best passages first, each in its own order."""
    by_passage: dict[str, list[Evidence]] = {}
    for item in sorted(evidence, key=worth, reverse=True):
        by_passage.setdefault(item.hit.passage.id, []).append(item)
    least = _NEAR_THE_BEST * max(map(worth, evidence), default=0.0)
    chosen: list[Evidence] = []
    for passage in by_passage.values():
        if worth(passage[0]) < least:
            break
        kept: list[Evidence] = []
        for item in passage:
            cost = count_tokens(_line(item)) + (0 if kept else count_tokens(_head(item)))
            if cost > room and (kept or chosen):
                break
            kept.append(item)
            room -= cost
        chosen += sorted(kept, key=lambda item: item.position)
        if len(kept) < len(passage):
            break
    return chosen


def _passages(evidence: Sequence[Evidence]) -> str:
    lines: list[str] = []
    passage = ""
    for item in evidence:
        if item.hit.passage.id != passage:
            passage = item.hit.passage.id
            lines.append(_head(item))
        lines.append(_line(item))
    return "\n".join(lines).removeprefix("</passage>\n") + "\n</passage>"


def _head(item: Evidence) -> str:
    return f"</passage>\n<passage from={_quoted(item.title)}>"


def _line(item: Evidence) -> str:
    return f"[{item.address}] {fenced(item.text)}"


def history_text(history: Sequence[Turn], room: int) -> str:
    """Return the last turns that fit into so many tokens, fenced; "none" where there are none."""
    """Return the last turns that fit, oldest first."""
    kept: list[str] = []
    for turn in reversed(history[-HISTORY_TURNS:]):
        question, answer = turn.question[:HISTORY_CHARS], turn.answer[:HISTORY_CHARS]
        text = f"Q: {fenced(question)}\nA: {fenced(answer)}"
        room -= count_tokens(text)
        if room < 0:
            break
        kept.insert(0, text)
    return "\n".join(kept) or "none"


def _quoted(text: str) -> str:
    return f'"{html.escape(" ".join(text.split()))}"'
