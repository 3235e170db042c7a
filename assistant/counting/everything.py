"""Everything: every sentence of the library that may be evidence, for what must not miss any.

In: a library. Out: its sentences in rows, each with what counting and listing ask of it, and their
vectors; made once for each state of the index. A table's head and a flagged sentence are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import Evidence, gather, stems, weigh_words
from assistant.evidence import join_parts as whole_text
from core.schema import Filters, Hit, Passage, Sentence
from library.filters import Scope
from library.library import Library
from vectorstore.search import FusedSearch, Query

_SHARES = {
    re.compile(r"\bhalf\b|\b50(?:\s?%| percent)|\bone in two\b|\bevery second\b", re.I): "half",
    re.compile(r"\bquarter\b|\b25(?:\s?%| percent)|\bone in four\b", re.I): "quarter",
}


@dataclass(frozen=True)
class Row:
    """A sentence, its text, and the stems of it, of its heading, and of the questions to it."""

    passage: Passage
    sentence: Sentence
    text: str
    stems: frozenset[str]
    around: frozenset[str]
    asked: frozenset[str] = frozenset()

    @property
    def place(self) -> tuple[str, int]:
        """Its passage's id and its start on the page."""
        return (self.passage.id, self.sentence.start)

    def admitted(self, scope: Scope | None) -> bool:
        """Say whether the reader's filters let it be evidence."""
        return scope is None or scope.admits(self.sentence, self.passage.source_id)


def read_everything(library: Library) -> tuple[tuple[Row, ...], NDArray[np.float32]]:
    """Return every sentence that may be evidence, and their vectors, a row each."""
    return _read(library, library.index_id())


@lru_cache(maxsize=2)
def _read(library: Library, index: str) -> tuple[tuple[Row, ...], NDArray[np.float32]]:
    rows: list[Row] = []
    vectors: list[NDArray[np.float32]] = []
    for passage in library.passages(library.passage_ids()).values():
        around = frozenset(stems(passage.section.split(" > ")[-1]))
        stored = library.sentences(passage)
        for number, sentence in enumerate(stored.sentences):
            if sentence.flagged or sentence.form == "table_head":
                continue
            text = whole_text(sentence)
            own = frozenset(stems(text) | shares_in(text))
            asks = stored.asks[number].texts if number in stored.asks else ()
            asked = frozenset(stems(" ".join(asks)))
            rows.append(Row(passage, sentence, text, own, around, asked))
            vectors.append(stored.vectors[number])
    return tuple(rows), np.array(vectors, dtype=np.float32)


def shares_in(text: str) -> set[str]:
    """Return the words for the shares of a text: of "50 percent" that it is half."""
    return {stem for share, stem in _SHARES.items() if share.search(text)}


def titles_read(library: Library, scope: Scope | None) -> tuple[str, ...]:
    """Return the titles of the sources whose sentences were read."""
    rows, _ = read_everything(library)
    read = {row.passage.source_id for row in rows if row.admitted(scope)}
    return tuple(library.source(source_id).title for source_id in sorted(read))


def as_evidence(search: FusedSearch, question: str, chosen: Iterable[Row]) -> tuple[Evidence, ...]:
    """Address the rows, each once and in order; each passage gets a number."""
    rows: Sequence[Row] = list({row.place: row for row in chosen}.values())
    passages = list({row.passage.id: row.passage for row in rows}.values())
    hits = [Hit(passage, 1.0, number) for number, passage in enumerate(passages, start=1)]
    query: Query = search.build_query(question, Filters())
    gathered = gather(search.library, query, hits, weigh_words(search.library, question))
    by_place = {(e.hit.passage.id, e.sentence.start): e for e in gathered}
    return tuple(by_place[row.place] for row in rows)
