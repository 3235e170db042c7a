"""Characters of a PDF as a reader expects them: ligatures unfolded, odd signs dropped.

In: pdfium's characters, one per index. Out: pieces of text whose characters stand one by one at
consecutive indexes. Nothing is normalised beyond what a reader would not notice, since the text is
quoted word for word: quotation marks, dashes and accents stay as they are printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.page_layout.glyphs import UNUSABLE

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
SOFT_HYPHEN = "\u00ad"
HYPHENS = f"-\u2010\u2011{SOFT_HYPHEN}"
BULLETS = "•‣◦\u2043∙▪▫●○■□◆◇➢➤►▶✓✔❖\u00b7"
PLAIN = re.compile(r"[!-~\u00a1-\u00ac\u00ae-\u02ff\u2013-\u201f\u2022\u2026]+")
LAST_TWO = (0xFFFE, 0xFFFF)  # of every plane of Unicode: never characters
PLANE_ENDS = "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in LAST_TWO)
UNSHOWABLE = re.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{PLANE_ENDS}]"
)
SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"})


def whole_characters(chars: str) -> str:
    """Put a character that was given in two halves on the first index, nothing on the second."""

    def whole(pair: re.Match[str]) -> str:
        return pair[0].encode("utf-16", "surrogatepass").decode("utf-16") + UNUSABLE

    return SURROGATE_PAIR.sub(whole, chars)


def fold(chars: str, start: int, end: int) -> list[tuple[str, int]]:
    """Clean one word: pieces of text, each with the index of its first character."""
    if PLAIN.fullmatch(chars, start, end):
        return [(chars[start:end], start)]
    pieces: list[tuple[str, int]] = []
    for text, index in _folded(chars, start, end):
        last, first = pieces[-1] if pieces else ("", -1)
        if last and index == first + len(last):
            pieces[-1] = (last + text, first)
        else:
            pieces.append((text, index))
    return pieces


def folded(chars: str, start: int, end: int) -> str:
    """Clean one word, without places."""
    return "".join(text for text, _ in fold(chars, start, end))


def clean(chars: str) -> str:
    """Clean a text that has no places; every kind of space becomes one space."""
    shown = UNSHOWABLE.sub("", whole_characters(chars))
    words = (folded(shown, *match.span()) for match in re.finditer(r"\S+", shown))
    return " ".join(word for word in words if word)


def _folded(chars: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    index = start
    while index < end:
        char, taken = chars[index], 1
        if end - start == 1 and unicodedata.category(char) == "Co":
            char = "•"  # a bullet of a symbol font
        elif index + 1 < end and unicodedata.combining(chars[index + 1]):
            both = unicodedata.normalize("NFC", chars[index : index + 2])
            char, taken = (both, 2) if len(both) == 1 else (char, 1)
        for part in LIGATURES.get(char, _kept(char)):
            yield part, index
        index += taken


def _kept(char: str) -> str:
    if char in HYPHENS and char != SOFT_HYPHEN:
        return "-"
    return "" if unicodedata.category(char) in DROPPED_CATEGORIES else char
