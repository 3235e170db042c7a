"""Which words of a question are names, as far as writing tells.

In: a question. Out: its names. People write names with capitals; a word that opens a sentence is
one only if there is a capital within it too (LAUSD, ConnectEd). Calendar words are none.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:[’'&-][^\W_]+)*|[.?!:;“\"(]")
_NO_NAMES = frozenset(
    word
    for line in (
        "i i'm i'd i've i'll ok monday tuesday wednesday thursday friday saturday sunday",
        "january february march april may june july august september october november december",
    )
    for word in line.split()
)
_ABBREVIATED = re.compile(
    r"\b(?:Dr|St|Mr|Ms|Mrs|Jr|Sr|Prof|No|vs|Gov|Supt|(?<!Measure )(?<!Proposition )[A-Z])\.$"
)
# "… how many classes there are. Do we know?", "Which ones?": what is asked stands before it.
_ASKS_NOTHING = re.compile(
    r"^\W*(?:and |so |but |or )*(?:(?:do|does|did|can|could|would|is|are|was|were|be|have|any|some"
    r"|which|what|who|where|when|how|why|we|you|anybody|anyone|somebody|i|it|they|them|that|those"
    r"|there|this|these|one|ones|know|idea|ideas|help|thoughts?|tell|please|right|me|us|exactly|all"
    r"|the|of|say|if|to|many|much)\b\W*)+$",
    re.I,
)
_ASKS = re.compile(r"\b(?:who|whom|whose|what|which|when|where|how|why)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:-\d\d)?\b")
_POSSESSIVE = re.compile(r"[’']s$")


def name_words(question: str) -> list[str]:
    """Return the words of the question's names, lower-case, in order."""
    names = []
    opens = True
    for token in _WORD.findall(question):
        if not token[0].isalnum():
            opens = True
            continue
        word = _POSSESSIVE.sub("", token).replace("’", "'")
        if word[0].isupper() and (not opens or _inner_capital(word)):
            names += [part for part in word.casefold().split("-") if part not in _NO_NAMES]
        opens = False
    return list(dict.fromkeys(names))


def _inner_capital(word: str) -> bool:
    return word[1:] != word[1:].lower()


def core_question(text: str) -> str:
    """Return the sentences that ask, without the chatter around them; all if none has a "?"."""
    asking = [
        part
        for part in sentences(text)
        if part.rstrip('"”’)').endswith("?") and not _ASKS_NOTHING.match(part)
    ]
    return " ".join(asking) or text


def names_told(text: str) -> str:
    """Return the names of the sentences that do not ask, beside those that do: their subject.

    "My cousin taught in Antioch. What did the board do?" asks of Antioch.
    """
    asked = core_question(text)
    told = " ".join(part for part in sentences(text) if part not in asked)
    return written_names(told) if asked != text else ""


def asked_alone(text: str) -> str:
    """Return the sentence that asks, with the names and years told before it; "" if that is all.

    "We read an Oak Institute paper of 2011. How many schools did they look at?" asks "How many
    schools did they look at? (Oak Institute 2011)".
    """
    core = core_question(text)
    _, colon, rest = core.rpartition(": ")
    asked = rest if colon and rest.endswith("?") and _ASKS.search(rest) else core
    told = text.replace(asked, " ")
    names = written_names(told)
    if not names or not _ASKS.search(asked):
        return ""
    years = (year for year in _YEAR.findall(told) if year not in asked)
    return f"{asked} ({' '.join([names, *dict.fromkeys(years)])})"


def written_names(text: str) -> str:
    """Return the words of a text's names, as they are written, in order."""
    names = set(name_words(text))
    words = [word for word in text.split() if names & set(name_words(f"so {word}"))]
    return " ".join(dict.fromkeys(_POSSESSIVE.sub("", word.strip('.,;:!?()"“”')) for word in words))


def sentences(text: str) -> list[str]:
    """Cut a question into sentences; the stop of an abbreviation ends none."""
    parts: list[str] = []
    for part in re.split(r"(?<=[.?!])\s+", text):
        if parts and _ABBREVIATED.search(parts[-1]):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts
