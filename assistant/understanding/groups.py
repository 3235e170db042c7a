"""Groups of people: "what about counselors?" asks of them what was asked of the teachers.

In: what a follow-up names, and the question before it. Out: that question with the new group in the
old one's place, or None where either names no group or it is not plain which one is meant. A group
is told by its noun; what stands before the noun goes with it where it says who they are ("English
learners"), and stays where it says where they are ("pathway students").
"""

from __future__ import annotations

import re

_KINDS = tuple(
    "|".join(line.split())
    for line in (
        "students learners kids youth teens pupils girls boys children graduates grads freshmen"
        " sophomores juniors seniors men women minorities newcomers dropouts",
        "principals teachers counselors superintendents boards? offices? coaches staff leaders"
        " administrators directors coordinators managers faculty educators aides librarians",
        "employers businesses companies partners families parents unions colleges universities"
        " funders foundations mayors agencies",
    )
)
_WHO = (
    r"(?:(?:English|African|American|Latin[oa]|Black|White|Asian|Native|Hispanic|low|lower|high"
    r"|achieving|income|special|ed|education|disabled|foster|homeless|young|older|assistant"
    r"|associate|vice|deputy|long|term|immigrant|undocumented|gifted|male|female|poor|rural|urban"
    r"|school|central|district|site|lead|head)[ -]+)*"
)
_GROUPS = tuple(
    re.compile(rf"(?<![\w’'-])(?:(?:the|our|your|their|its) )?{_WHO}(?:{nouns})(?![\w’'-])", re.I)
    for nouns in _KINDS
)
_PREPOSITION = re.compile(r"^(?P<before>for|with|among|of|by|to|from) (?=\w)", re.I)
# "teachers and counselors": which of them gives way is not plain.
_JOINED = re.compile(r"^(?:,| and| or| ?/)|(?:,| and| or|/) ?$", re.I)
_MOST_WORDS = 9


def swap_group(rest: str, before: str) -> str | None:
    """Return the question before with the group that is named now in the place of its own."""
    preposition = _PREPOSITION.match(rest)
    named = rest[preposition.end() :] if preposition else rest
    kinds = [pattern for pattern in _GROUPS if pattern.search(named)]
    if not kinds or len(named.split()) > _MOST_WORDS:
        return None
    alike = [found for pattern in kinds for found in pattern.finditer(before)]
    others = [found for pattern in _GROUPS for found in pattern.finditer(before)]
    old = alike or others
    if len(old) != 1 or _is_joined(before, old[0]):
        return None
    if preposition and not re.search(rf"\b{preposition['before']} $", before[: old[0].start()]):
        return None
    return before[: old[0].start()] + named + before[old[0].end() :]


def _is_joined(before: str, group: re.Match[str]) -> bool:
    around = before[: group.start()][-5:], before[group.end() :][:5]
    return any(map(_JOINED.search, around))
