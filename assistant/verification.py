"""Verifying: each statement against the words it cites.

In: a statement's text and its citations. Out: a verdict and the reason for it, in words that say
what is known and no more. For now by exactness alone: a statement made of its own quotes is
supported; one in other words is marked as not compared word by word.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.schema import Citation, Verdict, join_over_pages


def judge(text: str, citations: Sequence[Citation]) -> tuple[Verdict, str]:
    """Judge one statement against its citations."""
    quoted = [_whole(citation) for citation in citations]
    if text in quoted or text == " ".join(quoted):
        return "supported", "These are the exact words of the cited page."
    return "partly", "In the writer's own words; the cited words stand on the page, exactly."


def _whole(citation: Citation) -> str:
    more = citation.continues
    return citation.quote if more is None else join_over_pages(citation.quote, more.quote)
