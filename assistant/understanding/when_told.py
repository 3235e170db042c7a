"""When: "when was that?" asks for the date of what the last answer opened with.

In: a question and the last answer. Out: the question with that sentence in it, as it is shown and
searched for, and back again. A question so written is one question, whatever the sentence joins.
"""

from __future__ import annotations

import re

_WHEN = re.compile(
    r"^(?:(?:and|so|but|ok(?:ay)?|then)\b[ ,]*)*"
    r"(?:when|(?:in )?(?:what|which) (?:year|month)|what date|how long ago|since when)(?: exactly)?"
    r" (?:(?:was|is|were|are) (?:all )?(?:that|this|it|those|these)"
    r"|(?:did|does|has) (?:all )?(?:that|this|it|those|these) (?:all )?"
    r"(?:happen(?:ed)?|take place|be))"
    r"(?: (?:exactly|again|then|anyway|happening|from))*[ ?.!]*$",
    re.I,
)
_READ_AS = re.compile(r"^When was this: “(?P<said>.+)”\s*\?*$", re.S)
_MARKED = re.compile(r"\s*\[\d+\]")


def asks_when_told(question: str) -> bool:
    """Say whether nothing is asked but when that was which was just told."""
    return bool(_WHEN.match(question.strip()))


def first_told(answer: str) -> str:
    """Return what an answer tells first: its first sentence or row, without marker and heading."""
    lines = [line for line in answer.splitlines() if line.strip() and not line.startswith("#")]
    first = " ".join(_MARKED.split(" ".join(lines))[0].split())
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", first)
    short = len(sentences[0].split()) <= _SHORT and len(sentences) > 1  # "Yes."
    return sentences[1 if short else 0]


_SHORT = 2


def reading_when(said: str) -> str:
    """Write the question out: when was this."""
    return f"When was this: “{said}”?"


def is_when_reading(question: str) -> bool:
    """Say whether a question is so written."""
    return bool(_READ_AS.match(question.strip()))
