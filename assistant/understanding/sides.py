"""The sides of a comparison: two districts, reports, years or groups.

In: a question and the known names. Out: for each side its name and the question as it is asked of
this side alone, for searching. Sides are found by known places, by years, by names with capitals,
or by what stands on both sides of "versus".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.understanding.names import Gazetteer, Mention, written_name
from assistant.understanding.topic import VERB, topic_of
from vectorstore.words import STOP_WORDS, words

_MARKER = re.compile(
    r"\b(?:compar(?:e|es|ed|ing|ison)|differ(?:s|ed|ence|ences|ent(?:ly)?)?|versus|vs\.?|against|"
    r"stack(?:s|ed)? up|contrast|side by side|between|both|each|either|shift(?:ed)?|higher|lower|"
    r"larger|bigger|smaller|better|worse|more|less|fewer|older|longer|shorter|or|than)\b",
    re.I,
)
_VERSUS = re.compile(
    r",?\s*\b(?:versus|vs\.?|as against|as opposed to|compared? (?:to|with)|(?:stack up )?against|"
    r"than)\s+",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[-–]\d\d(?:\d\d)?)?\b(?: (?P<noun>[a-z]+))?")
_YEAR_MARKER = re.compile(
    r"\b(?:compar\w+|differ\w*|versus|vs\.?|against|shift(?:ed)?|between|each|both|"
    r"(?:go|went) (?:up|down)|change[ds]?|rise|rose|fall|fell|than|another)\b",
    re.I,
)
# Whether sources differ on a year is no comparison of two years.
_SOURCES = re.compile(
    r"\b(?:sources|documents|accounts|reports) (?:differ|disagree)|between sources\b", re.I
)
_NOUNS = frozenset(
    word
    for line in (
        "report one framework profile study edition version survey cohort class guide plan",
        "evaluation brief summary law dashboard",
    )
    for word in line.split()
)
_CAPITALS = (
    r"(?!(?:Compare|Contrast|Set|Which|What|How|Do|Does|Did|Is|Are|Was|Were|Has|Have|Had|Can|"
    r"Could|Should|Would|Will|Who|When|Where|Why|In|On|For|At)\b)"
    r"[A-Z][\w’'&-]*(?: (?:of|and the|the|for|[A-Z][\w’'&-]*|\d+))*"
)
# What is said of the comparison, and of no side.
COMPARING = re.compile(
    r"\b(?:compar(?:e|es|ed|ing)(?: (?:to|with))?|comparison|differ(?:s|ed|ent(?:ly)?)?|"
    r"differences? (?:between|in)|versus|vs\.?|(?:as |set )?against|stack(?:s|ed)? up(?: against)?|"
    r"contrast|side by side|between|both|each other)(?!\w)",
    re.I,
)
# "the grants to , and Antioch?" and "is Pasadena the bigger, or ?" once the other side is out.
_LEFT_OVER = re.compile(
    r"(?:\s*,|\s+(?:and|or|to|of|in|at|vs\.?|versus|with))+(?=\s*[?.,;:])"
    r"|(?<=[,;:])(?:\s+(?:and|or|to|of|in|at|with))+(?=\s*[?.,;:])"
    r"|\s*,?\s+(?:and\s+)?(?:what|how|who|when|where)\s+(?:do|does|did|is|are|was|were|has|have)"
    r"(?=\s*[,?])",
    re.I,
)
_NAMED_PAIR = re.compile(
    rf"\b(?:between (?P<a>{_CAPITALS}) and (?P<b>{_CAPITALS})"
    rf"|(?P<c>{_CAPITALS}) (?:or|versus|vs\.?|and) (?P<d>{_CAPITALS}))"
)
_MOST_WORDS = 5
_JOINED_BEFORE = re.compile(r"(?:,? (?:and|or|versus|vs\.?)|,) (?:the )?$")
_JOINED_AFTER = re.compile(r"^(?:,? (?:and|or|versus|vs\.?)|,) (?=[A-Z(])")
_LISTED = re.compile(r"(?:and|or|versus|vs\.?|&)(?: (?:in|of|at|for|from|by|to))?")
# "How do gold and silver certification differ?"
_KINDS = re.compile(
    r"\b(?:(?:how|what|where) (?:do|does|did|are|is) (?:the )?(?P<a>[\w’'-]+(?: [\w’'-]+)?)"
    r" (?:and|versus|vs\.?) (?:the )?(?P<b>[\w’'-]+(?: [\w’'-]+)?) (?:differ|compare|stack|fare)"
    r"|(?:differences?|compar\w+|gaps?) between (?:the )?(?P<c>[\w’'-]+) and (?:the )?"
    r"(?P<d>[\w’'-]+(?: [\w’'-]+)?)\s*(?:[?,:;]|$))",
    re.I,
)
# "Do English learners graduate at a higher rate than Latino students?"
_THAN = re.compile(
    rf"\b(?:do|does|did|are|is|were|was|have|has) (?P<a>(?:[\w’'-]+ ){{0,3}}?[\w’'-]+) (?:{VERB})\b"
    r"[^?]*\b(?:more|less|fewer|higher|lower|better|worse|\w{3,}er)\b[^?]*\bthan "
    r"(?P<b>(?:[\w’'-]+ ){0,3}[\w’'-]+)(?: (?:do|does|did|are|were|is|was))?\s*[?.]?$",
    re.I,
)
_OF_A_HEAD = re.compile(
    r"^(?P<a>(?:[\w’'&-]+ ){0,4}[\w’'&-]+) (?:and|versus|vs\.?) (?P<b>(?:[\w’'&-]+ ){0,4}[\w’'&-]+)"
    r"(?::| [–—-]) (?=.*\b(?:each|both|either|the two|them)\b)",
    re.I,
)
_PATTERNS = (_OF_A_HEAD, _KINDS, _THAN)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it is called, and the question as asked of it alone."""

    name: str
    text: str


def find_sides(question: str, known: Gazetteer) -> tuple[Side, ...]:
    """Return the sides that a question compares; none if it compares nothing."""
    return tuple(
        Side(side.name, _LEFT_OVER.sub("", " ".join(COMPARING.sub(" ", side.text).split())))
        for side in _find(question, known)
    )


def _find(question: str, known: Gazetteer) -> tuple[Side, ...]:
    return (
        _places(question, known)
        or _years(question)
        or _names(question)
        or _phrases(question)
        or _kinds(question)
    )


def _places(question: str, known: Gazetteer) -> tuple[Side, ...]:
    """Two places that are named, or one abbreviation that may mean two."""
    mentions = [m for m in known.mentions(question) if _is_place(m)]
    if len(mentions) == 1 and len(mentions[0].names) > 1:
        only = mentions[0]
        return tuple(
            Side(written_name(name), _without(question, [only], written_name(name)))
            for name in only.names
        )
    places: dict[str, list[Mention]] = {}
    for mention in mentions:
        places.setdefault(written_name(mention.names[0]), []).append(mention)
    if len(places) < 2 or not _are_sides(question, mentions):
        return ()
    return tuple(
        Side(
            place,
            _without(question, [m for other, ms in places.items() if other != place for m in ms]),
        )
        for place in places
    )


def _is_place(mention: Mention) -> bool:
    return all(name.kind in {"district", "school"} for name in mention.names)


def _are_sides(question: str, mentions: Sequence[Mention]) -> bool:
    """Say whether places are compared, not a school and its district named together."""
    if (
        len(set().union(*(m.districts for m in mentions))) < 2
        and len({m.names[0].kind for m in mentions}) > 1
    ):
        return False
    between = [
        question[one.end : other.start].strip(" ,()").casefold()
        for one, other in pairwise(mentions)
        if one.names != other.names
    ]
    last = bool(between) and bool(_LISTED.fullmatch(between[-1]))
    listed = last and all(not gap or _LISTED.fullmatch(gap) for gap in between)
    asked_anew = any(re.search(r"\band (?:what|how)(?: \w+)?$", gap) for gap in between)
    return listed or asked_anew or bool(_MARKER.search(question))


def _years(question: str) -> tuple[Side, ...]:
    found = list(_YEAR.finditer(question))
    distinct = {match.group().split(" ")[0] for match in found}
    if len(distinct) != 2 or len(found) != 2 or not _YEAR_MARKER.search(question):
        return ()
    if _SOURCES.search(question):
        return ()
    names = []
    noun = next((m["noun"] for m in found if m["noun"] in _NOUNS - {"one"}), "")
    for match in found:
        year = match.group().split(" ")[0]
        names.append(f"{year} {noun}".strip())
    spans = [(match.start(), match.start() + len(match.group().split(" ")[0])) for match in found]
    return tuple(
        Side(name, question[: other[0]] + question[other[1] :])
        for name, other in zip(names, reversed(spans), strict=True)
    )


def _names(question: str) -> tuple[Side, ...]:
    """Two names with capitals: "Silver or Gold", "between Measure N and Measure H"."""
    match = _NAMED_PAIR.search(question)
    if match and _MARKER.search(question):
        first, second = (match["a"] or match["c"]), (match["b"] or match["d"])
        return _two(question, first, second)
    return ()


def _kinds(question: str) -> tuple[Side, ...]:
    """Two kinds of one thing: "gold and silver certification", "UCLA's guide and SRI's: …"."""
    match = next((m for p in _PATTERNS if (m := p.search(question))), None)
    if not match:
        return ()
    found = match.groupdict()
    named = (found["a"] or found.get("c") or "", found["b"] or found.get("d") or "")
    first, second = (re.sub(r"^the ", "", name, flags=re.I) for name in named)
    if not all(set(words(name)) - STOP_WORDS for name in (first, second)):
        return ()  # "did they say whether …" has no side called "they"
    if len(second.split()) > 1 and len(first.split()) == 1:
        first = f"{first} {second.split()[-1]}"
        return (
            Side(first, _drop(question, second.split()[0])),
            Side(second, _drop(question, first.split()[0])),
        )
    return _two(question, first, second)


def _phrases(question: str) -> tuple[Side, ...]:
    """What stands on both sides of "versus": the second up to the clause's end, the first alike."""
    match = _VERSUS.search(question)
    if not match:
        return ()
    after = re.split(r"[,;:?.]| (?:in|on|at|when|do|does|did|is|are)\b", question[match.end() :])[0]
    second = re.sub(r"^(?:an?|the|it’s|it's)\s+", "", after.strip())
    if not 0 < len(second.split()) <= _MOST_WORDS:
        return ()
    before = question[: match.start()]
    marker = match.group().strip(" ,.")
    first = _like(before, second)
    first = first or (
        topic_of(before) if marker == "than" else _right_before(before, second, marker)
    )
    return _two(question, first, second) if first else ()


def _like(text: str, second: str) -> str | None:
    """Return the phrase in a text that ends in the same word as the other side."""
    opening, last = second.split()[0], second.split()[-1]
    if opening[:1].isupper() and (named := re.search(rf"\b{re.escape(opening)} [A-Z][\w-]*", text)):
        return named.group()
    found = re.search(rf"((?:[\w’'-]+ ){{0,4}}){re.escape(last)}\b", text, re.I)
    if not found:
        return None
    kept: list[str] = []
    for word in reversed(found.group().split()):
        if word.casefold() in STOP_WORDS:
            break
        kept.insert(0, word)
    return " ".join(kept) if 1 < len(kept) <= _MOST_WORDS else None


def _right_before(text: str, second: str, marker: str) -> str | None:
    """Return the one word before "versus" where one stands after it: "silver versus gold"."""
    first = text.split()[-1] if text.split() else ""
    one_each = len(second.split()) == 1 and marker in {"versus", "vs"}
    return first if one_each and set(words(first)) - STOP_WORDS else None


def _two(question: str, first: str, second: str) -> tuple[Side, ...]:
    if first.casefold() in second.casefold() or second.casefold() in first.casefold():
        return ()
    return (
        Side(first, _drop(question, second)),
        Side(second, _drop(question, first)),
    )


def _drop(question: str, words: str) -> str:
    return " ".join(question.replace(words, " ").split())


def _without(question: str, mentions: Sequence[Mention], instead: str = "") -> str:
    """Return the question without these names."""
    for mention in sorted(mentions, key=lambda m: -m.start):
        before, after = question[: mention.start], question[mention.end :]
        if not instead:  # "A and B have" is "A have" without B, and "B have" without A
            joined = _JOINED_BEFORE.search(before)
            before = before[: joined.start()] if joined else before
            after = after if joined else _JOINED_AFTER.sub("", after)
        question = before + instead + after
    return " ".join(question.replace("()", "").split())
