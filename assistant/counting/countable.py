"""Countable things: which districts, schools, states, counties, colleges a sentence speaks of.

In: a sentence and the names of the catalogue. Out: the names of one kind. Who only reports ("a Long
Beach release says") is not spoken of, nor is the one to whom something is done while another does
it ("Long Beach was mentor to San Diego"). For documents it is those that the sentence rests on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.counting.everything import Row
from assistant.evidence import without_reporter
from assistant.understanding.counted import Kind
from assistant.understanding.denial import without_denied
from assistant.understanding.names import Gazetteer, Mention, written_name
from core.schema import Origin, Source

_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii"
    "|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    "|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico"
    "|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island"
    "|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|West Virginia|Wisconsin"
    "|Wyoming"
)
_NAME = r"(?:[A-Z][\w’'.-]+[ /-]){1,3}?"
_WRITTEN: dict[Kind, re.Pattern[str]] = {
    "state": re.compile(rf"\b(?:{_STATES})\b(?! (?:State|University|City|Times|Department|Post))"),
    "county": re.compile(rf"\b(?P<name>{_NAME}County)\b"),
    "college": re.compile(
        r"\b(?P<name>(?!California )(?!College )"
        r"(?:[A-Z][\w’'-]+ ){1,3}(?:Community College|City College|College))"
        r"\b(?! and Career| [A-Z])"
        r"|\b(?!Seven |Two |Three |Four |Five |Six )(?P<other>(?:[A-Z][\w’'-]+ ){1,4}University)\b"
    ),
    "bill": re.compile(r"\b(?:AB|SB) \d{2,4}\b"),
    "school": re.compile(
        rf"\b(?P<name>(?!Union ){_NAME}(?:High|Middle)(?: School)?)\b(?! School District)"
        r"|\bSchool of [A-Z]\w+(?:(?:,| and|, and) [A-Z]\w+)*"
    ),
}
_TO_WHOM = re.compile(
    r"\b(?:to|for|with|than|unlike|against|like|near)(?: the| a| an| its| their)?(?: [\w-]+){0,2} $"
)
_AND_TO = re.compile(r"^(?:\s|,|/|and|or)*$")
_OF_SOMETHING_ELSE = re.compile(
    r"(?:['’]s)?(?: \([A-Z]+\))? (?!(?:and|or|did|do|does|have|had|has|is|are|was|were|in|on|at|by"
    r"|for|from|with|to|as|of|unified|city|school|when|after|before|since|that|which|who|its|got|gets|get)\b)[\w-]+",
    re.I,
)
# "the Los Angeles Regional Coalition" is not the district.
_ORGANISATION = re.compile(
    r"\b(?:[A-Z][\w’'-]+[ /-]){1,3}(?:County |Regional |Area |Metropolitan |Linked Learning )+"
    r"(?:Coalition|Hub|Chamber|Consortium|Partnership|Council|Collaborative)\b"
)
# "It was piloted with Oak Valley": those beside whom a thing is done do it too.
_TOGETHER = re.compile(
    r"\b(?:along|together|as well as) with $|\b(?:was|were|been) [a-z]+ed\b[^,;]* with $"
)


_DOES_TOO = re.compile(
    r"(?:(?:,| and) [A-Z][\w’-]*(?: [A-Z][\w’-]*)*)* (?:following|joining|adding|doing|coming)\b"
)  # "with Oak following"


def named_in(kind: Kind, known: Gazetteer) -> Callable[[str], frozenset[str]]:
    """Return what reads the names of a kind in a text."""
    if kind == "district":
        return known.districts
    if kind == "person":
        return lambda text: frozenset(
            written_name(name)
            for mention in known.mentions(text)
            for name in mention.names
            if name.kind == "person"
        )
    pattern = _WRITTEN[kind]

    def read(text: str) -> frozenset[str]:
        names = {
            re.sub(r"^(?:The|In|At|From|And|For) ", "", match.group()).removesuffix(" School")
            for match in pattern.finditer(text)
        }
        if kind != "school":
            return frozenset(names)
        schools = [m for m in known.mentions(text) if any(n.kind == "school" for n in m.names)]
        of_catalogue = {text[m.start : m.end].removesuffix(" School") for m in schools}
        rest = {n for n in names if not any(n in w or w in n for w in of_catalogue)}
        full = {written_name(n) for m in schools for n in m.names if n.kind == "school"}
        return frozenset(full | rest)

    return read


def spoken_of(kind: Kind, sentence: str, known: Gazetteer, *, denied: bool) -> frozenset[str]:
    """Return what a sentence says something of; with `denied` also what it denies something of."""
    text = without_reporter(sentence)
    text = text if denied else without_denied(text)
    return _doers(text, known) if kind == "district" else named_in(kind, known)(text)


def _doers(text: str, known: Gazetteer) -> frozenset[str]:
    """Return the districts of a sentence; where some do something to others, the first."""
    text = _ORGANISATION.sub(" ", text)
    doing: set[str] = set()
    others: set[str] = set()
    last: Mention | None = None
    last_is_other = False
    for mention in known.mentions(text):
        if not mention.districts:
            continue
        before = text[: mention.start]
        listed = last is not None and bool(_AND_TO.match(text[last.end : mention.start]))
        after = text[mention.end :]
        to_whom = bool(_TO_WHOM.search(before)) and not _TOGETHER.search(before)
        to_whom = to_whom and not _DOES_TOO.match(after)
        last_is_other = last_is_other if listed else to_whom
        (others if last_is_other else doing).update(mention.districts)
        last = mention
    return frozenset(doing or others)


def given_in(question: str, known: Gazetteer) -> frozenset[str]:
    """Return the districts that a question names itself: they are not what it asks for.

    In "the Los Angeles area's coalition" the name belongs to something else.
    """
    given: set[str] = set()
    for mention in known.mentions(question):
        within = re.search(r"\b(?:in|at|from) $", question[: mention.start], re.I)
        if within or not _OF_SOMETHING_ELSE.match(question[mention.end :]):
            given |= {n.name for n in mention.names if n.kind == "district"}
    return frozenset(given)


def documents_behind(row: Row, source: Source) -> Sequence[Origin | Source]:
    """Return the documents that a sentence rests on: its origins, else its own source."""
    return row.sentence.origins or (source,)
