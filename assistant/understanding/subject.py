"""What a question of any shape is about, for the questions that follow it.

In: a question. Out: its topic, where one can stand in a pronoun's place, and its subject, which is
put beside a question that leans on it. A question in parts is about what its first part is about,
"list the types of coaches" about what is listed. The subject may be a whole clause, so it is
searched with and never written into a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.clauses import cut, subject_words
from assistant.understanding.naming import core_question
from assistant.understanding.topic import topic_of

_LISTS = re.compile(
    r"^(?:please )?(?:can you |could you )?(?:list|name|give me|show me|find|summari[sz]e) "
    r"(?:all )?(?:of )?(?P<what>(?:the|our|its) [^,;:?]+)$",
    re.I,
)
_POINTS = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those|who|which|each)\b", re.I)
_ASKING = re.compile(
    r"^(?:(?:and|so|but|or) )?(?:(?:compare|list|name|describe|explain) )?(?:(?:in|by|for|since) )?"
    r"(?:(?:when|where|why|who|what|which|how(?: (?:long|many|much|often|big))?)\b ?)?"
    r"(?:(?:is|are|was|were|do|does|did|has|have|had|can) )?",
    re.I,
)
_TELLS = re.compile(r"^(?:please )?(?:compare|list|name|describe|explain)\b", re.I)
_CLAIMS = re.compile(
    r"^(?:who|what|which \w+) (?:says?|said|claims?|found|finds|shows?|reports?)\b", re.I
)
_LONGEST_HEAD = 8
_NAMED = re.compile(r"\S+$|\S+ [A-Z]|[A-Z][\w’']*[A-Z]|\S+[’']s ")  # "Muir Ranch", "LAUSD coaches"
# "a certification visit", as far as the word before a preposition or the clause's end.
_BROUGHT_UP = re.compile(
    r"\b(?:a|an|the|its|our) (?:(?!(?:a|an|the|its|our|of|for|in|at|to)\b)[\w’'-]+ ){0,3}?"
    r"(?P<noun>(?!(?:a|an|the)\b)[\w’'-]+)"
    r"(?=$|[ ,?.](?:$|(?:of|for|in|at|to|by|with|on|from|and)\b))",
    re.I,
)


def topic_in(question: str) -> str | None:
    """Return what a question is about, in words that can stand in another one."""
    if topic := topic_of(question):
        return topic
    head, clauses = cut(core_question(question))
    short = subject_words(head) and len(head.split()) <= _LONGEST_HEAD
    if short and not _POINTS.search(head):
        return head if _NAMED.match(head) else head[:1].lower() + head[1:]
    if not clauses:
        return None
    if resumed := _resumed(clauses):
        return resumed
    listed = _LISTS.match(clauses[0].strip())
    if listed and not _POINTS.search(listed["what"]):
        return listed["what"].strip()
    claims = len(clauses) < 2 or _CLAIMS.match(clauses[0])  # a claim stands in no pronoun's place
    return None if claims else topic_of(clauses[0])


def subject_in(question: str) -> str:
    """Return what a question in parts, or one that tells to list or compare, is about; else "".

    A question of one clause is leaned on as a whole: in a trial its words beside every follow-up
    lost more answers than they found.
    """
    head, clauses = cut(core_question(question))
    if not clauses or (len(clauses) == 1 and not head and not _TELLS.match(clauses[0])):
        return ""
    subject = topic_in(question) or head or _ASKING.sub("", clauses[0])
    return subject.strip(" ?.!") if subject_words(subject) else ""


def _resumed(clauses: Sequence[str]) -> str | None:
    """Return what the first clause brings up and a later one speaks of again: "a … visit"."""
    later = " ".join(clauses[1:])
    found = [
        match.group()
        for match in _BROUGHT_UP.finditer(clauses[0])
        if re.search(rf"\bthe {re.escape(match['noun'])}\b", later, re.I)
    ]
    return found[0] if len(found) == 1 else None
