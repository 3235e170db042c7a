"""Plainly: which documents say just what a question asks "how many documents say that" of.

In: the claim and the sentences that come near it. Out: the documents that say so in its words,
with its figures and not its opposite; none at all where one sentence may say so or may not. A wrong
count is worse than none, so a doubt about one document is a doubt about the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.support import Cited, find_objections, lay_beside
from assistant.counting.countable import documents_behind
from assistant.counting.everything import Row
from assistant.counting.saying import Says, Task
from assistant.disagreement import says_that_sources_differ
from assistant.evidence import stems, weigh_words
from assistant.understanding.bounds import NUMBER_WORDS
from core.schema import Origin, Source

_SAID, _MAYBE = 0.75, 0.6  # shares of the claim that a sentence must hold, or may
_RARE = 1.5  # a word of this rarity must stand in the sentence or over it
_NUMBERS = {word: str(number) for word, number in NUMBER_WORDS.items() if number > 1}
_FIGURE = re.compile(rf"(?<![\w.,])(?:\d[\d,]*(?:\.\d+)?|{'|'.join(_NUMBERS)})(?![\w])", re.I)
_PIECES = re.compile(r";|,(?!\d)(?: (?:and|but|while|whereas))?|\b(?:while|whereas|but)\b")
_HALF_SAID = re.compile(
    r"\b(?:little|mixed|hardly|barely|scarcely|goals?|aim(?:s|ed)?|hope[sd]?|expect(?:s|ed)?"
    r"|plan(?:s|ned)?|may|might|could|would|whether|if|unclear)\b",
    re.I,
)
_TURNED = frozenset({"negation", "opposite", "quantifier", "certainty", "order"})


@dataclass(frozen=True, slots=True)
class _Said:
    """The documents of which a sentence says the claim, and whether that is plain."""

    names: frozenset[str]
    plain: bool


def say_plainly(found: Sequence[Says], task: Task) -> dict[str, Row]:
    """Return the documents that say the claim, and where; none where that is in doubt."""
    said: dict[str, Row] = {}
    doubtful: set[str] = set()
    for says in found:
        judged = _judge(says, task)
        if not judged.plain:
            doubtful |= judged.names
            continue
        for name in judged.names:
            said.setdefault(name, says.row)
    return {} if doubtful - said.keys() else dict(sorted(said.items()))


def _judge(says: Says, task: Task) -> _Said:
    """Hold a sentence against the claim."""
    claim, row = task.asked.claim, says.row
    weights = weigh_words(task.library, claim)
    share = weights.share(set(row.stems))
    asked = _figures(claim)
    if share < _MAYBE or not asked <= _figures(row.text) or _turns(claim, row):
        return _Said(frozenset(), plain=True)
    rare = {stem for stem, idf in weights.idf.items() if idf >= _RARE}
    plain = share >= _SAID and rare <= row.stems | row.around
    if not says_that_sources_differ(row.text):
        return _Said(says.names, plain)
    behind = documents_behind(row, task.library.source(row.passage.source_id))
    own = frozenset(_behind_figures(row.text, behind, asked)) & says.names
    return _Said(own or says.names, plain and bool(own))


def _turns(claim: str, row: Row) -> bool:
    """Say whether a sentence says another thing in the claim's words."""
    half = {word.casefold() for word in _HALF_SAID.findall(row.text)}
    if half - {word.casefold() for word in _HALF_SAID.findall(claim)}:
        return True
    pair = lay_beside(claim, Cited((row.text,), row.passage.section))
    return any(f.contradicts and f.rule in _TURNED for f in find_objections(pair))


def _figures(text: str) -> frozenset[str]:
    """Return the figures of a text, as digits without commas."""
    found = (match.casefold().rstrip(",").replace(",", "") for match in _FIGURE.findall(text))
    return frozenset(_NUMBERS.get(figure, figure) for figure in found)


def _behind_figures(
    text: str, documents: Sequence[Origin | Source], asked: frozenset[str]
) -> Iterator[str]:
    """Yield the documents to whom a sentence on which sources differ gives these figures.

    Each of its clauses names who says what. A document whose clause is not clear has none.
    """
    pieces = [piece for piece in _PIECES.split(text.partition(":")[2]) if _figures(piece)]
    for document in documents:
        called = stems(f"{document.title} {document.publisher} {document.year or ''}")
        shared = [len(called & stems(piece)) for piece in pieces]
        if not shared or not asked or shared.count(max(shared)) != 1:
            continue
        years = {str(other.year) for other in documents}
        figures = _figures(pieces[shared.index(max(shared))])
        given = (figures - years or figures) | _figures(text.partition(":")[0])
        if asked <= given:
            yield document.id
