"""Together: districts that people wrote down as the answer to one question.

In: a question over districts and every sentence. Out: the sentences that stand with the written
question nearest to it, and of whom each speaks. In other words than the documents' a count by words
and meaning misses many; a written question that several sentences answer together names them all.
Only a question that is near enough counts; sources without written questions are counted by words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.counting.everything import Row, read_everything, shares_in
from assistant.counting.saying import Task, find_saying, names_said, nearest_to_the_best
from assistant.understanding.counted import read_count
from assistant.understanding.years import years_in
from library.asks import shared_asks
from library.library import Library

_NEAR = 0.6


@dataclass(frozen=True, eq=False)
class _Findings:
    """The written questions over districts, their vectors as rows, the sentences that answer each.

    `covered` are the sources that have written questions.
    """

    texts: tuple[str, ...]
    vectors: NDArray[np.float32]
    rows: tuple[tuple[int, ...], ...]
    covered: frozenset[str]


def answered_together(task: Task, vectors: NDArray[np.float32]) -> dict[str, Row] | None:
    """Return of whom the sentences say it that answer the nearest written question, and where.

    `vectors` are those of the question, in rows: the whole of it, what it asks. None where no
    written question is near either.
    """
    if task.asked.kind != "district" or task.asked.bound or task.denied:
        return None
    rows, _ = read_everything(task.library)
    findings = _findings(task.library, task.library.index_id())
    nearest = _nearest(task, findings, vectors)
    if nearest is None:
        return None
    asked = years_in(task.asked.about)
    told = [
        n
        for n in findings.rows[nearest]
        if rows[n].admitted(task.scope) and _of_the_years(rows[n], asked)
    ]
    said: dict[str, Row] = {}
    for number in sorted(told, key=lambda n: -float(task.similar[n])):
        for name in names_said(task, rows[number]):
            said.setdefault(name, rows[number])
    return dict(sorted({**_elsewhere(task, findings), **said}.items()))


def _nearest(task: Task, findings: _Findings, vectors: NDArray[np.float32]) -> int | None:
    if not findings.texts:
        return None
    similar = (findings.vectors @ vectors.T).max(axis=1)
    share = shares_in(task.asked.about)
    for number in np.argsort(-similar).tolist():
        if similar[number] < _NEAR:
            return None
        if shares_in(findings.texts[number]) == share:
            return int(number)
    return None


def _of_the_years(row: Row, asked: frozenset[str]) -> bool:
    told = years_in(row.text)
    return not asked or not told or bool(asked & told)


def _elsewhere(task: Task, findings: _Findings) -> Mapping[str, Row]:
    """Return those of whom sources without written questions say it, by words and meaning."""
    found = find_saying(task)
    return nearest_to_the_best(
        [says for says in found if says.row.passage.source_id not in findings.covered], task
    )


@lru_cache(maxsize=2)
def _findings(library: Library, index: str) -> _Findings:
    shared = shared_asks(library.rows)
    kept = [n for n, text in enumerate(shared.texts) if _over_districts(text)]
    rows, _ = read_everything(library)
    standing: dict[str, list[int]] = {shared.texts[n]: [] for n in kept}
    for number, row in enumerate(rows):
        for text in row.asks:
            if text in standing:
                standing[text].append(number)
    return _Findings(
        tuple(standing),
        shared.vectors[kept],
        tuple(map(tuple, standing.values())),
        frozenset(row.passage.source_id for row in rows if row.asks),
    )


def _over_districts(question: str) -> bool:
    asked = read_count(question)
    return asked is not None and asked.kind == "district"
