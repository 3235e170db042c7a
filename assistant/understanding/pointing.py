"""Pointing: words that stand for something said before, and what takes their place.

In: a question, and what the questions before it were about. Out: whether it points back, and the
question with the subject in the pronoun's place, where both are plain to see. A name of a place is
no "that", several things are no "it", and a noun that belongs to a pronoun ("that work") says
itself what is meant, but for nouns that fit anything ("that program").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.names import Gazetteer, Mention
from assistant.understanding.topic import is_collective, is_several, many_of, one_of, subject_of

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
# "… a trial in Oak, like they did in Elm": who did it is said in the question itself.
_ALIKE = re.compile(
    r"(?<=[\w,] )(?:like|as|than) (?:it|they|he|she) (?:did|does|do|had|has)\b", re.I
)
# "any high school that already does this": the first "that" points at the school before it.
_THAT_DOES = re.compile(
    r"\b(?:any|some|another) (?:(?!(?:did|do|does|is|are|was|were)\b)[\w-]+ ){1,3}"
    r"(?<! for )(?<! of )(?<! on )(?<! with )that(?= [a-z])",
    re.I,
)
_IS_THERE = re.compile(r"^(?:and |so )?(?:is|are|was|were) there (?:any|some|an?|other)\b", re.I)
_IS = re.compile(r"\b(?:is|was)\b(?= $)", re.I)
_PLAIN = frozenset(
    {"it", "that", "this", "they", "them", "he", "she", "him", "its", "their", "his"}
)
_OWNERS = frozenset({"its", "their", "his"})
_MANY = frozenset({"they", "them", "their"})
_ONE = frozenset({"it", "its"})
_THAT = frozenset({"that", "this"})
_EACH = re.compile(
    r"\beach(?: one)?(?= (?:have|has|cover|covers|get|gets|cost|costs|take|takes|serve"
    r"|serves|do|does|need|needs|work|works|run|runs|use|uses|earn|earns|make|makes)\b|\W*$)",
    re.I,
)
# "When did that program start?" after a question on the farm means the farm.
_THAT_THING = re.compile(
    r"\b(?:that|this) (?:program(?:me)?|project|initiative|effort|scheme|organi[sz]ation|model)"
    r"(?=[\s?.,!]|$)(?! (?:of|for|in|at)\b)",
    re.I,
)
# What follows a "that" which stands for something by itself: "was that measured", "is that a rule".
_BY_ITSELF = re.compile(
    r"(?:[a-z]+ed|paid|done|made|built|spent|held|given|taken|known|set|found|worth|true|due|a|an|the|"
    r"two|three|four|one|only|just|also|still|in|for|by|at|on|to|from|because|or|and|mean|means|"
    r"take|happen|come|compare)\b(?! (?:study|studies|report)\b)",
    re.I,
)


def points(question: str) -> bool:
    """Say whether a question holds a word that stands for something said before."""
    return bool(_POINTING.search(_NOT_POINTING.sub(" ", question)))


def owned(question: str, mentions: Sequence[Mention]) -> bool:
    """Say whether all that points is "its" or "their" after a name: "How did Oak choose its …"."""
    plain = _ALIKE.sub(" ", question) if mentions else question
    pointing = list(_POINTING.finditer(_NOT_POINTING.sub(" ", plain)))
    first = mentions[0].start if mentions else len(question)
    return all(match.group().casefold() in _OWNERS and match.start() > first for match in pointing)


def fill_in(
    question: str, topic: str | None, thing: str | None, answer: str, known: Gazetteer
) -> str | None:
    """Put the subject in the pronoun's place, where both are plain to see.

    `topic` is what the questions before were about, `thing` what the last of them asked of it:
    "Oak" and "Oak’s pathways" after "How many pathways does Oak have?".
    """
    person = subject_of(question, answer)
    if person is None and topic is None and thing is None:
        return None
    kept = question
    for pattern in (_THAT_DOES, _IS_THERE):
        kept = pattern.sub(lambda match: " " * len(match.group()), kept)
    if topic and not person and (named := _named(question, kept, topic)):
        return named
    match = _pronoun(kept)
    if match is None:
        return None
    said = match.group().casefold()
    subject = person or _meant(said, topic, thing, known)
    if subject is None:
        return None
    following = question[match.end() :].lstrip()
    if said in _THAT and following[:1].isalpha() and not _BY_ITSELF.match(following):
        return None  # "that work": the noun after it is what is meant
    written = f"{subject}’s" if said in _OWNERS else subject
    before = question[: match.start()]
    if said in _THAT and is_several(subject):  # "what share is that?"
        before = _IS.sub(lambda verb: {"is": "are", "was": "were"}[verb.group().casefold()], before)
    return before + written + question[match.end() :]


def _pronoun(kept: str) -> re.Match[str] | None:
    """Return the one word that a subject can take the place of."""
    pointing = [m for m in _POINTING.finditer(kept) if m.group().casefold() in _PLAIN]
    if not pointing or _NOT_POINTING.search(kept):
        return None
    first, *others = (m.group().casefold() for m in pointing)
    if others and (first in _ONE or not set(others) <= _ONE):
        return None  # "Did it do that?": two that may stand for one subject
    return pointing[0]


def _meant(said: str, topic: str | None, thing: str | None, known: Gazetteer) -> str | None:
    """Return what a pronoun stands for, by number and kind."""
    if said in _THAT:
        if thing:
            return thing
        return None if topic is None or is_several(topic) or _is_place(topic, known) else topic
    if said in _MANY:
        if thing and is_several(thing):
            return thing
        if topic is None or is_several(topic):
            return topic
        return many_of(topic) or (topic if said != "them" and is_collective(topic) else None)
    return None if topic and said in _ONE and is_several(topic) else topic


def _named(question: str, kept: str, topic: str) -> str | None:
    """Name what "each one" or "that program" is, where nothing else points."""
    if len(_POINTING.findall(_EACH.sub(" ", kept))) == 0 and (one := one_of(topic)):
        each = _EACH.search(kept)
        return f"{question[: each.start()]}each {one}{question[each.end() :]}" if each else None
    things = list(_THAT_THING.finditer(kept))
    if len(things) != 1 or len(_POINTING.findall(kept)) != 1 or is_several(topic):
        return None
    return f"{question[: things[0].end()]} ({topic}){question[things[0].end() :]}"


def _is_place(topic: str, known: Gazetteer) -> bool:
    """Say whether a topic is nothing but a place or a person: these are no "that"."""
    rest = topic
    for mention in reversed(known.mentions(topic)):
        rest = rest[: mention.start] + rest[mention.end :]
    plain = rest.casefold().replace("unified", "").replace("school district", "")
    return rest != topic and not plain.strip(" ’'s")
