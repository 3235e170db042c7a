"""Documents: which of them a question may count, and the few sentences that hold all counted.

In: what is asked, or what was found. Out: documents by their ids and titles, narrowed by kind, year
and who published them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.counting.countable import documents_behind
from assistant.counting.everything import Row, read_everything
from assistant.counting.yearly import year_of_study
from assistant.evidence import stems
from assistant.understanding.counted import Asked
from core.schema import Origin, Source
from library.library import Library

_STUDIES = frozenset({"case-study", "cross-case", "evaluation", "brief"})
_OF_A_STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|evaluat\w+|findings|research|reports?|year-\w+|impacts?|outcomes)\b", re.I
)


def documents_asked_for(library: Library, asked: Asked) -> tuple[frozenset[str], Mapping[str, str]]:
    """Return the ids of the documents that may be counted, and their titles."""
    rows, _ = read_everything(library)
    titles = {
        document.id: document.title
        for row in rows
        for document in documents_behind(row, library.source(row.passage.source_id))
        if not asked.kinds or document.kind in asked.kinds
        if not asked.studies or _is_study(document)
        if not asked.yearly or year_of_study(document.title)
        if not asked.by or stems(asked.by) <= stems(f"{document.title} {document.publisher}")
        if asked.bound is None
        or asked.bound.unit != "year"
        or (document.year is not None and asked.bound.meets(document.year, asked.bound.value))
    }
    return frozenset(titles), titles


def _is_study(document: Origin | Source) -> bool:
    """Say whether a document is a study, or a page that tells of one by its title."""
    return document.kind in _STUDIES or bool(_OF_A_STUDY.search(document.title))


def few_sentences(said: Mapping[str, Row]) -> Mapping[str, Row]:
    """Cite as few sentences as hold all the documents: one on which three of them rest."""
    rows = {row.place: row for row in said.values()}
    behind: dict[tuple[str, int], set[str]] = {}
    for place, row in rows.items():
        origins = {origin.id for origin in row.sentence.origins}
        behind[place] = {name for name in said if name in origins} or {
            name for name, own in said.items() if own.place == place
        }
    chosen: dict[str, Row] = {}
    for place in sorted(behind, key=lambda place: (-len(behind[place]), place)):
        for name in sorted(behind[place]):
            chosen.setdefault(name, rows[place])
    return dict(sorted(chosen.items()))
