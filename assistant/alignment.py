"""Late interaction: how near each word of a question comes to some word of a passage.

In: a question, a passage's text and the embedding model's token vectors. Out: how well the word is
met that is met worst. A near miss has its place and its people in the passage and one word, what is
asked of them, nowhere (evaluation/LOG.md has what this adds).
"""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from vectorstore.embeddings import EmbeddedTokens, PassageEmbeddings
from vectorstore.words import content_words, words

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


def weakest_word(
    question: str, passage: str, embeddings: PassageEmbeddings, within: str = ""
) -> float:
    """Return the lowest of the question's content words' best cosines with the passage's tokens.

    A word that the model cuts to pieces counts as the mean of its pieces. Without a word or a
    token it is 0. Only the tokens `within` a sentence of the passage count, if one is given.
    """
    asked, told = embeddings.embed_tokens(question), embeddings.embed_tokens(passage)
    if not (len(asked.spans) and len(told.spans)):
        return 0.0
    vectors = _vectors_within(within, passage, told) if within else told.vectors
    if not len(vectors):  # the model reads no further than its limit
        vectors = embeddings.embed_tokens(within).vectors
    best = (asked.vectors @ vectors.T).max(axis=1)
    return min(
        (float(best[pieces].mean()) for pieces in _pieces(question, asked.spans)), default=0.0
    )


def _vectors_within(sentence: str, passage: str, told: EmbeddedTokens) -> NDArray[np.float32]:
    start = passage.find(sentence)
    end = start + len(sentence) if start >= 0 else 0
    return told.vectors[[n for n, (a, b) in enumerate(told.spans) if start < b and a < end]]


def _pieces(question: str, spans: Collection[tuple[int, int]]) -> list[list[int]]:
    """Return, for each content word of the question, the tokens that it is made of."""
    content = set(content_words(question))
    found = []
    for match in _WORD.finditer(question):
        if content.isdisjoint(words(match.group())):
            continue
        inside = [
            number
            for number, (start, end) in enumerate(spans)
            if start < match.end() and end > match.start()
        ]
        if inside:
            found.append(inside)
    return found
