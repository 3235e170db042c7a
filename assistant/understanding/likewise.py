"""What is asked of one and then of another, as "when did Diaz start, and the same for Raymond".

In: a question and the known names. Out: what is asked of the first and of the second, clause by
clause, or nothing where nothing is asked again. The second is what follows "the same for",
"likewise", "what about" or a bare "how does"; the first is the name before it of the same kind.
"""

from __future__ import annotations

import re

from assistant.understanding.clauses import cut
from assistant.understanding.crossing import MOST, Crossed, small
from assistant.understanding.names import Gazetteer, written_name
from assistant.understanding.naming import core_question
from assistant.understanding.topic import topic_of

_NAME = r"[A-Z][\w’'&-]*(?: (?:of the|of|the|for|[A-Z][\w’'&-]*|\d+))*"
_AGAIN = re.compile(
    r"^(?P<asked>.+?),? (?:and |but |then )?"
    r"(?:(?:(?:do |does |is |are )?(?:the same|same|ditto|likewise)"
    r"(?: thing| question| goes| true)?(?: (?:for|of|about|with|at|in|on|from))?"
    r"|(?:what|how) about)(?: the)? (?P<other>[^,;?]{2,60}?)"
    r"(?: ones?| case| report)?(?: too| as well)?"
    rf"|how (?:do|does|did|is|are|was|were) (?:the )?(?P<bare>{_NAME}))\s*\?$",
)
_OF = re.compile(rf"{_NAME}(?: (?:in|at|of) {_NAME})?")
_ASKING = re.compile(r"^(?:Who|What|Which|When|Where|How|Why|Did|Does|Do|Is|Are|Was|Were)\b ?")


def asked_again(question: str, known: Gazetteer) -> tuple[Crossed, ...]:
    """Return what is asked of both."""
    match = _AGAIN.match(core_question(question))
    if not match:
        return ()
    second = (match["other"] or match["bare"]).strip()
    _, clauses = cut(match["asked"])
    first = _counterpart(" ".join(clauses), second, known)
    if not first or first in second or second in first:
        return ()
    sides = [(_name(first, known), first), (_name(second, known), second)]
    if not all(name for name, _ in sides) or len(clauses) * len(sides) > MOST:
        return ()
    topic = topic_of(clauses[0]) or ""
    about = topic if first in topic else first
    return tuple(
        Crossed(
            f"{name}: {small(asked)}" if len(clauses) > 1 else name,
            name,
            asked if first in clause else f"{asked} ({about.replace(first, said)})",
        )
        for name, said in sides
        for clause in clauses
        for asked in [clause.replace(first, said)]
    )


def _counterpart(asked: str, second: str, known: Gazetteer) -> str:
    """Return the name in a text that stands for what the second one does: a place for a place."""
    names = [_ASKING.sub("", found.group()) for found in _OF.finditer(asked)]
    places = [name for name in names if bool(known.districts(name))]
    alike = places if known.districts(second) else [name for name in names if name not in places]
    return next(filter(None, alike), "") if re.search(r"[A-Z]", second) else ""


def _name(said: str, known: Gazetteer) -> str:
    """Return what a side is called: its district if it has one, else what was said."""
    mentions = known.mentions(said)
    places = [m for m in mentions if all(name.kind in {"district", "school"} for name in m.names)]
    return written_name(places[-1].names[0]) if places else said
