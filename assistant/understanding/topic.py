"""What a question is about, as words that can stand in another question.

In: a question, or an answer's first sentence. Out: "the ambassador program in Porterville", or None
where no pattern is sure of it. Patterns and a short list of verbs; no parser.
"""

from __future__ import annotations

import re

_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|should|would|will)"
VERB = "|".join(
    word
    for line in (
        "work cost pay serve run get use need take offer start begin end change help support",
        "grow choose find show look happen differ compare train hire recruit fund spend",
        "measure schedule organize organise involve include require report say mean give make",
        "keep stay drop join enroll enrol graduate finish complete earn receive reach have be",
        "go come become lead teach prepare build design develop set deal handle manage plan",
        "cover count hold place send learn see feel think know want close open launch spread",
        "expand succeed fail affect raise improve decide define describe adopt apply perform",
        "do pick select govern fit certify rate score judge",
    )
    for word in line.split()
)
_TAIL = (
    r"(?: (?:to|for|with|on|from|about|up|out|like|by|when|if|so|as|at|over|since|until|before|"
    r"after|because|that)\b.*)?"
)
_NOUNS = r"(?:the |a |an |its |our )?(?:[\w’'&/-]+ ){0,7}?[\w’'&/-]+"
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # What is the graduation rate in Porterville? Who is the superintendent of …?
        r"^(?:so )?(?:what|who|where|which)(?:’s|'s| is| are| was| were) (?P<topic>(?!there\b).+)$",
        # How does the ambassador program at Porterville work?
        rf"^(?:how|what|why|when|where|whom?)(?: \w+){{0,2}} {_AUXILIARY} (?P<topic>{_NOUNS})"
        rf" (?:{VERB}){_TAIL}$",
        # Did the pathway kids go on to college?
        rf"^{_AUXILIARY} (?P<topic>{_NOUNS}) (?:{VERB}){_TAIL}$",
        # Tell me about Measure N in Oakland. What about the pilot?
        r"^(?:tell me (?:more )?about|describe|explain|what about|how about) (?P<topic>.+)$",
        # Who runs the pathways office in Long Beach?
        r"^(?:who|what) (?:\w+s|\w+ed|led|paid|wrote|built|ran|made|gave|began)"
        r" (?P<topic>(?:the|a|an|[A-Z]).+)$",
    )
)
_LONGEST = 14  # words of a topic that can still stand in a sentence
_UNSURE = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|there|one|ones|he|she|his|her|and|or|but|"
    r"who|what|how|when|where|why|did|does|do|new|left|next)\b|[,;:–]|^(?:you|we|i|people|kids|students)$",
    re.I,
)
_PERSON = re.compile(r"\b(?:he|she|his|her|him)\b", re.I)
_FULL_NAME = re.compile(
    r"\b(?!(?:The|In|A|An|At|By|On|Linked|High|School|District|Unified|City)\b)"
    r"[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b"
)


def topic_of(question: str) -> str | None:
    """Return what a question is about."""
    asked = re.split(r"(?<=[.!])\s+", question.strip())[-1].rstrip(" ?.!")
    for pattern in _PATTERNS:
        if match := pattern.search(asked):
            topic = match["topic"].strip(" ,")
            topic = re.sub(r"^(?:into|in|on|at|for|of|to|from|with|by) ", "", topic)
            several = len(topic.split()) > 1 or topic[:1].isupper()
            sure = several and len(topic.split()) <= _LONGEST and not _UNSURE.search(topic)
            return topic if sure else None
    return None


def subject_of(question: str, answer: str) -> str | None:
    """Return the one person that an answer names, if the question asks of a person."""
    if not _PERSON.search(question):
        return None
    people = list(dict.fromkeys(_FULL_NAME.findall(answer)))
    return people[0] if len(people) == 1 else None
