"""Understanding a question: what is meant, in which parts, and what is searched for.

In: the question, the earlier turns and the search. Out: a reading that can be shown and edited, and
its parts. Nicknames are spelt out, slips mended, a follow-up completed, a question in several parts
cut. Every rule is in a file of its own; a chat model may only better a follow-up (`model_reading`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.understanding.follow_up import MOST_TURNS, Completed, complete
from assistant.understanding.framing import without_framing
from assistant.understanding.names import Gazetteer
from assistant.understanding.occasion import without_occasion
from assistant.understanding.parts import Part, split
from core.errors import UsageError
from core.schema import Turn
from vectorstore.words import words

MAX_CHARS = 2000
Reread = Callable[[Completed, Sequence[Turn]], Completed]
"""From the rules' reading of a question and the turns before it to another, or the same."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was asked, as it was read, as one part, and its parts, at least one."""

    question: str
    understood_as: str
    whole: Part
    parts: tuple[Part, ...]


def understand(
    question: str,
    history: Sequence[Turn],
    known: Gazetteer,
    spell_out: Callable[[str], str] = str,
    reread: Reread = lambda completed, turns: completed,
) -> Understood:
    """Read a question, after the turns before it; `spell_out` writes its nicknames in full.

    `reread` may complete a follow-up better than the rules did.
    """
    asked = " ".join(question.split())
    if any("\ud800" <= character <= "\udfff" for character in asked):
        raise UsageError("the question holds bytes that are not UTF-8 text: ask again in words")
    if not words(asked):
        raise UsageError("the question is empty: ask something in words")
    if len(asked) > MAX_CHARS:
        raise UsageError(f"the question has {len(asked)} characters; at most {MAX_CHARS} are read")
    turns = [replace(turn, question=spell_out(turn.question)) for turn in history[-MOST_TURNS:]]
    plain = without_occasion(without_framing(asked, lambda text: bool(known.mentions(text))))
    completed = reread(complete(spell_out(plain), turns, known), turns)
    whole = _with_subject(
        Part("", completed.bare, completed.earlier, completed.told), completed.subject
    )
    parts = tuple(
        _with_subject(
            replace(part, earlier=completed.earlier or part.earlier, told=completed.told),
            completed.subject,
        )
        for part in split(completed.bare, known)
    )
    return Understood(question, completed.text, whole, parts)


def _with_subject(part: Part, subject: str) -> Part:
    """Search for a part with what it leans on, and weigh what is found by what it asks itself."""
    if not subject or part.side:
        return part
    return replace(
        part,
        search_text=f"{part.search_text} ({subject})",
        clause=part.clause or part.search_text,
    )
