"""What a hyphen at a line's end means, decided by the document's own words.

In: all lines of a document, then two words that a line end parts. Out: how to join them.
"pro-/gram" is one word that the printer broke; "work-/based" keeps its hyphen. The document itself
is the best dictionary: a form that it prints whole elsewhere decides.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.page_layout.characters import HYPHENS, SOFT_HYPHEN

Joint = Literal["space", "nothing", "without_hyphen"]

WORD = re.compile(r"[^\W\d_]+")
COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
# Hardly ever the start of a longer plain word.
FIRST_PARTS = re.compile(
    "self|non|low|high|full|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty"
)
# Words by themselves, but as often the start of one.
PREFIXES = re.compile(
    "over|some|every|under|with|down|home|class|course|file|after|health|there|what|when|where|"
    "super|data|photo|road|common|space|moon|never|fore|inter|trans"
)
ENDLESS = ("what", "when", "where", "which", "who", "whom", "how")  # before "-ever"
LONG = 4
ENDING = re.compile(
    r"\w?ings?|\w{0,2}tions?|\w?sions?|\w{0,2}ments?|ness|\w{0,2}ities|\w{0,2}able|ably|\w?ible|less"
    r"|fully|ships?|ership|\w?ances?|\w?ences?|\w{0,2}ated|[b-hj-ln-z]?ates?|\w?ational|\w?ional|\w?ized"
    r"|\w?izing|\w?ered|wards?|ously|\w?ists?|\w?isms?|\w?ical|\w?ically|\w?ular|ently|antly"
    r"|\w{0,2}tives?|tively|\w?tur(?:es?|ed|al)|\w?ties|\w?ters?|\w?ders?|hood|land|like"
    r"|shops?|books?|rooms?|holders?|force|places?|wide|loads?|flows?|sheets?|lights?|ways?|er|est"
)
ATTACHED = "/\u2013\u2014"  # after these a line may end without a space


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a document prints inside its lines: words, and neighbours in hyphenated words."""

    words: frozenset[str]
    compounds: frozenset[str]


def build_vocabulary(lines: Iterable[str]) -> Vocabulary:
    """Collect the words of all lines, but the two halves around each line-end hyphen."""
    words: set[str] = set()
    compounds: set[str] = set()
    broken = False
    for line in lines:
        tokens = line.casefold().split()
        whole = tokens[1:] if broken else tokens
        broken = bool(tokens) and tokens[-1][-1] in HYPHENS
        text = " ".join(whole[:-1] if broken else whole)
        words.update(WORD.findall(text))
        for compound in COMPOUND.findall(text):
            parts = compound.split("-")
            compounds.update(f"{one}-{two}" for one, two in itertools.pairwise(parts))
    return Vocabulary(frozenset(words), frozenset(compounds))


def joint(before: str, after: str, vocabulary: Vocabulary) -> Joint:
    """How the last word of a line and the first of the next belong together."""
    if not before or not after:
        return "space"
    if before[-1] in HYPHENS and before[-2:-1].isalnum() and after[0].isalnum():
        return _hyphen_joint(before[:-1], after, vocabulary, soft=before[-1] == SOFT_HYPHEN)
    if before[-1] in ATTACHED and len(before) > 1:
        return "nothing"
    if _is_east_asian(before[-1]) and _is_east_asian(after[0]):
        return "nothing"
    return "space"


def join_lines(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """Join lines to one."""
    text = ""
    for line in lines:
        how = joint(text.rpartition(" ")[2], line.partition(" ")[0], vocabulary)
        if how == "without_hyphen":
            text = text[:-1]
        text += f" {line}" if how == "space" and text else line
    return text


def _hyphen_joint(before: str, after: str, vocabulary: Vocabulary, *, soft: bool) -> Joint:
    if soft:
        return "nothing"  # the soft hyphen itself is never text
    first = re.search(r"[^\W_]+$", before.casefold())
    second = re.match(r"[^\W_]+", after.casefold())
    if first is None or second is None or _is_part_of_a_name(before):
        return "nothing"
    one, two = first[0], second[0]
    if f"{one}-{two}" in vocabulary.compounds:
        return "nothing"
    if one + two in vocabulary.words:
        return "without_hyphen"
    if _is_compound_by_form(before, after) or _is_compound_by_parts(one, two, vocabulary.words):
        return "nothing"
    return "without_hyphen"


def _is_part_of_a_name(before: str) -> bool:
    """An address is broken at the hyphens that it has."""
    return any(sign in before for sign in "/@_=")


def _is_compound_by_form(before: str, after: str) -> bool:
    """Digits, a second hyphen and a capital inside a word do not come from the printer."""
    if before[-1].isdigit() or after[0].isdigit() or re.search(r"\w-\w+$", before):
        return True
    if re.match(r"\w+-\w", after):
        return True
    first = re.findall(r"[^\W_]+", before)[-1]
    return after[0].isupper() != (first.isupper() and len(first) > 1)


def _is_compound_by_parts(one: str, two: str, words: frozenset[str]) -> bool:
    """Tell whether both halves stand by themselves; what looks like an ending does not."""
    if FIRST_PARTS.fullmatch(one) and not ENDING.fullmatch(two):
        return True
    if one in ENDLESS and two in ("ever", "soever"):
        return False
    if len(one) < LONG or PREFIXES.fullmatch(one) or not _known(one, words):
        return two in words and one in words
    return _known(two, words) or (len(two) >= LONG and not ENDING.fullmatch(two))


def _known(word: str, words: frozenset[str]) -> bool:
    """Tell whether a word is printed elsewhere, be it with another ending."""
    return word in words or f"{word}s" in words or word.removesuffix("s") in words


def _is_east_asian(char: str) -> bool:
    return (
        "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"
    )
