"""Denying: words that deny, exclude or fall short without a "not" ("left out", "reluctant").

In: tokens. Out: whether there is such a word. The list is wide on purpose: it excuses, it never
accuses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.reading import Token, stem
from assistant.checking.wordlists import listed

_DENYING = frozenset(
    stem(word)
    for word in listed(
        "avoid resist reluctant unwilling refuse reject deny prevent stop cease end lose leave "
        "exclude omit miss lack short shortage shortfall absence absent fail failure weak poor "
        "little few hard difficult hardly scarcely barely rarely seldom only just mere merely "
        "without outside except instead despite although unless until before against waver abandon "
        "drop quit fade vanish disappear change differ different difference oppose object "
        "objection hesitate forget ignore neglect wary chary doubt question unknown unclear gap "
        "missing empty alone separate rid free too otherwise whether whatever whichever regardless "
        "low less fewer below under decline fall shrink cut reduce remove drop close unanimous "
        "need expense barrier obstacle hurdle problem challenge ban bar forbid restrict limit "
        "minus neither nothing nobody none nowhere never unlike rather trail behind yet out halt "
        "delay suspend"
    )
)
_PREFIXED = re.compile(
    r"un(?!i|der|til|cle|to)\w{4}|dis(?!tri|cus|cov|pla|pat|tan|tin|cip|sert)\w{4}|non-?\w{4}"
    r"|mis(?!sion|sou)\w{4}|in(?:adequa|suffici|complet|consist|abil|effect)|im(?:poss|perf|balanc)"
)


def denies(tokens: Sequence[Token]) -> bool:
    """Say whether a text holds any word that denies, excludes or falls short."""
    return any(is_denying(token) for token in tokens)


def is_denying(token: Token) -> bool:
    """Say whether a word denies, excludes or falls short."""
    if token.key in _DENYING or token.lower in _DENYING:
        return True
    return token.content and not token.name and bool(_PREFIXED.match(token.lower))
