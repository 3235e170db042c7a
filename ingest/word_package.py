"""Opening a DOCX without trusting it.

In: the path of a Word document. Out: the XML of its text, styles, numbering and notes, and what it
says of itself; or `UnreadableFile` with the reason. A DOCX is a ZIP archive of XML parts. Sizes are
checked before anything is unpacked, and only the parts that are asked for are unpacked at all: no
pictures, embedded files or settings, so these can neither do harm nor be missing. python-docx gets
a copy with those parts alone.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.package import Package

from core.errors import UnreadableFile
from ingest.file_facts import authors_of, title_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word before 2007, and whatever has a password
ZIP = b"PK\x03\x04"
_MAIN = re.compile(r"word/document\d*\.xml", re.IGNORECASE)
_COPIED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/(?:_rels/document\d*\.xml\.rels|[^/]+\.xml)",
    re.IGNORECASE,
)
_MOST_BYTES = 64_000_000  # unpacked; a book of 1,000 pages takes about 20 million
_MOST_RATIO = 250  # unpacked to packed, above a million bytes; Word's own XML hardly reaches 60
_SMALL = 1_000_000
_WANTED = frozenset(
    {"officeDocument", "styles", "numbering", "footnotes", "endnotes", "core-properties"}
)
_STRICT = re.compile(  # what Word writes if it is told to be strict, beside its usual names
    rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument)/(main|relationships|math)"
)
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_TEMPLATE = "python-docx"  # the author, and 2013 the year, of what is made by it
_DAMAGED = "is damaged: it cannot be unpacked as a Word document"


@dataclass(frozen=True, slots=True)
class WordPackage:
    """The parts of a document as parsed XML; those that it does not have are None."""

    body: Any
    styles: Any | None
    numbering: Any | None
    notes: Mapping[tuple[str, str], Any]  # by kind ("footnote", "endnote") and id
    title: str | None
    authors: tuple[str, ...]
    year: int | None


def is_word(path: Path) -> bool:
    """Say whether a file is a ZIP archive with a Word document in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(_MAIN.fullmatch(name) for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def open_word(path: Path) -> WordPackage:
    """Open a Word document."""
    with path.open("rb") as handle:
        head = handle.read(len(OLE))
    if not head:
        raise UnreadableFile("is empty (0 bytes)")
    if head == OLE:
        raise UnreadableFile(_ole_reason(path.read_bytes()))
    if not head.startswith(b"PK"):
        raise UnreadableFile("is not a Word document (.docx)")
    try:
        package = Package.open(BytesIO(_slim(path)))
        return _taken(package)
    except (UnreadableFile, OSError):
        raise
    except Exception as error:  # zipfile, zlib, lxml and python-docx have dozens between them
        raise UnreadableFile(_DAMAGED) from error


def _ole_reason(content: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        return "needs a password"
    if holds("WordDocument"):
        return "is in the format of Word before 2007 (.doc); save it as .docx"
    return "is in a format of Office before 2007; save it as .docx"


def _slim(path: Path) -> bytes:
    """Copy the parts that are wanted into an archive of their own."""
    copied = BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copied, "w") as slim:
        infos = [info for info in archive.infolist() if _COPIED.fullmatch(info.filename)]
        if not any(_MAIN.fullmatch(info.filename) for info in infos):
            raise UnreadableFile("is an archive without a Word document in it")
        _check_sizes(infos)
        names = {info.filename for info in infos}
        for info in infos:
            content = archive.read(info)
            if b"<!DOCTYPE" in content.replace(b"\0", b""):
                raise UnreadableFile("declares XML entities, which no Word document does")
            content = _STRICT.sub(_USUAL, content)
            if info.filename.endswith(".rels"):
                content = _trimmed(info.filename, content, names)
            slim.writestr(info.filename, content)
    return copied.getvalue()


def _check_sizes(infos: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what would unpack to more than any document holds; zipfile keeps to these sizes."""
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableFile("needs a password")
    if sum(info.file_size for info in infos) > _MOST_BYTES or any(
        info.file_size > max(_SMALL, _MOST_RATIO * info.compress_size) for info in infos
    ):
        raise UnreadableFile("unpacks to far more than a document holds")


def _trimmed(name: str, content: bytes, present: Collection[str]) -> bytes:
    """Keep the relations that lead to a part that is wanted and there."""
    root = parse_xml(content)
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in list(root):
        target = posixpath.join("/", folder, relation.get("Target", ""))
        wanted = relation.get("Type", "").rpartition("/")[2] in _WANTED
        inside = relation.get("TargetMode") != "External"
        if not (wanted and inside and posixpath.normpath(target)[1:] in present):
            root.remove(relation)
    return serialize_part_xml(root)


def _taken(package: Package) -> WordPackage:
    """Take the parsed parts out of the package."""
    main = package.main_document_part
    root = _root(main)
    body = root.find(qn("w:body"))
    if root.tag != qn("w:document") or body is None:
        raise UnreadableFile(_DAMAGED)
    title, authors, year = _facts(package)
    kinds = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
    notes = {
        (kind, note.get(qn("w:id"))): note
        for kind, relation in kinds.items()
        if (part := _related(main, relation)) is not None
        for note in part.iterchildren(qn(f"w:{kind}"))
    }
    return WordPackage(
        body=body,
        styles=_related(main, RELATIONSHIP_TYPE.STYLES),
        numbering=_related(main, RELATIONSHIP_TYPE.NUMBERING),
        notes=notes,
        title=title,
        authors=authors,
        year=year,
    )


def _root(part: Part) -> Any:
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _related(main: Part, relation: str) -> Any | None:
    related = (rel.target_part for rel in main.rels.values() if rel.reltype == relation)
    return next(map(_root, related), None)


def _facts(package: Package) -> tuple[str | None, tuple[str, ...], int | None]:
    """Read the core properties; python-docx makes some up where a package has none."""
    relations = {rel.reltype for rel in package.rels.values()}
    if RELATIONSHIP_TYPE.CORE_PROPERTIES not in relations:
        return None, (), None
    facts = package.core_properties
    if facts.author == _TEMPLATE:
        return title_of(facts.title), (), None
    when = facts.created or facts.modified
    return title_of(facts.title), authors_of(facts.author), when.year if when else None
