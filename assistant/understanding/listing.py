"""Lists: questions for all of something, and what a sentence lists.

In: a question, or a sentence. Out: whether all are asked for, and the items that a sentence names
after a colon or a verb. What is counted of them is our own count of a quoted list.
"""

from __future__ import annotations

import re

_ASKS_FOR_ALL = re.compile(
    r"\b(?:list|name|give me|tell me)\b.{0,20}\b(?:all|every|each|the|them)\b"
    r"|\b(?:what|which) (?:are|were) (?:all|the)\b|\ball (?:of )?the\b|\blist(?:ing)? every\b"
    r"|\bhow many\b.*\b(?:which ones?|what are they|where|who are they|called|by name)\b"
    r"|\bwhich ones\b",
    re.I,
)
_LISTED = re.compile(
    r"(?::|\b(?:are|were|include[sd]?|including|comprise[sd]?|namely|such as))"
    r" (?P<items>[^:;.,]+(?:, [^:;.,]+){2,})[.]?$"
)
_STATED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\b(?! percent)", re.I
)
# "…, an undated district page says.": who lists them is none of them.
_SAYS_WHO = re.compile(
    r",[^,]*\b(?:says?|said|reported|reports|wrote|writes|according to [^,]*)[^,]*\.$"
)
_LISTED_TOO = re.compile(_LISTED.pattern.replace("{2,}", "+"))
_WITH_SEMICOLONS = re.compile(r": [^:;.]+(?:; [^:;.]+){2,}[.]?$")
_EXAMPLES = re.compile(r"\b(?:such as|including|for example)\s*$", re.I)
_LEAST = 3
_LONGEST = 8  # words of an item


def asks_for_all(question: str) -> bool:
    """Say whether a question asks for every one of something."""
    return bool(_ASKS_FOR_ALL.search(question))


def listed_items(sentence: str) -> tuple[str, ...]:
    """Return the items that a sentence lists; none if it lists none, or says how many they are."""
    found = _LISTED.search(sentence.strip())
    if not found or _STATED.search(sentence[: found.start("items")]):
        return ()
    return _cut(found["items"])


def lists(sentence: str) -> bool:
    """Say whether a sentence lists things, also where it says how many they are."""
    plain = _SAYS_WHO.sub(".", sentence.strip())
    found = _LISTED_TOO.search(plain)
    if found is None or _EXAMPLES.search(plain[: found.start("items")]):
        return bool(_WITH_SEMICOLONS.search(plain))
    return bool(_cut(found["items"]))


def _cut(listed: str) -> tuple[str, ...]:
    *items, last = [item.strip() for item in listed.split(", ")]
    if last.startswith("and "):
        items.append(last.removeprefix("and "))
    else:
        items += last.rsplit(" and ", 1)
    short = all(0 < len(item.split()) <= _LONGEST for item in items)
    return tuple(items) if short and len(items) >= _LEAST else ()
