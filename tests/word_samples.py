"""Word documents made of raw XML: paragraphs, tables and whole packages."""

import io
import zipfile
from functools import cache

import docx

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{text if text[:1] == '<' else run(text)}</w:p>"


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text[:1] == '<' else para(text)}</w:tc>"


def row(*cells, properties=""):
    made = [text if text.startswith("<w:tc>") else cell(text) for text in cells]
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def table(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


@cache
def empty():
    """Return the parts of an empty document that matter."""
    made = io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: archive.read(name) for name in names}


def package(body, declared="", **parts):
    """Make a document with this body in the place of that of an empty one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in empty().items():
            if name == "word/document.xml":
                text = f"{declared}<w:document {NAMES}><w:body>{body}</w:body></w:document>"
                content = text.encode()
            if name == "word/_rels/document.xml.rels" and "footnotes" in parts:
                added = f'<Relationship Id="n" Type="{NOTES}" Target="footnotes.xml"/></Relations'
                content = content.replace(b"</Relations", added.encode())
            if name == "[Content_Types].xml" and "footnotes" in parts:
                added = f'<Override PartName="/word/footnotes.xml" ContentType="{TYPE}"/></Types>'
                content = content.replace(b"</Types>", added.encode())
            new.writestr(name, content)
        for name, text in parts.items():
            new.writestr(f"word/{name}.xml", f"<w:{name} {NAMES}>{text}</w:{name}>")
    return made.getvalue()
