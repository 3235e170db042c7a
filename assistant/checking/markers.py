"""Markers: small words that turn what is said, such as "not", "most", "up to" and "may".

In: tokens. Out: markers by class, each with the content words that it bears on: the few that follow
it, and for a verb's "not" the one before. A marker matters only where its words stand in the other
text too: a clause that was left out takes its "not" with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.checking.reading import Token

Class = Literal[
    "negation", "all", "most", "some", "few", "only", "at least", "at most", "about", "may",
    "one", "neutral", "plan", "estimate", "opinion", "link", "cause",
]  # fmt: skip
_REACH = 4
_BEFORE = 1
_FAR = 8
_DENIALS = frozenset(("not", "no", "nor", "neither", "never", "without", "nothing", "hardly"))
_BEING = frozenset(("be", "been", "is", "are", "was", "were", "being"))
# One to three words; "#" is a figure. The longest wording that fits counts.
_WORDINGS: dict[Class, str] = {
    "negation": "not, no, never, none, nobody, nothing, neither, nor, without, fail to, fails to, "
    "failed to, failing to, declined to, declines to, decline to, refused, refuses, "
    "refuse, lack, lacks, lacked, lacking, unable, hardly, rather than, instead of, "
    "no longer, yet to, absence of, free of, not yet, nowhere, unlikely, none of, "
    "unless, except, excluding, other than",
    # These hold a word of another class and say nothing of the kind.
    "neutral": "a little, not only, not just, not merely, all in all, at all, first of all, "
    "no matter, no doubt, no wonder, all the time, up to the, not even, over # year, "
    "over # years, over # month, over # months, over # decades, for all its, for all their, "
    "for all his, for all her",
    "one": "one of, a single, a lone, only one, just one, any one, any single",
    "all": "all, every, each, always, everyone, everybody, entire, whole, any, everywhere, "
    "all of, every one of, every one, each one of, universally, invariably, across the board",
    "most": "most, majority, mostly, largely, mainly, the bulk, usually, generally, commonly, "
    "typically, "
    "predominantly, vast majority, most of",
    "some": "some, several, certain, part of, parts of, a number of, sometimes, partly, some "
    "of, a handful, not all, not every",
    "few": "few, fewest, little, rarely, seldom, a few, minority",
    "only": "only, just, solely, sole, exclusively, merely, nothing but",
    "at least": "at least, more than, over #, above #, upwards of, upward of, or more, or above, "
    "or higher, or better, and above, at the least, minimum of, no fewer "
    "than, no less than, exceeding #, exceeded #, exceeds #, in excess of, not less "
    "than, well over",
    "at most": "at most, up to #, fewer than, less than, under #, no more than, maximum of, or "
    "less, or fewer, below #, as many as, not more than, capped at",
    "about": "about #, around #, nearly #, almost #, approximately, roughly, some #, close to "
    "#, nearly all, almost all, nearly every, nearly, almost, an estimated #",
    "may": "may, might, could, possibly, perhaps, potentially, can",
    "plan": "plan, plans, planned, planning, intend, intends, intended, propose, proposed, "
    "proposes, aim, aims, aimed, aiming, expect, expects, expected, hope, hopes, hoped, goal, "
    "goals, target, targets, seek, seeks, sought, was to, were to, is to, are to, "
    "would, set to, scheduled, pledged, promised, supposed to, wants to, want to, "
    "wanted, asked, asks, recommends, recommended, recommend, should, ought, "
    "envisions, envisioned, will, to be, proposal, designed to, meant to, calls for, "
    "called for, urged, urges, wants, projected, hoping, planned for, planned to, "
    "wanted to, hoped to, aimed to, sought to, intended to, expected to, projects",
    "estimate": "estimate, estimates, estimated, estimating, projection, forecast, projections",
    "opinion": "believe, believes, believed, think, thinks, thought, argue, argues, argued, "
    "feel, feels, felt, view, views, opinion, claim, claims, claimed, suggest, "
    "suggests, suggested, appear, appears, appeared, seem, seems, seemed, likely, "
    "reckon, reckons, reckoned, guess, guessed, probably, considers, considered, sees, saw, "
    "perceived, reportedly, perhaps, "
    "credited, praised, calls, called, critics, editorial, recalled, worried, hopes",
    "link": "associated, association, linked with, linked to, linked, correlated, "
    "correlation, correlate, tied, related, relationship, connected, more likely, "
    "less likely, coincided, linking, ties, went with, along with, accompanied, "
    "alongside, link between",
    "cause": "cause, caused, causes, because, because of, due to, led to, leads to, leading "
    "to, lead to, result in, resulted in, results in, as a result, thanks to, drove, "
    "drives, made, makes, produced, produces, raised, raises, improved, improves, "
    "increased, increases, boosted, boosts, lowered, reduced, reduces, brought about, "
    "responsible for, the reason, owing to, attributable, helped, helps, enabled, "
    "enables, forced, triggered",
}


def _table() -> dict[tuple[str, ...], Class]:
    return {
        tuple(wording.split()): name
        for name, wordings in _WORDINGS.items()
        for wording in wordings.split(", ")
    }


_TABLE = _table()
_LONGEST = max(map(len, _TABLE))


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker: its class, its words, and the positions of the content words it bears on."""

    of: Class
    text: str
    position: int
    bears_on: tuple[int, ...]
    before: tuple[int, ...] = ()


def find_markers(tokens: Sequence[Token]) -> tuple[Marker, ...]:
    """Return the markers of a text in order."""
    lower = [token.lower for token in tokens]
    found: list[Marker] = []
    position = 0
    while position < len(tokens):
        taken, name = _match(tokens, lower, position)
        if name is None:
            position += 1
            continue
        text = " ".join(lower[position : position + taken])
        after = _following(tokens, position + taken)
        before = _preceding(tokens, position, _BEFORE + text.startswith("or "))
        if not _is_wording(tokens, lower, position, text):
            found.append(Marker(name, text, position, after, before))
        position += taken
    return tuple(found)


def _match(tokens: Sequence[Token], lower: Sequence[str], start: int) -> tuple[int, Class | None]:
    for length in range(min(_LONGEST, len(tokens) - start), 0, -1):
        words = tuple(lower[start : start + length])
        numbered = tuple("#" if t.figure else t.lower for t in tokens[start : start + length])
        if "#" in numbered[1:-1] and numbered in _TABLE:
            return length, _TABLE[numbered]
        named = length == 1 and tokens[start].name and words[0] in ("little", "may", "hope")
        if words in _TABLE and not named and not _proper(tokens[start].text):
            return length, _TABLE[words]
        if tokens[start + length - 1].figure and (*words[:-1], "#") in _TABLE:
            return length - 1, _TABLE[(*words[:-1], "#")]
    return 1, None


def _is_wording(tokens: Sequence[Token], lower: Sequence[str], at: int, text: str) -> bool:
    """Say whether a word only looks like a marker: "nothing … as much", "the English part of"."""
    if text == "any":
        return bool(_DENIALS.intersection(lower[max(0, at - _FAR) : at]))
    if text in ("nothing", "nobody", "no"):
        return "as" in lower[at : at + _FAR]
    return text == "part of" and at > 0 and (tokens[at - 1].content or lower[at - 1] in _BEING)


def _proper(word: str) -> bool:
    """Say whether a word is a name in itself: "ConnectEd" connects nothing, "May" is a month."""
    return word == "May" or (word[1:] != word[1:].lower() and not word.isupper())


def _following(tokens: Sequence[Token], start: int) -> tuple[int, ...]:
    bears_on: list[int] = []
    for position in range(start, len(tokens)):
        if tokens[position].text in ".;?!" or len(bears_on) == _REACH:
            break
        if bears_on and tokens[position].text == ",":
            break
        if tokens[position].content:
            bears_on.append(position)
    return tuple(bears_on)


def _preceding(tokens: Sequence[Token], start: int, many: int) -> tuple[int, ...]:
    before: list[int] = []
    for position in range(start - 1, -1, -1):
        if tokens[position].text in ".;?!" or len(before) == many:
            break
        if tokens[position].content:
            before.append(position)
    return tuple(before)
