"""Pathways asked for: "which pathways does Oak Valley have?" wants them all, by their names.

In: a question. Out: whether it asks for nothing but the pathways of some place. "Which pathways
were certified?" asks something more of each.
"""

from __future__ import annotations

import re

from assistant.understanding.naming import core_question, name_words
from vectorstore.words import words

_ASKS = re.compile(
    r"\b(?:which|what|how many|list|name|tell me)\b(?: [\w’'-]+){0,6}? (?:pathways|academies)\b",
    re.I,
)
_BY_NAME = re.compile(
    r"\b(?:named?|names|list|by name|what|which)\b(?! (?:is|are) the (?:number|total)\b)", re.I
)
# "Which schools have pathways?" asks for schools.
_ASKS_FOR_OTHERS = re.compile(
    r"\b(?:which|what|how many|list|name)(?: (?:of|all|the|high|middle)){0,3} "
    r"(?:schools?|district|documents|sources|library)\b(?! (?:pathways|academies)\b|[’'])",
    re.I,
)
_ASKS_NO_MORE = frozenset(
    word
    for line in (
        "which what how many list name named names tell me us all every of the a an its their her",
        "at in over by for with to from and or any each one ones is are was were be do does did",
        "has have had can could we i you they it there here that this these those know offer",
        "offers offered run runs ran open opened teach teaches exist exists available pathway",
        "pathways academy academies linked learning career theme themes school schools high",
        "district called documents library sources mentioned listed exactly please them so far",
    )
    for word in line.split()
)


def asks_for_pathways(question: str) -> bool:
    """Say whether a question asks for the pathways of a place, by their names."""
    core = core_question(question)
    asked = core.rpartition(": ")[2]
    if not _ASKS.search(asked) or not _BY_NAME.search(asked) or _ASKS_FOR_OTHERS.search(asked):
        return False
    names = {part for name in name_words(asked) for part in (name, f"{name}'s")}
    return not {word.replace("’", "'") for word in words(asked)} - names - _ASKS_NO_MORE
