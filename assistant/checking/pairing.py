"""Pairing: a statement's words laid beside those of the sentences it cites.

In: the tokens of both. Out: which word answers to which, which stand in another's place, and how
much of the statement the evidence shares. Content words alone are aligned, so that "the" and "in"
do not anchor what was put in another order; what the alignment leaves is matched wherever it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from assistant.checking.markers import Marker, find_markers
from assistant.checking.reading import Token

NEAR = 0.8
_ONE = 2  # words of which one may be changed, and the rest still be somebody else's words


@dataclass(frozen=True)
class Slot:
    """Between two words that both texts share: what each has there (token positions)."""

    said: tuple[int, ...]
    told: tuple[int, ...]


@dataclass(frozen=True)
class Pair:
    """A statement (`text`, and as tokens `said`) and its evidence (`told`).

    `context` holds the stems of heading, title and origins, which may supply a missing subject.
    """

    text: str
    said: tuple[Token, ...]
    told: tuple[Token, ...]
    context: frozenset[str] = frozenset()

    @cached_property
    def said_words(self) -> tuple[int, ...]:
        """Positions of the statement's content words."""
        return tuple(i for i, token in enumerate(self.said) if token.content)

    @cached_property
    def told_words(self) -> tuple[int, ...]:
        """Positions of the evidence's content words."""
        return tuple(i for i, token in enumerate(self.told) if token.content)

    @cached_property
    def said_keys(self) -> frozenset[str]:
        """The keys of every token of the statement."""
        return frozenset(token.key for token in self.said)

    @cached_property
    def told_keys(self) -> frozenset[str]:
        """The keys of every token of the evidence."""
        return frozenset(token.key for token in self.told)

    @cached_property
    def _more_often(self) -> Counter[str]:
        """How often the statement has each key beyond the evidence; below 0 the reverse."""
        counts = Counter(token.key for token in self.said)
        counts.subtract(token.key for token in self.told)
        return counts

    def added(self, i: int) -> bool:
        """Say whether the statement has this word more often than its evidence."""
        return self._more_often[self.said[i].key] > 0

    def dropped(self, j: int) -> bool:
        """Say whether the evidence has this word more often than the statement."""
        return self._more_often[self.told[j].key] < 0

    @cached_property
    def said_markers(self) -> tuple[Marker, ...]:
        """The statement's markers."""
        return find_markers(self.said)

    @cached_property
    def told_markers(self) -> tuple[Marker, ...]:
        """The evidence's markers."""
        return find_markers(self.told)

    @cached_property
    def shared(self) -> float:
        """The share of the statement's content words that stand in the evidence, 0 to 1."""
        return share(self, self.said_words)

    @property
    def keeps_words(self) -> bool:
        """Whether a statement keeps to the words of its evidence, but for a few."""
        many = len(self.said_words)
        return self.shared >= NEAR or (many > _ONE and round((1 - self.shared) * many) <= 1)

    @cached_property
    def edits(self) -> int:
        """How many words of a statement, small ones too, are not where its evidence has them."""
        said = [t.key for t in self.said if t.text[0].isalnum()]
        told = [t.key for t in self.told if t.text[0].isalnum()]
        codes = SequenceMatcher(None, said, told, autojunk=False).get_opcodes()
        return sum(end - a for code, a, end, *_ in codes if code != "equal")

    @cached_property
    def own(self) -> int:
        """How many words of a statement, small ones too, its evidence has not, in any order."""
        words = Counter(t.key for t in self.said if t.text[0].isalnum())
        return sum((words - Counter(t.key for t in self.told)).values())

    @cached_property
    def _codes(self) -> Sequence[tuple[str, int, int, int, int]]:
        first = [self.said[i].key for i in self.said_words]
        second = [self.told[j].key for j in self.told_words]
        return SequenceMatcher(None, first, second, autojunk=False).get_opcodes()

    @cached_property
    def aligned(self) -> dict[int, int]:
        """Which token of the evidence answers to which of the statement, in order."""
        return {
            self.said_words[a + step]: self.told_words[b + step]
            for code, a, a_end, b, _ in self._codes
            if code == "equal"
            for step in range(a_end - a)
        }

    @cached_property
    def answered(self) -> frozenset[int]:
        """The evidence's words that the statement has: in order, or the only ones of their kind."""
        moved = {
            self.places[self.said[i].key][0]
            for i in self.said_words
            if i not in self.aligned and len(self.places.get(self.said[i].key, ())) == 1
        }
        return frozenset(moved | set(self.aligned.values()))

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The places where both texts have other words between words that they share."""
        return tuple(
            Slot(self.said_words[a:a_end], self.told_words[b:b_end])
            for code, a, a_end, b, b_end in self._codes
            if code == "replace"
        )

    @cached_property
    def additions(self) -> tuple[tuple[int, ...], ...]:
        """Runs of the statement's content words in whose place the evidence has none of its own."""
        return tuple(
            self.said_words[a:a_end]
            for code, a, a_end, b, b_end in self._codes
            if code in ("delete", "replace")
            and all(self.told[j].key in self.said_keys for j in self.told_words[b:b_end])
        )

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """Where each key stands in the evidence."""
        found: dict[str, list[int]] = {}
        for position, token in enumerate(self.told):
            found.setdefault(token.key, []).append(position)
        return {key: tuple(positions) for key, positions in found.items()}


def share(pair: Pair, positions: Sequence[int]) -> float:
    """Return the share of these words of the statement that the evidence or its heading holds."""
    if not positions:
        return 1.0
    held = pair.told_keys | pair.context
    return sum(pair.said[i].key in held for i in positions) / len(positions)


def neighbours(
    tokens: Sequence[Token], position: int, reach: int = 4, steps: Sequence[int] = (-1, 1)
) -> dict[str, float]:
    """Return the content words about a token by nearness, from 1 down; figures are left out."""
    weights: dict[str, float] = {}
    for step in steps:
        passed = 0
        at = position + step
        while 0 <= at < len(tokens) and passed < reach:
            token = tokens[at]
            if token.text in ".;?!":
                break
            if token.content:
                passed += 1
                if token.figure is None:
                    weights[token.key] = max(weights.get(token.key, 0.0), 1 / passed)
            at += step
    return weights


def likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Say how much of the surroundings of one token another's share, 0 to 1."""
    total = sum(one.values())
    return sum(min(w, other.get(key, 0.0)) for key, w in one.items()) / total if total else 0.0


def keys_at(tokens: Sequence[Token], positions: Iterable[int]) -> frozenset[str]:
    """Return the keys of some tokens."""
    return frozenset(tokens[i].key for i in positions)
