"""The nouns: plain frozen values that every room speaks in.

In: nothing of ours, standard library only. Out: sources, pages, passages, sentences, hits,
citations, statements and answers. Offsets are half-open, in Unicode code points of `Page.text`;
they are the truth, and every text is a slice of its page. These values know nothing of disk,
vectors, models or screens, carry no clock and no identity beyond what is written here, so equal
values mean the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["sentence", "list_item", "table_row", "table_head"]
Status = Literal["answered", "partial", "no_evidence"]
Reason = Literal[
    "not_in_library", "only_related", "filtered_out", "unreadable", "not_a_library_question"
]
Verdict = Literal["supported", "partly", "unsupported"]
WriterName = Literal["quotes", "prose"]
NameKind = Literal["district", "school", "person", "organisation"]


@dataclass(frozen=True, slots=True)
class Origin:
    """The public document behind a digest sentence; `read` says how much of it was seen."""

    id: str
    title: str
    year: int | None
    kind: str
    publisher: str
    districts: tuple[str, ...]
    url: str | None
    read: str


@dataclass(frozen=True, slots=True)
class Source:
    """One document of the library."""

    id: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    publisher: str | None
    kind: str
    districts: tuple[str, ...]
    url: str | None
    filename: str
    sha256: str
    licence: str | None


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the catalogue, and what else people call it ("Sac City").

    `district` is where a school or person belongs, a district's own name, else None; `role` says
    what a person does or did. One alias may belong to several names.
    """

    kind: NameKind
    name: str
    aliases: tuple[str, ...]
    district: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `number` counts from 1, `label` is what is printed on it ("iv", "12")."""

    source_id: str
    number: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class TextRun:
    """`length` characters of a page's text from `start`, placed one by one on the PDF page.

    Character `start + i` of `Page.text` is character `glyph + i` of pdfium's page text. Characters
    outside every run were put in by cleaning and have no place of their own.
    """

    start: int
    length: int
    glyph: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is retrieved: whole sentences of one page and section.

    `page.text[start:end] == text`, tags included.
    """

    id: str
    source_id: str
    page_number: int
    section: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Continuation:
    """The rest of a sentence that runs over a page end: a span of the next page."""

    page_number: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit that is cited: a span of its passage's page.

    `page.text[start:end] == text`. A flagged sentence addresses the reader's assistant instead of
    the reader; it is shown as such and is never evidence. Nor is a table's head, which says what
    the columns are and nothing of its own.
    """

    passage_id: str
    start: int
    end: int
    text: str
    form: Form = "sentence"
    continues: Continuation | None = None
    origins: tuple[Origin, ...] = ()
    flagged: bool = False


def join_over_pages(text: str, rest: str) -> str:
    """Join a sentence with its part on the next page; a cut word keeps its hyphen."""
    return text + rest if text.endswith("-") else f"{text} {rest}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score (higher is better, 0 to 1) and its rank from 1."""

    passage: Passage
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrowed the library to; empty means everything."""

    district: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None

    def __bool__(self) -> bool:
        return bool(self.district or self.source or self.kind or self.year_from or self.year_to)


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation and the answer it got."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited sentence: `page.text[start:end] == quote`, always."""

    marker: int
    source_id: str
    title: str
    year: int | None
    kind: str
    page_number: int
    page_label: str
    section: str
    start: int
    end: int
    quote: str
    continues: Continuation | None
    url: str | None
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One checkable sentence of the answer: `answer.text[start:end] == text`."""

    text: str
    start: int
    end: int
    citations: tuple[int, ...]
    verdict: Verdict
    why: str


@dataclass(frozen=True, slots=True)
class NearPassage:
    """What came nearest when nothing answers the question; shown, never passed off as an answer."""

    source_id: str
    title: str
    page_number: int
    page_label: str
    start: int
    end: int
    quote: str
    score: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Citations that give different figures for the same thing."""

    about: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page that could not be read, of a source that the question concerns."""

    source_id: str
    page_number: int
    why: str


@dataclass(frozen=True, slots=True)
class Count:
    """A count of our own over sources: a computed line, never a statement."""

    about: str
    count: int
    of: int
    markers: tuple[int, ...]
    read: tuple[str, ...]
    nothing_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything needed to show, export, audit and score one turn."""

    question: str
    understood_as: str
    status: Status
    reason: Reason | None
    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    missing: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    nearest: tuple[NearPassage, ...]
    unread: tuple[UnreadPage, ...]
    counts: tuple[Count, ...]
    removed: int
    unresolved: tuple[str, ...]
    notices: tuple[str, ...]
    writer: WriterName
    model: str | None
    prompt_sha: str | None
    index: str
