"""Meaning: how near each word of a statement comes to some word of its evidence.

In: a statement, its sentences and an embedding model's token vectors. Out: features from 0 to 1.
This sees that "funding" meets "grants", which the words alone do not; it does not see that "rose"
is not "fell", which is why the rules come first.
"""

from __future__ import annotations

import threading
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
_KEPT = 512
_KEEPING = threading.Lock()


def meaning_features(
    pair: Pair, near: Mapping[int, float], sentences: Sequence[str], embeddings: PassageEmbeddings
) -> dict[str, float]:
    """Return the features that need token vectors; 1 where there are no words."""
    if not near:
        return dict.fromkeys(("weakest words", "words met", "whole"), 1.0)
    values = np.array(list(near.values()))
    own, *told = _embed_all((pair.text, *sentences), embeddings)
    said = _mean(own)
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
    said, *evidence = _embed_all((pair.text, *sentences), embeddings)
    told = [embedded.vectors for embedded in evidence]
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


def _embed_all(texts: Sequence[str], embeddings: PassageEmbeddings) -> list[EmbeddedTokens]:
    """Embed texts, those that were not embedded lately in one batch."""
    kept = _kept(embeddings)
    with _KEEPING:
        found = {text: kept[text] for text in texts if text in kept}
    missing = [text for text in dict.fromkeys(texts) if text not in found]
    if missing:
        found |= zip(missing, embeddings.embed_all_tokens(missing), strict=True)
    with _KEEPING:
        for text in texts:
            kept.pop(text, None)
            kept[text] = found[text]  # the last one used stands last
        while len(kept) > _KEPT:
            kept.pop(next(iter(kept)))
    return [found[text] for text in texts]


@lru_cache(maxsize=2)
def _kept(embeddings: PassageEmbeddings) -> dict[str, EmbeddedTokens]:
    """Return what is kept of a model's last texts."""
    return {}


def forget() -> None:
    """Forget the token vectors that are kept of the last texts."""
    _kept.cache_clear()
