"""Verifying: each statement against the words it cites.

In: a statement's text and its citations. Out: a verdict and the reason for it, in words that say
what is known and no more: that words, numbers and names are in the cited words, not that they are
true.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.leaning import stands_for, subject_of_heading
from assistant.checking.support import EXACT, Cited, weigh
from core.schema import Citation, KnownName, Origin, Verdict, join_over_pages
from vectorstore.embeddings import PassageEmbeddings
from vectorstore.entailment import Entailment

LEANS = f"{EXACT.removesuffix('.')}, but ‘{{word}}’ stands for something said before them."
HEADED = f"{EXACT.removesuffix('.')}; which one ‘{{word}}’ is stands in the heading: ‘{{heading}}’."


def judge(
    text: str,
    citations: Sequence[Citation],
    names: tuple[KnownName, ...] = (),
    embeddings: PassageEmbeddings | None = None,
    entailment: Entailment | None = None,
) -> tuple[Verdict, str]:
    """Judge one statement against its citations.

    `names` are the library's, for aliases and to know a district when it is named; with
    `embeddings` a paraphrase is weighed by its meaning too, with `entailment` by what follows.
    """
    verdict, why = weigh(text, cited_words(citations), names, embeddings, entailment)
    if why != EXACT:
        return verdict, why
    pronoun = stands_for(text)
    if pronoun:
        return "partly", LEANS.format(word=pronoun)
    noun = subject_of_heading(text, citations[0].section)
    return verdict, why if noun is None else HEADED.format(word=noun, heading=citations[0].section)


def cited_words(citations: Sequence[Citation]) -> Cited:
    """Return the cited sentences, whole, and the words around them."""
    around = " ".join(words_around(c.section, c.title, c.origins) for c in citations)
    return Cited(tuple(map(_whole, citations)), around)


def words_around(section: str, title: str, origins: Sequence[Origin]) -> str:
    """Return what may supply a subject that a sentence leaves out: heading, title and origins."""
    parts = [section, title]
    for origin in origins:
        parts += [origin.title, origin.publisher, str(origin.year or ""), *origin.districts]
    return " ".join(parts)


def _whole(citation: Citation) -> str:
    more = citation.continues
    return citation.quote if more is None else join_over_pages(citation.quote, more.quote)
