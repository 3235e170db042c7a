"""What is to be counted: districts, schools, states, counties, colleges, or the documents.

In: a question. Out: the kind of thing that it asks "how many", "which" or "list all" of, and what
is asked of each of them. "Systems" and "places" are districts; "studies" and "reports" are the
documents behind the library, and are counted only by what they say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.understanding.bounds import NUMBER_WORDS, Bound, find_bound
from assistant.understanding.documents_asked import (
    DOCUMENTS,
    MENTIONS,
    NO_DIFFERENCE,
    SAYING,
    SAYS,
    YEARLY,
    YEARS_OF_REPORTS,
    author_of,
    claim_of,
    kinds_of,
    published_by,
)
from assistant.understanding.naming import core_question
from assistant.understanding.ones import name_the_ones
from assistant.understanding.pathways_asked import asks_for_pathways
from assistant.understanding.predicate import predicate_of

Kind = Literal[
    "district",
    "school",
    "state",
    "county",
    "college",
    "bill",
    "person",
    "document",
    "work",
    "pathway",
]

_NOUNS: dict[Kind, str] = {
    "document": DOCUMENTS,
    "district": r"(?:school )?(?:districts|systems)|places|communities",
    "school": r"(?:high )?schools|campuses",
    "state": r"states",
    "county": r"counties",
    "college": r"(?:community )?colleges|universities",
    "bill": r"(?:assembly |senate |state )?(?:bills|laws)",
    "person": r"(?:district |school )?"
    r"(?:superintendents|principals|directors|coordinators|authors)",
}
_ASKED = (
    r"\b(?:how many|which|what) (?:other )?(?:of )?(?:the |our |your |these |those )?"
    r"(?P<kept>(?:(?!did|do|does|kinds?|types?|sorts?|students|share|kids|pages|years|in|per|other"
    r"|[\w-]+s (?:or|and) )"
    r"[\w'’-]+ ){{0,4}})(?:{noun})\b"
    r"|\b(?:list|name|give me|tell me)(?: all| every| each| me)?(?: of)?(?: the)? "
    r"(?:[\w-]+ ){{0,2}}(?:{noun}) (?:that|which|who|with|where|in which)\b"
    r"|\b(?:list|name) (?:all|every)(?: of)?(?: the)? (?:{noun})(?=[?.!]*$)"
    r"|^(?:{noun})(?= (?:in|with|that|which|where|named|working|on|by|from|of)\b)"
    r"|\b(?:list|name) (?:every|each) (?:[\w-]+ ){{0,3}}(?:{one})"
    r" (?:that|which|with|where|in which)\b"
)
_OF_THE_NINE = re.compile(
    r"\b(?:how many|which|what)(?: ones)? of (?:the |our |your |these |those )?(?:\w+ )?nine\b"
    r"|\bof (?:the|our|your|those|these) (?:\w+ )?nine\b.*\b(?:how many|which)\b"
    r"|\b(?:in|for) (?:how many|which) of the nine\b",
    re.I,
)
# "What do the reports say about money, all of them?", "what does every document say on …"
_ALL_SAY = re.compile(
    rf"\bwhat (?:do|does|did) (?:all(?: of)?|each(?: of)?|every(?: one of)?) (?:the |your |our )?"
    rf"(?:{DOCUMENTS}|document|source|study|report)\b"
    rf"|\bwhat (?:do|did) (?:the |your |our )?(?:{DOCUMENTS})\b.*"
    r"\b(?:all of them|every one of them|each of them)\b",
    re.I,
)
EXCEPT = re.compile(r"\b(?:besides|other than|apart from|except(?: for)?|not counting)\b", re.I)
_EXCEPTED = re.compile(rf"{EXCEPT.pattern} (?:(?-i:[A-Z])[\w’'-]*[ ,]*(?:and )?)+", re.I)
_OF_SO_MANY = re.compile(
    r"\b(?:of|in|among|across) (?:the |those |these )?(?:(?:original|first) )?"
    r"(?P<number>nine|eight|seven|six|five|four|three|ten|\d\d?)\b"
    r"|\bthe (?P<also>nine|eight|seven|six|five|four|three|ten)\b"
    r"(?= (?:original|initiative|Irvine|pilot|districts))",
    re.I,
)
# What is asked of the documents or for the list, and not of the things counted.
_ABOUT_ASKING = re.compile(
    r"\b(?:how many|which ones?(?: are they| were they)?|which|what"
    r"|(?:list|name)(?: all| every| each)?"
    r"|are they|were they|do (?:your|the) documents|(?:your|the) documents|on record(?: with)?"
    r"|say|are there|were there|can you|could you|please|(?:are |were |is |was )?(?:describe[ds]?"
    r"|named?|mention(?:ed)?|known|listed|counted|reported|said)(?: (?:as|to be|by name))?"
    r"|(?:acted|act|serve[ds]?|acting|serving) as|others?|got|gets?|getting|made|makes?)\b",
    re.I,
)
_HOUSE = re.compile(r"\b(assembly|senate)\b(?=(?: (?:or|and) (?:assembly|senate))? bills?\b)", re.I)
_SINGULAR: dict[Kind, str] = {
    "document": "document|source|study|report|paper|evaluation",
    "district": "district",
    "school": "school",
    "state": "state",
    "county": "county",
    "college": "college",
    "bill": "bill|law",
    "person": "superintendent|principal|director|coordinator|author",
}
_NAMED = re.compile(
    r"\b(?:named|mention(?:ed|s)?|cited|by name|turn(?:s|ed)? up|comes? up|appears?"
    r"|by (?:its|their) names?|names? of|name (?:an?|its|their))\b"
    r"|['’]s? names?\b",
    re.I,
)
_BY_NUMBER = re.compile(
    r"\b(?:Assembly|Senate)(?: (?:or|and) (?:Assembly|Senate))?\b|"
    r"(?:\b(?:are|is) )?(?:\b(?:cited|listed|given|mentioned) )?(?:\b(?:with|by) )?(?:an? |their )?"
    r"\b(?:(?:AB|SB)(?: (?:or|and) (?:AB|SB))?\b(?! \d)|numbers?\b)(?: numbers?\b)?"
)
_LOOSE = re.compile(r"\b(?:what|which|all(?: the)?|how many) (?:places|communities)\b", re.I)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted: its kind, what is asked of each, over how many of them, by what bound.

    `excepted` is the question's text from where some are left out; `mention` says that documents
    are asked for what they speak of, not for what they say of it; `kinds` and `by`, who published
    them, narrow them. `no_difference` says that those are asked for which found none, `loose` that
    "places" may be no districts. `claim` is what documents are asked to say, "" where they need
    only speak of something; `named` says that it is asked who is named at all, `role` what the
    people counted are or were, `yearly` that of a study's reports each year's counts once. Of works
    `about` is their author, of pathways the question.
    """

    kind: Kind
    about: str
    number: int | None = None
    excepted: str = ""
    bound: Bound | None = None
    mention: bool = False
    kinds: frozenset[str] = frozenset()
    by: str = ""
    no_universities: bool = False
    loose: bool = False
    no_difference: bool = False
    studies: bool = False
    claim: str = ""
    named: bool = False
    role: str = ""
    yearly: bool = False


def read_count(question: str) -> Asked | None:
    """Read what a question wants counted; None if it asks for no such count."""
    kind = _kind_asked(question)
    if author := author_of(question):
        return Asked("work", author)
    if asks_for_pathways(question):
        return Asked("pathway", core_question(question), named=True)
    if kind is None:
        question = name_the_ones(question, _ANY_OF_THEM)
        kind = _kind_asked(question)
    if kind is None:
        return None
    core = core_question(question)
    named = bool(_NAMED.search(core))
    if kind == "document" and not (SAYS.search(core) or YEARLY.search(question)):
        return None
    if kind == "document":
        head, _, rest = core.rpartition(": ")
        core = rest if head and _PATTERNS[kind].search(rest) else core
    else:
        core = predicate_of(question, _THINGS[kind], named=named)
    bound = find_bound(core)
    excepted = EXCEPT.search(question)
    return Asked(
        kind,
        _predicate(core, kind, bound),
        _number(question) if kind == "district" else None,
        question[excepted.start() :][:60] if excepted else "",
        bound,
        bool(MENTIONS.search(core)),
        kinds_of(core) if kind == "document" else frozenset(),
        published_by(core, question) if kind == "document" else "",
        bool(re.search(r"\b(?:community|two-year|junior) colleges?\b", question, re.I)),
        kind == "district" and bool(_LOOSE.search(question)),
        bool(NO_DIFFERENCE.search(core)),
        kind == "document" and bool(re.search(r"\b(?<!case )studies\b", core, re.I)),
        claim_of(core, bound) if kind == "document" else "",
        named,
        _role(question, kind),
        kind == "document" and bool(YEARLY.search(question)),
    )


def _role(question: str, kind: Kind) -> str:
    """Return what the people asked for are ("superintendent"), or which bills: "AB", "SB"."""
    if kind == "bill":
        houses = {house[0].upper() for house in _HOUSE.findall(question)}
        return f"{houses.pop()}B" if len(houses) == 1 else ""
    found = re.search(rf"\b(?:{_SINGULAR['person']})(?=s\b)", question, re.I)
    return found.group().casefold() if found and kind == "person" else ""


def _kind_asked(question: str) -> Kind | None:
    """Return the kind that stands first after "how many", "which" or "list all"."""
    found: list[tuple[int, int, Kind]] = [
        (*match.span(), kind)
        for kind, pattern in _PATTERNS.items()
        if (match := pattern.search(question))
        if not _OR_OTHERS.match(question[match.end() :])
    ]
    if found:
        return min(found)[2]
    if _OF_THE_NINE.search(question):
        return "district"
    return "document" if _ALL_SAY.search(question) or YEARS_OF_REPORTS.search(question) else None


# "laws or programs", "schools, pathways and projects": not of one kind.
_OTHERS = rf"(?!{'|'.join(_NOUNS.values())})[a-z-]+s"
_OR_OTHERS = re.compile(rf"(?:,? {_OTHERS})*,? (?:or|and) {_OTHERS}\b", re.I)
_PATTERNS: dict[Kind, re.Pattern[str]] = {
    kind: re.compile(_ASKED.format(noun=noun, one=_SINGULAR[kind]), re.I)
    for kind, noun in _NOUNS.items()
}
_ANY_OF_THEM = re.compile(
    rf"\b(?P<plural>{'|'.join(_NOUNS.values())})\b"
    rf"|\b(?:an?|another|any|each|every|one) (?P<singular>(?:[a-z-]+ )?"
    rf"(?:{'|'.join(_SINGULAR.values())}))\b(?! [a-z-]+s\b)",
    re.I,
)
_THINGS = {
    kind: re.compile(rf"{pattern.pattern}|{_OF_THE_NINE.pattern}", re.I)
    if kind == "district"
    else pattern
    for kind, pattern in _PATTERNS.items()
}


def without_asking(text: str) -> str:
    """Return a question without the words that only ask: "can you list all the"."""
    return " ".join(re.sub(r"['’]s\b|[?,.;:–]", " ", _ABOUT_ASKING.sub(" ", text)).split())


def _number(question: str) -> int | None:
    asked = _OF_SO_MANY.search(question)
    if asked is None:
        return None
    number = asked["number"] or asked["also"]
    return NUMBER_WORDS.get(number.casefold()) or int(number)


def _predicate(question: str, kind: Kind, bound: Bound | None) -> str:
    """Return what is asked of each of the things counted."""
    text = question
    if no_difference := NO_DIFFERENCE.search(text):
        text = f"{text[: no_difference.start()]} {text[no_difference.end() :]}"
    elif bound is not None:
        text = f"{text[: bound.start]} {text[bound.end :]}"
    text = _OF_SO_MANY.sub(" ", _EXCEPTED.sub(" ", text))
    named = rf"\b(?:{_NOUNS[kind]}|{_SINGULAR[kind]})\b(?!-)"
    text = re.sub(named, " ", text, count=1, flags=re.I)
    if kind == "document":
        text = SAYING.sub(" ", text)
    elif kind == "bill":
        text = _BY_NUMBER.sub(" ", text)
    elif kind == "district":
        text = re.sub(r"\bdistricts?\b(?!-)", " ", text, flags=re.I)
    return without_asking(text)
