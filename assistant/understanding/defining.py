"""Definitions: "What is Measure N?" asks what a thing is, and some sentences say just that.

In: a question, or a sentence and a subject. Out: what is to be defined, and whether the sentence
defines it: "Measure N, a parcel tax …", "… is an approach", "National Academy Foundation (NAF)".
"""

from __future__ import annotations

import re
from functools import lru_cache

_ASKS = re.compile(
    r"^(?:so |and |but )?(?:what(?:[’']s|[’']re| is| are| was| were)|who(?:[’']s| is| was)|define|"
    r"explain(?: what)?)\s+(?:an? |the )?(?P<subject>[^,;:.?!]{2,60}?)(?: is| are| mean)?\s*[?.!]*$"
    r"|^what does (?:the )?(?P<meant>[^,;:.?!]{2,60}?) (?:mean|stand for)\s*[?.!]*$",
    re.I,
)
# What is asked of a thing, and not what it is: "the budget of", "new in", "happening", "the best".
_NO_SUBJECT = re.compile(
    r"\b(?:of|in|for|on|at|to|from|by|with|between|about|like|and|or|not|that|which|done|"
    r"happening|going|known|best|main|most|biggest|latest|difference|effect|impact|role|rate|cost|"
    r"number|percentage|share|goal|purpose|evidence|reason|problem|challenge|status|budget)s?\b",
    re.I,
)
_MOST_WORDS = 4
# "…, the SCOPE study found": that is who reports.
_NO_REPORTER = r"(?![^,.;]*\b(?:says?|said|wrote|writes|reports?|reported|found|notes?|noted)\b)"


@lru_cache(maxsize=256)
def defined_subject(question: str) -> str | None:
    """Return what a question asks to be defined; None if it asks for something else."""
    asked = _ASKS.search(" ".join(question.split()))
    if not asked:
        return None
    subject = (asked["subject"] or asked["meant"]).strip()
    if _NO_SUBJECT.search(subject) or len(subject.split()) > _MOST_WORDS:
        return None
    return subject


def defines(text: str, subject: str) -> bool:
    """Say whether a sentence says what the subject is."""
    return bool(_defining(subject).search(text))


@lru_cache(maxsize=256)
def _defining(subject: str) -> re.Pattern[str]:
    name = re.escape(re.sub(r"s$", "", subject)) + r"s?"
    return re.compile(
        rf"\b{name}(?: \([^)]+\))?, (?:an?|the|one of|which is|[A-Z][\w’']+[’']s) {_NO_REPORTER}"
        rf"|^(?:(?:An?|The|[A-Z]\w+[’']s) )?{name}(?: \([^)]+\))?"
        r" (?:(?:is|are|was|were) (?:an?|the|one|any|made up|defined|organi[sz]ed|[A-Z]\w+[’']s)\b"
        r"|means?\b|stands? for|refers? to|spells? out|consists? of|joins?\b|combines?\b)"
        rf"|\b(?:created|launched|founded|set up|formed|established) {name}\b[^.;,]* as an? "
        rf"|\b(?:called|known as|named|termed) (?:the )?{name}(?=[,.;)]|$)"
        rf"|(?:[A-Z][\w’'-]+ (?:(?:of|and|the|for) )*){{1,6}}\({name}\)",
        0 if any(letter.isupper() for letter in subject) else re.I,
    )
