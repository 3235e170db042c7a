"""Whether a sentence says what one part of a question asks, beside the subject that parts share.

In: a part and a sentence. Out: yes or no. Of "How is it made, and what did the study show?" both
may have one sentence on how it is made as their best; it answers the second only if it speaks of a
study that shows something.
"""

from __future__ import annotations

import re

from assistant.evidence import stems
from assistant.understanding.alike import same_kind
from assistant.understanding.answer_type import DEFINITION, OPEN, wanted
from assistant.understanding.listing import lists
from assistant.understanding.parts import Part
from vectorstore.words import STOP_WORDS, content_words, words

_BY_ITSELF = frozenset({"date", "duration", "money", "share", "size", "count", DEFINITION})
_HALF = 0.5
_SAY_LITTLE = frozenset(
    {"exactly", "get", "gets", "got", "go", "goes", "take", "takes", "give", "come"}
)
# "SRI's report" says who wrote it.
_MAKES = re.compile(
    r"\b(?:wrote|written|makes?|made|publish\w*|create[sd]?|design(?:s|ed)|dr[ae]w up|issued"
    r"|produced?|develop(?:s|ed))\b",
    re.I,
)
_OWNED = re.compile(r"\b[A-Z][\w-]*[’']s\b")


_ASKS_WHO_PAYS = re.compile(
    r"\b(?:who|whose|which)\b.*\b(?:paid|pays?|money|fund(?:s|ed)?|financ\w+)\b", re.I
)
_PAYS = re.compile(
    r"\b(?:paid|pays?|money|fund(?:s|ed|ing)?|grants?|financ\w+|\$\d|million)\b", re.I
)
_HOW_MUCH = re.compile(r"\bhow (?:much|many)\b", re.I)
_FIGURE = re.compile(r"(?<![\w-])(?!(?:19|20)\d\d\b)\d")
_WHO_THEY_ARE = re.compile(
    r"\bwho(?:[’']s|[’']re| (?:is|are|was|were|sits?))\b|\bwhich \w+s are\b", re.I
)


def says_what_is_asked(part: Part, text: str) -> bool:
    """Say whether a text has the kind of thing that a part asks for, else the part's own words."""
    if part.side and part.name == part.side:
        return True  # it is on that side, and the question is the same for all
    if _ASKS_WHO_PAYS.search(part.asks):
        return bool(_PAYS.search(text))
    asked_for = wanted(part.asks)
    if asked_for.kind != OPEN and not asked_for.holds(text):
        return False
    if asked_for.kind in _BY_ITSELF:
        return True
    if asked_for.kind == "name" and _MAKES.search(part.asks) and _OWNED.search(text):
        return True
    if _HOW_MUCH.search(part.asks) and _FIGURE.search(text):
        return True
    if _WHO_THEY_ARE.search(part.asks) and lists(text):
        return True
    told, spoken = stems(text), words(text)
    own = [word for word in content_words(part.asks) if word not in _SAY_LITTLE | STOP_WORDS]
    held = [w for w in own if stems(w) & told or any(same_kind(w, other) for other in spoken)]
    return not own or len(held) >= _HALF * len(own)
