"""A follow-up as one plain question: what it points at is put in its place.

In: a follow-up, the question before it as it was read, the opening of that answer, the known names.
Out: one question that can be read alone, or None where nothing can be said safely. This is for the
reader to see and to edit; the search leans on the earlier texts themselves, so that a wrong guess
here would mislead a reader, and each rule wants everything that it rests on to be plain.
"""

from __future__ import annotations

import re

from assistant.understanding.names import Gazetteer, Mention
from assistant.understanding.naming import name_words
from vectorstore.words import words

_LEAD = r"^(?:(?:and|but|so|ok(?:ay)?|then)\b[ ,]*)*"
_AUXILIARY = r"(?:did|does|do|is|are|was|were|has|have|had|can|could|should|will|would)"
_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\b(?:(?:down|out|over|up) )?there\b"
    r"(?=[\s?,.]*(?:$|[a-z]))",
    re.I,
)
_OF_A_DISTRICT = re.compile(r"\b(?:superintendent|supe|board|district|union|schools|mayor)\b", re.I)
_WHICH_ARE_THEY = re.compile(
    rf"{_LEAD}(?:which|what|who)(?P<noun> [a-z]+)?(?:,? (?:are|were) (?:they|those|these))?"
    r"(?P<tail>,? by name)?$",
    re.I,
)
_WHAT = r"(?P<what>(?:[a-z-]+ ){0,2}?[a-z-]+)"
_HOW_MANY = re.compile(
    rf"^how many {_WHAT} (?P<rest>(?:in|of|for|at|{_AUXILIARY}|[a-z]+ed)\b.+)$", re.I
)
_ANY = re.compile(
    rf"^(?:do|does|did|are|is|were|have|has) (?:there )?(?:any|some) {_WHAT[:-1]}s)"
    r" (?P<rest>[a-z].+)$",
    re.I,
)
_GAPPED = re.compile(rf"{_LEAD}how many (?P<rest>(?:{_AUXILIARY}|[a-z]+ed)\b.+)$", re.I)
_WITH = re.compile(r"\s(?P<with>(?:for|in|at) (?:the |a |an )?[^,?]+)$")
_ONES = re.compile(
    r"^(?:and |but )?(?:what|how) about (?P<who>"
    r"(?:the ones|those|the (?:kids|students|others|people)) (?:who|that|which|with|in) .+)$",
    re.I,
)
_BARE = re.compile(
    rf"{_LEAD}(?P<asks>since when|by when|until when|when|why|why not|how come|where|how much|"
    r"how often|how long|by whom|for whom|for how long|in which year|what year|how)$",
    re.I,
)
_CLAUSE = re.compile(rf"^(?P<asks>(?:how|when|where|why) )?(?P<asked>{_AUXILIARY}\b.+)$", re.I)
_LEANS = re.compile(r"\b(?:it|that|they|them|this|those|there|he|she|ones?)\b|–", re.I)
# What would still point at something after one word was put in its place.
_STILL = re.compile(r"\b(?:it|its|they|them|their|he|she|him|her|his|these|those)\b", re.I)
_PLAIN = frozenset({"why", "when", "where", "how", "how come", "in which year"})
_HE = re.compile(r"\b(?:he|she|him|her|his)\b", re.I)
_TITLE = r"(?:Superintendent|Principal|Governor|Mayor|President|Director|Dr\.|Senator|Professor)"
_ANYONE = re.compile(
    r"\b(?:any(?:one|body)|some(?:one|body)|who|which (?:program|tool|group|organi[sz]ation))\b",
    re.I,
)
_OPENS_WITH_NAME = re.compile(
    r"^(?:yes[.,] )?(?P<name>[A-Z][\w’'-]+(?: (?:of |for |and )?[A-Z][\w’'-]+)*)"
    r"(?=, (?:an?|the)\b| [a-z]+(?:ed|s)\b| (?:has|was|is|were)\b)"
)
_THAT_WAY = re.compile(r"\b(?:that|this) way\b", re.I)
_THAT_WORK = re.compile(
    r"\b(?:that|this) (?P<noun>work|program|project|effort|training|help|tool)\b", re.I
)


def rephrase(question: str, before: str, answer: str, known: Gazetteer) -> str | None:
    """Return a follow-up as a question that stands alone; None if nothing is sure enough."""
    asked, said = question.strip().rstrip(" ?.!"), before.strip().rstrip(" ?.!")
    for rule in (_which_ones, _so_many, _the_ones, _bare):
        if found := rule(asked, said):
            return f"{found}?"
    found = _person(asked, said, answer, known) or _agent(asked, said, answer)
    found = found or _place(asked, said, answer, known)
    return f"{found}?" if found and not _STILL.search(found) else None


def _which_ones(asked: str, said: str) -> str | None:
    """Ask which where it was asked how many, or whether any: "which ones are they?"."""
    if not (match := _WHICH_ARE_THEY.match(asked)):
        return None
    counted = _HOW_MANY.match(said) or _ANY.match(said)
    if not counted:
        return None
    noun = (match["noun"] or "").strip()
    what = noun if noun and noun not in {"ones", "one"} else counted["what"]
    return f"which {what} {counted['rest']}{match['tail'] or ''}"


def _so_many(asked: str, said: str) -> str | None:
    """Say what is counted: "and how many had applied in total?" after "how many agencies …"."""
    match, counted = _GAPPED.match(asked), _HOW_MANY.match(said)
    if not match or not counted or (last := _WITH.search(f" {counted['rest']}")) is None:
        return None
    return f"how many {counted['what']} {match['rest']} {last['with']}"


def _the_ones(asked: str, said: str) -> str | None:
    """Ask the same of some: "what about the ones who …?"."""
    match = _ONES.match(asked)
    return f"{said} – {match['who']}" if match else None


def _bare(asked: str, said: str) -> str | None:
    """Ask "why?" of what was asked before: "why did it open?" after "how did it open?"."""
    match, clause = _BARE.match(asked), _CLAUSE.match(said)
    if not match or not clause or _LEANS.search(said):
        return None
    if clause["asks"] and match["asks"].casefold() not in _PLAIN:
        return None  # "how did it open?", "since when?"
    return f"{match['asks']} {clause['asked'][0].lower()}{clause['asked'][1:]}"


def _person(asked: str, said: str, answer: str, known: Gazetteer) -> str | None:
    """Name who he or she is, if the question before or its answer names one person."""
    pointing = list(_HE.finditer(asked))
    if len(pointing) != 1:
        return None
    people = _people(said, known) or _people(answer, known)
    if len(people) != 1:
        return None
    match, name = pointing[0], people[0]
    owned = match.group().casefold() == "his" or (
        match.group().casefold() == "her" and re.match(r" [a-z]", asked[match.end() :])
    )
    return f"{asked[: match.start()]}{name}{'’s' if owned else ''}{asked[match.end() :]}"


def _people(text: str, known: Gazetteer) -> list[str]:
    """Return the people that a text names, known ones, or by a title and a full name."""
    mentions = known.mentions(text)
    found = [text[m.start : m.end] for m in mentions if m.names[0].kind == "person"]
    titled = re.finditer(rf"{_TITLE} (?P<name>[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+)", text)
    return list(dict.fromkeys([*found, *(match["name"] for match in titled)]))


def _agent(asked: str, said: str, answer: str) -> str | None:
    """Name who or what the answer opens with, where the question before asked for just that."""
    named = _OPENS_WITH_NAME.match(answer)
    if not named or not _ANYONE.search(said) or named["name"].split()[0] in {"The", "In", "A"}:
        return None
    if way := _THAT_WAY.search(asked):
        return f"{asked[: way.start()]}through {named['name']}{asked[way.end() :]}"
    if work := _THAT_WORK.search(asked):
        return f"{asked[: work.start()]}the {work['noun']} of {named['name']}{asked[work.end() :]}"
    return None


def _place(asked: str, said: str, answer: str, known: Gazetteer) -> str | None:
    """Name the place that "there" is, if nothing else was named where it could be."""
    pointing = list(_THERE.finditer(asked))
    places = [m for m in known.mentions(said) if m.names[0].kind in {"district", "school"}]
    if len(pointing) != 1 or len({m.names for m in places}) != 1 or known.mentions(asked):
        return None
    place, match = places[-1], pointing[0]
    if _others(answer, said, place, known) and not _is_of_district(asked, place):
        return None
    name = said[place.start : place.end]
    at = "at" if place.names[0].kind == "school" else "in"
    return f"{asked[: match.start()]}{at} {name}{asked[match.end() :]}"


def _is_of_district(asked: str, place: Mention) -> bool:
    return place.names[0].kind == "district" and bool(_OF_A_DISTRICT.search(asked))


def _others(answer: str, said: str, place: Mention, known: Gazetteer) -> set[str]:
    """Return the names in an answer that might be places too, and are not the one asked about."""
    own = set(words(said)) | {w for name in place.names for w in words(name.name)}
    own |= {
        w
        for m in known.mentions(answer)
        if m.names == place.names
        for w in words(answer[m.start : m.end])
    }
    return set(name_words(answer)) - own - {"linked", "learning"}
