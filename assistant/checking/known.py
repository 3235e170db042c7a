"""The library's names, made ready for comparing: which words are whose name.

In: the names of the catalogue. Out: which known names a text holds, by any of their aliases. One
alias may belong to several names ("PUSD"), and then holds them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.checking.reading import Token, read
from core.schema import KnownName, NameKind


@dataclass(frozen=True, slots=True)
class Named:
    """A known name that a text holds, and the positions of its words."""

    kind: NameKind
    name: str
    positions: tuple[int, ...]


def find_known(tokens: Sequence[Token], names: tuple[KnownName, ...]) -> tuple[Named, ...]:
    """Return the known names in a text; of wordings that begin at one word, the longest counts."""
    table = _wordings(names)
    found: list[Named] = []
    for start, token in enumerate(tokens):
        if not token.text[0].isupper():
            continue
        for keys, owners in table.get(token.key, ()):
            there = tuple(t.key for t in tokens[start : start + len(keys)])
            if there == keys:
                places = tuple(range(start, start + len(keys)))
                found += [Named(owner.kind, owner.name, places) for owner in owners]
                break
    return tuple(found)


@lru_cache(maxsize=8)
def _wordings(
    names: tuple[KnownName, ...],
) -> dict[str, list[tuple[tuple[str, ...], tuple[KnownName, ...]]]]:
    """Return by first word every wording of a name, the longest first, with its owners."""
    owners: dict[tuple[str, ...], list[KnownName]] = {}
    for name in names:
        for wording in (name.name.split(" (")[0], *name.aliases):
            keys = tuple(token.key for token in read(wording))
            if keys and name not in owners.setdefault(keys, []):
                owners[keys].append(name)
    table: dict[str, list[tuple[tuple[str, ...], tuple[KnownName, ...]]]] = {}
    for keys in sorted(owners, key=lambda keys: (-len(keys), keys)):
        table.setdefault(keys[0], []).append((keys, tuple(owners[keys])))
    return table
