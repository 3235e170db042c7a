"""What kind of thing a question asks for, as far as its first words tell.

In: a question. Out: whether a sentence holds a thing of that kind (an amount of money, a number, a
time, a name). Used to order sentences, never to refuse: alone it tells answerable from
unanswerable questions hardly better than chance (.576 in a trial).
"""

from __future__ import annotations

import re
from collections.abc import Callable

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter|dozen|"
    "hundred|thousand|million|billion"
)
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            r"\b(?:how much (?:money|funding)|how much (?:was|is|did) (?:it|that)$"
            r"|costs?|spend|spent)\b",
            re.I,
        ),
        re.compile(r"\$\s?\d|\b(?:dollars|million|billion)\b", re.I),
    ),
    (
        re.compile(
            r"\b(?:how many|how much|what (?:percent|percentage|share|number)|rates?)\b", re.I
        ),
        re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.I),
    ),
    (
        re.compile(r"^(?:and )?(?:when|since when|what year|in (?:what|which) year)\b", re.I),
        re.compile(r"\b(?:1[89]|20)\d\d\b"),
    ),
    (re.compile(r"^(?:and )?(?:who|whom)\b", re.I), re.compile(r"(?<=[a-z] )[A-Z][a-z]+")),
)


def wanted(question: str) -> Callable[[str], bool]:
    """Return a test for sentences that hold the kind of thing asked for; else all pass."""
    for asks, holds in _KINDS:
        if asks.search(question):
            return lambda text: bool(holds.search(text))
    return lambda text: True
