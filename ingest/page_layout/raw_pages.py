"""From pdfium's single characters to the words and lines of a page.

In: what pdfium says of each character. Out: `RawPage`. Only the first and last character of a word
are asked for their place, since each question costs a call into C. What a page does not show to a
reader, because it lies outside the visible box or its font does not say what it means, is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from ingest.page_layout.characters import UNSHOWABLE, folded, whole_characters
from ingest.page_layout.glyphs import UNUSABLE, Line, RawPage, Word
from ingest.page_layout.places import Box

LINE_END_HYPHEN = "\x02"  # pdfium's mark for a hyphen that a line was broken at; no CR LF follows
HYPHEN_MARKS = f"{LINE_END_HYPHEN}\ufffe"
LINE = re.compile(rf"[^\n{LINE_END_HYPHEN}]+{LINE_END_HYPHEN}?|{LINE_END_HYPHEN}")
LONE_LINE_END = re.compile(r"(?<!\r)\n|\r(?!\n)")
WORD = re.compile(rf"[^\s{UNUSABLE}](?:\S*[^\s{UNUSABLE}])?")
FEWEST_LETTERS, FEWEST_VOWELS = 12, 0.2  # below, undecoded letters are taken for gibberish


class Characters(Protocol):
    """What is asked of a page's characters, by index."""

    def codes(self) -> list[int]:
        """The code point of every character."""

    def word_box(self, first: int, last: int) -> Box:
        """The box around two characters, and so of all that stand between them on a line."""

    def baseline(self, index: int, turn: int) -> float:
        """The height of its baseline once the page is turned upright."""

    def turn_and_size(self, index: int) -> tuple[int, float]:
        """Quarter turns of the writing, and the font size as printed."""

    def font_name(self, index: int) -> str:
        """The name of its font."""

    def is_bold(self, index: int) -> bool:
        """Whether it is printed bold."""

    def is_undecoded(self, index: int) -> bool:
        """Whether its font does not say which character it is."""

    def is_line_end_hyphen(self, index: int) -> bool:
        """Whether it is a hyphen that a line was broken at."""


def raw_page(characters: Characters, page_box: Box) -> RawPage:
    """Read a page; words that lie outside what is shown of it are left out."""
    chars = _decoded(characters)
    spans = [match.span() for match in LINE.finditer(chars)]
    chars, undecoded = _without_undecoded(chars, spans, characters)
    chars = chars.replace(LINE_END_HYPHEN, "-")
    lines = tuple(line for span in spans for line in _lines(chars, span, characters, page_box))
    box = (page_box.left, page_box.bottom, page_box.right, page_box.top)
    return RawPage(chars, lines, box, undecoded)


def _decoded(characters: Characters) -> str:
    """One character for each index: line ends as line feeds, what cannot be shown as NUL."""

    def shown(match: re.Match[str]) -> str:
        hyphen = match[0] in HYPHEN_MARKS and characters.is_line_end_hyphen(match.start())
        return LINE_END_HYPHEN if hyphen else UNUSABLE

    chars = whole_characters("".join(map(chr, characters.codes())))
    return UNSHOWABLE.sub(shown, LONE_LINE_END.sub(UNUSABLE, chars)).replace("\r\n", "\n\n")


def _without_undecoded(
    chars: str, spans: Sequence[tuple[int, int]], characters: Characters
) -> tuple[str, int]:
    """Blank out characters whose font does not say which they are, unless they read as text.

    pdfium then gives the font's own code, which in many figures is gibberish ("$FW" for "Act").
    """
    by_font: dict[str, list[int]] = defaultdict(list)
    for span in spans:
        for index in _undecoded_in(chars, span, characters):
            by_font[characters.font_name(index)].append(index)
    blanked = list(chars) if by_font else []
    for indexes in by_font.values():
        if not _reads_as_text([chars[index] for index in indexes]):
            for index in indexes:
                blanked[index] = UNUSABLE
    undecoded = sum(1 for new, old in zip(blanked, chars, strict=False) if new != old)
    return "".join(blanked) or chars, undecoded


def _reads_as_text(shown: Sequence[str]) -> bool:
    letters = [char for char in shown if char.isalpha()]
    vowels = sum(char in "aeiouAEIOU" for char in letters)
    return UNUSABLE not in shown and (
        len(letters) < FEWEST_LETTERS or vowels >= FEWEST_VOWELS * len(letters)
    )


def _undecoded_in(chars: str, span: tuple[int, int], characters: Characters) -> list[int]:
    start, end = span
    sample = (start, (start + end) // 2, end - 1)
    if not any(characters.is_undecoded(index) for index in sample):
        return []
    return [index for index in range(start, end) if characters.is_undecoded(index)]


def _lines(
    chars: str, span: tuple[int, int], characters: Characters, page_box: Box
) -> Iterator[Line]:
    """The words of one of pdfium's lines; cut where it runs on into the next line on paper."""
    matches = list(WORD.finditer(chars, *span))
    if not matches:
        return
    turn, size = characters.turn_and_size(matches[0].start())
    words: list[Word] = []
    texts: list[str] = []
    for match in matches:
        first, end = match.span()
        text = folded(chars, first, end)
        box = characters.word_box(first, end - 1)
        if not text or not _is_on(page_box, box):
            continue
        box = box.turned(turn) if turn else box
        if words and box.left < words[-1].left - size:
            yield _described(words, turn, texts, characters)
            words, texts = [], []
        words.append(Word(first, end, box.left, box.right))
        texts.append(text)
    if words:
        yield _described(words, turn, texts, characters)


def _described(
    words: Sequence[Word], turn: int, texts: Sequence[str], characters: Characters
) -> Line:
    """Measure a line at three places: one may be a raised number or a word in another font."""
    sample = (words[0].start, words[len(words) // 2].start, words[-1].end - 1)
    baselines = sorted(characters.baseline(index, turn) for index in sample)
    sizes = sorted(characters.turn_and_size(index)[1] for index in sample)
    bold = all(characters.is_bold(index) for index in sample)
    return Line(tuple(words), baselines[1], sizes[1], bold, " ".join(texts), turn)


def _is_on(page_box: Box, box: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return page_box.left <= x <= page_box.right and page_box.bottom <= y <= page_box.top
