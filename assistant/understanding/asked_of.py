"""Whether a sentence says what one part of a question asks, beside the subject that parts share.

In: a part and a sentence. Out: yes or no. Of "How is it made, and what did the study show?" both
may have one sentence on how it is made as their best; it answers the second only if it speaks of a
study that shows something.
"""

from __future__ import annotations

import re

from assistant.evidence import stems
from assistant.understanding.answer_type import DEFINITION, OPEN, same_kind, wanted
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


def says_what_is_asked(part: Part, text: str, least: float = _HALF) -> bool:
    """Say whether a text has the kind of thing that a part asks for, else the part's own words.

    `least` is the share of these words that it must have.
    """
    asked_for = wanted(part.asks)
    if asked_for.kind != OPEN and not asked_for.holds(text):
        return False
    if asked_for.kind in _BY_ITSELF:
        return True
    if asked_for.kind == "name" and _MAKES.search(part.asks) and _OWNED.search(text):
        return True
    told, spoken = stems(text), words(text)
    own = [word for word in content_words(part.asks) if word not in _SAY_LITTLE | STOP_WORDS]
    held = [w for w in own if stems(w) & told or any(same_kind(w, other) for other in spoken)]
    return not own or len(held) >= least * len(own)
