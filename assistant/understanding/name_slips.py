"""Slips in names of several words: "Dozer Libby" is Dozier-Libbey, "Cindy Brown" Cynthia Brown.

In: a question and the known names. Out: the question with these names as the catalogue writes them.
Word by word few letters may differ and the first ones are the same; a first name may be another
that begins alike where only one known person has the surname.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from assistant.understanding.names import Gazetteer
from core.schema import KnownName

_WORD = re.compile(r"[^\W\d_](?:[\w’'.]*[\w’'])?")  # the stop that ends a sentence is no part
_LONG = 6  # letters from which on two of a word may differ
_SHORTEST = 4  # a word of fewer letters has no slip
# Words that say of what kind a name is, and not whose.
_GENERIC = frozenset(
    word
    for line in ("high school academy unified district city union college center county of the",)
    for word in line.split()
)


def mend_names(
    question: str, known: Gazetteer, is_word: Callable[[str], bool] = lambda word: False
) -> str:
    """Replace the misspelt names of a question; small words that are words stay what they are."""
    for name, written in _spellings(known.names):
        question = _mend(question, name, written, is_word)
    return _mend_first_names(question, known)


@lru_cache(maxsize=4)
def _spellings(names: tuple[KnownName, ...]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the names of several words, word by word and as they are written, longest first."""
    spellings: dict[tuple[str, ...], str] = {}
    for name in names:
        for written in (name.name, *name.aliases):
            if len(parts := _WORD.findall(written)) > 1:
                spellings.setdefault(tuple(parts), written)
    return tuple(sorted(spellings.items(), key=lambda pair: (-len(pair[0]), pair[1])))


def _mend(question: str, name: Sequence[str], written: str, is_word: Callable[[str], bool]) -> str:
    said = list(_WORD.finditer(question))
    for first in range(len(said) - len(name) + 1):
        window = said[first : first + len(name)]
        spelt = [match.group() for match in window]
        if _resembles(spelt, name) and not _is_meant_so(spelt, name, is_word):
            start, end = window[0].start(), window[-1].end()
            owner = re.search(r"['’]s$", window[-1].group())
            return question[:start] + written + (owner.group() if owner else "") + question[end:]
    return question


def _is_meant_so(said: Sequence[str], name: Sequence[str], is_word: Callable[[str], bool]) -> bool:
    """Say whether the words that differ are words: "long breach" is no slip of "Long Beach"."""
    apart = [
        one
        for one, other in zip(said, name, strict=True)
        if one.casefold() != other.casefold() and not re.fullmatch(rf"{other}['’]s", one, re.I)
    ]
    return all(one.islower() and is_word(one) for one in apart)


def _resembles(said: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether each word is nearly that of the name, and not all are the same."""
    slips, said_itself = 0, False
    for one, other in zip(said, name, strict=True):
        here = one.removesuffix("'s").removesuffix("’s").casefold()
        there = other.casefold()
        if here[:1] != there[:1]:
            return False
        distance = DamerauLevenshtein.distance(here, there)
        shorter = min(len(here), len(there))
        if distance > (0 if len(there) < _SHORTEST else 1 if shorter < _LONG else 2):
            return False
        slips += distance
        said_itself |= there not in _GENERIC
    return slips > 0 and said_itself


def _mend_first_names(question: str, known: Gazetteer) -> str:
    people = [name for name in known.names if name.kind == "person"]
    surnames = [person.name.split()[-1] for person in people]
    for person, surname in zip(people, surnames, strict=True):
        if surnames.count(surname) > 1:
            continue
        initial = person.name[0]
        said = re.compile(rf"\b(?!{re.escape(person.name)}){initial}[a-z]+ {re.escape(surname)}\b")
        question = said.sub(person.name, question)
    return question
