"""What is asked of each of the things that are to be counted.

In: a question and a pattern of the things' names. Out: the question without what only asks, so that
"For my memo: in how many of the nine districts did voters get a parcel tax, and which?" leaves "did
voters get a parcel tax". What stands before a colon, or in a sentence of its own, gives its names
where the sentence that asks has too little of its own.
"""

from __future__ import annotations

import re

from assistant.understanding.naming import name_words, sentences
from vectorstore.words import STOP_WORDS, content_words

# "…, and which ones?", "…, and how many is that?", "…, exactly?"
_TAIL = re.compile(
    r"(?:,|\s[–—-]|\band\b)\s*(?:and\s+)?(?:which (?:ones?|districts?|are (?:they|those)|were"
    r" (?:they|those)|is (?:that|it))|how many (?:is|are|were) (?:that|they|there|those)|what are"
    r" they|name them|list them|exactly|all told|in all|all of them|please|by name|which)\b"
    r"(?: (?:are|were|is) (?:they|those|that|these))?[\s?.!]*$",
    re.I,
)
_PAPERS = r"documents|papers|digests|sources|texts|files|materials?|pages|notes|library"
_OF_DOCUMENTS = re.compile(
    rf"\b(?:do|does|did|can) (?:(?:your|the|our|these|those) (?:{_PAPERS})|you|anybody|anyone|we)"
    r" (?:name|tie|know(?: of)?|have|mention|describe|list|give|say|tell|find|cite|show"
    r"|hear of|hear about|read of|read about|learn of)\b"
    r"|\b(?:anywhere|somewhere|at all|then or now|now or then|past or present)\b"
    r"|\b(?:in|across|over|from) (?:here"
    rf"|(?:all )?(?:of )?(?:this|these|the|your|our) (?:{_PAPERS}))\b"
    r"|\b(?:come|turn)(?:s|ed)? up\b|\bby (?:name|number)\b",
    re.I,
)
_LEADING = re.compile(
    r"^(?:(?:and|so|but|in|for|at|of|from|with|across|among|by)\b(?! (?-i:[A-Z]))[\s,]*)+", re.I
)
_NAME = re.compile(r"[A-Z][\w’'-]+ [A-Z]")  # "Oak Valley: which …" opens with a name
# "… set themselves that same target", "… that was put to a vote": what is said before.
_POINTS_BACK = re.compile(
    r"\b(?:that|this|the) same\b|\b(?:did|does|do|is|are|was|were|of|in|from|with|on|to|take|join)"
    r" (?:that|this|those|these) (?!(?:have|has|had|is|are|was|were|did|do|does)\b)[a-z]+"
    r"|\b(?:that|this|such an?) (?:share|number|target|goal|mark|figure|level|amount|size|sum)\b"
    r"|\b(?:had|have|has|got|gets?|runs?|offers?|for|like) one\b(?! (?:of|in)\b)"
    r"|^(?:it|that|this|they|those|these) (?:is|are|was|were|has|have|had|went|came)\b",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:it|they|them|its|their)\b", re.I)
_FEWEST = 2
_LIGHT = frozenset(
    word
    for line in (
        "get gets got getting go goes going gone went come comes came coming take takes took taken",
        "taking make makes made making put puts give gives gave given giving let lets keep keeps",
        "kept look looks looked see sees seen saw know knows known knew say says said tell tells",
        "told hear heard find finds found try tries seem seems use used bring brought brings turn",
        "turned happen happened back then now today here still already yet ever never always again",
        "away around along actually really exactly just even also only mostly maybe perhaps quite",
        "anything something everything anyone someone everyone anybody somebody everybody thing",
        "things way ways lot lots bit kind kinds sort sorts stuff own us them sit sits run",
        "itself themselves one ones",
        "runs ran set sets work works worked working held hold holds end ended",
    )
    for word in line.split()
)


def predicate_of(question: str, things: re.Pattern[str], *, named: bool = False) -> str:
    """Return what a question asks of each of the things that the pattern finds in it.

    With `named` it may ask nothing but who is named.
    """
    said = sentences(question)
    asking = next((n for n, text in enumerate(said) if things.search(text)), len(said) - 1)
    head, colon, rest = said[asking].rpartition(": ")
    if not colon or not things.search(rest):
        head, rest = "", said[asking]
    left = _without_asking(rest, things)
    if (len(told_by(telling(left))) < _FEWEST and not named) or _POINTS_BACK.search(left):
        others = [text for n, text in enumerate(said) if n != asking]
        return " ".join([*others, head, left]).strip()
    opening = f"the {head}" if _NAME.match(head) else head
    names = [] if named and not told_by(telling(left)) else name_words(opening)
    if _PRONOUN.search(left):  # "I saw LaunchPath. Which districts tried it?"
        names += [n for k, text in enumerate(said) if k < asking for n in name_words(text)]
    return " ".join([left, *dict.fromkeys(n for n in names if n not in left.casefold())])


def _without_asking(text: str, things: re.Pattern[str]) -> str:
    while (shorter := _TAIL.sub("", text.rstrip(" ?.!"))) != text.rstrip(" ?.!"):
        text = shorter
    text = _OF_DOCUMENTS.sub(" ", things.sub(_its_names, text))
    return _LEADING.sub("", " ".join(text.split()))


def _its_names(found: re.Match[str]) -> str:
    """Return the names in what is counted: "Porterville" of "which Porterville schools"."""
    kept = found.groupdict().get("kept") or ""
    return f" {' '.join(word for word in kept.split() if word[0].isupper())} "


def telling(text: str) -> str:
    """Return a text without the words that tell little of what is asked: "took", "back then".

    They are rare in reports, not in talk, so their rarity in the library would mislead.
    """
    words = [word for word in text.split() if word.strip(".,;:?!()").casefold() not in _LIGHT]
    return " ".join(words)


def told_by(text: str) -> list[str]:
    """Return the words of a text that carry a subject; none if there are none."""
    return [word for word in content_words(text) if word not in STOP_WORDS]
