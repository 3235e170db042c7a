"""Disagreement: where sources give different figures for the same thing, both are shown.

In: evidence, or the citations of an answer. Out: what a sentence is contradicted by, and for the
reader the pairs of citations and what they disagree about. A document that says itself that
"sources disagree on …" is taken at its word. Two sentences disagree if they speak of the same thing
in nearly the same words, rest on different documents, and give different figures of one unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from assistant.evidence import Evidence, stems
from assistant.understanding.naming import name_words
from assistant.understanding.years import years_in
from core.schema import Citation, Disagreement, Origin, join_over_pages
from vectorstore.words import content_words

_SAID = re.compile(
    r"^(?:Sources|Accounts|Documents|Reports|Figures|Counts)\s+(?:disagree|differ|vary)\s+"
    r"(?:on|about|over|as to)\s+(?P<about>[^:;]+?)\s*[:;,]",
)
_FIGURE = re.compile(
    r"(?<!\w)(?P<money>\$)?(?P<number>\d[\d,]*(?:\.\d+)?)(?!\d|-\d|[–/]\d)\s*"
    r"(?P<unit>percent(?:age points?)?|%|million|billion)?\s*"
    r"(?:(?:more|less|fewer|additional|extra|further|high[- ]school) )?(?P<noun>[a-z][a-z-]+)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# Words that say who reports, and nothing of what.
_REPORTING = frozenset(
    stems(
        "according undated page report reported says said wrote release study brief article website"
        " year month quoted gives puts about around nearly roughly more than over least"
    )
)
_SAME_THING = 0.6
_LEAST_WORDS = 3


def contradicted_by(evidence: Evidence, others: Sequence[Evidence]) -> Evidence | None:
    """Return the best of the sentences that give another figure for what this one says."""
    its = evidence.sentence.origins
    for other in others:
        if other.address == evidence.address:
            continue
        if disagree(evidence.text, its, other.text, other.sentence.origins):
            return other
        if _says_so(evidence.text, other.text):
            return other
    return None


def says_that_sources_differ(text: str) -> bool:
    """Say whether a sentence tells by itself that sources differ."""
    return bool(_SAID.match(text))


def _says_so(one: str, other: str) -> bool:
    """Say whether the other sentence tells that sources differ on a figure of this one."""
    if _SAID.match(one) or not _SAID.match(other):
        return False
    figures, more = figures_in(one), figures_in(other)
    same = any(figures[unit] & more[unit] for unit in figures.keys() & more.keys())
    return same and len(_subject(one) & _subject(other)) >= _LEAST_WORDS


def find_disagreements(citations: Sequence[Citation]) -> tuple[Disagreement, ...]:
    """Return what the cited sentences disagree about, with their markers."""
    found = []
    for citation in citations:
        if said := _SAID.match(_text(citation)):
            found.append(Disagreement(said["about"], (citation.marker,)))
    for one, other in combinations(citations, 2):
        if disagree(_text(one), one.origins, _text(other), other.origins):
            about = _common_words(_text(one), _text(other))
            found.append(Disagreement(about, (one.marker, other.marker)))
    return tuple(found)


def said_to_differ(text: str) -> str | None:
    """Return what a sentence says that sources disagree on, if it says so."""
    said = _SAID.match(text)
    return said["about"] if said else None


def disagree(one: str, its: Sequence[Origin], other: str, others: Sequence[Origin]) -> bool:
    """Say whether two sentences, with what they rest on, give different figures for one thing."""
    if {origin.id for origin in its} & {origin.id for origin in others}:
        return False
    if years_in(one) != years_in(other):
        return False
    figures, more = figures_in(one), figures_in(other)
    units = figures.keys() & more.keys()
    if not units or any(figures[unit] & more[unit] for unit in units):
        return False
    reporters = stems(" ".join(f"{o.title} {o.publisher}" for o in (*its, *others)))
    apart = set(name_words(one)) ^ set(name_words(other))
    if not stems(" ".join(apart)) <= reporters:
        return False
    first, second = _subject(one), _subject(other)
    shared = len(first & second)
    return shared >= _LEAST_WORDS and shared >= _SAME_THING * max(len(first), len(second))


def figures_in(text: str) -> dict[str, set[str]]:
    """Return the figures of a text by unit: what is counted, "percent", "$"; years are none."""
    found: dict[str, set[str]] = {}
    for match in _FIGURE.finditer(text):
        number = match["number"].rstrip(",")
        if _YEAR.fullmatch(number) and not match["unit"]:
            continue
        unit = match["unit"] or match["noun"] or ""
        unit = "point" if "point" in unit else "percent" if unit == "%" else unit.removesuffix("s")
        if not (unit or match["money"]):
            continue
        found.setdefault("$" if match["money"] else unit, set()).add(number.replace(",", ""))
    return found


def _subject(text: str) -> set[str]:
    told = stems(" ".join(content_words(text)))
    return {stem for stem in told if not stem[0].isdigit()} - _REPORTING


def _common_words(one: str, other: str) -> str:
    """Say what two sentences speak of, in the words of the first that both have."""
    shared = _subject(one) & _subject(other)
    words = [w for w in re.findall(r"[\w’'-]+", one) if stems(w) & shared]
    return " ".join(words)


def _text(citation: Citation) -> str:
    more = citation.continues
    return citation.quote if more is None else join_over_pages(citation.quote, more.quote)
