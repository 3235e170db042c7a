"""Sentences → passages: the units that are retrieved.

In: a file as read, its source's id and title, the origins that tags may lead to, and how to count
tokens. Out: passages, their sentences, and the text of each passage that is embedded and indexed.
A passage is whole sentences of one page and section; a section is split evenly, into equal parts
rather than full ones and a rest. The budget holds for the indexed text: a heading of title and
section, then the passage without its tags, then the part of its last sentence on the next page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from math import ceil

from core.schema import Origin, Passage, Sentence, join_over_pages
from ingest.blocks import ReadFile
from ingest.sentences import PageUnits, Unit, cut_sentences
from ingest.splitting import trim
from ingest.tags import find_source_list

MAX_WORDS = 200
HEADING_TOKENS = 40
_HEADING_CHARS = 400  # more never fits HEADING_TOKENS


@dataclass(frozen=True, slots=True)
class TokenBudget:
    """How many tokens an indexed text may have.

    `count_tokens` counts many texts in one call and must not cut them off at the model's limit.
    """

    count_tokens: Callable[[Sequence[str]], Sequence[int]]
    max_tokens: int


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """What is embedded and indexed of a passage: `heading` and `body`, tags blanked.

    `spans` are its sentences in `text`, in order; the last one holds the part on the next page too.
    """

    heading: str
    body: str
    spans: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The whole text, as it is embedded."""
        return f"{self.heading}\n{self.body}" if self.heading else self.body


@dataclass(frozen=True, slots=True)
class CutFile:
    """A file's passages and sentences in reading order; `indexed` has one entry a passage."""

    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    indexed: tuple[IndexedPassage, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """Sentences that may become a passage."""

    page: PageUnits
    units: tuple[Unit, ...]
    heading: str


def cut(
    source_id: str,
    title: str,
    read: ReadFile,
    origins: Mapping[str, Origin],
    budget: TokenBudget,
) -> CutFile:
    """Cut a file into passages and sentences; `origins` are the catalogue's, by id."""
    sources = find_source_list(read.pages, origins)
    drafts = _sections(title, cut_sentences(read, sources), budget)
    by_key = {key: origins[name] for key, name in sources.ids.items()}
    passages: list[Passage] = []
    sentences: list[Sentence] = []
    indexed: list[IndexedPassage] = []
    for draft in _fit(_split_sections(drafts, budget), budget):
        passages.append(_passage(source_id, draft))
        sentences += _sentences(passages[-1], draft.units, by_key)
        indexed.append(indexed_passage(draft.heading, draft.page, draft.units))
    return CutFile(tuple(passages), tuple(sentences), tuple(indexed))


def indexed_passage(heading: str, page: PageUnits, units: Sequence[Unit]) -> IndexedPassage:
    """Build the text that stands for a run of sentences in the index."""
    first, last = units[0], units[-1]
    body = page.blanked[first.start : last.end]
    if last.rest:
        body = join_over_pages(body, last.rest)
    shift = (len(heading) + 1 if heading else 0) - first.start
    spans = [(unit.start + shift, unit.end + shift) for unit in units]
    spans[-1] = (spans[-1][0], shift + first.start + len(body))
    return IndexedPassage(heading, body, tuple(spans))


def _sections(title: str, pages: Sequence[PageUnits], budget: TokenBudget) -> list[_Draft]:
    """Group the sentences of each page by section."""
    groups = [
        (page, tuple(units))
        for page in pages
        for _, units in groupby(page.units, key=lambda unit: unit.section.place)
    ]
    titles = dict.fromkeys(units[0].section.title for _, units in groups)
    headings = _headings(title, list(titles), budget)
    return [_Draft(page, units, headings[units[0].section.title]) for page, units in groups]


def _headings(title: str, sections: Sequence[str], budget: TokenBudget) -> dict[str, str]:
    """Return the heading of each section's passages, cut where it would crowd out the text."""
    limit = min(HEADING_TOKENS, budget.max_tokens // 4)
    title = " ".join(title.split())
    headings = [_joined(title, section) for section in sections]
    counts = _count([heading[:_HEADING_CHARS] for heading in headings], budget)
    short = ""
    fitted = {}
    for section, heading, count in zip(sections, headings, counts, strict=True):
        if count > limit or len(heading) > _HEADING_CHARS:
            short = short or _shorten(title, limit // 2, budget)
            heading = _joined(short, _shorten(section, limit // 2, budget))
        fitted[section] = heading
    return fitted


def _joined(title: str, section: str) -> str:
    if not title or not section or title == section:
        return title or section
    return f"{title} {section}" if title[-1] in ".?!:" else f"{title}. {section}"


def _shorten(text: str, tokens: int, budget: TokenBudget) -> str:
    """Return the longest run of first words that has at most so many tokens."""
    words = text[:_HEADING_CHARS].split()
    runs = [" ".join(words[:count]) for count in range(len(words), 0, -1)]
    counts = _count(runs, budget)
    return next((run for run, count in zip(runs, counts, strict=True) if count <= tokens), "")


def _split_sections(drafts: Sequence[_Draft], budget: TokenBudget) -> list[_Draft]:
    """Split sections evenly into passages of at most about `MAX_WORDS` words."""
    counts = _counts(drafts, budget)
    split: list[_Draft] = []
    for draft, tokens in zip(drafts, counts, strict=True):
        words = sum(_words(draft.page, unit) for unit in draft.units)
        parts = max(ceil(words / MAX_WORDS), ceil(tokens / budget.max_tokens))
        split += _split(draft, min(parts, len(draft.units)))
    return split


def _fit(drafts: Sequence[_Draft], budget: TokenBudget) -> list[_Draft]:
    """Split what is over the budget until all is within, one call of the tokenizer a round."""
    fitting: list[_Draft] = []
    pending = list(drafts)
    while pending:
        tried, pending = pending, []
        for draft, tokens in zip(tried, _counts(tried, budget), strict=True):
            smaller = _split(draft, 2) if tokens > budget.max_tokens else [draft]
            if smaller == [draft]:
                fitting.append(draft)
            else:
                pending += smaller
    return sorted(fitting, key=lambda draft: (draft.page.page.number, draft.units[0].start))


def _counts(drafts: Sequence[_Draft], budget: TokenBudget) -> Sequence[int]:
    texts = [indexed_passage(draft.heading, draft.page, draft.units).text for draft in drafts]
    return _count(texts, budget)


def _count(texts: Sequence[str], budget: TokenBudget) -> Sequence[int]:
    return budget.count_tokens(texts) if texts else []


def _words(page: PageUnits, unit: Unit) -> int:
    return len(page.blanked[unit.start : unit.end].split()) + len(unit.rest.split())


def _split(draft: _Draft, parts: int) -> list[_Draft]:
    """Split into runs of about as many words each; one long sentence is cut itself."""
    if len(draft.units) == 1:
        pieces = _pieces(draft.page, draft.units[0], parts)
        return [replace(draft, units=(piece,)) for piece in pieces]
    sums = list(accumulate(_words(draft.page, unit) for unit in draft.units))
    edges = [0]
    for part in range(1, parts):
        target = sums[-1] * part / parts
        place = bisect_left(sums, target)
        nearer = place and target - sums[place - 1] <= sums[place] - target
        edge = place if nearer else place + 1
        edges.append(min(max(edge, edges[-1] + 1), len(sums) - parts + part))
    return [
        replace(draft, units=draft.units[first:last])
        for first, last in pairwise([*edges, len(sums)])
    ]


def _pieces(page: PageUnits, unit: Unit, parts: int) -> list[Unit]:
    """Cut a sentence that is too long: first off its next page, then at white space, then hard."""
    if parts < 2:
        return [unit]
    if unit.rest:
        return [replace(unit, rest="")]
    middle = _middle(page.blanked, unit.start, unit.end)
    first = trim(page.blanked, unit.start, middle)
    second = trim(page.blanked, middle, unit.end)
    if first[0] == first[1] or second[0] == second[1]:
        return [unit]
    left = replace(unit, start=first[0], end=first[1], tail=first[1], continues=None)
    return [left, replace(unit, start=second[0])]


def _middle(text: str, start: int, end: int) -> int:
    """Return the white space nearest before the middle, else after it, else the middle."""
    middle = (start + end) // 2
    before = max(text.rfind(" ", start + 1, middle), text.rfind("\n", start + 1, middle))
    if before > start:
        return before
    after = [place for blank in " \n" if (place := text.find(blank, middle, end - 1)) >= 0]
    return min(after, default=middle)


def _passage(source_id: str, draft: _Draft) -> Passage:
    page = draft.page.page
    start, end = draft.units[0].start, draft.units[-1].tail
    return Passage(
        id=f"{source_id}:p{page.number:03d}:{start}-{end}",
        source_id=source_id,
        page_number=page.number,
        section=draft.units[0].section.title,
        start=start,
        end=end,
        text=page.text[start:end],
    )


def _sentences(
    passage: Passage, units: Sequence[Unit], origins: Mapping[str, Origin]
) -> list[Sentence]:
    """Make the sentences of a passage; several tags for one document are one origin."""
    return [
        Sentence(
            passage_id=passage.id,
            start=unit.start,
            end=unit.end,
            text=passage.text[unit.start - passage.start : unit.end - passage.start],
            form=unit.form,
            continues=unit.continues,
            origins=tuple({origins[key].id: origins[key] for key in unit.keys}.values()),
            flagged=unit.flagged,
        )
        for unit in units
    ]
