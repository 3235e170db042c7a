"""The case digests as PDF, from their Markdown.

In: `corpus/markdown/*.md`. Out: the same names in `corpus/documents/`, the same bytes at every run.
Usage: `python scripts/make_pdfs.py` (needs the dependency group `test`).
"""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ingest.markdown import read_markdown  # noqa: E402

MARKDOWN = ROOT / "corpus" / "markdown"
TEMPLATE = Path(__file__).with_name("digest.typ")
MAKER = "Linked Learning guide, 2026"
WHAT = "A digest of public documents, CC BY 4.0"
KINDS = {
    "heading": "heading",
    "paragraph": "paragraph",
    "list_item": "list",
    "table_row": "table",
    "table_head": "table",
}
TWO_COLUMNS = {"porterville"}


def main(folder: Path) -> None:
    """Write every case digest into a folder."""
    for path in sorted(MARKDOWN.glob("*.md")):
        (folder / f"{path.stem}.pdf").write_bytes(typeset(path))


def typeset(path: Path) -> bytes:
    """Typeset a digest as a tagged PDF."""
    digest = {
        "title": read_markdown(path).title,
        "maker": MAKER,
        "what": WHAT,
        "columns": 2 if path.stem in TWO_COLUMNS else 1,
        "parts": parts(path),
    }
    pdf: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"digest": json.dumps(digest)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return pdf


def parts(path: Path) -> list[dict[str, Any]]:
    """Return the digest's headings, paragraphs, lists and tables, without its title."""
    blocks = [
        (block.kind, page.text[block.start : block.end], page.number, block.level)
        for page in read_markdown(path).pages
        for block in page.blocks
    ]
    found: list[dict[str, Any]] = []
    for (kind, _), group in groupby(blocks, key=lambda block: (KINDS.get(block[0]), block[2])):
        texts = [text for _, text, _, level in group if level != 1]
        if kind == "list":
            found.append({"kind": "list", "items": texts})
        elif kind == "table":
            found.append({"kind": "table", "rows": [text.split(" | ") for text in texts]})
        else:
            found += [{"kind": kind, "text": text} for text in texts]
    return found


if __name__ == "__main__":
    main(ROOT / "corpus" / "documents")
