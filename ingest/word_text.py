"""The words of one Word paragraph, and what hangs on it.

In: a paragraph's XML. Out: its text as a reader sees it (insertions kept, deletions dropped, fields
by their results; hidden, tiny and white words left out and counted), and the text boxes and notes
that it anchors, which stand after it. Words are those of `w:t` and of formulas; everything else is
a container or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from ingest.decoding import clean_text
from ingest.word_styles import Look, Styles, switched, value

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")  # signs of symbol fonts
_TEXT = frozenset({qn("w:t"), f"{MATH}t"})
_BLANKS = {qn(f"w:{name}") for name in ("tab", "br", "cr", "ptab")}
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_RUNS = frozenset({qn("w:r"), f"{MATH}r"})
_GROUNDS = (qn("w:tc"), qn("w:txbxContent"))
_SMALLEST_HALF_POINTS = 4
_PICTURES = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object")})
_DROPPED = frozenset(
    qn(f"w:{name}")
    for name in ("del", "moveFrom", "pPr", "rPr", "rt", "sdtPr", "sdtEndPr", "rubyPr")
)


@dataclass(slots=True)
class ParagraphText:
    """What was collected; `bold` says that every word is."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    hidden: int = 0
    bold: bool = True

    @property
    def text(self) -> str:
        """The words, with single blanks between them."""
        return tidy("".join(self.parts))


def tidy(text: str) -> str:
    """Return a text in one line of plain characters."""
    return " ".join(_PRIVATE.sub("", clean_text(text)).split())


def alternative(element: Any) -> Any | None:
    """Choose one of what stands for the same thing in newer and older versions of Word."""
    options = [
        *element.iterchildren(f"{CHOICES}Choice"),
        *element.iterchildren(f"{CHOICES}Fallback"),
    ]
    spoken = (option for option in options if next(option.iter(*_TEXT), None) is not None)
    return next(spoken, None)


def is_seen(element: Any) -> bool:
    """Say whether a part of a document is text: not deleted, and no "Click to enter text"."""
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return False
    return not switched(element.find(qn("w:sdtPr")), "w:showingPlcHdr")


def read_paragraph(paragraph: Any, look: Look, styles: Styles) -> ParagraphText:
    """Collect a paragraph's words and what hangs on it."""
    walk = _Walk(styles, look)
    walk.children(paragraph)
    walk.found.bold = walk.found.bold and bool(walk.found.text)
    return walk.found


class _Walk:
    """The walk over a paragraph; `_codes` holds for each open field whether its code is on."""

    def __init__(self, styles: Styles, look: Look) -> None:
        self.found = ParagraphText()
        self._styles = styles
        self._look = look
        self._codes: list[bool] = []

    def children(self, parent: Any) -> None:
        for child in parent:
            if is_seen(child):
                self._step(child)

    def _step(self, element: Any) -> None:
        if element.tag in _RUNS:
            self._run(element)
        elif element.tag == f"{CHOICES}AlternateContent":
            chosen = alternative(element)
            if chosen is not None:
                self.children(chosen)
            self.found.pictures += chosen is None
        elif element.tag == qn("w:txbxContent"):
            self.found.boxes.append(element)
        else:
            self.found.pictures += element.tag in _PICTURES
            self.children(element)

    def _run(self, run: Any) -> None:
        properties = run.find(qn("w:rPr"))
        styled = self._styles.of_style(value(properties, "w:rStyle"))
        hidden, bold = switched(properties, "w:vanish"), switched(properties, "w:b")
        unseen = self._look.hidden or styled.hidden if hidden is None else hidden
        unseen = unseen or _is_tiny(properties) or _is_white(run, properties)
        heavy = self._look.bold or styled.bold if bold is None else bold
        for child in run:
            if is_seen(child):
                self._part(child, heavy=heavy, unseen=unseen)

    def _part(self, part: Any, *, heavy: bool, unseen: bool) -> None:
        said = self._said(part)
        if part.tag == qn("w:fldChar"):
            self._field(part.get(qn("w:fldCharType")))
        elif said is None and not unseen:
            self._step(part)
        elif said and unseen:
            self.found.hidden += len(said.split())
        elif said and not any(self._codes):
            self.found.parts.append(said)
            self.found.bold = self.found.bold and (heavy or not said.strip())
        if part.tag in _NOTES and not unseen:
            self.found.notes.append((_NOTES[part.tag], part.get(qn("w:id"), "")))

    def _said(self, part: Any) -> str | None:
        """Return what a part of a run says, None for what has parts of its own."""
        if part.tag in _TEXT:
            return part.text or ""
        if part.tag in _BLANKS:
            return " "
        if part.tag == qn("w:noBreakHyphen"):
            return "-"
        return None

    def _field(self, sign: str | None) -> None:
        """Follow a field: its code is on from its beginning to where its result begins."""
        if sign == "begin":
            self._codes.append(True)
        elif self._codes and sign == "separate":
            self._codes[-1] = False
        elif self._codes and sign == "end":
            self._codes.pop()


def _is_tiny(properties: Any) -> bool:
    """Say whether a run is set in less than two points; sizes are given in half points."""
    size = value(properties, "w:sz")
    return size is not None and size.isdigit() and int(size) < _SMALLEST_HALF_POINTS


def _is_white(run: Any, properties: Any) -> bool:
    """Say whether a run is white on white: not in a cell, a text box or on a ground of its own."""
    if (value(properties, "w:color") or "").upper() != "FFFFFF":
        return False
    if properties.find(qn("w:shd")) is not None or properties.find(qn("w:highlight")) is not None:
        return False
    paragraph = next(run.iterancestors(qn("w:p")), None)
    own = paragraph is not None and paragraph.find(f"{qn('w:pPr')}/{qn('w:shd')}") is not None
    return not own and next(run.iterancestors(*_GROUNDS), None) is None


def blocks(container: Any) -> Iterator[Any]:
    """Yield the paragraphs, tables and embedded files of a body, cell, note or text box."""
    for child in container:
        if not is_seen(child):
            continue
        if child.tag in (qn("w:p"), qn("w:tbl"), qn("w:altChunk")):
            yield child
        elif child.tag == f"{CHOICES}AlternateContent":
            chosen = alternative(child)
            yield from blocks(chosen) if chosen is not None else ()
        else:
            yield from blocks(child)
