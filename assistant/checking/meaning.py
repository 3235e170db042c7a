"""Meaning: how near each word of a statement comes to some word of its evidence.

In: a statement, its sentences and an embedding model's token vectors. Out: features from 0 to 1.
This sees that "funding" meets "grants", which the words alone do not; it does not see that "rose"
is not "fell", which is why the rules come first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.checking.pairing import Pair
from assistant.checking.reading import Token
from assistant.checking.rule_attribution import SPEAKERS, is_saying
from vectorstore.embeddings import EmbeddedTokens, PassageEmbeddings

_WORST = 3
_MET = 0.55


def meaning_features(
    pair: Pair, near: Mapping[int, float], sentences: Sequence[str], embeddings: PassageEmbeddings
) -> dict[str, float]:
    """Return the features that need token vectors; 1 where there are no words."""
    if not near:
        return dict.fromkeys(("weakest words", "words met", "whole"), 1.0)
    values = np.array(list(near.values()))
    said = _mean(_embed(pair.text, embeddings))
    told = [_embed(sentence, embeddings) for sentence in sentences]
    whole = [float(said @ _mean(embedded)) for embedded in told if embedded.spans]
    return {
        "weakest words": float(np.sort(values)[:_WORST].mean()),
        "words met": float((values >= _MET).mean()),
        "whole": max(whole),
    }


def plain_nearness(pair: Pair, near: Mapping[int, float]) -> float:
    """Return how near the words come, on the mean, that are no figure, name or "the report says".

    Those are the same in sentences that say quite other things of the same subject. As a feature
    of the fitted measure this adds nothing; as a floor it catches a citation of the sentence
    beside the right one.
    """
    names = {token.key for token in (*pair.said, *pair.told) if token.name}
    plain = [own for i, own in near.items() if _is_plain(pair.said[i], names)]
    return sum(plain) / len(plain) if plain else 1.0


def _is_plain(token: Token, names: set[str]) -> bool:
    framing = is_saying(token) or token.key in SPEAKERS
    return token.figure is None and token.key not in names and not framing


def nearness(
    pair: Pair, sentences: Sequence[str], embeddings: PassageEmbeddings
) -> dict[int, float]:
    """Return for each content word of a statement its best cosine with a token of the evidence.

    A word that the model cuts to pieces counts as the mean of its pieces; one that lies beyond
    what the model reads is left out.
    """
    said = _embed(pair.text, embeddings)
    told = [_embed(sentence, embeddings).vectors for sentence in sentences]
    told = [vectors for vectors in told if len(vectors)]
    if not (len(said.spans) and told):
        return {}
    best: NDArray[np.float32] = (said.vectors @ np.concatenate(told).T).max(axis=1)
    near: dict[int, float] = {}
    for i in pair.said_words:
        token = pair.said[i]
        inside = [n for n, (a, b) in enumerate(said.spans) if a < token.end and b > token.start]
        if inside:
            near[i] = float(best[inside].mean())
    return near


def _mean(embedded: EmbeddedTokens) -> NDArray[np.float32]:
    """Return the direction of a text's tokens together."""
    mean: NDArray[np.float32] = embedded.vectors.mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


@lru_cache(maxsize=512)
def _embed(text: str, embeddings: PassageEmbeddings) -> EmbeddedTokens:
    return embeddings.embed_tokens(text)


def forget() -> None:
    """Forget the token vectors that are kept of the last texts."""
    _embed.cache_clear()
