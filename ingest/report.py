"""What an ingest did, and how far one is.

In: nothing. Out: plain values; `commands/` prints them, and their field names are those of
`ingest --json`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

State = Literal["added", "unchanged", "changed", "removed", "duplicate", "failed"]


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one file or source."""

    id: str
    path: str
    state: State
    pages: int = 0
    passages: int = 0
    warnings: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: the file at hand, pages and passages so far, share of all bytes.

    `share` is 0 to 1 and is what the time left is judged by: one large file is not one step.
    """

    files_done: int
    files: int
    name: str
    pages: int
    passages: int
    share: float


Notify = Callable[[Progress], None]


def totals(reports: list[SourceReport]) -> dict[str, int]:
    """Count reports by state, and the pages and passages of what is in the library."""
    counts = {
        state: sum(report.state == state for report in reports)
        for state in ("added", "unchanged", "changed", "removed", "duplicate", "failed")
    }
    kept = [report for report in reports if report.state in ("added", "unchanged", "changed")]
    counts["pages"] = sum(report.pages for report in kept)
    counts["passages"] = sum(report.passages for report in kept)
    return counts
