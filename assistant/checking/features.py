"""Features: how much of a statement its evidence covers, in figures.

In: a pair and what the rules found. Out: features by name, most from 0 to 1. These are of words and
need no model; `meaning.py` has those that do. How they are weighed is in `coefficients.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from assistant.checking.finding import Finding
from assistant.checking.pairing import Pair
from assistant.checking.reading import Token
from assistant.checking.wordlists import listed

_WINDOW = 4
_CHATTY = frozenset(listed("i i'm i've i'd my me you your we're let's oh yeah yes sure hi hello"))


def word_features(pair: Pair, findings: Sequence[Finding]) -> dict[str, float]:
    """Return the features that need no model."""
    words = [pair.said[i] for i in pair.said_words]
    figures = [w for w in words if w.figure]
    rules = [finding.rule for finding in findings]
    return _every_word(pair) | {
        "everything": float(all(w.key in pair.told_keys for w in words)),
        "in order": len(pair.aligned) / max(len(words), 1),
        "longest run": _longest_run(pair),
        "pairs of words": _bigrams(pair),
        "figures missing": sum(w.key not in pair.told_keys for w in figures) / max(len(figures), 1),
        "number or name found wanting": float(sum(r in ("number", "name") for r in rules)),
        "turned": float(
            "negation" in rules or "opposite" in rules or any(f.hard for f in findings)
        ),
        "chatty": float(_chats(pair.said) and not _chats(pair.told)),
        "asks": float(any(t.text == "?" for t in pair.said)),
    }


def _every_word(pair: Pair) -> dict[str, float]:
    """Return what the small words say too: how much of the statement is copied, and in order."""
    said = [t.key for t in pair.said if t.text[0].isalnum()]
    told = [t.key for t in pair.told if t.text[0].isalnum()]
    blocks = SequenceMatcher(None, said, told, autojunk=False).get_matching_blocks()
    held = set(told)
    windows = range(max(1, len(said) - _WINDOW + 1))
    parts = [said[start : start + _WINDOW] for start in windows]
    many = max(len(said), 1)
    return {
        "all words": sum(key in held for key in said) / many,
        "all words in order": sum(block.size for block in blocks) / many,
        "weakest four words": min(
            sum(k in held for k in part) / max(len(part), 1) for part in parts
        ),
        "opening": sum(key in held for key in said[:_WINDOW]) / max(len(said[:_WINDOW]), 1),
        "close": sum(key in held for key in said[-_WINDOW:]) / max(len(said[-_WINDOW:]), 1),
    }


def _chats(tokens: Sequence[Token]) -> bool:
    return any(token.lower in _CHATTY for token in tokens)


def _bigrams(pair: Pair) -> float:
    def pairs_of(tokens: Sequence[Token]) -> set[tuple[str, str]]:
        keys = [token.key for token in tokens if token.text[0].isalnum()]
        return set(pairwise(keys))

    said = pairs_of(pair.said)
    return len(said & pairs_of(pair.told)) / len(said) if said else 1.0


def _longest_run(pair: Pair) -> float:
    longest = run = 0
    previous: int | None = None
    for i in pair.said_words:
        j = pair.aligned.get(i)
        follows = j is not None and previous is not None and j in _next(pair, previous)
        run = run + 1 if follows else int(j is not None)
        longest = max(longest, run)
        previous = j
    return longest / max(len(pair.said_words), 1)


def _next(pair: Pair, j: int) -> tuple[int, ...]:
    for k in range(j + 1, len(pair.told)):
        if pair.told[k].content:
            return (k,)
    return ()
