"""Shop talk: what district staff say for words that the documents write in full.

In: a question and the library. Out: the question in the documents' words. A word that some document
uses itself is left alone, because it finds its own evidence.
"""

from __future__ import annotations

import re

from library.bm25 import word_counts
from library.library import Library

_MEANS = {
    "supe": "superintendent",
    "supes": "superintendents",
    "supt": "superintendent",
    "wbl": "work-based learning",
    "pd": "professional development",
    "sped": "special education",
    "swd": "students with disabilities",
    "els": "English learners",
    "ells": "English learners",
    "ell": "English learner",
    "el": "English learner",
    "special ed": "special education",
    "esl": "English learners",
    "frl": "free or reduced-price lunch",
    "cpa": "California Partnership Academy",
    "cpas": "California Partnership Academies",
    "ccpt": "California Career Pathways Trust",
    "gspp": "Golden State Pathways Program",
    "ll": "Linked Learning",
    "voc ed": "vocational education",
    "voc-ed": "vocational education",
    "gen ed": "general education",
    "org": "organization",
    "orgs": "organizations",
    "headcount": "number of students",
    "headcounts": "numbers of students",
    "head count": "number of students",
    "head counts": "numbers of students",
    "abt": "about",
    "grads": "graduates",
    "theyre": "they're",
    "whats": "what's",
    "thats": "that's",
    "hows": "how's",
    "whos": "who's",
    "yr": "year",
    "yrs": "years",
    "hrs": "hours",
    "grp": "group",
    "grps": "groups",
    "pts": "points",
    "dept": "department",
    "depts": "departments",
    "mgmt": "management",
    "w/o": "without",
    "w/": "with",
    "w": "with",
    "b/c": "because",
    "esp": "especially",
    "r": "are",
    "u": "you",
    "avg": "average",
    "gov't": "government",
    "govt": "government",
    "hs": "high school",
    "$$": "money",
    "$$$": "money",
}
_LONG = sorted((said for said in _MEANS if len(said) > 1), key=len, reverse=True)
# "what r they": one letter is a word only if it is small; "U.S." and "R & D" are none.
_LETTERS = rf"(?-i:{'|'.join(said for said in _MEANS if len(said) == 1)})(?!\.| &)"
_SAID = re.compile(
    rf"(?<![\w’'$/.@-])(?<!& )(?:{'|'.join(map(re.escape, _LONG))}|{_LETTERS})(?![\w’'$/-]| up\b)",
    re.IGNORECASE,
)


def write_in_full(question: str, library: Library) -> str:
    """Replace shop talk that no document uses; a name's abbreviation that some do gets its name."""
    said = {match.group().casefold() for match in _SAID.finditer(question)}
    if not said:
        return question
    counts = word_counts(library, sorted(said))

    def mean(match: re.Match[str]) -> str:
        word = match.group()
        full = _MEANS[word.casefold()]
        if not counts[word.casefold()]:
            return full
        return f"{full} ({word})" if full.istitle() and full not in question else word

    return _SAID.sub(mean, question)
