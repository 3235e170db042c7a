"""Sides by clauses: "how do A and B differ in who pays, and when did each begin?" asks four things.

In: a question and the sides that it compares. Out: what is asked of each side, clause by clause, or
nothing where there is but one clause. A clause that names one side is asked of that side alone; one
that names none, or "each", of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understanding.clauses import cut, subject_words
from assistant.understanding.names import Gazetteer, written_name
from assistant.understanding.naming import core_question
from assistant.understanding.sides import COMPARING, Side

MOST = 8  # more than that is asked of each side as a whole
_EACH = re.compile(
    r"\b(?:in |of |for |at |by |on )?(?:each(?: of (?:them|these|those))?(?: one)?|"
    r"both(?: of them)?|either(?: of them)?|the two(?: of them)?|respectively|them)\b",
    re.I,
)
_COMPARISON = re.compile(
    r"^(?:(?:please )?(?:compare|contrast)"
    r"|(?:how|what|in what ways?) (?:do|does|did|is|are|was|were)|"
    r"what (?:is|are) the differences? between|which(?: one)?(?: of)?|who|between)\b",
    re.I,
)
_IN = re.compile(
    r"\b(?:differ\w*|compar\w+|vary|stack up)\b ?(?:from each other )?"
    r"(?:in|on|by|over|when it comes to|with regard to|as to|in terms of|regarding|as regards)\b",
    re.I,
)
_DOES = re.compile(r"\b(?:did|does|do)$", re.I)
_GAPS = re.compile(r"(?:^|(?<=\s))(?:,|and|or|versus|vs\.?|to|of|in|at|for|on|with|by|the|’s|'s)$")


@dataclass(frozen=True, slots=True)
class Crossed:
    """One clause asked of one side: what it is called, the side, and the question."""

    name: str
    side: str
    text: str


def cross(question: str, sides: Sequence[Side], known: Gazetteer) -> tuple[Crossed, ...]:
    """Return each clause as asked of each side; nothing where that is one clause, or too much."""
    names = [side.name for side in sides]
    head, clauses = cut(core_question(question))
    texts = [head, *clauses] if head else clauses
    if not any(_named_in(text, names, known) == set(names) for text in texts):
        return ()
    subject, clauses = _subject(head, clauses)
    asked = [
        (clause, _named_in(text, names, known) or set(names))
        for text in clauses
        if subject_words(clause := bare(text, names, known))
    ]
    of_side = _segments(head, names, known)
    about = "" if of_side else bare(subject, names, known)
    crossed = tuple(
        Crossed(
            f"{name}: {small(clause)}",
            name,
            _of_side(clause, of_side.get(name, name), about, known),
        )
        for clause, concerned in asked
        for name in names
        if name in concerned
    )
    if len(asked) == 1 < len(clauses):  # "how do A and B differ, and who pays in each?"
        crossed = tuple(Crossed(item.side, item.side, item.text) for item in crossed)
    return crossed if len(clauses) > 1 and 1 < len(crossed) <= MOST else ()


def small(clause: str) -> str:
    """Return a clause with a small letter first, unless it opens with an abbreviation."""
    return clause if clause[1:2].isupper() else clause[:1].lower() + clause[1:]


def _subject(head: str, clauses: Sequence[str]) -> tuple[str, list[str]]:
    """Return what is compared, and the clauses without it: "… programs differ in | who pays"."""
    if head:
        return head, list(clauses)
    if clauses and (found := _IN.search(clauses[0])):
        return clauses[0][: found.start()], [clauses[0][found.end() :], *clauses[1:]]
    return "", list(clauses)


def _segments(head: str, names: Sequence[str], known: Gazetteer) -> dict[str, str]:
    """Return what the head says of each side, where it parts at "and": "Diaz in Pasadena"."""
    pieces = re.split(r",? (?:and|or|versus|vs\.?) |, ", head)
    if len(pieces) != len(names):
        return {}
    found = {}
    for piece in pieces:
        named = _named_in(piece, names, known)
        if len(named) != 1:
            return {}
        found[named.pop()] = _COMPARISON.sub("", piece).strip()
    return found if len(found) == len(names) else {}


def _named_in(text: str, names: Sequence[str], known: Gazetteer) -> set[str]:
    """Return the sides that a text names."""
    places = {written_name(name) for mention in known.mentions(text) for name in mention.names}
    return {name for name in names if name in places or _written(name).search(text)}


def _written(name: str) -> re.Pattern[str]:
    """Match a side's name; of "2011 report" and "gold certification" what tells it apart."""
    words = re.escape(name).replace("\\ ", " ").split(" ")
    first = words[0] if re.match(r"\d|[a-z]", name) else " ".join(words)
    return re.compile(rf"(?<!\w){first}(?!\w)", re.I)


def bare(text: str, names: Sequence[str], known: Gazetteer) -> str:
    """Return a clause without the sides' names and without what compares them."""
    for mention in reversed(known.mentions(text)):
        if any(written_name(name) in names for name in mention.names):
            text = _close(text[: mention.start], text[mention.end :])
    for name in names:
        while found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) or _written(name).search(
            text
        ):
            text = _close(text[: found.start()], text[found.end() :])
    text = re.sub(r"\b(is|are|was|were) each (?=[a-z])", r"\1 the ", text)
    while found := _EACH.search(text):
        text = _close(text[: found.start()], text[found.end() :])
    text = re.sub(r"\(\s*\)", " ", COMPARING.sub(" ", text))
    text = " ".join(_COMPARISON.sub(" ", text).split()) if _compares(text) else text
    return " ".join(text.split()).strip(" ,:;–-?.")


def _compares(text: str) -> bool:
    """Say whether a clause opens by comparing, as nothing is asked of "which of" without names."""
    return bool(re.match(r"(?:compare|contrast|which(?: one)? of|between)\b", text, re.I)) or bool(
        re.match(r"\s*(?:which|who)\s+(?:started|began|has|had|is|was|opened|came)\b", text, re.I)
        and re.search(r"\b(?:earlier|later|first|more|fewer|larger|smaller|longer)\b", text)
    )


def _close(before: str, after: str) -> str:
    """Join what stands around a name that was taken out, without the words that led to it."""
    after = re.sub(r"^(?:’s|'s)| ?\(\s*\)", "", after)
    before = before.rstrip()
    while gap := _GAPS.search(before):
        before = before[: gap.start()].rstrip()
    if _DOES.search(before) and re.match(r"\s*[a-z]", after):  # it was the subject that stood here
        before = f"{re.sub(r'do$', 'does', before)} it"
    return f"{before} {after.lstrip()}"


def _of_side(clause: str, side: str, about: str, known: Gazetteer) -> str:
    """Ask a clause of a side."""
    place = bool(known.districts(side))
    asked = f"{clause} in {side}" if place and len(side.split()) <= 2 else f"{clause} ({side})"
    return f"{asked} ({about})" if about and subject_words(about) else asked
