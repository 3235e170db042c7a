"""Understanding a question: what is meant, and what is searched for.

In: the question and the earlier turns. Out: a reading that can be shown, and the text to search
with. Plain for now: a follow-up that names nothing itself is read together with the question
before it, nicknames are spelt out; everything else is taken as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.errors import UsageError
from core.schema import Turn
from vectorstore.words import STOP_WORDS, content_words, words

MAX_CHARS = 2000
_LEANING = re.compile(
    r"\b(?:it|its|they|them|their|theirs|this|that|these|those|there|he|she|his|her|one|ones)\b",
    re.I,
)
_OPENING = re.compile(r"^\s*(?:and|but|so|or|what about|how about|who else)\b", re.I)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was asked, as it was read, and the text that is searched with."""

    question: str
    understood_as: str
    search_text: str


def understand(
    question: str, history: Sequence[Turn], spell_out: Callable[[str], str] = str
) -> Understood:
    """Read a question, after the turns before it; `spell_out` writes its nicknames in full."""
    asked = " ".join(question.split())
    if any("\ud800" <= character <= "\udfff" for character in asked):
        raise UsageError("the question holds bytes that are not UTF-8 text: ask again in words")
    if not words(asked):
        raise UsageError("the question is empty: ask something in words")
    if len(asked) > MAX_CHARS:
        raise UsageError(f"the question has {len(asked)} characters; at most {MAX_CHARS} are read")
    asked = spell_out(asked)
    before = _last_question(history)
    if before is None or not _leans(asked):
        return Understood(question, asked, asked)
    return Understood(question, f"{asked} (after: “{before}”)", f"{asked} {before}")


def _last_question(history: Sequence[Turn]) -> str | None:
    """Return the latest question that stood on its own, else the latest one."""
    asked = [" ".join(turn.question.split()) for turn in history if words(turn.question)]
    alone = [question for question in asked if not _leans(question)]
    return alone[-1] if alone else asked[-1] if asked else None


def _leans(question: str) -> bool:
    """Say whether a question needs what was said before it: it names nothing, or points back."""
    names = [word for word in question.split()[1:] if word[:1].isupper() and len(word) > 1]
    subject = [word for word in content_words(question) if word not in STOP_WORDS]
    if _OPENING.search(question) and len(subject) <= 2:
        return True
    return not names and (bool(_LEANING.search(question)) or len(subject) <= 1)
