"""The names that the catalogue knows: where they stand in a text, and how documents write them.

In: a text and the library's names. Out: mentions, the districts that a text speaks of, and the
question with "Sac City" written as "Sacramento City" and "PUSD" as "Pasadena or Porterville". An
alias whose words all stand in some document is left as it is, because it finds its own evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.schema import KnownName
from library.bm25 import word_counts
from library.library import Library
from vectorstore.words import words

_SHORTEST = 3
# "Los Angeles Times" and "Pasadena City College" are named after a place and are not the district.
_NOT_THE_PLACE = (
    r"(?! (?:Times|Star-News|Bee|Tribune|Herald|Press|News|Patch|Post|City College|College|"
    r"Community College|State University|State|County|Metropolitan|Chamber|Area Chamber)\b)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, `text[start:end]`; several `names` where what is written is ambiguous."""

    start: int
    end: int
    names: tuple[KnownName, ...]

    @property
    def districts(self) -> frozenset[str]:
        """The districts that are named or that the school or person belongs to."""
        return frozenset(name.district for name in self.names if name.district)


@dataclass(frozen=True)
class Gazetteer:
    """What is written for each known name, the longest first, as one pattern."""

    pattern: re.Pattern[str]
    meanings: Mapping[str, tuple[KnownName, ...]]
    names: tuple[KnownName, ...]

    def mentions(self, text: str) -> list[Mention]:
        """Return the names in a text, in order; of overlapping ones the longest."""
        found = []
        for match in self.pattern.finditer(text):
            names = tuple(
                name
                for name in self.meanings[match.group().casefold()]
                if _is_written_as_name(match.group(), name)
            )
            if names:
                found.append(Mention(match.start(), match.end(), names))
        return found

    def districts(self, text: str) -> frozenset[str]:
        """Return the districts that a text names, also by their schools and people."""
        return frozenset().union(*(mention.districts for mention in self.mentions(text)))


def gazetteer(library: Library) -> Gazetteer:
    """Return the names of a library, made once for each state of it."""
    return _build(library.names())


@lru_cache(maxsize=4)
def _build(names: Sequence[KnownName]) -> Gazetteer:
    meanings: dict[str, tuple[KnownName, ...]] = {}
    for name in names:
        for written in dict.fromkeys((name.name, written_name(name), *name.aliases)):
            meanings[written.casefold()] = (*meanings.get(written.casefold(), ()), name)
    longest = sorted(meanings, key=lambda written: (-len(written), written))
    either = "|".join(map(re.escape, longest)) or r"(?!)"
    return Gazetteer(
        re.compile(rf"(?<![\w-])(?:{either})(?![\w-]){_NOT_THE_PLACE}", re.IGNORECASE),
        meanings,
        tuple(names),
    )


def _is_written_as_name(text: str, name: KnownName) -> bool:
    """Say whether a word is meant as the name: "Rice" is a person, "rice" and "la" are none."""
    if len(text) <= _SHORTEST:
        short = len(text) < _SHORTEST
        return text.isupper() or (name.kind == "district" and text.istitle() and not short)
    if name.kind == "district" or text[0].isupper():
        return True
    # "stem academy" and "health professions" are also just words; "muir high" is a school.
    return " " in text and (name.kind != "school" or bool(re.search(r"\b(?:high|magnet)\b", text)))


def spell_out(question: str, library: Library) -> str:
    """Write names in full: a district's always, others where the documents do not know the alias.

    An abbreviation that documents use stays beside the name: "Los Angeles (LAUSD)".
    """
    known = gazetteer(library)
    for mention in reversed(known.mentions(question)):
        said = question[mention.start : mention.end]
        names = dict.fromkeys(map(written_name, mention.names))
        one = said.casefold()
        if any(name.casefold() in one or one in name.casefold() for name in names):
            continue
        used = 0 not in word_counts(library, words(said)).values()
        if used and not all(name.kind == "district" for name in mention.names):
            continue
        full = " or ".join(names)
        if used and len(said) > _SHORTEST and len(names) == 1:
            full = f"{full} ({said})"
        question = question[: mention.start] + full + question[mention.end :]
    return question


def written_name(name: KnownName) -> str:
    """Return a name as documents write it: a district without its state in parentheses."""
    return name.name.split(" (")[0]
