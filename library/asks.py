"""Reading the questions that sentences answer.

In: how to run a query on the library. Out: the vectors of those questions, by sentence or all with
the passages they lead to. Few documents have any: they are written by hand (`ingest/asks.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from library.tables import unpack_vectors

Rows = Callable[..., list[tuple[Any, ...]]]
"""Runs SQL with its values and returns all rows."""


@dataclass(frozen=True, slots=True)
class Asks:
    """The questions to one sentence, and their vectors as rows (n, dimension)."""

    texts: tuple[str, ...]
    vectors: NDArray[np.float32]

    def nearest(self, vector: NDArray[np.float32]) -> float:
        """Return the cosine of the nearest of them."""
        return float((self.vectors @ vector).max())


def asks_of(rows: Rows, numbers: Sequence[int]) -> dict[int, Asks]:
    """Return the questions to sentences, by position in the list of these sentences' numbers."""
    marks = ", ".join("?" * len(numbers))
    found = rows(
        f"SELECT sentence, text, vector FROM asks WHERE sentence IN ({marks})"
        " ORDER BY sentence, rowid",
        *numbers,
    )
    return {
        numbers.index(number): _read(list(group))
        for number, group in groupby(found, key=lambda row: row[0])
    }


def _read(rows: Sequence[tuple[Any, ...]]) -> Asks:
    return Asks(tuple(row[1] for row in rows), unpack_vectors([row[2] for row in rows], "<f2"))


@dataclass(frozen=True, eq=False)
class AllAsks:
    """All questions: their vectors as rows, of which passage each is, and these passages' ids."""

    vectors: NDArray[np.float32]
    passage_of: NDArray[np.intp]
    passages: tuple[str, ...]

    def nearest(self, vector: NDArray[np.float32]) -> dict[str, float]:
        """Return the cosine of the nearest question to each passage that has any."""
        near = np.full(len(self.passages), -1.0, dtype=np.float32)
        if len(self.passages):
            np.maximum.at(near, self.passage_of, self.vectors @ vector)
        return dict(zip(self.passages, near.tolist(), strict=True))


def all_asks(rows: Rows) -> AllAsks:
    """Read all questions."""
    found = rows(
        "SELECT passages.id, asks.vector FROM asks JOIN sentences ON sentences.number = sentence"
        " JOIN passages ON passages.number = passage ORDER BY asks.rowid"
    )
    passages = tuple(dict.fromkeys(row[0] for row in found))
    number = {passage_id: at for at, passage_id in enumerate(passages)}
    return AllAsks(
        unpack_vectors([row[1] for row in found], "<f2"),
        np.array([number[row[0]] for row in found], dtype=np.intp),
        passages,
    )
