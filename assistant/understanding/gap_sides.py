"""The side of a thing that a gap is on: what it costs, how many there are, when it ended.

In: what a sentence "No … was found" says was not found, and a question. Out: whether the question
asks for just that side. "No cost of coaches" tells nothing of how many coaches there are.
"""

from __future__ import annotations

import re

from assistant.understanding.alike import same_kind
from assistant.understanding.answer_type import DEFINITION, wanted
from vectorstore.words import STOP_WORDS, words

# What a gap says was not found, and what a question for it says.
_COUNTED = re.compile(
    r"\b(?:number|count|total|figure) (?:of|for how many) (?:the |all )?(?P<of>.+?)"
    r"(?= (?:in|that|who|per|running|needed|after|with|left|across)\b|$)",
    re.I,
)
_COUNTS = re.compile(
    r"\b(?:how many|number of|count of|total of|total)(?: of| the| all)*(?P<of>(?: [\w'’-]+){1,4})",
    re.I,
)
_COMPARISON = r"^(?:No )?comparison\b|\bside by side\b|\b(?:set|setting) .* beside\b|\boutdid\b"
_COMPARES = re.compile(_COMPARISON, re.I)
_SIDES: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:caseload|number of \w+ per)\b",
        r"\bcaseloads?\b|\bratio\b|\bhow many\b.*\b(?:each|every|one|an?|per)\b",
    ),
    (
        r"\b(?:costs?|prices?|fees?|salary|wages?|stipends?|amounts?|money|spends?)\b",
        r"^(?!.*\b(?:how many|how long|hours|minutes)\b).*(?:"
        r"\b(?:costs?|pric\w+|fees?|salar\w+|wages?|stipends?|earnings|earn(?:s|ed)?(?!.*\bcredit)|spends?|spent"
        r"|charges?|expens\w+|going rate|dollars?|how much money|amounts?)\b|\$\d"
        r"|\b(?:paid|pays?)\b(?! (?:for|off|attention|back)\b)|\bhow much (?:is|are|was|were)\b"
        r"|\bhow much\b.*\b(?:gave|give[sn]?|contribut\w+|put in|invest\w*|donat\w+)\b)",
    ),
    (r"^date\b", r"\bwhen\b|\bdates?\b|\b(?:what|which) year\b"),
    (r"^reason\b", r"\bwhy\b|\breasons?\b|\bhow come\b"),
    (r"^list\b", r"\b(?:which|what)\b.*\b\w+s\b|\blist\b|\bname\b"),
    (
        _COMPARISON,
        r"\bcompar\w+|\bvs\b|\bversus\b|\bthan\b|\bbetter\b|\bworse\b|\bdiffer\w*|\bbeside\b"
        r"|\bhigher\b|\blower\b|\bout(?:do|did|perform)\w*|\bmore likely\b|\bside by side\b",
    ),
    (r"\brates?\b", r"\brates?\b|\bshares?\b|\bpercent\w*|\bproportion\b"),
    (
        r"^(?!.*\bspends?\b).*\b(?:hours|time)\b",
        r"\bhours?\b|\bhow long\b|\bhow much (?:\w+ )?time\b",
    ),
    (
        r"\b(?:size|how far|effect)\b",
        r"\bhow (?:big|large|much|far)\b|\bbigger\b|\blarger\b|\bsize\b|\beffects?\b|\bby how\b"
        r"|\bhappen(?:s|ed)?\b|\bmatter\b|\bimpact\b|\baffects?\b",
    ),
    (r"\bfigures on college degrees\b", r"\bdegrees?\b"),
    (
        r"\b(?:results?|finding)\b",
        r"\bresults?\b|\boutcomes?\b|\beffects?\b|\bimpacts?\b|\bfindings?\b|\bfound\b"
        r"|\b(?:did|does) .*\bfind\b"
        r"|\bdifference\b|\bhow (?:do|did|does|have|are) .*\b(?:do|doing|done|fare|perform)\b"
        r"|\bchanged?\b|\bhappens? to\b|\bbenefit\w*|\bwhat (?:about|abt)\b"
        r"|\bhow about\b|\bevidence\b",
    ),
    (
        r"^(?:advice|account|\w+-privacy|\w+ terms)\b",
        r"\bhow (?:do|does|did|can|should|to)\b|\badvice\b|\bdo we\b|\bneed\w*|\bterms?\b"
        r"|\brules?\b|\bagreements?\b",
    ),
    (r"^job description\b", r"\bjob description\b|\bduties\b"),
)
_COMPILED = tuple((re.compile(a, re.I), re.compile(b, re.I)) for a, b in _SIDES)
_OF_ALL = frozenset({"linked", "learning", "certified", "california"})
_NEVER = frozenset({"name", "role", DEFINITION})  # "who wrote the cost study?"


def of_one_side(head: str, asked: str) -> bool:
    """Say whether a question asks for that side of a thing which the gap is on."""
    if wanted(asked).kind in _NEVER:
        return False
    if any(of.search(head) and asks.search(asked) for of, asks in _COMPILED):
        return True
    counted, counts = _COUNTED.search(head), _COUNTS.search(asked)
    if not (counted and counts):
        return False
    return any(
        same_kind(one, other)
        for one in words(counted["of"])
        if one not in _OF_ALL | STOP_WORDS
        for other in words(counts["of"])
    )


def of_another_side(head: str, asked: str) -> bool:
    """Say whether a gap is plainly on another side of a thing than the one asked for.

    "No fee for certification was found" tells nothing to who asks whether they are certified.
    """
    sides = any(of.search(head) for of, _ in _COMPILED)
    return sides and not of_one_side(head, asked)


def compares(head: str) -> bool:
    """Say whether a gap is on how two or more things compare."""
    return bool(_COMPARES.search(head))
