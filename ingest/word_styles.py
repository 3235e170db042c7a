"""What a Word document's styles and numbering say of a paragraph.

In: the XML of styles and numbering. Out: whether a paragraph is a heading, of which level, a list
item with which mark, bold or hidden. Word says each of these in the paragraph or in its style or in
the style that one is based on; built-in styles have English names in every language's Word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list (bullet|number)\b", re.IGNORECASE)
_LEVEL_SIGN = re.compile(r"%([1-9])")
_OFF = frozenset({"0", "false", "off"})
_VALUE = qn("w:val")
_BULLET = "• "
_MOST_LETTERS = 5  # "aaaaa": more of the same is a number gone wrong
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
_ROMAN_SMALL = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Look:
    """What a style or paragraph says; `heading` is 0 for a title, None for no heading.

    `number` is the id of a list, "0" where it is taken back, and `depth` the level in that list.
    """

    heading: int | None = None
    number: str | None = None
    depth: int | None = None
    bullet: bool | None = None
    bold: bool = False
    hidden: bool = False
    style: str = ""


def value(parent: Any, tag: str) -> str | None:
    """Return the `w:val` of a child, or None."""
    child = parent.find(qn(tag)) if parent is not None else None
    return None if child is None else child.get(_VALUE)


def switched(parent: Any, tag: str) -> bool | None:
    """Say whether a child switches something on or off; None if it is not there."""
    child = parent.find(qn(tag)) if parent is not None else None
    return None if child is None else child.get(_VALUE, "1") not in _OFF


def whole(text: str | None) -> int | None:
    """Read a small number; None for anything else."""
    return int(text) if text and re.fullmatch(r"\d{1,6}", text, re.ASCII) else None


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: Any | None) -> None:
        found = [] if root is None else list(root.iterchildren(qn("w:style")))
        self._styles = {style.get(qn("w:styleId")): style for style in found}
        self._looks: dict[str | None, Look] = {None: Look()}
        self._usual = next((s.get(qn("w:styleId")) for s in found if _is_usual(s)), None)

    def of_style(self, name: str | None) -> Look:
        """Return what a style says, by its id."""
        chain: list[str | None] = []
        while name not in self._looks and name in self._styles and name not in chain:
            chain.append(name)
            name = value(self._styles[name], "w:basedOn")
        look = self._looks.get(name, Look())
        for style in reversed(chain):
            look = _styled(look, self._styles[style], style or "")
            self._looks[style] = look
        return look

    def of_paragraph(self, paragraph: Any) -> Look:
        """Return what a paragraph says by itself and by its style."""
        properties = paragraph.find(qn("w:pPr"))
        style = value(properties, "w:pStyle")
        look = self.of_style(style if style in self._styles else self._usual)
        return look if properties is None else _with_paragraph(look, properties)


def _is_usual(style: Any) -> bool:
    usual = style.get(qn("w:default"), "0") not in _OFF
    return usual and style.get(qn("w:type")) == "paragraph"


def _styled(base: Look, style: Any, name: str) -> Look:
    """Add to a look what a style says itself."""
    title = (value(style, "w:name") or "").strip()
    look = replace(base, style=name)
    if heading := _HEADING.fullmatch(title):
        look = replace(look, heading=int(heading[1]))
    elif title.lower() == "title":
        look = replace(look, heading=0)
    elif listed := _LIST_STYLE.match(title):
        look = replace(look, bullet=listed[1].lower() == "bullet")
    properties = style.find(qn("w:pPr"))
    look = look if properties is None else _with_paragraph(look, properties)
    return _with_run(look, style.find(qn("w:rPr")))


def _with_paragraph(look: Look, properties: Any) -> Look:
    outline = whole(value(properties, "w:outlineLvl"))
    if outline is not None and look.heading != 0:
        look = replace(look, heading=outline + 1 if outline < 9 else None)
    numbering = properties.find(qn("w:numPr"))
    if numbering is not None:
        number = value(numbering, "w:numId") or look.number
        depth = whole(value(numbering, "w:ilvl"))
        look = replace(look, number=number, depth=look.depth if depth is None else depth)
    return look


def _with_run(look: Look, properties: Any | None) -> Look:
    bold, hidden = switched(properties, "w:b"), switched(properties, "w:vanish")
    return replace(
        look,
        bold=look.bold if bold is None else bold,
        hidden=look.hidden if hidden is None else hidden,
    )


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how it counts, from where, and how its mark is written."""

    form: str = "decimal"
    start: int = 1
    pattern: str = ""


class Numbering:
    """The lists of a document; counts as the paragraphs come by, in their order."""

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, str] = {}  # the list's id → that of its definition
        self._levels: dict[str, dict[int, _Level]] = defaultdict(dict)
        self._depths: dict[tuple[str, str], int] = {}  # (definition, style) → level
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        linked: dict[str, str] = {}  # a numbering style → the definition that is meant by it
        for definition in root.iterchildren(qn("w:abstractNum")):
            name = definition.get(qn("w:abstractNumId"), "")
            if style := value(definition, "w:styleLink"):
                linked[style] = name
            for level in definition.iterchildren(qn("w:lvl")):
                depth = whole(level.get(qn("w:ilvl"))) or 0
                self._levels[name][depth] = _level(level)
                if style := value(level, "w:pStyle"):
                    self._depths[name, style] = depth
        links = {
            definition.get(qn("w:abstractNumId"), ""): linked.get(style)
            for definition in root.iterchildren(qn("w:abstractNum"))
            if (style := value(definition, "w:numStyleLink"))
        }
        for number in root.iterchildren(qn("w:num")):
            name, meant = number.get(qn("w:numId"), ""), value(number, "w:abstractNumId") or ""
            self._lists[name] = links.get(meant) or meant
            for depth, start in _restarts(number):
                self._restarts[name, depth] = start

    def mark(self, look: Look) -> str | None:
        """Return the mark of the next paragraph of a list, None if it is in none."""
        definition = self._lists.get(look.number or "0")
        if look.number == "0" or definition is None:
            return None if look.bullet is None or look.number == "0" else _BULLET
        depth = look.depth
        if depth is None:
            depth = self._depths.get((definition, look.style), 0)
        level = self._levels[definition].get(depth, _Level())
        self._count(look.number or "", definition, depth, level)
        if level.form == "bullet":
            return _BULLET
        written = _LEVEL_SIGN.sub(lambda sign: self._sign(definition, sign), level.pattern)
        return f"{written.strip()} " if written.strip() else None

    def _count(self, number: str, definition: str, depth: int, level: _Level) -> None:
        counts = self._counts[definition]
        restart = self._restarts.pop((number, depth), None)
        start = level.start if restart is None else restart
        counts[depth] = start if restart is not None else counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]

    def _sign(self, definition: str, sign: re.Match[str]) -> str:
        depth = int(sign[1]) - 1
        level = self._levels[definition].get(depth, _Level())
        return written_number(self._counts[definition].get(depth, level.start), level.form)


def _level(level: Any) -> _Level:
    start = whole(value(level, "w:start"))
    return _Level(
        form=value(level, "w:numFmt") or "decimal",
        start=1 if start is None else start,
        pattern=value(level, "w:lvlText") or "",
    )


def _restarts(number: Any) -> Iterator[tuple[int, int]]:
    for override in number.iterchildren(qn("w:lvlOverride")):
        start = whole(value(override, "w:startOverride"))
        if start is not None:
            yield whole(override.get(qn("w:ilvl"))) or 0, start


def written_number(count: int, form: str) -> str:
    """Write a number as its list does."""
    if form == "none":
        return ""
    if form.endswith("Roman") and 0 < count < 4000:
        written = ""
        for worth, sign in _ROMAN + _ROMAN_SMALL:
            times, count = divmod(count, worth)
            written += sign * times
    elif form.endswith("Letter") and 0 < count <= 26 * _MOST_LETTERS:
        written = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    else:
        return str(count)
    return written.upper() if form.startswith("upper") else written
