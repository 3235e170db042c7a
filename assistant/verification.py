"""Verifying: each statement against the words it cites.

In: a statement's text and its citations. Out: a verdict and the reason for it, in words that say
what is known and no more: that words, numbers and names are in the cited words, not that they are true.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.support import Cited, weigh
from core.schema import Citation, KnownName, Verdict, join_over_pages


def judge(
    text: str, citations: Sequence[Citation], names: tuple[KnownName, ...] = ()
) -> tuple[Verdict, str]:
    """Judge one statement against its citations."""
    return weigh(text, cited_words(citations), names)


def cited_words(citations: Sequence[Citation]) -> Cited:
    """Return the cited sentences, whole, and the words around them."""
    around = [f"{c.section} {c.title}" for c in citations]
    for citation in citations:
        for origin in citation.origins:
            districts = " ".join(origin.districts)
            around.append(f"{origin.title} {origin.publisher} {origin.year or ''} {districts}")
    return Cited(tuple(map(_whole, citations)), " ".join(around))


def _whole(citation: Citation) -> str:
    more = citation.continues
    return citation.quote if more is None else join_over_pages(citation.quote, more.quote)
