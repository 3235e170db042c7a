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
        # What do the documents say about Measure N? What was found on enrollment?
        r"^(?:and |so )?what (?:do|does|did|have|has|can) (?:the |your |these |any |you )?"
        r"(?:library|documents?|papers?|sources?|pages?|digests?|stud(?:y|ies)|research(?:ers)?|"
        r"reports?|evidence|data|evaluations?|tell) ?(?:\w+ )?"
        r"(?:say|know|have|tell us|find|found|show|report|me|us) (?:about|on|of) (?P<topic>.+)$",
        r"^(?:and |so )?what (?:is|was|has been|were) (?:found|known|said|written|reported|learned)"
        r" (?:about|on|of) (?P<topic>.+)$",
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
        r" (?P<topic>(?:(?:the|a|an) |(?-i:[A-Z])).+)$",
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


_KNOWN_FOR = re.compile(  # "What is Oak known for?" is about Oak
    r" (?:(?:best |most |well )?(?:known|used|good|responsible|meant|famous) (?:for|as)"
    r"|like|about)$"
)


def topic_of(question: str) -> str | None:
    """Return what a question is about."""
    asked = re.split(r"(?<=[.!])\s+", question.strip())[-1].rstrip(" ?.!")
    for pattern in _PATTERNS:
        if match := pattern.search(asked):
            topic = match["topic"].strip(" ,")
            topic = re.sub(r"^(?:into|in|on|at|for|of|to|from|with|by) ", "", topic)
            topic = _KNOWN_FOR.sub("", topic)
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


_OWNED = (
    # How many pathways does Pasadena have?
    re.compile(
        rf"^(?:and |so )?how (?:many|much) (?P<what>(?:[a-z-]+ ){{0,3}}[a-z-]+) (?:do|does|did)"
        rf" (?P<owner>{_NOUNS}) (?:have|run|offer|operate|own|keep|field)\b[^,;]*$",
        re.I,
    ),
    # What did Antioch do for its pathways?
    re.compile(
        rf"^(?:and |so )?(?:what|how) (?:do|does|did|has|have) (?P<owner>{_NOUNS})"
        r" (?:do|done|doing) (?:for|with|about|to|on) (?:its|their)"
        r" (?P<what>(?:[a-z-]+ ){0,3}[a-z-]+)$",
        re.I,
    ),
)


def thing_of(question: str) -> str | None:
    """Return what is asked of an owner, as "Oak’s pathways", where that is what is pointed at."""
    asked = re.split(r"(?<=[.!])\s+", question.strip())[-1].rstrip(" ?.!")
    for pattern in _OWNED:
        if (found := pattern.search(asked)) and not _UNSURE.search(found["owner"]):
            owner = found["owner"]
            return f"{owner}’{'' if owner.endswith('s') else 's'} {found['what']}"
    return None


_PREPOSITION = re.compile(r" (?:in|at|of|for|on|from|by|with|to|under|about|over|behind)\b")
_ONE_ALTHOUGH_S = re.compile(r"(?:ss|us|is|ics|news)$|[’']s$", re.I)
_ABSTRACT = re.compile(
    r"(?:results|effects|gains|findings|outcomes|changes|benefits|problems|differences|savings)$",
    re.I,
)
_COLLECTIVE = re.compile(
    r"(?:evaluation|study|report|survey|team|district|office|board|union|company|center|institute|"
    r"foundation|coalition|commission|program|school|academy|university|college|consortium|alliance|"
    r"network|committee|department|agency|group|council|hub|trust|partnership|project|review)$",
    re.I,
)
_SEVERAL_ARTICLE = re.compile(r"^(?:an?|every|each) ", re.I)
_ARTICLE = re.compile(
    r"^(?:the |its |our )?(?:two |three |four |five |six |seven |eight |nine |ten |\d+ )?", re.I
)


def _head(topic: str) -> str:
    """Return a topic up to the preposition after its noun: "the pilot" of "the pilot in Oak"."""
    return _PREPOSITION.split(topic, maxsplit=1)[0]


def is_several(topic: str) -> bool:
    """Say whether a topic is of several things, which are no "it"."""
    head = _head(topic)
    return head.endswith("s") and not (_ONE_ALTHOUGH_S.search(head) or _ABSTRACT.search(head))


def is_collective(topic: str) -> bool:
    """Say whether people call a topic "they" although it is one: a board, an evaluation."""
    return bool(_COLLECTIVE.search(_head(topic)))


def many_of(topic: str) -> str | None:
    """Return "pathway coaches" for "a pathway coach"; None for what is one of its own."""
    if not _SEVERAL_ARTICLE.match(topic):
        return None
    head, bare = _head(topic), _SEVERAL_ARTICLE.sub("", _head(topic))
    if re.search(r"[^aeiou]y$", bare):
        several = f"{bare[:-1]}ies"
    else:
        several = f"{bare}es" if re.search(r"(?:s|x|ch|sh)$", bare) else f"{bare}s"
    return several + topic[len(head) :]


def one_of(topic: str) -> str | None:
    """Return "pathway coach" for "a pathway coach" and for "the nine pathway coaches"."""
    if _SEVERAL_ARTICLE.match(topic):
        return _SEVERAL_ARTICLE.sub("", topic)
    head = _head(topic)
    if not is_several(topic):
        return None
    bare = _ARTICLE.sub("", head)
    if bare.endswith("ies"):
        single = f"{bare[:-3]}y"
    else:
        single = bare[:-2] if re.search(r"(?:x|ch|sh)es$", bare) else bare[:-1]
    return single + topic[len(head) :]
