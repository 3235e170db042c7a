"""Names in a question: nicknames that no document uses are written as the documents write them.

In: a question and the library's names. Out: the question with "Sac City" as "Sacramento City" and
"PUSD" as "Pasadena or Porterville". An alias whose words all stand in some document is left alone,
because it finds its own evidence.
"""

from __future__ import annotations

import re

from core.schema import KnownName
from library.bm25 import word_counts
from library.library import Library
from vectorstore.words import words


def spell_out(question: str, library: Library) -> str:
    """Replace the aliases that the library's texts do not know."""
    for alias, names in _aliases(library).items():
        pattern = re.compile(rf"(?<!\w){re.escape(alias)}(?!\w)", re.IGNORECASE)
        if pattern.search(question) and 0 in word_counts(library, words(alias)).values():
            question = " or ".join(names).join(pattern.split(question))
    return question


def _aliases(library: Library) -> dict[str, list[str]]:
    """Return what each alias may mean, the longest alias first."""
    meanings: dict[str, list[str]] = {}
    for name in library.names():
        for alias in name.aliases:
            meanings.setdefault(alias, []).append(_written(name))
    return dict(sorted(meanings.items(), key=lambda item: (-len(item[0]), item[0])))


def _written(name: KnownName) -> str:
    """Return a name as documents write it: a district without its state in parentheses."""
    return name.name.split(" (")[0]
