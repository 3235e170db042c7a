"""Only one: "Is it only Oak that tried it, or did others?" asks which districts tried it.

In: a question. Out: the question as one for all of them: whoever is named is one of those counted,
or is not. "Of the nine" stays where it is said.
"""

from __future__ import annotations

import re

_NINE = re.compile(r"\b(?:of|from|among|out of) the (?:\w+ )?nine\b", re.I)
_ONLY = (
    # "Is Oak the only one of the nine that tried it? Who else?"
    re.compile(
        r"\b(?:is|was) (?P<who>[^,.?!]{2,40}?) the only (?:one|district|system)\b[^,.?!]*? "
        r"(?:that|who|which|to) (?P<does>[^?]+)",
        re.I,
    ),
    # "Is it just Oak, out of the nine, that tried it, or are there others?"
    re.compile(
        r"\bis it (?:only|just) (?P<who>[^,.?!]{2,40}?)(?:,[^,?]*,)? (?:that|who|which) "
        r"(?P<does>[^?]+)",
        re.I,
    ),
    # "They say only Oak tried it. Did any other of the nine try it?"
    re.compile(
        r"\b(?:did|do|does|have|has) any (?:others?|one else)(?: districts?)?"
        r"(?: (?:of|from|among) the (?:\w+ )?nine)? (?P<does>[^?]+)",
        re.I,
    ),
)
_REST = re.compile(
    r",? (?:or|and) (?:did|do|does|is|are|was|were|has|have|not|only|who)\b.*$", re.I
)
_ASKS_FOR_DISTRICTS = re.compile(
    r"\bnine\b|\bonly district\b|\bdistricts?\b.*\b(?:others|else)\b|\bother districts\b",
    re.I | re.S,
)


def as_which(question: str) -> str:
    """Return a question whether only one did it as one for all that did; others as they are."""
    if not _ASKS_FOR_DISTRICTS.search(question):
        return question
    found = next(filter(None, (pattern.search(question) for pattern in _ONLY)), None)
    if found is None:
        return question
    of = "of the nine districts" if _NINE.search(question) else "districts"
    return f"Which {of} {_REST.sub('', found['does']).strip()}?"
