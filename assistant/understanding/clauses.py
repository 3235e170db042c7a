"""The clauses of a question: where it asks anew.

In: a question. Out: what its clauses are about, if that is said first, and the clauses in order.
"Muir, which opened in 2012, …" asks nothing where it says "which"; "How many, and which ones?" asks
one thing; "the budget, the staff and the timeline of X" asks three (`enumerations`).
"""

from __future__ import annotations

import re

from assistant.understanding.enumerations import enumerated
from vectorstore.words import STOP_WORDS, content_words, words

_ASKING = r"(?:who|whom|whose|what|which|when|where|how|why)"
_AUXILIARY = r"(?:did|does|do|is|are|was|were|has|have|had|can)"
_BOUNDARY = re.compile(
    rf"(?:\s*[;,]\s*(?:and\s+|but\s+|plus\s+|as\s+well\s+as\s+)?(?:also\s+)?"
    rf"|\s+(?:and|plus|as\s+well\s+as)\s+(?:also\s+)?|\s+[–—-]\s+(?:and\s+)?)"
    r"(?=(?:(?:roughly|exactly|about|just|then|maybe|finally|overall|ultimately)\s+)?"
    rf"(?:(?:in|into|of|over|on|for|at|to|from|by|since|until|with|under|among)\s+)?{_ASKING}\b)"
    rf"|(?:\s*,?\s+and\s+|\s*,\s+|\s+[–—-]\s+(?:and\s+)?)(?={_AUXILIARY}\s+"
    r"(?:it|they|the|that|this|he|she|there|any|we|you|i|either|both|each|"
    r"(?:high-school )?(?:students|teachers|kids|districts|schools|graduates|employers))\b)",
    re.I,
)
# "Muir, which opened in 2012, …": what follows the second comma does not ask.
_RELATIVE = re.compile(
    rf",\s*(?:which|who|whose|where|when)\b[^,?]*,(?!\s*(?:(?:and|but|plus)\s+)?(?:\w+\s+)?{_ASKING}\b)"
    rf"(?!\s*(?:and\b|(?!have\b){_AUXILIARY}\b))",
    re.I,
)
_COMMA = "\0"
_HEAD = re.compile(r"^(?P<head>[^?]{2,160}?)\s*(?::|\s[–—-])\s+(?P<rest>.+)$", re.S)
_ABOUT = re.compile(r"^(?:on|about|regarding|as for|for|with)\s+", re.I)
_AMONG = re.compile(
    r"^(?:of|in|among|across|over) (?:all )?(?:the|our|your|these|those) [^,]+$", re.I
)
_TELLS = re.compile(
    r"^(?:please\s+)?(?:list|name|tell|give|show|explain|describe|compare|find|say|is|are|was|were|"
    r"do|does|did|has|have|had|can|could|should)\b",
    re.I,
)
_CONDITION = re.compile(
    r"^(?:back (?:when|where)\b|(?:when|where)\s+"
    r"(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|should|will|would)\b))",
    re.I,
)
# "For my session on internships:" says what it is for, and nothing of what is asked.
_CHATTER = re.compile(
    r"\b(?:session|workshop|slides?|sheet|list|memo|deck|board|meeting|tomorrow|things|questions|"
    r"handout|footnote|i[’']m|we[’']re|my|our)\b",
    re.I,
)
# A head in which somebody speaks of themselves: "A parent asked me, so:".
_OF_US = re.compile(
    r"(?:^|(?<=\s))(?:i|me|us|we|i[’'](?:m|ve|d|ll)|we[’'](?:re|ve|d|ll))(?=\s|$)", re.I
)
_SPOKEN_OF = re.compile(
    r"\b(?:on|about|regarding) (?:(?:this|that) )?"
    r"(?!(?:about|this|it|that|them|these|those|over|at|in|on|during|after|before|last|all)\b)"
    r"(?P<what>(?:(?!\b(?:and|so|but)\s+(?:i|we)\b)[^,;])+)",
    re.I,
)
# "How many …, and which ones?" asks one thing: the list has the count in it.
_SAME_THING = re.compile(
    r"^(?:(?:which|what|where)\b(?: (?!\w+ed\b)\w+)?|who\b)"
    r"(?:$| (?:ones?|ones? (?:were|are) (?:they|those)|(?:were|are) (?:they|those)|(?:is|was) it"
    r"|ha(?:d|ve) one|are there)$)|^which (?:\w+ ){0,2}ha(?:d|ve) one$"
    r"|^(?:and )?what are they called$|^where$|^which ones$"
    r"|^what(?: else)?$|^who else$|^how (?:so|many)$|^why(?: not)?$"
    r"|^how many (?:(?:different )?\w+ )?(?:is|are|was|were|does|do)"
    r" (?:that|those|they|these|there|it)(?: make| come to)?$",
    re.I,
)
# "Which sources give a number, and what does each one say?": their own sentences say it.
_SAID_ALREADY = re.compile(
    r"^what (?:do|does|did) (?:each|they|these|those|it)(?: (?:one|source|document|report|study))?"
    r"(?: of (?:them|these|those))?(?: all)? (?:say|state|report|give|claim)"
    r"(?: (?:about|on) (?:it|this|that))?$"
    r"|^(?:do|does|did|has|have) (?:any(?:one|body)?|some|others?|they|all|the (?:others?|rest))"
    r"(?: (?:one|source|document|report|other|others|of (?:them|these|those)))* "
    r"(?:(?:say|said|claim|state|report) (?:otherwise|differently|so|something else)"
    r"|disagree|contradict (?:it|this|that))$",
    re.I,
)
_BARE = re.compile(r"^(?:who|what|when|where|how|why)$", re.I)
_COUNTS = re.compile(r"\bhow many\b|\bwhat number of\b", re.I)
_EDGES = " ?.!,;–—-"
_ITEM_WORDS = 5


def cut(asked: str) -> tuple[str, list[str]]:
    """Return what the clauses are about, if that is said first, and the clauses that ask."""
    text, head = asked.strip(), ""
    match = _HEAD.match(text)
    plain = match and (not _asks(match["head"]) or _OF_US.search(match["head"]))
    if match and plain and _is_list_or_asks(match["rest"]):
        head, text = match["head"].strip(" ,"), match["rest"]
    pieces = [
        piece.strip(_EDGES)
        for sentence in re.split(r"(?<=\?)\s+", text)
        for piece in _cut(sentence)
        if words(piece)
    ]
    if head:
        pieces = [item for piece in pieces for item in _listed(piece)]
        head = _subject_of_head(head)
    else:
        pieces = [item for piece in pieces for item in enumerated(piece) or [piece]]
    if not head and len(pieces) > 1 and not _opens(pieces[0]):
        # "In 2018, how many …" opens with what its clauses are about, "Once …," with a condition.
        head = head or _ABOUT.sub("", pieces[0])
        pieces[:2] = [f"{pieces[0]}, {pieces[1]}"]
    elif len(pieces) > 1 and _AMONG.match(pieces[0]) and _asks(pieces[1]):
        pieces[:2] = [f"{pieces[0]}, {pieces[1]}"]
    return head, _join_what_belongs(pieces)


def without_what_is_said(asked: str) -> str:
    """Return a question without "and what does each one say?" or "and does any say otherwise?"."""
    pieces = [piece for piece in _cut(asked) if not _SAID_ALREADY.match(piece.strip(_EDGES))]
    return asked if len(pieces) == len(_cut(asked)) or not pieces else f"{pieces[0].strip(_EDGES)}?"


def _is_list_or_asks(rest: str) -> bool:
    """Say whether what follows a colon asks: by a question word, or by a "?" after a list."""
    return _asks(rest) or (rest.rstrip().endswith("?") and len(_listed(rest.strip(_EDGES))) > 1)


def _subject_of_head(head: str) -> str:
    """Return what a head is about: of "for my session on internships" the internships."""
    if not (_CHATTER.search(head) or _OF_US.search(head)):
        return _ABOUT.sub("", head)
    said = [s for s in head.split(", ") if not (_CHATTER.search(s) or _OF_US.search(s))]
    if told := ", ".join(s for s in said if len(subject_words(s)) > 1):
        return _ABOUT.sub("", told)
    about = _SPOKEN_OF.search(head)
    return about["what"].strip() if about else ""


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
    """Cut "price tag, opening date and size" into what is asked, if it asks without a verb."""
    if _asks(piece):
        return [piece]
    items = [item.strip() for item in re.split(r",\s*(?:and\s+)?|\s+(?:and|plus)\s+", piece)]
    short = all(0 < len(item.split()) <= _ITEM_WORDS for item in items)
    return items if short else [piece]


def _belongs(piece: str, before: str) -> bool:
    """Say whether a clause asks nothing new, or is no clause of its own."""
    if _SAID_ALREADY.match(piece):
        return True
    if _COUNTS.search(before) and re.match(r"(?:which|what|where)\b", piece, re.I):
        own = [w for w in content_words(piece) if w not in STOP_WORDS]
        points = re.search(r"\b(?:ones|they|those)\b(?: called)?$", piece, re.I)
        return bool(points and len(own) <= 2) or bool(_SAME_THING.match(piece))
    return bool(_SAME_THING.match(piece)) or not subject_words(piece)


def subject_words(text: str) -> list[str]:
    """Return the words of a text that say what it is about."""
    return [word for word in content_words(text) if word not in STOP_WORDS]


def _asks(text: str) -> bool:
    return bool(re.search(rf"\b{_ASKING}\b", text, re.I))
