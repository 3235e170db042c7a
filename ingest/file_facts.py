"""What a file says of itself, as far as it can be believed.

In: the strings of a file's properties. Out: a title, authors and a year. Word processors fill these
in by themselves ("Microsoft Word - draft3.docx"), so what looks like that is taken for nothing.
"""

from __future__ import annotations

import re

from ingest.page_layout.characters import clean

OFFICE = re.compile(r"^microsoft \w+ - ", re.IGNORECASE)
NO_TITLE = re.compile(
    r"untitled.*|(?:title|document|presentation|slide)\s*\d*|\W*|[\w-]*[_\d][\w-]*"
    r"|\S+\.(?:docx?|pptx?|xlsx?|indd|qxd|pdf|rtf|tex|odt|pages)",
    re.IGNORECASE,
)
NO_AUTHOR = re.compile(r"(?:admin\w*|user|owner|unknown|anonymous|\W*)", re.IGNORECASE)
AND = re.compile(r",?\s+and\s+|\s*&\s*")


def title_of(text: str) -> str | None:
    """Take a title, unless it is a file's name or a program's default."""
    title = OFFICE.sub("", clean(text))
    return None if NO_TITLE.fullmatch(title) else title


def authors_of(text: str) -> tuple[str, ...]:
    """Take the names apart: by semicolons, else by `and`, else by commas between whole names."""
    text = clean(text)
    names = text.split(";")
    if len(names) == 1:
        names = AND.split(text)
        commas = [part for name in names for part in name.split(", ")]
        if all(" " in name.strip() for name in commas):
            names = commas
    cleaned = (name.strip(" ,") for name in names)
    return tuple(name for name in cleaned if not NO_AUTHOR.fullmatch(name))


def year_of(text: str) -> int | None:
    """Take the year of a PDF's date (`D:20120416…`)."""
    match = re.match(r"(?:D:)?\s*((?:19[5-9]|20\d)\d)", clean(text))
    return int(match[1]) if match else None
