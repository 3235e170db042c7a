"""Follow-ups: a question that leans on what was said before is completed from it.

In: a question, the turns before it, and the known names. Out: the question as it stands alone, and
the earlier texts that the search leans on, each with its weight. Three ways, the surest first: the
new name takes the old one's place ("And Sacramento?"); the subject takes the pronoun's place ("who
pays for that?"); else what was asked and answered before is put beside it. A question that says
what it is about is left alone, also after a change of subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understanding.names import Gazetteer, Mention
from assistant.understanding.naming import name_words
from assistant.understanding.rephrasing import rephrase
from assistant.understanding.subject import subject_in, topic_in
from assistant.understanding.topic import subject_of
from core.schema import Turn
from vectorstore.words import STOP_WORDS, content_words, words

# How much the questions before weigh beside one that leans on them, the latest first
# (evaluation/LOG.md).
_WEIGHTS = (0.3, 0.15, 0.075)
MOST_TURNS = 8  # that are read before a question
_POINTING = re.compile(
    r"\b(?:it|its|they|them|their|theirs|this|that|these|those|there|he|she|his|her|him|"
    r"ones?|both|either|neither|such|"
    r"the (?:two|three|four|five)(?= (?:of|use|have|had|did|do|is|are|was|were)|\?|$))\b",
    re.I,
)
# "the one", "that the documents", "those who": not everything that could point back does.
_NOT_POINTING = re.compile(
    r"\b(?:one of|no one|one another|at one|in one|there (?:is|are|was|were|any|been)|"
    r"(?:is|are|was|were) there|that (?:a|an|the|each|every|all|we|you|i|our|your)|"
    r"(?:those|these|that) (?:who|whose|which))\b"
    # "found that students …": what was found follows
    r"|\b(?:found|finds?|says?|said|shows?|showed|shown|reports?|reported|claims?|claimed|proves?|"
    r"proved|evidence|suggests?|argues?|argued|concludes?|concluded|means?|true) that(?= \w+ \w)",
    re.I,
)
_OPENING = re.compile(
    r"^(?:(?:ok(?:ay)?|well|right|hm+|yes|no|thanks)\b[ ,.!–-]*)*"
    r"(?:(?:and|but|so|or|then)\b[ ,]*(?:(?:what|how) about\b)?|(?:what|how) about\b"
    r"|(?:who|what) else\b|(?:the )?same(?: question| thing)?(?: again)? for\b"
    r"|any (?=(?:in|at|from)\b))"
    r"[ ,:–-]*",
    re.I,
)
_SUBJECT = re.compile(r"\b(?:linked learning|career academ(?:y|ies)|master schedules?)\b", re.I)
_ELLIPTIC = re.compile(r"^(?:in|at|for|with|by|on|among) [^?]*\?*$", re.I)
_PREPOSITION = re.compile(r"^(?:in|at|for|with|of|on|from|by|under|to)\b ?", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[-–]\d\d(?:\d\d)?)?\b")
_QUESTIONING = frozenset(
    word
    for line in (
        "who what when where why how which whose whom did do does is are was were has have",
        "had can could should would will",
    )
    for word in line.split()
)
_FEW = 2  # subject words that do not make a question stand alone without a name
_ANSWER_WORDS = 28
_SHORT = 4


Earlier = Sequence[tuple[float, str]]
"""Texts that a question leans on, each with its weight beside the question's 1."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A question as it is read; `earlier` are the texts that it leans on, each with its weight.

    `bare` is the question without what was put beside it, for searching; `told` is
    the last answer, which is searched with but not asked for again. `topic` is what it is about;
    `subject` is what it leans on, where that could not be written into it.
    """

    text: str
    bare: str
    earlier: tuple[tuple[float, str], ...] = ()
    told: str = ""
    topic: str | None = None
    subject: str = ""


def complete(question: str, history: Sequence[Turn], known: Gazetteer) -> Completed:
    """Complete a question from the turns before it, the last `MOST_TURNS` of them."""
    turns = [turn for turn in history if words(turn.question)][-MOST_TURNS:]
    if not turns or not leans(question, known):
        return Completed(question, question, topic=topic_in(question))
    last = complete(_flat(turns[-1].question), turns[:-1], known)
    first = _first(last.text)
    said = last.bare if _AFTER in last.text else last.text
    before = said if first in {last.bare, last.text} else f"{last.bare} – {first}"
    answer = opening_sentence(turns[-1].answer)
    told = _plain(turns[-1].answer)
    earlier = tuple(
        (weight, _flat(turn.question))
        for weight, turn in zip(_WEIGHTS, reversed(turns), strict=False)
    )
    plain = rephrase(question, before, answer, known)
    if not plain and (swapped := _swap(question, said, known)):
        return Completed(swapped, swapped, last.earlier, topic=topic_in(swapped) or last.topic)
    elsewhere = known.mentions(question) and known.mentions(last.topic or "")
    if filled := None if elsewhere else _fill_in(question, last.topic, answer):
        return Completed(filled, filled, earlier, told, last.topic)
    read = plain or _beside(question, before, answer)  # for the reader; the search leans on texts
    subject = last.subject or subject_in(last.bare)
    return Completed(read, question, earlier, told, last.topic, subject)


def leans(question: str, known: Gazetteer) -> bool:
    """Say whether a question needs what was said before it: it points back, or names nothing."""
    mentions = known.mentions(question)
    names = set(name_words(question))
    subject = [w for w in content_words(question) if w not in STOP_WORDS and w not in names]
    opening = _OPENING.match(question)
    if opening and mentions and _asks(question[opening.end() :]) and _owned(question, mentions):
        return False
    if opening and (len(subject) <= _FEW + len(mentions) or not _asks(question[opening.end() :])):
        return True
    if opening and not _SUBJECT.search(question):
        return not (names or mentions) or (_points(question) and not _owned(question, mentions))
    if (names or mentions) and not subject and not _asks(question):
        return True  # "Porterville?"
    if _ELLIPTIC.match(question) and not _asks(question):
        return True
    points = _points(question)
    if names or mentions or _SUBJECT.search(question):
        return points and len(subject) <= _FEW and not _owned(question, mentions)
    return points or len(subject) <= _FEW


def _owned(question: str, mentions: Sequence[Mention]) -> bool:
    """Say whether all that points is "its" or "their" after a name: "How did Oak choose its …"."""
    pointing = list(_POINTING.finditer(_NOT_POINTING.sub(" ", question)))
    first = mentions[0].start if mentions else len(question)
    return all(match.group().casefold() in _OWNERS and match.start() > first for match in pointing)


def _points(question: str) -> bool:
    return bool(_POINTING.search(_NOT_POINTING.sub(" ", question)))


def _swap(question: str, before: str, known: Gazetteer) -> str | None:
    """Ask what was asked before of what is named now: "And Sacramento?", "and in 2013?"."""
    opening = _OPENING.match(question)
    only_names = len(words(question)) <= _ROOM_OF_NAMES and known.mentions(question)
    if not opening and not _ELLIPTIC.match(question) and not only_names:
        return None
    rest = question[opening.end() if opening else 0 :].strip(" ?.!,")
    if not rest or _asks(rest):
        return None
    bare = _PREPOSITION.sub("", rest)
    new = known.mentions(bare)
    if new and len(bare) - sum(m.end - m.start for m in new) <= _ROOM * len(new):
        return _swap_name(before, bare, rest, known)
    years = _YEAR.findall(before)
    if _YEAR.fullmatch(bare) and years:
        return _YEAR.sub(bare, before, count=1)
    return f"{before.split(_ADDED)[0].rstrip(' ?.!')}{_ADDED}{rest}?"


_ADDED = " – "  # between a question and what it is asked of now; only the last such thing stays
_ROOM_OF_NAMES = 4  # words of a question that is a name and hardly more
_ROOM = (
    24  # characters around a name that say little more than it does ("the ", " most recent one")
)


def _asks(text: str) -> bool:
    """Say whether a text is a clause of its own, as in "and the girls, did they see any?"."""
    asking = [word for word in words(text) if word in _QUESTIONING]
    pointing = _points(re.sub(r"\bones?\W*$", "", text))
    return bool(asking) or (pointing and len(words(text)) > _SHORT)


def _swap_name(before: str, bare: str, rest: str, known: Gazetteer) -> str:
    new = known.mentions(bare)
    kinds = {name.kind for mention in new for name in mention.names}
    placed = bool(kinds & _PLACES)
    old = [
        mention
        for mention in known.mentions(before)
        if any(n.kind in kinds or (placed and n.kind in _PLACES) for n in mention.names)
    ]
    if not old:
        place = rest if rest != bare else f"in {bare}" if placed else bare
        return f"{before.split(_ADDED)[0].rstrip(' ?.!')}{_ADDED}{place}?"
    further = (bare[: new[0].start] + bare[new[-1].end :]).removeprefix("'s").removeprefix("’s")
    name = bare[new[0].start : new[-1].end]
    if further.startswith(")"):  # "Los Angeles (LAUSD)"
        name, further = f"{name})", further[1:]
    if (more := " ".join(further.split()).strip(" ,")) and not _NO_MORE.match(more):
        asked = _replace_names(before, old, name).rstrip(" ?.!")
        asked = _DATED.sub("", asked) if _NOW.search(more) or _YEAR.search(more) else asked
        return f"{asked}{_ADDED}{more}?"
    return _replace_names(before, old, name)


_JOINING = frozenset(
    ["", "(", "in", "and", "or", "at", "of", "versus", "vs", "vs.", "against", "than"]
)
_NOW = re.compile(r"\b(?:latest|newest|most recent|current|now|today)\b", re.I)
_DATED = re.compile(rf" (?:in|around|about|by|since|as of|for) {_YEAR.pattern}")
_PLACES = frozenset({"district", "school"})
_NO_MORE = re.compile(
    r"^(?:the |that )?(?:unified|(?:school )?district|then|too|as well|ones?|there)?$", re.I
)


def _replace_names(before: str, old: Sequence[Mention], new: str) -> str:
    """Put the new name in the place of the last old one, and of those that stand beside it."""
    start, end = old[-1].start, old[-1].end
    for mention in reversed(old[:-1]):
        between = before[mention.end : start].strip(" ,")
        if between not in _JOINING:
            break
        start = mention.start
    if before[end : end + 1] == ")" and "(" in before[start:end]:  # "Los Angeles (LAUSD)"
        end += 1
    if before[end : end + 2] in {"'s", "’s"} and not new.endswith(("'s", "’s")):
        return before[:start] + new + before[end:]
    return before[:start] + new.removesuffix("'s").removesuffix("’s") + before[end:]


def _fill_in(question: str, topic: str | None, answer: str) -> str | None:
    """Put the subject in the pronoun's place, where both are plain to see."""
    subject = subject_of(question, answer) or topic
    if subject is None:
        return None
    kept = _THAT_DOES.sub(lambda match: " " * len(match.group()), question)
    pointing = [m for m in _POINTING.finditer(kept) if m.group().casefold() in _PLAIN]
    if len(pointing) != 1 or _NOT_POINTING.search(kept):
        return None
    match = pointing[0]
    if match.group().casefold() in _MANY and not subject.casefold().endswith("s"):
        return None
    written = f"{subject}’s" if match.group().casefold() in _OWNERS else subject
    following = question[match.end() :].lstrip()
    if match.group().casefold() in {"that", "this"} and following[:1].isalpha():
        return None  # "that work": the noun after it is what is meant
    return question[: match.start()] + written + question[match.end() :]


# "any high school that already does this": the first "that" points at the school before it.
_THAT_DOES = re.compile(
    r"\b(?:any|some|another) (?:(?!(?:did|do|does|is|are|was|were)\b)[\w-]+ ){1,3}that(?= [a-z])",
    re.I,
)
_PLAIN = frozenset(
    {"it", "that", "this", "they", "them", "he", "she", "him", "its", "their", "his"}
)
_OWNERS = frozenset({"its", "their", "his"})
_MANY = frozenset({"they", "them", "their"})


_AFTER = "(after: “"


def _first(text: str) -> str:
    """Return the question that a completed one was put beside."""
    found = re.search(r"\(after: “(?P<before>[^”]*)”", text)
    return found["before"].split(_ADDED)[-1] if found else text


def _beside(question: str, before: str, answer: str) -> str:
    """Say what was asked and answered before, after the question."""
    told = f", answered: “{answer}”" if answer else ""
    return f"{question} (after: “{before}”{told})"


def opening_sentence(answer: str) -> str:
    """Return the answer's first sentence without markers and headings, cut where it is long."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", _plain(answer))
    short = len(sentences[0].split()) <= _SHORT and len(sentences) > 1  # "Yes."
    cut = " ".join(sentences[: 2 if short else 1]).split()
    return " ".join(cut[:_ANSWER_WORDS]) + (" …" if len(cut) > _ANSWER_WORDS else "")


def _plain(answer: str) -> str:
    """Return an answer's text without markers and headings."""
    lines = [line for line in answer.splitlines() if line.strip() and not line.startswith("#")]
    return _flat(re.sub(r"\s*\[\d+\]", "", " ".join(lines)))


def _flat(text: str) -> str:
    return " ".join(text.split())
