"""How long it takes to judge a statement, without and with the embedding model.

In: the development half of `evaluation/sentences.jsonl` and the index of the shipped corpus. Out:
median and 95th percentile in milliseconds, cold (nothing of the statement read before), by kind.
Usage: `.venv/bin/python scripts/bench_verification.py`. What is measured with the model is all that
a paraphrase costs, its evidence's token vectors too.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant.checking.meaning import forget
from assistant.checking.reading import read
from assistant.checking.support import Cited, weigh
from core.schema import KnownName
from core.settings import read_settings
from evaluation.own_index import open_own
from evaluation.sentences import (
    SENTENCES,
    cite_sentence,
    read_sentences,
    sentence_surroundings,
)
from vectorstore.embeddings import PassageEmbeddings


def main() -> None:
    """Time every sentence and print the table."""
    search = open_own(read_settings()).search
    around, names = sentence_surroundings(search.library), search.library.names()
    sentences = read_sentences(SENTENCES, "development")
    search.embeddings.embed_tokens("warm up")
    print(f"{'':32}{'median ms':>10}{'95th':>8}{'count':>8}")
    for shown, embeddings in (("by words", None), ("by meaning", search.embeddings)):
        for kind in ("true", "altered", "reworded"):
            chosen = [s for s in sentences if s.kind == kind]
            pairs = [(s.text, cite_sentence(s, around)) for s in chosen]
            print_row(f"{shown}, {kind}", time_all(pairs, names, embeddings))


def time_all(
    pairs: Sequence[tuple[str, Cited]],
    names: tuple[KnownName, ...],
    embeddings: PassageEmbeddings | None,
) -> list[float]:
    """Return how long each statement takes, in milliseconds."""
    times = []
    for text, cited in pairs:
        read.cache_clear()
        weigh.cache_clear()
        forget()
        start = time.perf_counter()
        weigh(text, cited, names, embeddings)
        times.append(1000 * (time.perf_counter() - start))
    return times


def print_row(name: str, times: Sequence[float]) -> None:
    """Print one row."""
    high = statistics.quantiles(times, n=20)[-1]
    print(f"{name:32}{statistics.median(times):10.1f}{high:8.1f}{len(times):8}")


if __name__ == "__main__":
    main()
