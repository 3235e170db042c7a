"""The parts of a question: what is asked in one breath is searched for one by one.

In: a question that stands alone. Out: its parts in order. "What is X, who runs it and what did it
cost?" has three, each searched with what the first one is about; a comparison has one a side; most
questions have one. What a part is called is what the reader wrote, so that what has no evidence can
be named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understanding.names import Gazetteer
from assistant.understanding.naming import core_question
from assistant.understanding.sides import find_sides
from assistant.understanding.topic import topic_of
from vectorstore.words import STOP_WORDS, content_words, words

MOST = 6
_WHOLE = 0.3  # how much the whole question weighs beside one of its parts
_ASKING = r"(?:who|whom|whose|what|which|when|where|how|why)"
_BOUNDARY = re.compile(
    rf"(?:\s*[;,]\s*(?:and\s+|but\s+|plus\s+)?(?:also\s+)?|\s+(?:and|plus)\s+(?:also\s+)?)"
    rf"(?=(?:(?:in|over|on|for|at|to|from|by|since|until|with)\s+)?{_ASKING}\b)"
    r"|(?:\s*,?\s+and\s+|\s*,\s+)(?=(?:did|does|do|is|are|was|were|has|have|had|can)\s+"
    r"(?:it|they|the|that|this|he|she|there|any|we|you)\b)",
    re.I,
)
# "Muir, which opened in 2012, …": what follows the second comma does not ask.
_RELATIVE = re.compile(
    rf",\s*(?:which|who|whose|where|when)\b[^,?]*,(?!\s*(?:(?:and|but|plus)\s+)?(?:\w+\s+)?{_ASKING}\b)"
    rf"(?!\s*and\b)",
    re.I,
)
_COMMA = "\0"
_HEAD = re.compile(r"^(?P<head>[^?]{2,90}?)\s*(?::|\s[–—-])\s+(?P<rest>.+)$", re.S)
_ABOUT = re.compile(r"^(?:on|about|regarding|as for|for|with)\s+", re.I)
_TELLS = re.compile(
    r"^(?:please\s+)?(?:list|name|tell|give|show|explain|describe|compare|find|say|is|are|was|were|"
    r"do|does|did|has|have|had|can|could|should)\b",
    re.I,
)
_WHICH_MORE = re.compile(
    r"^(?:who|which(?: of| one| district| school)?)\b(?=.*\b(?:more|most|less|fewer|larger|higher"
    r"|lower|bigger|longer|earlier|later|first)\b)",
    re.I,
)
_CONDITION = re.compile(
    r"^(?:when|where)\s+(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|should|will|would)\b)",
    re.I,
)
# "For my session on internships:" says what it is for, and nothing of what is asked.
_CHATTER = re.compile(
    r"\b(?:session|workshop|slides?|sheet|list|memo|deck|board|meeting|tomorrow|things|questions|"
    r"handout|footnote|i[’']m|we[’']re|my|our)\b",
    re.I,
)
# "How many …, and which ones?" asks one thing: the list has the count in it.
_SAME_THING = re.compile(
    r"^(?:which|what|who|where)\b(?: \w+)?"
    r"(?:$| (?:ones?|ones? (?:were|are) (?:they|those)|(?:were|are) (?:they|those)|(?:is|was) it"
    r"|ha(?:d|ve) one|are there)$)|^which (?:\w+ ){0,2}ha(?:d|ve) one$"
    r"|^(?:and )?what are they called$|^where$|^which ones$"
    r"|^what(?: else)?$|^who else$|^how (?:so|many)$|^why(?: not)?$",
    re.I,
)
# "Since the state requires it, …" and "…, or is that oversold?" are not what is to be answered.
_GIVEN = re.compile(
    r"^(?:since|given that|now that|seeing that|as|because) [^,?]{8,80}, (?=\w)", re.I
)
_TAG = re.compile(
    r",? (?:or (?:is|are|was|were|do|does|did|not) (?:that|it|this|they|they)?[^,?]*"
    r"|(?:is that )?(?:right|correct|true))\?$",
    re.I,
)
_BARE = re.compile(r"^(?:who|what|when|where|how|why)$", re.I)
_COUNTS = re.compile(r"\bhow many\b|\bwhat number of\b", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked.

    `name` is what the reader called it, "" where the question has but one; `search_text` is what
    is searched for, `earlier` the texts that it leans on, each with its weight, `told` what was
    answered before, `clause` the part as it was written. A `side` is one of those compared.
    """

    name: str
    search_text: str
    earlier: tuple[tuple[float, str], ...] = ()
    told: str = ""
    clause: str = ""
    side: bool = False

    @property
    def asks(self) -> str:
        """What is asked, without what it takes for granted and what was put beside it."""
        asked = self.clause or self.search_text
        return _TAG.sub("?", _GIVEN.sub("", asked)) or asked


def split(question: str, known: Gazetteer) -> tuple[Part, ...]:
    """Return the parts of a question."""
    sides = find_sides(question, known)
    if len(sides) > 1:
        return tuple(Part(side.name, _of_one(side.text), side=True) for side in sides[:MOST])
    head, clauses = _clauses(core_question(question))
    if len(clauses) < 2:
        return (Part("", question),)
    subject = head or topic_of(clauses[0]) or clauses[0]
    return tuple(
        Part(
            _named(clause),
            _with_subject(clause, subject),
            earlier=((_WHOLE, question),),
            clause=clause,
        )
        for clause in [*clauses[: MOST - 1], " and ".join(clauses[MOST - 1 :])][: len(clauses)]
    )


def _of_one(text: str) -> str:
    """Ask of one side what was asked of all: "Who had more kids …" looks for no name."""
    return _WHICH_MORE.sub("", text)


def _clauses(asked: str) -> tuple[str, list[str]]:
    """Return what the clauses are about, if that is said first, and the clauses that ask."""
    text, head = asked.strip(), ""
    match = _HEAD.match(text)
    if match and not _asks(match["head"]) and _asks(match["rest"]):
        head, text = match["head"].strip(" ,"), match["rest"]
    pieces = [
        piece.strip(" ?.!,")
        for sentence in re.split(r"(?<=\?)\s+", text)
        for piece in _cut(sentence)
        if words(piece)
    ]
    if head:
        pieces = [item for piece in pieces for item in _listed(piece)]
        head = _subject_of_head(head)
    if not head and len(pieces) > 1 and not _opens(pieces[0]):
        # "In 2018, how many …" opens with what its clauses are about, "Once …," with a condition.
        head = head or _ABOUT.sub("", pieces[0])
        pieces[:2] = [f"{pieces[0]}, {pieces[1]}"]
    return head, _join_what_belongs(pieces)


def _subject_of_head(head: str) -> str:
    """Return what a head is about: of "for my session on internships" the internships."""
    if not _CHATTER.search(head):
        return head
    about = re.search(r"\b(?:on|about|regarding) (?P<what>.+)$", head, re.I)
    return about["what"] if about else ""


def _cut(sentence: str) -> list[str]:
    """Cut a sentence where it asks anew; "Muir, which opened in 2012, …" asks nothing there."""
    kept = _RELATIVE.sub(lambda match: match.group().replace(",", _COMMA), sentence)
    return [piece.replace(_COMMA, ",") for piece in _BOUNDARY.split(kept)]


def _join_what_belongs(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    for number, piece in enumerate(pieces):
        if _BARE.match(piece) and number + 1 < len(pieces):
            pieces[number + 1] = f"{piece} and {pieces[number + 1]}"  # "when and where is …"
        elif joined and _belongs(piece, joined[-1]):
            joined[-1] += f" and {piece}"
        else:
            joined.append(piece)
    return joined


def _opens(piece: str) -> bool:
    """Say whether a clause asks, or tells to: "list all", "did it work"."""
    return bool(_TELLS.match(piece)) or (_asks(piece) and not _CONDITION.match(piece))


def _listed(piece: str) -> list[str]:
    """Cut "price tag, opening date" into what is asked, if it asks without a verb."""
    if _asks(piece):
        return [piece]
    items = [item.strip() for item in re.split(r",\s*(?:and\s+)?", piece)]
    return items if all(len(item.split()) <= 5 for item in items) else [piece]


def _belongs(piece: str, before: str) -> bool:
    """Say whether a clause asks nothing new, or is no clause of its own."""
    if _COUNTS.search(before) and re.match(r"(?:which|what|where)\b", piece, re.I):
        own = [w for w in content_words(piece) if w not in STOP_WORDS]
        points = re.search(r"\b(?:ones|they|those)\b(?: called)?$", piece, re.I)
        return bool(points and len(own) <= 2) or bool(_SAME_THING.match(piece))
    return bool(_SAME_THING.match(piece)) or not _subject_words(piece)


def _subject_words(text: str) -> list[str]:
    return [word for word in content_words(text) if word not in STOP_WORDS]


def _asks(text: str) -> bool:
    return bool(re.search(rf"\b{_ASKING}\b", text, re.I))


def _named(clause: str) -> str:
    """Return a clause as a reader would name what it asks for: "what it cost"."""
    plain = re.sub(r"^(?:and|but|also|so|then)\s+", "", clause.strip(), flags=re.I)
    return plain[:1].lower() + plain[1:] if not plain[1:2].isupper() else plain


def _with_subject(clause: str, subject: str) -> str:
    """Say what a later clause is about, unless it has all those words."""
    own = set(words(clause))
    return clause if own.issuperset(_subject_words(subject)) else f"{clause} ({subject})"
