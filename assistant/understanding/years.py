"""Years: those that a text names, school years and spans among them.

In: a text. Out: its years as they are written, a school year as one.
"""

from __future__ import annotations

import re

_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[-–](?:(?:19|20)\d\d|\d\d))?\b")
_TWO_DIGITS = 2


def years_in(text: str) -> frozenset[str]:
    """Return the years of a text; a school year is one ("2014-15"), a longer span its two ends."""
    found: set[str] = set()
    for match in _YEAR.finditer(text):
        first, _, second = match.group().replace("–", "-").partition("-")
        last = _last_year(first, second)
        found |= {f"{first}-{last[2:]}"} if int(last) - int(first) == 1 else {first, last}
    return frozenset(found)


def _last_year(first: str, second: str) -> str:
    """Return the last year of a span: "15" after 2014 is 2015, "00" after 1999 is 2000."""
    if len(second) == _TWO_DIGITS:
        century = int(first[:2]) + (second < first[2:])
        return f"{century}{second}"
    return second or first


def halves(year: str) -> set[str]:
    """Return the calendar years of a school year."""
    first, _, second = year.partition("-")
    return {first, _last_year(first, second)}
