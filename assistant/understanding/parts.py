"""The parts of a question: what is asked in one breath is searched for one by one.

In: a question that stands alone. Out: its parts in order. "What is X, who runs it and what did it
cost?" has three, each searched with what the first one is about; a comparison has one a side; most
questions have one. What a part is called is what the reader wrote, so that what has no evidence can
be named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.understanding.clauses import cut, subject_words
from assistant.understanding.crossing import bare, cross
from assistant.understanding.likewise import asked_again
from assistant.understanding.names import Gazetteer
from assistant.understanding.naming import core_question, names_told
from assistant.understanding.sides import find_sides
from assistant.understanding.topic import topic_of
from assistant.understanding.when_told import is_of_what_was_said
from vectorstore.words import words

MOST = 6
_WHOLE = 0.3  # how much the whole question weighs beside one of its parts
_WHICH_MORE = re.compile(
    r"^(?:who|which(?: of| one| district| school)?)\b(?=.*\b(?:more|most|less|fewer|larger|higher"
    r"|lower|bigger|longer|earlier|later|first)\b)",
    re.I,
)
_ELLIPTIC = re.compile(
    r"^(?:and )?(?:(?:by|since|until|for|in|over|from|to) )?"
    r"(?:how (?:much|often|long|far|soon|big|large|old)|when|whom|where|what year|which year)"
    r"(?: in (?:total|all)| altogether| (?:per|a|each) year)?$",
    re.I,
)
_ASKING = re.compile(
    r"^(?:(?:in|by|for|since) )?"
    r"(?:when|where|why|who|what|which|how(?: (?:long|many|much|often|big))?)"
    r" (?:(?:is|are|was|were|do|does|did|has|have|had|can) )?",
    re.I,
)
_MADE = re.compile(
    r"^what is (?P<noun>(?:the|its|their|his|her) [^,]+?) (?:of|for|behind|in|at|to) "
)
# "Since the state requires it, …" and "…, or is that oversold?" are not what is to be answered.
_GIVEN = re.compile(
    r"^(?:since|given that|now that|seeing that|as|because) [^,?]{8,80}, (?=\w)", re.I
)
_TAG = re.compile(
    r",? (?:or (?:is|are|was|were|do|does|did|not) (?:that|it|this|they|they)?[^,?]*"
    r"|(?:is that )?(?:right|correct|true))\?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked.

    `name` is what the reader called it, "" where the question has but one; `search_text` is what
    is searched for, `earlier` the texts that it leans on, each with its weight, `told` what was
    answered before, `clause` the part as it was written, `side` the one of those compared that it
    is asked of.
    """

    name: str
    search_text: str
    earlier: tuple[tuple[float, str], ...] = ()
    told: str = ""
    clause: str = ""
    side: str = ""

    @property
    def asks(self) -> str:
        """What is asked, without what it takes for granted and what was put beside it."""
        asked = self.clause or self.search_text
        return _TAG.sub("?", _GIVEN.sub("", asked)) or asked


def split(question: str, known: Gazetteer) -> tuple[Part, ...]:
    """Return the parts of a question."""
    if is_of_what_was_said(question):
        return (Part("", question),)
    if again := asked_again(question, known):
        return tuple(_of_side(item.name, item.text, item.side, known) for item in again)
    named = names_told(question)
    if sides := find_sides(core_question(question), known):
        sides = tuple(replace(side, text=_with_subject(side.text, named)) for side in sides)
    else:
        sides = find_sides(question, known)
    if len(sides) > 1:
        if crossed := cross(question, sides, known):
            return tuple(_of_side(item.name, item.text, item.side, known) for item in crossed)
        return tuple(
            _of_side(side.name, _of_one(side.text), side.name, known) for side in sides[:MOST]
        )
    head, clauses = cut(core_question(question))
    clauses = [_ungapped(clause, clauses[0]) for clause in clauses]
    if len(clauses) < 2:
        return (Part("", question),)
    subject = head or topic_of(clauses[0]) or _without_asking(clauses[0])
    return tuple(
        Part(
            _named(clause, question),
            _with_subject(
                _with_subject(clause, clauses[0] if _is_elliptic(clause) else subject), named
            ),
            earlier=((_WHOLE, question),),
            clause=f"{clause} {clauses[0]}" if _is_elliptic(clause) else clause,
        )
        for clause in [*clauses[: MOST - 1], " and ".join(clauses[MOST - 1 :])][: len(clauses)]
    )


def _of_side(name: str, text: str, side: str, known: Gazetteer) -> Part:
    """Ask something of a side; what is found on it is weighed by what is asked, not by its name."""
    asked = bare(text, [side], known)
    return Part(name, text, clause=asked if subject_words(asked) else "", side=side)


def _ungapped(clause: str, first: str) -> str:
    """Say what is counted where only the first clause does: "how many levels …, how many B's?"."""
    gap = re.match(
        r"(?:and )?how (?:many|much) (?=[A-Z]|(?:in|at|for|on|of|does|did|do)\b)", clause
    )
    counted = re.match(r"(?:in )?how (?:many|much) (?P<what>[a-z-]+(?: students)?) ", first, re.I)
    if gap and counted and clause is not first:
        return f"{gap.group()}{counted['what']} {clause[gap.end() :]}"
    return clause


def _is_elliptic(clause: str) -> bool:
    """Say whether a clause has no verb of its own: "who funds it, and how much"."""
    return bool(_ELLIPTIC.match(clause))


def _without_asking(clause: str) -> str:
    """Return a question without the words that ask: "an internship" of "How long is an …"."""
    return _ASKING.sub("", clause) or clause


def _of_one(text: str) -> str:
    """Ask of one side what was asked of all: "Who had more kids …" looks for no name."""
    return _WHICH_MORE.sub("", text)


def _named(clause: str, question: str) -> str:
    """Return a clause as a reader would name what it asks for: "what it cost", "the budget"."""
    if (made := _MADE.match(clause)) and clause not in question:
        return made["noun"]
    plain = re.sub(r"^(?:and|but|also|so|then)\s+", "", clause.strip(), flags=re.I)
    return plain[:1].lower() + plain[1:] if not plain[1:2].isupper() else plain


def _with_subject(clause: str, subject: str) -> str:
    """Say what a later clause is about, unless it has all those words."""
    own = set(words(clause))
    complement = re.split(r" (?:of|for|behind) ", subject, maxsplit=1)[-1]
    if complement != subject and own.issuperset(subject_words(complement)):
        return clause
    return clause if own.issuperset(subject_words(subject)) else f"{clause} ({subject})"
