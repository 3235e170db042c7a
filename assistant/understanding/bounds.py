"""Bounds: "more than 60 percent", "at least three pathways", "before 2012".

In: a question. Out: its bound, and whether a sentence holds a figure that meets it. A figure counts
only if it is of the same unit: percent, dollars, years, or what the question counts.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.understanding.alike import same_kind, singular

NUMBER_WORDS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
        range(1, 13),
        strict=True,
    )
)
_NUMBER = rf"(?:\$\s?)?(?:\d[\d,]*(?:\.\d+)?|{'|'.join(NUMBER_WORDS)}|half)"
_UNIT = r"(?:\s?%|\s?percent(?!age)\b|\s(?:million|billion|thousand)\b)?"
_OVER, _UNDER = (
    r"more than|over|above|exceeding|greater than|upwards of",
    r"fewer than|less than|under|below",
)
_LEAST, _MOST = r"at least|no fewer than|no less than|a minimum of", r"at most|up to|no more than"
_BOUND = re.compile(
    rf"\b(?P<how>{_OVER}|{_UNDER}|{_LEAST}|{_MOST}) (?:the )?"
    rf"(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?: of (?:the|their|its|all))?"
    rf"(?P<noun>(?: [a-z][\w-]*){{0,3}})"
    rf"|\b(?P<number2>{_NUMBER})(?P<unit2>{_UNIT}) or (?P<how2>more|fewer|less)\b"
    rf"(?P<noun2>(?: [a-z][\w-]*){{0,3}})",
    re.I,
)
_YEARS = re.compile(
    r"\b(?P<how>before|prior to|earlier than|after|later than|since|until|by)"
    r" (?:the (?:end|start|beginning) of |(?P<within>(?:(?-i:[A-Z])[\w’']+ ){1,3}))?"
    r"(?P<year>(?:19|20)\d\d)\b(?! (?:to|until|through))"
    r"(?P<over> (?:was|is|had been) (?:out|over|up|done)| (?:ended|came to an end))?"
    r"|\b(?:in )?(?P<year2>(?:19|20)\d\d) or (?P<how2>earlier|before|later|after)\b",
    re.I,
)
_FIGURE = re.compile(
    rf"(?<![\w.,–-])(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?P<after>(?: [\w’'-]+){{0,4}})", re.I
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TIMES = {"million": 1e6, "billion": 1e9, "thousand": 1e3}
_HOW: tuple[tuple[str, Callable[[float, float], bool]], ...] = (
    (rf"{_OVER}|after|later than", operator.gt),
    (rf"{_LEAST}|since|more|later", operator.ge),
    (rf"{_UNDER}|before|prior to|earlier than", operator.lt),
    (rf"{_MOST}|until|by|less|fewer|earlier", operator.le),
)


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure must be; `unit` is "percent", "$", "year" or the stem of what is counted.

    `start` and `end` are where it stands in the question; `of` is of what a share is asked for.
    """

    meets: Callable[[float, float], bool]
    value: float
    unit: str
    start: int
    end: int
    of: str = ""

    def met_by(self, sentence: str, *, table: bool = False) -> bool:
        """Say whether a sentence holds a figure of this unit that meets the bound.

        A table's row says what it counts in another cell.
        """
        values = _values(sentence, self.unit, "" if table else self.of, table=table)
        return any(self.meets(value, self.value) for value in values)


def find_bound(question: str) -> Bound | None:
    """Return the bound that a question sets, if it sets one."""
    if found := _YEARS.search(question):
        inclusive = bool(found["year2"])
        year, how = found["year"] or found["year2"], found["how"] or found["how2"]
        if inclusive or found["within"] or (found["over"] and how.casefold() == "before"):
            how = {"before": "earlier", "after": "later"}.get(how.casefold(), how)
        return Bound(_meaning(how), float(year), "year", *found.span())
    found = _BOUND.search(question)
    if found is None:
        return None
    number = found["number"] or found["number2"]
    unit = (found["unit"] or found["unit2"] or "").strip().casefold()
    value, kind = _read(number, unit)
    noun = (found["noun"] or found["noun2"] or "").split()
    if not kind and not noun:
        return None
    if not kind and _YEAR.fullmatch(number) and not noun[0].endswith("s"):
        return None  # "under the 2009 plan"
    end = found.end("unit") if found["number"] else found.end("how2")
    if kind or not noun:
        of = singular(noun[1].casefold()) if noun[:1] == ["of"] and len(noun) > 1 else ""
        meets = _meaning(found["how"] or found["how2"])
        return Bound(meets, value, kind, found.start(), end, of)
    counted = next((word for word in noun if word.endswith("s")), noun[-1])
    meets = _meaning(found["how"] or found["how2"])
    return Bound(meets, value, singular(counted.casefold()), found.start(), end)


def _meaning(how: str) -> Callable[[float, float], bool]:
    for words, meets in _HOW:
        if re.fullmatch(words, how, re.I):
            return meets
    return operator.ge


def _read(number: str, unit: str) -> tuple[float, str]:
    """Return a figure's value and its unit, "" where it only counts."""
    bare = number.lstrip("$ ").replace(",", "").casefold()
    if bare == "half":
        return 50.0, "percent"
    value = float(NUMBER_WORDS.get(bare) or bare)
    kind = "percent" if unit in {"%", "percent"} else "$" if number.startswith("$") else ""
    return value * _TIMES.get(unit, 1.0), kind


def _values(sentence: str, unit: str, of: str, *, table: bool) -> Iterator[float]:
    if unit == "year":
        yield from (float(year) for year in _YEAR.findall(sentence))
        return
    for found in _FIGURE.finditer(sentence):
        value, kind = _read(found["number"], found["unit"].strip().casefold())
        if unit in {"percent", "$"}:
            if kind == unit and (not of or _stands(of, found["after"])):
                yield value
        elif kind or _YEAR.fullmatch(found["number"]) or _TOTAL.search(sentence[: found.start()]):
            continue
        elif _stands(unit, found["after"]) or (table and not _OF_ANOTHER.match(found["after"])):
            yield value


def _stands(noun: str, after: str) -> bool:
    """Say whether a noun, or one that may stand for it, is among the words after a figure."""
    return any(same_kind(noun, word) for word in after.split())


_OF_ANOTHER = re.compile(r" (?:[a-z][\w-]+ )?[a-z][\w-]+[^s]s\b")  # "54 pathways" in a table
_TOTAL = re.compile(r"\d of (?:the |about |its )?$")  # "18,000 of 23,000": so many are 18,000
