"""Provenance: where the sentences of an answer stand, word for word.

In: a question like "who says so?", the answer before it, and the search. Out: that answer's
sentences, found again in the library, with a line that names the documents behind them. Prose that
a chat model wrote stands nowhere word for word; the sentence that holds its figures and most of its
words is shown then, and said to be only the nearest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.counting.countable import documents_behind
from assistant.counting.everything import Row, as_evidence, read_everything
from assistant.evidence import Evidence, stems
from assistant.understanding.whence import asks_whence, meant, reading_of, said_in
from core.schema import Filters, Origin, Source, Turn
from library.filters import build_scope
from library.library import Library
from vectorstore.search import FusedSearch
from vectorstore.words import content_words

_MOST = 6  # sentences that are quoted again
_NEAREST = 0.6  # of a sentence's words, what the nearest one must hold
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[A-Z“\"\d$])")


@dataclass(frozen=True, slots=True)
class Standing:
    """The sentences that were asked about, where they stand, and the line that names it."""

    evidence: tuple[Evidence, ...]
    notice: str


def read_whence(question: str, history: Sequence[Turn], library: Library) -> str | None:
    """Return the reading of "who says so?": which document says what was answered."""
    if not history or not asks_whence(question):
        return None
    sentences = [text for text, _, _ in _stand_in(question, history[-1].answer, library)]
    return reading_of(sentences) if sentences else None


def find_standing(
    search: FusedSearch, question: str, told: str, filters: Filters
) -> Standing | None:
    """Find where that stands which a reading asks about; None if it asks for no such thing."""
    said = said_in(question)
    if said is None and not (told and asks_whence(question)):
        return None
    library = search.library
    scope = build_scope(library, filters) if filters else None
    found = [
        (row, exact)
        for _, row, exact in _stand_in(
            question if said is None else "", told or said or "", library
        )
        if row.admitted(scope)
    ]
    if not found:
        return None
    rows = [row for row, _ in found]
    return Standing(
        as_evidence(search, said or told, rows),
        _notice(rows, library, exact=all(exact for _, exact in found)),
    )


def _stand_in(question: str, answer: str, library: Library) -> list[tuple[str, Row, bool]]:
    """Return the sentences of an answer that a question means, each with where it stands."""
    text = _plain(answer)
    found = _word_for_word(text, library) or _nearest(text, library)
    chosen = meant(question, [said for said, _, _ in found])
    return [item for item in found if item[0] in chosen][:_MOST]


def _word_for_word(text: str, library: Library) -> list[tuple[str, Row, bool]]:
    rows, _ = read_everything(library)
    found: dict[str, tuple[int, Row]] = {}
    for row in rows:
        said = _plain(row.text)
        if said not in found and (start := text.find(said)) >= 0:
            found[said] = (start, row)
    in_order = sorted(found.items(), key=lambda item: item[1][0])
    whole = [
        item for item in in_order if not any(item[0] in o and item[0] != o for o, _ in in_order)
    ]
    return [(said, row, True) for said, (_, row) in whole]


def _nearest(text: str, library: Library) -> list[tuple[str, Row, bool]]:
    """Return for each sentence the one that holds its figures and most of its words."""
    rows, _ = read_everything(library)
    found = []
    for said in _SENTENCE_END.split(text):
        wanted = stems(" ".join(content_words(said)))
        figures = set(_FIGURE.findall(said))
        fits = [row for row in rows if figures <= set(_FIGURE.findall(row.text))]
        best = max(fits, key=lambda row: len(wanted & row.stems), default=None)
        if best is not None and wanted and len(wanted & best.stems) >= _NEAREST * len(wanted):
            found.append((said, best, False))
    return found


def _plain(text: str) -> str:
    """Return a text without markers and headings, on one line."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return " ".join(re.sub(r"\s*\[\d+\]", "", " ".join(lines)).split()).replace("’", "'")


def _notice(rows: Sequence[Row], library: Library, *, exact: bool) -> str:
    """Name the documents: "This stands in: TITLE (PUBLISHER, kind, year)."."""
    documents: dict[str, Origin | Source] = {}
    for row in rows:
        for document in documents_behind(row, library.source(row.passage.source_id)):
            documents.setdefault(document.id, document)
    named = "; ".join(map(_named, documents.values()))
    if exact:
        return f"This stands in: {named}."
    return f"These words stand in no document; the nearest stand in: {named}."


def _named(document: Origin | Source) -> str:
    about = (document.publisher, document.kind.replace("-", " "), str(document.year or "no year"))
    return f"{document.title} ({', '.join(filter(None, about))})"
