"""Reading public sets of claims and evidence that people judged, and a set of human quotes.

In: the folders of WiCE, BEGIN and QuoteSum. Out: pairs. A claim of WiCE comes with several chunks
of one page, each a pair of its own in the claim's group: the claim is supported if one of them
supports it. BEGIN's pairs are grouped by their evidence, so that no evidence is on both sides.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import UsageError


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A claim beside its evidence (sentences), and whether people found it supported."""

    group: str
    claim: str
    evidence: tuple[str, ...]
    supported: bool


@dataclass(frozen=True, slots=True)
class HumanQuote:
    """Words that somebody quoted from a source of so many sentences, its title before them."""

    id: str
    text: str
    source: tuple[str, ...]


def read_wice(folder: Path) -> tuple[JudgedPair, ...]:
    """Read the claims with the evidence that was marked for them."""
    return tuple(
        JudgedPair(r["id"], r["claim"], tuple(r["evidence"]), r["label"] == "supported")
        for r in _records(folder / "oracle_dev.jsonl")
    )


def read_begin(folder: Path) -> tuple[JudgedPair, ...]:
    """Read the replies with the evidence they were to rest on."""
    return tuple(
        JudgedPair(r["evidence"], r["claim"], (r["evidence"],), r["label"] == "attributable")
        for r in _records(folder / "pairs.jsonl")
    )


def read_human_quotes(folder: Path) -> tuple[HumanQuote, ...]:
    """Read every quote of the human answers; none where a set has no such answers."""
    found = []
    for record in _records(folder / "questions.jsonl"):
        sources = {source["n"]: source for source in record.get("sources", ())}
        for reference in record.get("references", ()):
            for number, quote in enumerate(reference["quotes"]):
                source = sources[quote["source"]]
                own = (source["title"], source["text"])
                found.append(HumanQuote(f"{reference['id']} {number}", quote["span"], own))
    return tuple(found)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                record = json.loads(line)
            except ValueError as error:
                raise UsageError(f"{path} line {number}: not JSON ({error})") from error
            yield record
