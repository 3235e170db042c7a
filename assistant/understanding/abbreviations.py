"""Abbreviations that the documents introduce: "Project Lead The Way (PLTW)".

In: a question and the library. Out: the question with the abbreviation behind the full name, as
most pages write only one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from library.library import Library

_INTRODUCED = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]*,? (?:(?:and|of|the|for|in|to) )*){2,8})\((?P<short>[A-Z]{3,8})\)"
)


def abbreviate(question: str, library: Library) -> str:
    """Write the documents' abbreviation behind each name that is written in full."""
    for name, short in _introduced(library, library.index_id()).items():
        if not re.search(rf"\b{short}\b", question, re.I):
            full = re.compile(rf"\b{re.escape(name)}\b", re.I)
            question = full.sub(lambda match: f"{match.group()} ({short})", question, count=1)  # noqa: B023
    return question


@lru_cache(maxsize=2)
def _introduced(library: Library, index: str) -> Mapping[str, str]:
    """Return the abbreviations that some page introduces, by the full name."""
    found = {}
    for passage in library.passages(library.passage_ids()).values():
        for match in _INTRODUCED.finditer(passage.text):
            if name := _name_of(match["name"].split(), match["short"]):
                found[name] = match["short"]
    return dict(sorted(found.items()))


def _name_of(words: list[str], short: str) -> str:
    """Return the last words whose initials are the abbreviation; "" if none are."""
    for first in range(len(words) - 1, -1, -1):
        tail = words[first:]
        capitals = "".join(word[0] for word in tail if word[0].isupper())
        if short in (capitals, "".join(word[0].upper() for word in tail)):
            return " ".join(tail)
    return ""
