"""BM25 over the passages: SQLite's FTS5, in the library's own file.

In: words. Out: passages by BM25 score, and how often words occur. FTS5 stems by Porter and scores
with k1 1.2 and b .75. Questions that sentences answer help to find a passage; what
occurs how often is told by the documents alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from library.library import Library


def bm25(library: Library, words: Sequence[str], k: int) -> list[tuple[str, float]]:
    """Return the best `k` (passage id, score) for any of these words, best first."""
    if not words:
        return []
    rows = library.rows(
        "SELECT id, -bm25(passages_text) AS score FROM passages_text"
        " JOIN passages ON passages.number = passages_text.rowid"
        " WHERE passages_text MATCH ? ORDER BY score DESC, id LIMIT ?",
        " OR ".join(map(_quoted, words)),
        k,
    )
    return [(str(row[0]), float(row[1])) for row in rows]


def word_counts(library: Library, words: Sequence[str]) -> dict[str, int]:
    """Return in how many passages each word occurs, after stemming."""
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = count_phrase(library, word)
    return counts


def count_phrase(library: Library, phrase: str) -> int:
    """Return in how many passages words follow one another, after stemming."""
    row = library.row(
        "SELECT count(*) FROM passages_text WHERE passages_text MATCH ?",
        f"{{heading body}} : {_quoted(phrase)}",
    )
    return int(row[0]) if row else 0


def _quoted(word: str) -> str:
    """Quote a word so that nothing in it is query syntax."""
    return '"' + word.replace('"', '""') + '"'
