"""Swapping: "And Oak?", "what about counselors?", "and in 2013?" ask the same of others.

In: a follow-up, the question before it as it was read, and the known names. Out: that question with
the new name in the place of the old one of its kind, a new group of people in the old one's place,
a new year in the old one's; else with what is asked of now after it. What was asked stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.groups import swap_group
from assistant.understanding.names import Gazetteer, Mention
from assistant.understanding.pointing import points
from vectorstore.words import words

OPENING = re.compile(
    r"^(?:(?:ok(?:ay)?|well|right|hm+|yes|no|thanks)\b[ ,.!–-]*)*"
    r"(?:(?:and|but|so|or|then)\b[ ,]*(?:(?:what|how) about\b)?|(?:what|how) about\b"
    r"|(?:who|what) else\b|(?:the )?same(?: question| thing)?(?: again)? for\b"
    r"|any (?=(?:in|at|from)\b))"
    r"[ ,:–-]*",
    re.I,
)
ELLIPTIC = re.compile(r"^(?:in|at|for|with|by|on|among) [^?]*\?*$", re.I)
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
_SHORT = 4


def swap(question: str, before: str, known: Gazetteer) -> str | None:
    """Ask what was asked before of what is named now: "And Sacramento?", "and in 2013?"."""
    opening = OPENING.match(question)
    only_names = len(words(question)) <= _ROOM_OF_NAMES and known.mentions(question)
    if not opening and not ELLIPTIC.match(question) and not only_names:
        return None
    rest = question[opening.end() if opening else 0 :].strip(" ?.!,")
    if not rest or asks(rest):
        return None
    bare = _PREPOSITION.sub("", rest)
    new = known.mentions(bare)
    if new and len(bare) - sum(m.end - m.start for m in new) <= _ROOM * len(new):
        return _swap_name(before, bare, rest, known)
    years = _YEAR.findall(before)
    if _YEAR.fullmatch(bare) and years:
        return _YEAR.sub(bare, before, count=1)
    if _ELSEWHERE.match(bare) and (placed := list(_IN_PLACE.finditer(before))):
        place = placed[-1]
        if known.mentions(place["place"]):
            return f"{before[: place.start('place')]}{bare}{before[place.end('place') :]}"
    if swapped := swap_group(rest, before.split(ADDED)[0]):
        return swapped
    return f"{before.split(ADDED)[0].rstrip(' ?.!')}{ADDED}{rest}?"


ADDED = " – "  # between a question and what it is asked of now; only the last such thing stays
_ROOM_OF_NAMES = 4  # words of a question that is a name and hardly more
_ROOM = (
    24  # characters around a name that say little more than it does ("the ", " most recent one")
)


def asks(text: str) -> bool:
    """Say whether a text is a clause of its own, as in "and the girls, did they see any?"."""
    asking = [word for word in words(text) if word in _QUESTIONING]
    pointing = points(re.sub(r"\bones?\W*$", "", text))
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
        if placed and rest == bare and (among := _ONE_OF_THEM.match(before)):
            return f"Is {bare} one of the {among['which']} that {among['did']}?"
        place = rest if rest != bare else f"in {bare}" if placed else bare
        return f"{before.split(ADDED)[0].rstrip(' ?.!')}{ADDED}{place}?"
    further = (bare[: new[0].start] + bare[new[-1].end :]).removeprefix("'s").removeprefix("’s")
    name = bare[new[0].start : new[-1].end]
    if further.startswith(")"):  # "Los Angeles (LAUSD)"
        name, further = f"{name})", further[1:]
    if (more := " ".join(further.split()).strip(" ,")) and not _NO_MORE.match(more):
        asked = _replace_names(before, old, name).rstrip(" ?.!")
        asked = _DATED.sub("", asked) if _NOW.search(more) or _YEAR.search(more) else asked
        return f"{asked}{ADDED}{more}?"
    return _replace_names(before, old, name)


# "And Elm?" of a place that nobody knows, after a question that ends in one.
_ELSEWHERE = re.compile(
    r"^(?!(?:English|Spanish|Algebra|Latin[oa]s?|Blacks?|Asians?|African Americans?|Linked)\b)"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}$"
)
_IN_PLACE = re.compile(r"\b(?:in|at) (?P<place>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)(?=[ ?.!]*$)")
# "Which districts had trouble with …?", "and Oak?": whether Oak is one of them.
_ONE_OF_THEM = re.compile(
    r"^(?:and |so )?(?:which|what) (?P<which>(?:of the )?(?:other )?(?:districts|schools)"
    r"(?: in [A-Z]\w+)?) (?!(?:did|do|does)\b)(?P<did>[^?–]+?)[ ?.!]*$",
    re.I,
)
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
