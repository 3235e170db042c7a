"""Spelling: a word that is none is read as the word of the documents that it resembles.

In: a question, the library, and a count of a word's pieces. Out: the question with its slips
mended. Only words are touched that no document uses and that the embedding model's own vocabulary
does not hold whole: it holds "Texas" and "statute", and cuts "Stanfrod" to pieces. The reading is
shown, so a wrong one can be undone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.understanding.abbreviations import abbreviate
from assistant.understanding.jargon import write_in_full
from assistant.understanding.name_slips import mend_names
from assistant.understanding.names import gazetteer, spell_out, written_name
from core.schema import KnownName
from library.bm25 import word_counts
from library.library import Library
from vectorstore.search import FusedSearch
from vectorstore.words import words

CountPieces = Callable[[Sequence[str]], Sequence[int]]
"""From words to the number of pieces that the embedding model cuts each into."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# "Stocton Unified" is a place: it is none of the people whose name it resembles.
_PLACE = re.compile(
    r"([^\W\d_]+)(?= (?:Unified|City|County|High|Union|USD|[Ss]chool [Dd]istrict|[Dd]istrict)\b)"
)
_SHORTEST = 5
_LONG, _LONG_NAME = 9, 7  # from here on two slips are forgiven


def write_out(question: str, search: FusedSearch) -> str:
    """Spell out nicknames and mend slips, as the library writes its words."""
    library = search.library
    count = search.embeddings.count_tokens
    question = mend_names(question, gazetteer(library), lambda word: max(count([word])) == 1)
    question = write_in_full(question, library)
    question = abbreviate(spell_out(question, library), library)
    return mend_spelling(question, library, count)


def mend_spelling(question: str, library: Library, count_pieces: CountPieces) -> str:
    """Replace the misspelt words of a question."""
    unknown = _unknown(question, library, count_pieces)
    if not unknown:
        return question
    vocabulary = _vocabulary(library, library.index_id())
    known = gazetteer(library)
    places = frozenset(_PLACE.findall(question))
    meant = {
        word: near
        for word in unknown
        if (near := _nearest(word, vocabulary)) and (word not in places or known.districts(near))
    }
    return _WORD.sub(lambda match: meant.get(match.group()) or match.group(), question)


def _unknown(question: str, library: Library, count_pieces: CountPieces) -> list[str]:
    """Return the words that neither the documents nor the model know."""
    asked = [word for word in dict.fromkeys(_WORD.findall(question)) if len(word) >= _SHORTEST]
    whole = [word for word in asked if len(words(word)) == 1]
    counts = word_counts(library, [word.casefold() for word in whole])
    names = _district_words(gazetteer(library).names)
    unknown = [
        word for word in whole if not counts[word.casefold()] or _is_slip_of(word.casefold(), names)
    ]
    pieces = count_pieces(unknown) if unknown else ()
    return [word for word, count in zip(unknown, pieces, strict=True) if count > 1]


@lru_cache(maxsize=4)
def _district_words(names: tuple[KnownName, ...]) -> frozenset[str]:
    return frozenset(
        word
        for name in names
        if name.kind == "district"
        for word in words(written_name(name))
        if len(word) >= _LONG_NAME
    )


def _is_slip_of(word: str, names: frozenset[str]) -> bool:
    """Say whether a word is a district's but for a letter: "Portervile" has the stem of a name."""
    return word not in names and any(
        word[:3] == name[:3] and DamerauLevenshtein.distance(word, name) == 1 for name in names
    )


def _nearest(word: str, vocabulary: Mapping[str, str]) -> str | None:
    """Return the word of the library that this one resembles, its slips few for its length."""
    folded = word.casefold()
    found = process.extractOne(
        folded,
        [known for known in vocabulary if known[0] == folded[0]],
        scorer=DamerauLevenshtein.distance,
        score_cutoff=2 if len(word) >= (_LONG if word.islower() else _LONG_NAME) else 1,
    )
    return vocabulary[found[0]] if found else None


@lru_cache(maxsize=4)
def _vocabulary(library: Library, index: str) -> dict[str, str]:
    """Return the library's longer words in lower case, each as it is written."""
    seen: dict[str, Counter[str]] = {}
    for (text,) in library.rows("SELECT heading || ' ' || body FROM passages_text"):
        for word in _WORD.findall(text):
            if len(word) >= _SHORTEST:
                seen.setdefault(word.casefold(), Counter())[word] += 1
    return {folded: written.most_common(1)[0][0] for folded, written in sorted(seen.items())}
