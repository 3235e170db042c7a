"""Why a sentence was left out, told without repeating what a model made up.

In: the reason of a verdict, and the evidence. Out: the reason as far as its words may be shown. The
words of a sentence that no document supports must not reach the reader by the way of its reason: a
planted order would. What the evidence itself says may be quoted anyway, and figures claim little.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.evidence import Evidence, stems

CITES_NOTHING = "it cites no document, and none was found that supports it."
SAYS_MORE = "it says what the cited words do not."
_WORD = re.compile(r"[^\W_]+")
_OWN_WORDS = frozenset(
    _WORD.findall(
        "say says not in the cited words page give gives this figure name that do does have are"
        " about a an where which is no cause and reverse as somebody word"
    )
)
_UNTOLD = re.compile(r"…(?:[^\w…‘’;]*…)*")
_NOTHING_TOLD = re.compile(
    r"[Ss]ays ‘?…’?[;,]|‘…(?:[\s,…]|\b(?:an?|and|at|by|for|from|in|of|on|the|to|with)\b)*’"
)


def tell_why(why: str, evidence: Collection[Evidence]) -> str:
    """Return a reason, "…" for words that no evidence has; a plain line if that says nothing."""
    known = {stem for item in evidence for stem in stems(item.text)}

    def tell(word: re.Match[str]) -> str:
        may = word[0].isdecimal() or word[0].casefold() in _OWN_WORDS or stems(word[0]) <= known
        return word[0] if may else "…"

    told = _UNTOLD.sub("…", _WORD.sub(tell, why))
    return SAYS_MORE if _NOTHING_TOLD.search(told) else told[:1].lower() + told[1:]
