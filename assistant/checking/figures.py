"""Figures: the numbers of a text as values, however they are written.

In: the words of a text, cut at white space and punctuation. Out: figures: "nine" and "9" are one
value, "a third" is 33.3 percent, "$1.3 million" is 1,300,000 dollars, "2014-15" is one school year.
A year is known by its form only (four digits from 1800 to 2099 that count nothing).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.checking.wordlists import listed

Kind = Literal["count", "percent", "points", "money", "year", "school year", "decade", "ordinal"]

_ONES = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
)
_VALUES = (
    {word: float(value) for value, word in enumerate(_ONES)}
    | {word: 10.0 * value for value, word in enumerate(_TENS, start=2)}
    | {"dozen": 12.0}
)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d)[-–/]((?:19|20)?\d\d)")
_DIGITS = re.compile(r"([$€£]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(st|nd|rd|th|s)?", re.I)
_FIRST_YEAR, _LAST_YEAR = 1800, 2099


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: what it is and its value (percent as 0 to 100, 2014-15 as 2014.15)."""

    value: float
    kind: Kind

    @property
    def key(self) -> str:
        """The same for equal figures."""
        return f"={self.kind}:{self.value:.10g}"


def read_figure(words: Sequence[str], start: int) -> tuple[Figure, int] | None:
    """Read the figure that begins at a word; return it and how many words it takes.

    `words` are lower-case; "%" is a word of its own.
    """
    found = _from_digits(words[start]) or None
    if found is None:
        return _fraction(words, start) or _ordinal(words, start) or _in_words(words, start)
    return _finish(found, words, start, 1)


def _from_digits(word: str) -> Figure | None:
    span = _SCHOOL_YEAR.fullmatch(word)
    if span:
        return Figure(int(span.group(1)) + int(span.group(2)[-2:]) / 100, "school year")
    match = _DIGITS.fullmatch(word)
    if match is None:
        return None
    currency, digits, suffix = match.groups()
    value = float(digits.replace(",", ""))
    if currency:
        return Figure(value, "money")
    if suffix:
        return Figure(value, "decade" if suffix == "s" else "ordinal")
    plain = "," not in digits and "." not in digits
    is_year = plain and len(digits) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR
    return Figure(value, "year" if is_year else "count")


def _in_words(words: Sequence[str], start: int) -> tuple[Figure, int] | None:
    total, group, taken = 0.0, 0.0, 0
    while start + taken < len(words):
        word = words[start + taken]
        if word in _VALUES:
            if taken and group % 100 and not (group % 10 == 0 and _VALUES[word] < 10):
                break
            group += _VALUES[word]
        elif word in _SCALES and group:
            group *= _SCALES[word]
            if _SCALES[word] > 100:
                total, group = total + group, 0.0
        else:
            break
        taken += 1
    if not taken:
        return None
    return _finish(Figure(total + group, "count"), words, start, taken)


def _ordinal(words: Sequence[str], start: int) -> tuple[Figure, int] | None:
    word = words[start]
    return (Figure(_ORDINALS.index(word) + 1.0, "ordinal"), 1) if word in _ORDINALS else None


def _fraction(words: Sequence[str], start: int) -> tuple[Figure, int] | None:
    """Read "half", "a third", "two thirds", "three-quarters" as percent."""
    large = _part_of_scale(words, start)
    if large is not None:
        return large
    if words[start] in ("half", "halves"):
        return Figure(50.0, "percent"), 1
    many = 1.0 if words[start] == "a" else _VALUES.get(words[start], 0.0)
    of_many = _of_many(words, start, many)
    if of_many is not None:
        return of_many
    part = words[start + 1].removesuffix("s") if start + 1 < len(words) else ""
    if part == "half" and many == 1:
        return Figure(50.0, "percent"), 2
    if not many or many >= _PARTS.get(part, 0):
        return None
    following = words[start + 2] if start + 2 < len(words) else ""
    # "a third school" counts schools; "a third of schools" and "one-third more" are parts.
    if words[start] == "a" and following != "of":
        return None
    return Figure(100 * many / _PARTS[part], "percent"), 2


def _part_of_scale(words: Sequence[str], start: int) -> tuple[Figure, int] | None:
    """Read "half a million", "a quarter of a billion"; "half a year" is six months."""
    at = start + (words[start] in ("a", "one"))
    part = words[at] if at < len(words) else ""
    if part not in ("half", "quarter"):
        return None
    after = at + 2 if words[at + 1 : at + 3] == ["of", "a"] else at + 1
    if words[after : after + 1] == ["a"]:
        after += 1
    whole = words[after] if after < len(words) and after > at + 1 else ""
    value = {"year": 12.0, "dozen": 12.0}.get(whole) or _SCALES.get(whole)
    if value is None:
        return None
    share = value / (2 if part == "half" else 4)
    return _finish(Figure(share, "count"), words, start, after + 1 - start)


def _of_many(words: Sequence[str], start: int, many: float) -> tuple[Figure, int] | None:
    """Read "three in four" and "one out of five" as percent."""
    for link in (["in"], ["out", "of"]):
        at = start + 1 + len(link)
        of = _VALUES.get(words[at], 0.0) if at < len(words) else 0.0
        if words[start + 1 : at] == link and 0 < many < of <= 10:
            return Figure(100 * many / of, "percent"), at + 1 - start
    return None


def _finish(figure: Figure, words: Sequence[str], start: int, taken: int) -> tuple[Figure, int]:
    """Take in what follows a number: its scale, "percent", "percentage points", "dollars"."""
    after = [*words[start + taken : start + taken + 3], "", "", ""]
    if after[0] in _SCALES and figure.kind in ("count", "money", "year"):
        kind: Kind = "money" if figure.kind == "money" else "count"
        scaled = Figure(figure.value * _SCALES[after[0]], kind)
        return _finish(scaled, words, start, taken + 1)
    if figure.kind not in ("count", "year"):
        return figure, taken
    if after[0] == "percentage" and after[1] in ("point", "points"):
        return replace(figure, kind="points"), taken + 2
    if after[0] in ("point", "points"):
        return replace(figure, kind="points"), taken + 1
    if after[0] in ("%", "percent", "pct"):
        return replace(figure, kind="percent"), taken + 1
    if after[0] == "per" and after[1] == "cent":
        return replace(figure, kind="percent"), taken + 2
    if after[0] in ("dollars", "dollar"):
        return replace(figure, kind="money"), taken + 1
    return figure, taken


def near(one: Figure, other: Figure) -> bool:
    """Say whether one figure is the other, rounded ("about 48,000" for 48,436)."""
    if one.kind != other.kind or one.kind in ("year", "school year", "ordinal", "decade"):
        return False
    if _digits(one) >= _digits(other):
        return False
    return abs(one.value - other.value) <= 0.025 * max(abs(one.value), abs(other.value))


def _digits(figure: Figure) -> int:
    """Count the digits before the closing zeros: 48,000 has two, 48,436 five."""
    return len(f"{figure.value:.10g}".replace(".", "").rstrip("0"))
