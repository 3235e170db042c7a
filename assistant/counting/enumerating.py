"""Enumerating: the sentence that lists what is asked for, or says how many there are.

In: a question for all of something that is not counted by names (hubs, phases, partners, models),
and the search. Out: of every sentence of the library, the one that lists these things or states
their number best. It opens the answer, whatever stood nearest to the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.counting.everything import Row, as_evidence, read_everything
from assistant.evidence import NOT_FOUND, Evidence, stems, weigh_words
from assistant.understanding.alike import same_kind
from assistant.understanding.counted import without_asking
from assistant.understanding.denial import denies
from assistant.understanding.listing import asks_for_all, lists_plainly
from assistant.understanding.naming import core_question
from assistant.understanding.predicate import telling, told_by
from assistant.understanding.years import years_in
from assistant.weighing import quotable
from core.schema import Filters
from library.filters import build_scope
from vectorstore.search import FusedSearch

_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?)"
# "how many stages", "list all the regional hubs", "what kinds of schools are there"
_HOW_MANY = re.compile(r"\bhow many (?P<noun>(?:[\w’'-]+ ){0,3}?[\w’'-]+s)\b", re.I)
_WHICH_ONES = re.compile(
    r"(?:\band|,|–|-) (?:which|what|where|who)(?: ones?| are they| were they| they are| is that)?"
    r"(?: called| named)?\s*\??$|\band (?:what|which) (?:are|were) (?:they|these|those)\b"
    r"|\band which \w+ (?:had|have|got|has) (?:one|it)\b"
    r"|\b(?:and|,) (?:name|list) (?:them|each|all)\b|\bwhich ones\b|\bcalled\b|\bby name\b"
    r"|\bhow many (?:kinds|types|models|sorts|forms)\b",
    re.I,
)
_ANY = re.compile(r"kinds?|models?|types?|sorts?|forms?|places|communities|is", re.I)
_SO_MANY = re.compile(rf"\bthe ({_NUMBER}) (?!of\b)", re.I)
_ALL = re.compile(
    r"\b(?:list(?:ing)?|name|give me|tell me|what are|which are|what were|which were)"
    r"(?: all| every| each| the| of| me| them)*"
    r" (?P<noun>(?:[\w’'-]+ ){0,4}?(?:[\w’'-]+s|kind|model|type|sort))\b",
    re.I,
)
_KINDS = re.compile(r"\b(?:what|which) (?P<noun>kinds|types|sorts|models|forms) of\b", re.I)
_ASKING = re.compile(
    r"\b(?:how many|list(?:ing)?(?: all)?|name|called|which ones|what are they|that is|there|where"
    r"|which|what|and|kinds?|models?|types?|sorts?|every|all|each|of|the|places|one)\b",
    re.I,
)
_LEAST, _LEAST_OWN, _LEAST_SIMILAR = 0.38, 0.35, 0.15
_NEAR = 0.8
_STATES_TOO = 0.08  # of two sentences that list, the one that says how many


def find_enumeration(
    search: FusedSearch, question: str, filters: Filters
) -> tuple[Evidence, ...] | None:
    """Find the sentence that lists what a question asks for all of; None if none does."""
    if (asked := _asked(question)) is None:
        return None
    noun, text = asked
    scope = build_scope(search.library, filters) if filters else None
    about = without_asking(_ASKING.sub(" ", text))
    weights, years = weigh_words(search.library, about), years_in(question)
    rows, vectors = read_everything(search.library)
    similar = vectors @ search.build_query(about or text, Filters()).vector
    found: list[tuple[float, Row]] = []
    for row, similarity in zip(rows, similar.tolist(), strict=True):
        if similarity < _LEAST_SIMILAR or not row.admitted(scope) or not _may_open(row):
            continue
        enumerates = _enumerates(row.text, noun, text)
        if weights.share(set(row.stems)) < _LEAST_OWN or not enumerates:
            continue
        if years and not years & years_in(f"{row.text} {row.passage.section}"):
            continue
        score = (similarity + weights.share({*row.stems, *row.around})) / 2
        if score < _LEAST:
            continue
        found.append((score + _STATES_TOO * (enumerates - 1), row))
    if not found:
        return None
    # The rarest word of the question tells hubs from what else the same fund paid for.
    near = [row for score, row in found if score >= _NEAR * max(score for score, _ in found)]
    held = frozenset().union(*(row.stems for row in near)) & weights.idf.keys()
    rarest = max(held, key=weights.rarity)
    best = max((pair for pair in found if rarest in pair[1].stems), key=lambda pair: pair[0])
    return as_evidence(search, question, [best[1]])


def _asked(question: str) -> tuple[str, str] | None:
    """Return of what all are asked for, and the sentences that ask; None if one thing is."""
    core = core_question(question)
    for text in dict.fromkeys((core, question)):
        if noun := _noun_asked(text):
            left = re.sub(rf"\b{re.escape(noun)}\b", " ", _ASKING.sub(" ", text))
            return noun, text if told_by(telling(left)) else question
    return None


def _noun_asked(text: str) -> str | None:
    if found := _KINDS.search(text):
        return found["noun"]
    found = _HOW_MANY.search(text)
    if found and (_WHICH_ONES.search(text) or asks_for_all(text)):
        return found["noun"].split()[-1]
    found = _ALL.search(text) if asks_for_all(text) else None
    return found["noun"].split()[-1] if found else None


def _may_open(row: Row) -> bool:
    return quotable(row.sentence) and not NOT_FOUND.match(row.text) and not denies(row.text)


def _enumerates(sentence: str, noun: str, question: str) -> int:
    """Return 0 if a sentence does not list what is asked for, 2 if it also says how many they are.

    Where the question says how many there are ("the five domains"), the sentence must agree.
    """
    if not lists_plainly(sentence):
        return 0
    if not _ANY.fullmatch(noun) and not _holds(noun, sentence.split()):
        return 0
    if (known := _SO_MANY.search(question)) and not re.search(rf"\b{known[1]}\b", sentence, re.I):
        return 0
    nouns = {noun, *re.findall(r"\b[\w-]{3,}s\b", question)}
    numbered = any(
        any(_holds(one, match["after"].split()) for one in nouns)
        for match in re.finditer(rf"\b{_NUMBER}(?P<after>(?: [\w’'-]+){{1,4}})", sentence, re.I)
    )
    return 1 + int(numbered)


def _holds(noun: str, words: Sequence[str]) -> bool:
    """Say whether one of these words is the noun, or may stand for it."""
    plain = [re.sub(r"[^\w-]|['’]s$", "", word) for word in words]
    return bool(stems(noun) & stems(" ".join(plain))) or any(same_kind(noun, w) for w in plain)
