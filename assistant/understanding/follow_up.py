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

from assistant.understanding.clauses import subject_words
from assistant.understanding.names import Gazetteer
from assistant.understanding.naming import name_words
from assistant.understanding.pointing import fill_in, owned, points
from assistant.understanding.rephrasing import rephrase
from assistant.understanding.subject import subject_in, topic_in
from assistant.understanding.swapping import ADDED, ELLIPTIC, OPENING, asks, swap
from assistant.understanding.topic import is_collective, thing_of
from assistant.understanding.when_told import (
    asks_what_to_do,
    asks_when_told,
    first_told,
    reading_what_to_do,
    reading_when,
)
from core.schema import Turn
from vectorstore.words import STOP_WORDS, content_words, words

# How much the questions before weigh beside one that leans on them, the latest first
# (evaluation/LOG.md).
_WEIGHTS = (0.3, 0.15, 0.075)
MOST_TURNS = 8  # that are read before a question
_SUBJECT = re.compile(r"\b(?:linked learning|career academ(?:y|ies)|master schedules?)\b", re.I)
# "how many apply each year?", "how many of them", "how many are there": of whom, is said before.
_OF_WHOM = re.compile(
    r"^(?:and |so |but )?how many (?:apply|applied|of (?:them|those|these)|are|were|is|was|have|had"
    r"|get|got|go|went|do|did|does|finish(?:ed)?|join(?:ed)?|enroll(?:ed)?|take|took|pass(?:ed)?"
    r"|per|each|a|in|at|so far|now|today)\b",
    re.I,
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
    `subject` is what it leans on, where that could not be written into it. `asks` is the question
    before it that says what is asked, where it says nothing of that itself ("when was that?").
    """

    text: str
    bare: str
    earlier: tuple[tuple[float, str], ...] = ()
    told: str = ""
    topic: str | None = None
    subject: str = ""
    asks: str = ""


def complete(question: str, history: Sequence[Turn], known: Gazetteer) -> Completed:
    """Complete a question from the turns before it, the last `MOST_TURNS` of them."""
    turns = [turn for turn in history if words(turn.question)][-MOST_TURNS:]
    if not turns or not leans(question, known):
        return Completed(question, question, topic=topic_in(question))
    last = complete(_flat(turns[-1].question), turns[:-1], known)
    first = last.asks or _first(last.text)
    earlier = tuple(
        (weight, _flat(turn.question))
        for weight, turn in zip(_WEIGHTS, reversed(turns), strict=False)
    )
    if asks_when_told(question) and (told := first_told(turns[-1].answer)):
        read = reading_when(told)
        return Completed(read, read, topic=last.topic, subject=last.subject, asks=first)
    if asks_what_to_do(question):
        read = reading_what_to_do(first)
        return Completed(read, read, earlier, _told(turns), last.topic)
    said = last.asks or (last.bare if _AFTER in last.text else last.text)
    before = said if first in {last.bare, last.text, said} else f"{last.bare} – {first}"
    answer = opening_sentence(turns[-1].answer)
    plain = rephrase(question, before, answer, known)
    if not plain and (swapped := swap(question, said, known)):
        bare = swap(question, last.bare, known) if last.topic and ADDED in swapped else None
        topic = topic_in(swapped) or last.topic
        if bare and bare != swapped and not last.asks:
            return Completed(swapped, bare, last.earlier, topic=topic)
        return Completed(swapped, swapped, last.earlier, topic=topic)
    elsewhere = known.mentions(question) and known.mentions(last.topic or "")
    if filled := (
        None if elsewhere else fill_in(question, last.topic, thing_of(first), answer, known)
    ):
        if len(subject_words(question)) < _FEW or not is_collective(last.topic or ""):
            return Completed(filled, filled, earlier, _told(turns), last.topic)
        plain = filled  # what is asked of a study counts for more than the study
    read = plain or _beside(question, before, answer)  # for the reader; the search leans on texts
    subject = last.subject or subject_in(last.bare)
    nothing = "" if subject_words(question) else first
    return Completed(read, question, earlier, _told(turns), last.topic, subject, nothing)


def _told(turns: Sequence[Turn]) -> str:
    """Return the last answer, and those before it behind it; nothing after no answer."""
    answers = [_plain(turn.answer) for turn in reversed(turns)]
    return " ".join(filter(None, answers)) if answers[0] else ""


def leans(question: str, known: Gazetteer) -> bool:
    """Say whether a question needs what was said before it: it points back, or names nothing."""
    mentions = known.mentions(question)
    names = set(name_words(question))
    subject = [w for w in content_words(question) if w not in STOP_WORDS and w not in names]
    opening = OPENING.match(question)
    if opening and mentions and asks(question[opening.end() :]) and owned(question, mentions):
        return False
    if opening and (len(subject) <= _FEW + len(mentions) or not asks(question[opening.end() :])):
        return True
    if opening and not _SUBJECT.search(question):
        return not (names or mentions) or (points(question) and not owned(question, mentions))
    if (names or mentions) and not subject and not asks(question):
        return True  # "Porterville?"
    if ELLIPTIC.match(question) and not asks(question):
        return True
    if _OF_WHOM.match(question) and not (names or mentions):
        return True
    pointing = points(question)
    if names or mentions or _SUBJECT.search(question):
        return pointing and len(subject) <= _FEW and not owned(question, mentions)
    return pointing or len(subject) <= _FEW


_AFTER = "(after: “"


def _first(text: str) -> str:
    """Return the question that a completed one was put beside."""
    found = re.search(r"\(after: “(?P<before>[^”]*)”", text)
    return found["before"].split(ADDED)[-1] if found else text


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
