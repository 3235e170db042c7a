"""Documents asked for: what they are to say, of which kind they are, and who published them.

In: a question for documents ("how many reports by SRI say that …"). Out: its parts. That a document
speaks of something and that it says something of it are two things.
"""

from __future__ import annotations

import re

from assistant.understanding.bounds import Bound
from assistant.understanding.naming import written_names

DOCUMENTS = (
    r"(?:case )?studies|documents|sources|reports|papers|evaluations|briefs|articles"
    r"|(?:press )?releases|web ?pages|publications|accounts|texts"
)
SAYS = re.compile(
    r"\b(?:(?:say|said|says|find|finds|found|report(?:ed)?|mention(?:s|ed)?|name[ds]?|describe[ds]?"
    r"|show(?:s|ed|n)?|give[s]?|gave|put|note[ds]?|warn(?:s|ed)?|claim(?:s|ed)?|argue[ds]?"
    r"|discuss(?:es|ed)?|cover(?:s|ed)?|speak|spoke|tell|told|see|saw|back|support(?:s|ed)?"
    r"|state[ds]?|cite[ds]?|talk|conclude[ds]?|look(?:ed|s)?|deal|recommend(?:s|ed)?|criticize[ds]?"
    r"|use[ds]?|rely|relied|measure[ds]?|confirm(?:s|ed)?|bring up|touch|refer|call|admit|praise"
    r"|address|have something)"
    r"\b|(?:are|is|were) (?:about|on)\b|(?:do (?:you|we) have|there are|are there) (?:on|about)\b"
    r"|\b(?:about|on)\b)",
    re.I,
)
MENTIONS = re.compile(
    r"\b(?:use[ds]?|rely|relied|mention(?:s|ed)?|discuss(?:es|ed)?|cover(?:s|ed)?|speak|spoke|talk|cite[ds]?|refer"
    r"|bring up|touch|deal|look(?:ed|s)? at|address|say (?:anything|something)|have something"
    r"|name[ds]?|(?:are|is|were) (?:about|on)|(?:have|there are|are there) (?:on|about))\b",
    re.I,
)
SAYING = re.compile(
    r"\b(?:of (?:the|your|our|these|those|all)|(?:in|behind) (?:the|your|our) library|do you have"
    r"|use[ds]?|rely|relied|(?:described |listed |cited |mentioned |named )?(?:in )?here"
    r"|all of them|every one of them|each of them|anything|something|"
    r"say(?:s|ing)?|said|find(?:s|ing)?|found|report(?:s|ed)?|mention(?:s|ed|ing)?|name[ds]?"
    r"|discuss(?:es|ed)?|speak of|talk(?:s|ed)? (?:about|of)|tell us|state[ds]?"
    r"|claim(?:s|ed)?|note[ds]?|conclude[ds]?|argue[ds]?|cite[ds]?|show(?:s|ed)?|describe[ds]?|cover(?:s|ed)?"
    r"|that|about|there|library)\b",
    re.I,
)
_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    (r"case studies", frozenset({"case-study", "cross-case"})),
    (r"evaluations", frozenset({"evaluation"})),
    (r"briefs", frozenset({"brief"})),
    (r"(?:press )?releases", frozenset({"press-release"})),
    (r"web ?pages", frozenset({"web-page"})),
)
_BY = re.compile(
    r"\b(?P<by>(?!Which|What|How|List|Name|Do|Does|In|Of)(?-i:[A-Z])[\w-]+"
    r"(?: (?-i:[A-Z])[\w-]+)*)(?:['’]s?)? (?:[\w-]+ ){0,3}"
    rf"(?:{DOCUMENTS})\b",
    re.I,
)
# "no effect on": a sentence that says "as likely as others" says so too.
NO_DIFFERENCE = re.compile(
    r"\b(?:no|not any|not much|little|hardly any)(?: (?:real|clear|significant|measurable|big))?"
    r" (?:difference|effects?|impacts?|gains?|improvements?|change|benefits?|advantage)\b",
    re.I,
)
# "SRI's yearly reports", "a report for every year": each year's is one, whatever was added to it.
YEARS_OF_REPORTS = re.compile(
    r"\breports?\b.*\b(?:which|what|how many)(?: of (?:those|these|the))? years?\b[^.?!]*"
    r"\bhave (?:one|it|them|an?|any|reports)\b",
    re.I,
)
YEARLY = re.compile(
    rf"\b(?:yearly|annual|year-by-year|numbered)(?: year)? (?:[\w-]+ ){{0,2}}(?:{DOCUMENTS})\b"
    rf"|\breports? (?:for|on) (?:nearly |almost )?(?:each|every|all the) years?\b"
    rf"|{YEARS_OF_REPORTS.pattern}",
    re.I,
)
_SAYING_THAT = re.compile(
    rf"\b(?:{DOCUMENTS})\b.*?\b(?:say|said|find|found|report(?:ed)?|show(?:ed|n)?|state[ds]?"
    r"|claim(?:ed)?|note[ds]?|conclude[ds]?|argue[ds]?|confirm(?:ed)?|warn(?:ed)?|tell us)"
    r"(?:,? that)? (?P<claim>.+?)[\s?.!]*$",
    re.I,
)

_PERSON = r"(?P<name>(?-i:[A-Z])[\w’'-]+(?: (?-i:[A-Z])(?:\.|[\w’'-]+))+)"
_WRITE = r"(?:(?:co-?)?(?:write|wrote|written|author|authored|publish|published))"
_WORKS = (
    rf"(?:{DOCUMENTS}|things|pieces|works?|everything|anything|what else|writings|write-ups|items)"
)
_IN_LIBRARY = (
    r"(?:[ ,]+(?:or|and|co-?writ\w+|do|does|are|is|there|here|in|have|has|we|you|the|your|our"
    r"|library|documents|listed|cited|going|by|what|know|of|that|alone|with|an?|co-authors?|these"
    r"|this|they|on|ones|included|including|mention(?:ed)?|turn(?:s|ed)? up|com(?:e|es) up|appears?"
    r"|anywhere|named))*"
)
_BY_AUTHOR = (
    re.compile(
        rf"\b{_WORKS} (?:\w+ ){{0,2}}(?:by (?:{_PERSON}|him|her|that (?:author|writer|person))"
        rf"|with (?:his|her) name on(?: \w+)?){_IN_LIBRARY}\W*$",
        re.I,
    ),
    re.compile(
        rf"\b(?:which|what|how many)(?: else| other)?(?: {_WORKS})?(?: else)? (?:did|has|have) "
        rf"(?:{_PERSON}|he|she|they) {_WRITE}{_IN_LIBRARY}\W*$",
        re.I,
    ),
)


_THE_COUNT = re.compile(
    r"(?<=[.?!]) (?:(?:give|tell) me|i need|just) (?:the|a) (?:count|number|total)\W*$", re.I
)


# "reports by the Oak Institute": who publishes calls few works its own.
_PUBLISHER = re.compile(
    r"\b(?:Alliance|Institute|Center|Project|Foundation|Universit(?:y|ies)|College|District"
    r"|Unified|International|Network|Board|Department|Agency|Council|Commission)\b"
)


def author_of(question: str) -> str:
    """Return the person all of whose works are asked for: "which pieces did Ann Lee write?".

    "" where no person is named, or something more is asked of the works.
    """
    for pattern in _BY_AUTHOR:
        if found := pattern.search(_THE_COUNT.sub("", question)):
            before = question[: found.start()]
            names = [told["name"] for told in re.finditer(_PERSON, before)]
            name = found["name"] or next(reversed(names), written_names(before))
            return "" if _PUBLISHER.search(name) else name
    return ""


def claim_of(question: str, bound: Bound | None) -> str:
    """Return what documents are asked to say; "" where that is any figure, or only a subject."""
    text = question
    if bound is not None and bound.unit != "year":
        text = f"{text[: bound.start]} {text[bound.end :]}"
    said = _SAYING_THAT.search(text)
    if said is None or MENTIONS.search(question) or NO_DIFFERENCE.search(question):
        return ""
    return " ".join(said["claim"].split())


def kinds_of(question: str) -> frozenset[str]:
    """Return of which kinds the documents are to be; none where any will do."""
    for noun, kinds in _KINDS:
        if re.search(rf"\b{noun}\b", question, re.I):
            return kinds
    return frozenset()


def published_by(core: str, question: str) -> str:
    """Return who published the documents; of yearly reports also one who is named beside them."""
    if found := _BY.search(core):
        return str(found["by"])
    return written_names(question) if YEARLY.search(question) else ""
