"""The tally: what was counted, over what, and how it is told.

In: what the counting found. Out: its lines for the reader: the number is our own, so that it is
told with what it counts, with those it found and with those on whom nothing was found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.evidence import Evidence
from assistant.understanding.counted import Kind

BY_NAME: frozenset[Kind] = frozenset({"work", "pathway"})
_MANY = 30  # more names than these are not told one by one
_NOUNS: Mapping[Kind, str] = {
    "district": "districts",
    "school": "schools named in the library",
    "state": "states named in the library",
    "county": "counties named in the library",
    "college": "colleges named in the library",
    "bill": "bills named in the library",
    "person": "people named in the library",
    "document": "documents behind the library",
    "work": "works by {} named in the library",
    "pathway": "pathways of {} listed by name in the library",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """Those of which the documents say it; `of` are all of them.

    Each has the place of the sentence that says so: its passage's id and its start on the page.
    `read` are the titles of the sources whose sentences were read. `in_one` says that one sentence
    holds them all, `loose` that they may not be what is asked for; `names` are the titles of
    documents by their ids.
    """

    about: str
    said_of: Mapping[str, tuple[str, int]]
    of: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    read: tuple[str, ...]
    kind: Kind = "district"
    in_one: bool = False
    loose: bool = False
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def documents(self) -> bool:
        """Say whether documents were counted."""
        return self.kind == "document"

    @property
    def by_name(self) -> bool:
        """Say whether what was counted is only what is called by name: there may be more of it."""
        return self.kind in BY_NAME

    @property
    def closed(self) -> bool:
        """Say whether all that there are can be known: not all states stand in the library."""
        return self.kind == "district"

    def name(self, counted: str) -> str:
        """Return what a reader calls one of those counted."""
        return self.names.get(counted, counted)

    def told(self, cited: Sequence[str]) -> str:
        """Say what was counted, and which: documents by their number alone, they are cited."""
        if self.documents:
            return f"{_NOUNS[self.kind]} say so"
        if self.by_name:
            return f"{_NOUNS[self.kind].format(self.about)}: {', '.join(cited)}"
        return f"{_NOUNS[self.kind]} of which the documents say so: {', '.join(cited)}"

    def nothing_on(self, cited: Mapping[str, int]) -> tuple[str, ...]:
        """Return those of which nothing is cited; none where they are too many to name."""
        rest = tuple(self.name(name) for name in self.of if name not in cited)
        return rest if len(self.of) <= _MANY else ()
