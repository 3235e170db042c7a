"""What an evaluation found, question by question, and what it comes to.

In: results. Out: means with their intervals, a comparison of two runs, and files of results, one
JSON object a line, that a later run can be held against.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, FiniteFloat, TypeAdapter, ValidationError

from core.errors import UsageError
from evaluation.intervals import Interval, Paired, mean_interval, paired


@dataclass(frozen=True, slots=True)
class Result:
    """One question of one set: its figures, and what may be looked at (not in a report half)."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    set: str
    id: str
    scores: dict[str, FiniteFloat]
    seen: dict[str, Any] = field(default_factory=dict)


_RESULT = TypeAdapter(Result)


@dataclass(frozen=True, slots=True)
class Summary:
    """One metric of one set; `questions` is how many it concerns."""

    set: str
    metric: str
    questions: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Change:
    """One metric of one set in two runs."""

    set: str
    metric: str
    paired: Paired


def summarise(results: Sequence[Result]) -> list[Summary]:
    """Return the mean of every metric, set by set, in the order in which they first appear."""
    figures = _by_metric(results)
    sets = list(dict.fromkeys(name for name, _ in figures))
    return [
        Summary(name, metric, len(values), mean_interval(values.values()))
        for (name, metric), values in sorted(
            figures.items(), key=lambda item: sets.index(item[0][0])
        )
    ]


def compare(before: Sequence[Result], after: Sequence[Result]) -> list[Change]:
    """Compare the metrics that both runs have, over the questions that it concerns in both."""
    earlier, later = _by_metric(before), _by_metric(after)
    changes = []
    for (name, metric), values in later.items():
        old = earlier.get((name, metric), {})
        both = old.keys() & values.keys()
        if both:
            pair = paired({i: old[i] for i in both}, {i: values[i] for i in both})
            changes.append(Change(name, metric, pair))
    return changes


def _by_metric(results: Sequence[Result]) -> dict[tuple[str, str], dict[str, float]]:
    values: dict[tuple[str, str], dict[str, float]] = {}
    for result in results:
        for metric, value in result.scores.items():
            values.setdefault((result.set, metric), {})[result.id] = value
    return values


def write_results(path: Path, results: Iterable[Result]) -> None:
    """Write results to a file."""
    lines = [json.dumps(asdict(result), ensure_ascii=False) + "\n" for result in results]
    try:
        path.write_text("".join(lines), "utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error}") from error


def read_results(path: Path) -> list[Result]:
    """Read the results of an earlier run."""
    try:
        lines = path.read_text("utf-8").split("\n")
        return [_RESULT.validate_json(line) for line in lines if line]
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
    except (OSError, UnicodeDecodeError) as error:
        reason = str(error)
    raise UsageError(f"{path} is not a file that `eval --out` wrote: {reason}")
