"""Follow-ups that name nothing: "when was that?", "so what should we do about it?".

In: a question and the last answer, or the question before. Out: the question with the sentence that
the answer opened with, or with the question before, as it is shown and searched for. A date so
asked is one question, whatever the sentence joins.
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
_READ_AS = re.compile(r"^(?:When was|What strategies help with) this: “.+”\s*\?*$", re.S)
_WHAT_TO_DO = re.compile(
    r"^(?:(?:and|so|but|ok(?:ay)?|then)\b[ ,]*)*what (?:should|can|could|would|do|must) "
    r"(?:we|i|you|they|one|schools|districts|a district|a school)(?: need to| have to)? do"
    r"(?: (?:about|with|against) (?:it|that|this|them|those|these))?(?: (?:then|now))?[ ?.!]*$",
    re.I,
)
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


def is_of_what_was_said(question: str) -> bool:
    """Say whether a question is so written."""
    return bool(_READ_AS.match(question.strip()))


def asks_what_to_do(question: str) -> bool:
    """Say whether nothing is asked but what can be done about what was asked before."""
    return bool(_WHAT_TO_DO.match(question.strip()))


def reading_what_to_do(before: str) -> str:
    """Write the question out: what helps, in what was asked before."""
    return f"What strategies help with this: “{before.rstrip(' ?.!')}”?"
