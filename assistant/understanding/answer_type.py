"""What kind of thing a question asks for, as far as its words tell.

In: a question. Out: the kind, and whether a text holds a thing of that kind (so many of the things
counted, a share, money, a length of time, a date, a name). It orders sentences and is one signal of
whether there is an answer; alone it tells answerable from unanswerable questions hardly better than
chance (.576 in a trial).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.understanding.alike import SAME, is_plural, singular
from assistant.understanding.defining import defined_subject, defines
from assistant.understanding.listing import things_asked
from assistant.understanding.one_by_one import may_list, names_asked, tells_so_many

OPEN = "open"
DEFINITION = "definition"
PAYER = "payer"
_NUMBER = (
    r"(?:\$?\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|half|dozens?|hundreds?|thousands?)\b"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_VOTERS = frozenset({"vote", "trustee", "member", "voter"})
_VOTE = re.compile(r"\b\d{1,2}[-–]\d{1,2} (?:\w+ )?vote\b|\bvoted? \d{1,2}[-–]\d{1,2}\b")
_ORDINAL = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_AFTER_A_NUMBER = 4  # words after a number among which the counted thing stands


@dataclass(frozen=True, slots=True)
class AnswerType:
    """The kind of thing that is asked for, "open" if anything will do."""

    kind: str
    holds: Callable[[str], bool]


_SHARE = (
    r"\d\s?(?:%|percent)|\b(?:half|third|quarter|tenth)s?\b"
    rf"|{_NUMBER} (?:of|in|out of) (?:\w+ )?{_NUMBER}"
)
_PRICE = r"\b(?:budget|price|salary|salaries|stipends?)\b"
_PAY = r"\b(?:salary|salaries|wages?|stipends?)\b"
_LASTS = (
    rf"{_NUMBER}[- ](?:or more |to \w+[- ])?(?:\w+ )?(?:year|week|day|month|hour|minute|page)"
    r"|\b(?:year|semester|summer|month|week)s?[- ]long\b"
)
_KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "duration",
        r"\bhow long\b(?!-| beach\b)",
        _LASTS,
    ),
    (
        "time",
        r"\bhow much\b(?!.*\b(?:money|costs?|pay|paid|spen[dt])\b)[^.?!]*\btime\b"
        r"|\btime\b\s*[-–—:,]+\s*how much\b",
        rf"{_LASTS}|\b(?:bi-?)?(?:daily|weekly|monthly|yearly)\b|\b(?:once|twice) an?\b|^No\b",
    ),
    (
        "pay",
        rf"\b(?:what|how)\b.*{_PAY}",
        rf"{_PAY}.*\$\s?\d|\$\s?\d.*(?:{_PAY}|an hour)|^No (?:\S+ ){{0,4}}{_PAY}",
    ),
    (
        "date",
        r"^(?:and |so )?when\b|\bwhen (?:did|was|were|do|does|will|is|are)\b|\bsince when\b"
        r"|\b(?:what|which) (?:year|month|date)\b|\bby when\b",
        rf"\b(?:1[89]|20)\d\d\b|\b(?:{_MONTHS})\b",
    ),
    (
        PAYER,
        r"^(?:and |so )?(?:who|whose money) (?:else )?(?:pays?|paid|funds?|funded|finances?"
        r"|financed|foots?|is paying|was paying|is funding)\b|\bpaid for by (?:who|whom)\b"
        r"|^(?:and |so )?who(?:'s| is| was)? (?:the )?(?:funder|donor)\b"
        r"|^(?:and |so )?how (?:is|are|was|were|do|does|did) .*\b(?:paid for|pay for|funded)\b",
        r"\b(?:fund(?:ed|er|ers|ing|s)|pa(?:id|ys?) for|paid (?:by|the)|grants?|tax(?:es)?"
        r"|gave|gifts?|donat\w+|financ\w+|underwr\w+|sponsor\w*|award\w*|invest(?:s|ed|ment|ments)|raised"
        r"|money|put up|won)\b",
    ),
    ("name", r"^(?:and |so )?(?:who|whom|whose)\b", r"(?<=[a-z,;:] )[A-Z][A-Za-z]+"),
    (
        "share",
        r"\b(?:what|which|the) (?:percent|percentage|share|portion|proportion|fraction)\b"
        r"|^(?!(?:do|does|did|will|would|is|are|was|were|can|could|has|have)\b)"
        r"(?!.*\b(?:raise|improve|change|affect|lift|increase|lower|reduce)[sd]?\b)"
        r".*\brates?\b(?! (?:their|the|its|our|your|each|it|them)\b)",
        _SHARE,
    ),
    (
        "money",
        r"\bhow much (?:money|funding|was it|is it|did it|does it|did that)\b"
        r"|\bwhat .*\b(?:costs?|spend|pay)\b"
        r"|\bhow much\b.*\b(?:costs?|pay|paid|spend|spent|gave|get|got|received?|set aside"
        r"|invest(?:ed)?|award(?:ed)?|contributed?|donated?)\b"
        rf"|\bwhat(?:'s| is| was| are| were) the (?:\w+ ){{0,2}}{_PRICE}"
        rf"|\bhow (?:big|large|high)\b.*{_PRICE}|\bget paid\b|\bwages?\b.*\?$"
        r"|\b(?:what|how much)\b.*\bearn(?:s|ed)?\b(?!.*\b(?:credit|grade|degree|certificat|unit))",
        r"\$\s?\d|\bdollars\b|\b(?:million|billion) (?:a|in|for|over|from|to)\b"
        r"|\bno (?:extra )?costs?\b|^No (?:\S+ ){0,4}(?:cost|price|fee|salary|stipend|amount)",
    ),
    (
        "size",
        r"\b(?:how (?:big|large|small)|what size)\b"
        r".*\b(?:pathways?|academ(?:y|ies)|schools?|class(?:es)?|cohorts?|teams?|programs?)\b",
        rf"{_NUMBER}(?: to {_NUMBER})?[- ](?:\w+[- ])?(?:student|pupil|teacher|member|people)s?\b",
    ),
)
_COMPILED = tuple(
    (kind, re.compile(asks, re.I), re.compile(holds, 0 if kind == "name" else re.I))
    for kind, asks, holds in _KINDS
)
_OF_ANYONE = {"unified", "district", "school", "high", "linked", "learning", "california"}
# "Who is the principal there?": of whoever is named, it must be said.
_ROLE = re.compile(
    r"\bwho(?:’s|'s| is| was| are| were) (?:currently |now )?(?:the|its|their|his|her|your) "
    r"(?:\w+ ){0,2}?(?P<role>director|principal|superintendent|president|chair|mayor|manager|"
    r"coordinator|head|treasurer|secretary|founder|architect|mascot|editor)\b",
    re.I,
)
_LEADS = (
    frozenset({"director", "directed", "directs", "led by", "headed", "heads"}),
    frozenset({"head", "headed", "led", "leads", "director", "run by"}),
    frozenset({"superintendent", "schools chief"}),
    frozenset({"chair", "chaired"}),
    frozenset({"founder", "founded"}),
)
# "and what does it cost?" opens with "and" and asks one thing; "and who wrote it?" stays open, as
# the one who is meant may have been told of without a name.
_MORE = re.compile(
    r"(?<!^)\b(?:and|or) (?:also )?(?:which|who|what|when|where|how|why)\b|^(?:and|or) who\b", re.I
)
# "how many units can a kid take" asks for units.
_NOT_A_VERB = (
    r"(?!(?:can|could|do|does|did|will|would|should|may|might|must|is|are|was|were|has|have|"
    r"had|per|"
    r"in|at|on|for|from)\b)"
)
_HOW_MANY = re.compile(
    rf"\b(?:how many|what number of|number of)\b((?: {_NOT_A_VERB}[\w'’-]+){{0,4}})", re.I
)


def wanted(question: str) -> AnswerType:
    """Return the kind of thing that a question asks for; of several things, that is open."""
    if number := names_asked(question):
        return AnswerType("names", lambda text: tells_so_many(text, number))
    if _MORE.search(question):
        return AnswerType(OPEN, lambda text: True)
    if (subject := defined_subject(question)) and not question.casefold().startswith("who"):
        return AnswerType(DEFINITION, lambda text: defines(text, subject))
    if holder := _ROLE.search(question):
        return AnswerType("role", _holds_role(holder["role"]))
    for kind, asks, holds in _COMPILED:
        if asks.search(question):
            return AnswerType(kind, _names_other(question) if kind == "name" else _finds(holds))
    if counted := _HOW_MANY.search(question):
        return AnswerType("count", _counts(counted[1]))
    return AnswerType(OPEN, lambda text: True)


def _names_other(question: str) -> Callable[[str], bool]:
    """Return a test for a name that the question does not hold, as "who funds Oakland?" wants."""
    asked = set(_words(question)) | _OF_ANYONE
    named = re.compile(r"(?<=[a-z,;:|] )[A-Z][A-Za-z]+")
    return lambda text: any(found.casefold() not in asked for found in named.findall(text))


def _holds_role(role: str) -> Callable[[str], bool]:
    """Return a test for a name beside the role: "the director" is no one who is not called so."""
    same = next((group for group in _LEADS if role.casefold() in group), {role.casefold()})
    said = re.compile(rf"\b(?:{'|'.join(sorted(same))})", re.I)
    named = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+|(?<=[a-z,;:] )[A-Z][A-Za-z]+")
    return lambda text: bool(said.search(text) and named.search(text))


def _finds(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: bool(pattern.search(text))


# "No total of the students in … was found" is on just that.
_NO_COUNT = re.compile(
    r"No (?:[\w-]+ ){0,2}(?:totals?|numbers?|counts?|figures?) (?:of|for|on) (?P<of>.*?)"
    r" (?:was|were) found\b",
    re.I,
)


def _counts(things: str) -> Callable[[str], bool]:
    """Return a test for a number that stands before one of these things, or for a list of them."""
    numbered, named = _says_how_many(things), _same(things)

    def holds(text: str) -> bool:
        if numbered(text) or (named & _VOTERS and _VOTE.search(text)):
            return True
        if _NO_COUNT.match(text):
            return False
        return _is_last_of_them(text, named) or may_list(named, text)

    return holds


def _is_last_of_them(text: str, named: frozenset[str]) -> bool:
    """Say whether a text calls something the fourth of these things."""
    found = re.finditer(rf"\b{_ORDINAL}\b", text, re.I)
    return any(
        named & set(map(singular, _after(text[match.end() : match.end() + 80]))) for match in found
    )


def says_how_many(question: str, text: str) -> bool:
    """Say whether a text gives the number of what a question asks "how many" or "which" of."""
    counted = _HOW_MANY.search(question)
    things = counted[1] if counted else things_asked(question)
    return bool(_same(things)) and _says_how_many(things)(text)


def _same(things: str) -> frozenset[str]:
    """Return the words for what is counted, and those that may stand for them."""
    known: frozenset[str] = frozenset().union(*SAME)
    words = [singular(word) for word in _words(things) if word in known or is_plural(word)]
    return frozenset(words).union(*(group for group in SAME for word in words if word in group))


def _says_how_many(things: str) -> Callable[[str], bool]:
    same = _same(things)

    def holds(text: str) -> bool:
        if none := _NO_COUNT.match(text):
            return not same or bool(same.intersection(map(singular, _words(none["of"]))))
        measure, *cells = text.split(" | ")
        if cells and same.intersection(map(singular, _words(measure))):
            figure = re.compile(rf"(?:\w+ ){{0,3}}(?!(?:19|20)\d\d\b){_NUMBER}", re.I)
            return any(map(figure.match, cells))
        for number in re.finditer(rf"\b{_NUMBER}", text, re.I):
            rest = text[number.end() : number.end() + 80]
            after = _after(rest)
            if _is_share_or_sum(text, number, after):
                continue
            if _A_YEAR.fullmatch(number.group()):
                after = after[:1]  # "in 2011 at Oak and Elm high schools"
            if not same or same.intersection(map(singular, after)):
                return True
        return False

    return holds


def _is_share_or_sum(text: str, number: re.Match[str], after: Sequence[str]) -> bool:
    """Say whether a number is a percentage, or money: "$81,000 per academy" counts no academies."""
    share = after[:1] == ["percent"] or text[number.end() :].lstrip().startswith("%")
    return share or text[: number.start()].endswith("$")


_A_YEAR = re.compile(r"(?:19|20)\d\d")


def _after(rest: str) -> list[str]:
    """Return the words that may be what a number counts; those of a name count as one."""
    within = re.split(r"[.;:]\s", re.sub(r"\([^)]*\)", " ", rest))[0]
    named = re.sub(r"(?:\b[A-Z][\w’'-]* )+(?=[a-z])", "Name ", within)
    return _words(named.lstrip("-"))[:_AFTER_A_NUMBER]


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.casefold())
