"""Authored: what a person wrote, by the sentences that say whose it is.

In: a person's name and the filters. Out: the works that some sentence calls that person's ("Ann
Lee's brief on leadership", "a study by Ann Lee and Bo Ray"), by what it calls them, each with the
sentence. That a sentence only names the person makes no author; two works may stand on one page of
a publisher, so that works are counted and not documents.
"""

from __future__ import annotations

import re

from assistant.counting.everything import Row, read_everything
from assistant.counting.wording import may_be_one
from assistant.evidence import NOT_FOUND
from library.filters import Scope
from library.library import Library

_WORK = (
    r"(?:briefs?|reports?|stud(?:y|ies)|papers?|articles?|dissertations?|thesis|guides?|books?"
    r"|chapters?|analysis|reviews?|columns?|op-eds?|essays?|memos?|evaluations?|surveys?)"
)
_SAYS_WHAT = (
    r"(?: (?:on|about|of) [\w -]{3,40}?(?= (?:argues?|says?|finds?|that|for|in|by|is)\b|[,.;]))?"
)

_UP_TO_ARTICLE = re.compile(r"^(?:[\w’'-]+ )*?(?:an?|the) (?=\w)", re.I)  # "produced a cost study"


def works_of(library: Library, author: str, scope: Scope | None) -> dict[str, Row]:
    """Return the works that sentences call the author's own, and the first sentence on each."""
    name = re.escape(author)
    own = re.compile(
        rf"\b{name}['’]s? (?P<its>(?:[\w-]+ ){{0,4}}{_WORK}\b{_SAYS_WHAT})"
        rf"|(?P<by>(?:[\w’'-]+ ){{0,3}}\b{_WORK}\b[^.;]{{0,60}}?),?"
        rf" by (?:[^.;]{{0,60}}(?:,|and) )?{name}\b"
        rf"|\b{name}(?:,| and [^.;,]{{3,40}})? (?:wrote|co-wrote) (?!in \d{{4}}\b)"
        r"(?P<wrote>[^.;,]{3,60})",
        re.I,
    )
    works: dict[str, Row] = {}
    for row in read_everything(library)[0]:
        if NOT_FOUND.match(row.text) or not row.admitted(scope):
            continue
        if found := own.search(row.text):
            work = _UP_TO_ARTICLE.sub("", found["its"] or found["by"] or found["wrote"])
            if not any(may_be_one(work, other) for other in works):
                works[work] = row
    return works
