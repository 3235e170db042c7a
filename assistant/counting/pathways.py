"""Pathways: what those of a place are called, over every sentence that lists some.

In: what is asked and the filters. Out: the pathways by name, each with the first
sentence that lists it. They stand school by school, and a list of two counts: "runs two pathways,
engineering and performing arts".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.counting.countable import named_in
from assistant.counting.everything import Row, read_everything
from assistant.counting.wording import may_be_one
from assistant.evidence import NOT_FOUND, without_reporter
from assistant.understanding.names import Gazetteer
from library.filters import Scope
from library.library import Library

_LEADS = re.compile(
    r"\b(?:pathways|academies|learning communities)\b(?: (?:in|of|at|for) [^,:;.]{3,40}?)?"
    r"(?: in (?:19|20)\d\d)?(?: ?,? (?:are|were|includ(?:e|ed))|,|:) (?P<list>[^.]+)",
    re.I,
)
_ARTICLE = re.compile(r"^(?:an?|the|and|or) ")
_NO_NAME = re.compile(
    r"^(?:not|with|which|who|that|in|on|at|for|to|as|by|from|but|because|among|including|up|down|its"
    r"|their|said|each|more|less|all|some|most|[\d$].*)\b|\b(?:students|teachers|percent|says?|said|is"
    r"|are|was|were|has|have|had|schools?|districts?|joins?|Chamber|Board|Foundation|College"
    r"|Unified)\b"
)
_LONGEST, _PLAIN = 7, 3  # words of a name, and of one without a capital


def pathways_of(
    library: Library, known: Gazetteer, asked: Sequence[str], scope: Scope | None
) -> tuple[dict[str, Row], str]:
    """Return the pathways of whoever the first text names that names any, and whose they are.

    Of a school only the sentences that name it speak, of a district those of its schools too.
    """
    schools_in = named_in("school", known)
    schools, districts = _places(asked, known)
    found: dict[str, Row] = {}
    for row in read_everything(library)[0]:
        if not row.admitted(scope) or NOT_FOUND.match(row.text):
            continue
        of_school = schools & schools_in(row.text)
        if not (of_school if schools else districts & known.districts(row.text)):
            continue
        for name in _names_listed(row.text):
            if not any(may_be_one(name, other) for other in found):
                found[name] = row
    return found, ", ".join(sorted(schools or districts))


def _places(asked: Sequence[str], known: Gazetteer) -> tuple[frozenset[str], frozenset[str]]:
    """Return the schools that the first text names that names any place, and the districts."""
    for text in asked:
        schools, districts = named_in("school", known)(text), known.districts(text)
        if schools or districts:
            return schools, districts
    return frozenset(), frozenset()


def _names_listed(text: str) -> Sequence[str]:
    """Return the pathways that a sentence lists; none where the list holds something else."""
    leads = _LEADS.search(without_reporter(text))
    if leads is None:
        return ()
    names = [_ARTICLE.sub("", piece.strip(" ,")) for piece in _pieces(leads["list"])]
    return names if len(names) > 1 and all(map(_is_name, names)) else ()


def _pieces(listed: str) -> list[str]:
    """Cut a list; only its last "and" joins, as a name may hold one: "Law and Social Justice"."""
    if "; " in listed:
        return [_ARTICLE.sub("", piece) for piece in listed.split("; ")]
    *before, last = listed.rstrip(" ,").split(", ")
    return [*before, last] if last.startswith("and ") else [*before, *last.split(" and ", 1)]


def _is_name(name: str) -> bool:
    length = len(name.split())
    if not 0 < length <= _LONGEST or _NO_NAME.search(name):
        return False
    return any(letter.isupper() for letter in name) or length <= _PLAIN
