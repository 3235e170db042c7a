"""Reading: a text as tokens that can be compared with those of another text.

In: a statement or the sentences it cites. Out: words by their stems, figures by their values, names
as such, each with its place. Irregular forms share a stem ("rose" and "rise"), so that only what
is said differs. A word that opens a sentence is a name only if it cannot be anything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.checking.figures import Figure, read_figure
from assistant.checking.wordlists import listed
from assistant.evidence import stems
from vectorstore.words import STOP_WORDS

_TOKEN = re.compile(
    r"(?P<number>(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)(?![\d-])"
    r"|[$€£]?\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th|s)?(?![^\W_])|[$€£]?\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_]+(?:[’'][^\W\d_]+)?)"
    r"|(?P<mark>[%.;:,?!()“”\"—–])"
)
_NOT = re.compile(r"^(\w+?)n[’']t$")
_CANNOT = {"ca": "can", "wo": "will", "sha": "shall"}
_IRREGULAR = {
    form: base
    for line in (
        "rise rose risen,fall fell fallen,lead led,run ran,win won,write wrote written",
        "grow grew grown,begin began begun,say said,tell told,find found,hold held,meet met",
        "keep kept,leave left,make made,pay paid,get got gotten,give gave given,take took taken",
        "go went gone,become became,see saw seen,choose chose chosen,build built,teach taught",
        "bring brought,think thought,spend spent,send sent,draw drew drawn,lose lost,sell sold",
        "speak spoke spoken,beat beaten",
        "know knew known,show shown,buy bought,seek sought,feel felt,mean meant",
        "woman women,man men,child children,person people,percent percentage,drop dropout",
        "january jan,february feb,march mar,april apr,june jun,july jul,august aug,october oct",
        "september sep sept,november nov,december dec",
        "stand stood,understand understood,break broke broken,sit sat,serve service,come came",
    )
    for base, *forms in (group.split() for group in line.split(","))
    for form in forms
    if form not in ("dropout", "service")
}
# Which way and which order: they carry meaning here, though not in a search.
_TELLING = frozenset(listed("same own before after above below up down against until"))
LIGHT = (STOP_WORDS - _TELLING) | {
    *("also", "however", "well", "one", "many", "much", "said", "say", "says", "according"),
    *("may", "might", "must", "shall", "upon", "among", "within", "per", "via", "yet", "since"),
    *(
        "percent",
        "about",
        "around",
        "nearly",
        "almost",
        "every",
        "several",
        "another",
        "like",
        "thanks",
        "due",
    ),
    *("yes", "yeah", "yep", "oh", "hi", "hello", "wow"),
    *("never", "none", "without", "cannot", "neither", "could", "would", "least", "fewer", "less"),
}
_MARKING = frozenset(listed("more most few all both each no not only against"))
_ENDS = frozenset(".?!")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, figure or mark: `key` is equal where the meaning is; `[start:end]` is its place.

    `content` says that it carries a subject of its own; `name` that it is written as a name.
    """

    text: str
    key: str
    start: int
    end: int
    content: bool = False
    name: bool = False
    figure: Figure | None = None

    @property
    def lower(self) -> str:
        """The word as written, lower-case."""
        return self.text.casefold().replace("’", "'")


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens."""
    raw = list(_cut(text))
    lower = [token.lower for token in raw]
    tokens: list[Token] = []
    position = 0
    while position < len(raw):
        found = read_figure(lower, position)
        if found is None or _pronoun(raw, position, found[0]):
            tokens.append(_word(raw, position))
            position += 1
            continue
        figure, taken = found
        last = raw[position + taken - 1]
        shown = text[raw[position].start : last.end]
        tokens.append(
            Token(shown, figure.key, raw[position].start, last.end, content=True, figure=figure)
        )
        position += taken
    return tuple(_coordinated(tokens))


def _cut(text: str) -> list[Token]:
    cut: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        negated = _NOT.match(word)
        if negated:
            verb = negated.group(1)
            at = match.start() + len(verb)
            cut.append(Token(_CANNOT.get(verb.casefold(), verb), "", match.start(), at))
            cut.append(Token("not", "", at, match.end()))
        elif word.casefold() == "cannot":
            cut.append(Token("can", "", match.start(), match.start() + 3))
            cut.append(Token("not", "", match.start() + 3, match.end()))
        else:
            cut.append(Token(word, "", match.start(), match.end()))
    return cut


def _pronoun(raw: Sequence[Token], position: int, figure: Figure) -> bool:
    """Say whether a word for one is an article or pronoun ("one of", "no one", "the second")."""
    word = raw[position].lower
    if word == "one" and figure.value == 1:
        before = raw[position - 1].lower if position else ""
        after = raw[position + 1].lower if position + 1 < len(raw) else ""
        return before in ("no", "the", "this", "that", "any", "every") or after in ("of", "another")
    return word == "second" and position > 0 and raw[position - 1].lower == "a"


def _word(raw: Sequence[Token], position: int) -> Token:
    token = raw[position]
    if not token.text[0].isalnum():
        return replace(token, key=token.text)
    key = stem(token.text)
    name = _is_name(raw, position)
    month = name and token.text == "May"
    content = month or (token.lower not in LIGHT and key not in LIGHT)
    return replace(token, key="May" if month else key, content=content, name=name)


def _is_name(raw: Sequence[Token], position: int) -> bool:
    word = raw[position].text
    if not word[0].isupper() or word in ("I", "A"):
        return False
    before = raw[position - 1].text if position else "."
    opens = before in _ENDS or before in '“":(—–'
    return not opens or word[1:] != word[1:].lower()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem that a word shares with its other forms."""
    lower = word.casefold().replace("’", "'").replace(".", "").removesuffix("'s").removesuffix("'")
    if lower in _MARKING:
        return lower
    return min(stems(_IRREGULAR.get(lower, lower)), default=lower)


def _coordinated(tokens: list[Token]) -> list[Token]:
    """Give a figure the kind of the one that it stands with: "81 and 80 percent"."""
    for position in range(len(tokens) - 1, 1, -1):
        last, link, first = tokens[position], tokens[position - 1], tokens[position - 2]
        if link.lower not in ("and", "or", "to", "–", "versus") or not (
            last.figure and first.figure
        ):
            continue
        if last.figure.kind in ("percent", "points") and first.figure.kind == "count":
            figure = replace(first.figure, kind=last.figure.kind)
            tokens[position - 2] = replace(first, figure=figure, key=figure.key)
    return tokens
