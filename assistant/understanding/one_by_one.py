"""One by one: things that are told by name, and those that are told by number alone.

In: a question, or the nouns that it counts, and a sentence. Out: whether the sentence may list such
things: stages and reasons are listed, students and weeks are not. "Which six districts?" is
answered by what names about six, not by what says again that they were six.
"""

from __future__ import annotations

import re

from assistant.understanding.alike import singular
from assistant.understanding.bounds import NUMBER_WORDS
from assistant.understanding.listing import list_length, listed_items, lists

_BY_NAME = frozenset(
    word
    for line in (
        "reason worry worrie concern problem challenge obstacle barrier way thing kind type sort",
        "form factor condition principle goal criteria area topic theme domain strategy strategie",
        "role item point source partner tool option idea lesson finding requirement support",
    )
    for word in line.split()
)
# What a sentence lists are none of these.
_ONLY_NUMBERED = frozenset(
    word
    for line in (
        "student people person teacher staff adult parent participant applicant respondent",
        "employee enrollee graduate employer business businesse company companie resident family",
        "familie year month week day hour minute time page word dollar percent point credit unit",
        "seat period interview survey vote meeting session visit internship placement match copy",
        "application freshman freshmen candidate trustee commissioner counselor educator worker",
        "volunteer coache superintendent principal officer kid child children youth pupil learner",
    )
    for word in line.split()
)
_WRITERS = frozenset({"people", "person", "author", "writer", "researcher", "name"})
_PERSON = re.compile(r"(?:and )?[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,2}")
_NUMBER = rf"(?P<number>{'|'.join(word for word in NUMBER_WORDS if word != 'one')}|\d{{1,2}})"
# "Which six districts", "name the four hubs", "what were the other three schools"
_WHICH = re.compile(
    r"\b(?:which|what|who|name|list)(?: (?:are|were|is|was|all|the|those|these|me|other|exactly))*"
    rf" {_NUMBER}(?: of the)? (?:[\w’'-]+ ){{0,3}}?[\w’'-]+s\b",
    re.I,
)
# "three organizations lead it. Which ones?", "six pathways – which six?"
_WHICH_ONES = re.compile(
    rf"\b(?<!of )(?<!of the ){_NUMBER} (?:[\w’'-]+ ){{0,3}}?(?P<noun>[\w’'-]+s)\b[^.?!]*[^\w ] *"
    r"(?:and )?(?:which|what|who) (?:ones|are they|were they|(?P=number))\b",
    re.I,
)
_HOW_MANY = re.compile(r"\bhow many\b", re.I)
_TWO = 2
_PAIR = re.compile(r"\b(?:and|or)\b")


def told_by_name(noun: str) -> bool:
    """Say whether things of this kind are told one by one: reasons, roles, tools."""
    return singular(noun.casefold()) in _BY_NAME


def only_numbered(noun: str) -> bool:
    """Say whether things of this kind are told by number alone: students, weeks, pages."""
    return singular(noun.casefold()) in _ONLY_NUMBERED


def are_persons(items: tuple[str, ...]) -> bool:
    """Say whether all of what is listed are names of persons."""
    return bool(items) and all(map(_PERSON.fullmatch, items))


def may_list(named: frozenset[str], text: str) -> bool:
    """Say whether a text lists such things: of persons their names, of what is numbered nothing.

    `named` are the nouns of what is counted, in the singular.
    """
    if not lists(text):
        return False
    if named & _ONLY_NUMBERED and not named & _BY_NAME:
        return bool(named & _WRITERS) and are_persons(listed_items(text))
    return True


def names_asked(question: str) -> int | None:
    """Return of how many things, by the question's own number, the names are asked."""
    if _HOW_MANY.search(question):
        return None
    found = _WHICH.search(question) or _WHICH_ONES.search(question)
    if found is None or only_numbered(found.groupdict().get("noun", "")):
        return None
    written = found["number"].casefold()
    return NUMBER_WORDS.get(written) or int(written)


def tells_so_many(text: str, number: int) -> bool:
    """Say whether a text lists as many things, or nearly: "the other three" of four."""
    if number == _TWO:
        return bool(_PAIR.search(text))
    return list_length(text) >= number - 1
