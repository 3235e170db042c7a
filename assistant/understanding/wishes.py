"""What a question wishes of a sentence besides answering: the newest, the oldest, a span, the most.

In: a question. Out: the wish, as words tell it. "Latest" and "by now" wish for the newest figure,
"since 2013" for years of that span, "the largest grant" for a sentence that says itself that
something is the largest of its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from vectorstore.words import STOP_WORDS, content_words

_NEWEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|currently|current|nowadays|still|to date|"
    r"up[- ]to[- ]date|these days|at present|at the moment|today|(?:by|as of|right|even) now|"
    r"last reported)\b"
    r"|\b(?:is|are|do|does|has|have|there)\b[^?]* now\??$|\bnow (?:is|are|has|have|do|does|run)\b",
    re.I,
)
_OLDEST = re.compile(
    r"\b(?:earliest|oldest|originally|initially|"
    r"at the (?:very )?(?:start|beginning|outset)|"
    r"first (?:reported|known|published|recorded|figures?|counts?|reports?|mention|numbers?))\b",
    re.I,
)
_SPAN = re.compile(
    r"\b(?P<word>since|after|from|before|until|up to|prior to|by)"
    r"(?: (?:the )?(?:end|middle|start|beginning|summer|fall|spring|winter) of| late| early|"
    r" about)?"
    r" (?P<year>(?:19|20)\d\d)(?P<on> on(?:ward)?s?)?(?![-–\d])",
    re.I,
)
_WORDS = (
    frozenset({"most", "largest", "biggest", "greatest", "bulk"}),
    frozenset({"highest", "top", "best", "most"}),
    frozenset({"first", "earliest", "oldest", "pioneer", "pioneered", "pioneering", "original"}),
    frozenset({"lowest", "fewest", "least", "smallest", "worst", "weakest"}),
    frozenset({"longest"}),
    frozenset({"shortest", "fastest", "quickest"}),
    frozenset({"newest", "latest", "youngest"}),
)
_SUPERLATIVE = re.compile(
    r"\b(?:the|its|their|ha[sd]|have|is|are|was|were|who|to) (?:single |very |by far the )?"
    r"(?P<word>most|largest|biggest|greatest|highest|top|best|first|earliest|oldest|lowest|fewest|"
    r"least|smallest|longest|shortest|worst)\b(?! (?:recent|of (?:its|the|their)|year|grade|class|"
    r"freshm|semester|of all|time|step|place|thing|steps|phase|round|cohort|one)s?\b)"
    r"(?P<rest>[^?,]*)|\b(?:which|who)\b[^?,]* (?P<last>first|most|earliest)\s*\??$",
    re.I,
)
_RANKS = re.compile(r"^(?:and |so )?(?:which|who|what|where|in which|whose)\b", re.I)
# What a date, a sum or a name must be of: of the passing and not of the introduction, of all that
# was given and not of one award, of who paid and not of who is named beside.
_OF: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "date",
        re.compile(
            r"\b(?:when|what year|which year|what date)\b.*\b(?:pass(?:ed|es)?|approved?|"
            r"enact(?:ed)?"
            r"|adopt(?:ed)?|sign(?:ed)?|bec[ao]me law|go into law)\b",
            re.I,
        ),
        re.compile(r"\b(?:passed|approved|enacted|adopted|signed|chaptered|became law)\b", re.I),
    ),
    (
        "money",
        re.compile(
            r"\b(?:altogether|all together|in total|in all|totals?|overall|combined|so far|"
            r"over the years)\b",
            re.I,
        ),
        re.compile(
            r"\b(?:in total|totals|a total of|altogether|in all|combined)\b"
            r"|^(?!.*\b(?:award(?:ed|s)?|received|won)\b).*\b(?:more than|over|nearly|"
            r"almost|about|some) \$"
            r"|\b(?:from|since) (?:19|20)\d\d(?: on| to)\b.*\$",
            re.I,
        ),
    ),
    (
        "name",
        re.compile(
            r"\bwho(?: \w+)? (?:paid|pays|pay|funded|funds|fund|finance[sd]?|paying|"
            r"bankroll\w*|foots?"
            r"|footed|sponsored|backed)\b|\bwhose money\b",
            re.I,
        ),
        re.compile(
            r"\b(?:fund(?:s|ed)|invest(?:s|ed|ing)|paid|pays|financed|underwrote|"
            r"underwritten|sponsored|commissioned|backed)\b"
            r"|\b(?:grants?|money|funding|support) (?:from|of the)\b",
            re.I,
        ),
    ),
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Superlative:
    """The word as it is asked, those that say it in a document, and what is ranked."""

    word: str
    said: frozenset[str]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Years, both ends included, and the year that the question writes."""

    low: int
    high: int
    written: str


def wishes_of(question: str, kind: str) -> re.Pattern[str] | None:
    """Return what a sentence must say that gives the date, the sum or the name that is meant."""
    of_kind = "name" if kind == "payer" else kind
    for of, asks, says in _OF:
        if of == of_kind and asks.search(question):
            return says
    return None


def wishes_age(question: str) -> Literal["newest", "oldest"] | None:
    """Say whether the newest or the oldest of several figures is wished for."""
    if _NEWEST.search(question):
        return "newest"
    return "oldest" if _OLDEST.search(question) else None


def wishes_span(question: str) -> Span | None:
    """Return the span that "since 2013" or "before 2011" opens."""
    match = _SPAN.search(question)
    if not match:
        return None
    year, word = int(match["year"]), match["word"].casefold()
    if word in {"since", "after"} or match["on"]:
        return Span(year, _LAST_YEAR, match["year"])
    if word in {"before", "prior to"}:
        return Span(_FIRST_YEAR, year - 1, match["year"])
    return Span(_FIRST_YEAR, year, match["year"]) if word in {"until", "up to"} else None


def wishes_superlative(question: str) -> Superlative | None:
    """Return what a question ranks: "which district has the highest graduation rate"."""
    if not _RANKS.match(question) or not (match := _SUPERLATIVE.search(question)):
        return None
    word = (match["word"] or match["last"]).casefold()
    said = frozenset().union(*(group for group in _WORDS if word in group))
    rest = match["rest"] or match.group()
    of = [w for w in content_words(rest) if w not in STOP_WORDS and w not in said]
    return Superlative(word, said, tuple(of[:3]))
