"""The gate: floors under the figures of the development half, which only rise.

In: results of the own set. Out: a line for each figure that lies below its floor. `floors.json`
holds the floors, a little under what was measured, so that noise passes and a fault does not.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from evaluation.results import Result, summarise

FLOORS = Path(__file__).parent / "floors.json"
MEASURED = "own, development half"
_AT_MOST = " at most"


def check(results: Sequence[Result]) -> list[str]:
    """Return what is wrong, nothing if all figures keep their floors."""
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    own = [result for result in results if result.set == MEASURED]
    means = {row.metric: row.interval.mean for row in summarise(own)}
    return [line for name, floor in floors.items() if (line := _fault(name, floor, means))]


def _fault(name: str, floor: float, means: dict[str, float]) -> str:
    mean = means.get(name.removesuffix(_AT_MOST))
    if mean is None:
        return f"{name}: not measured"
    if name.endswith(_AT_MOST):
        return f"{name} {floor}: {mean:.1f}" if mean > floor else ""
    return f"{name}: {mean:.3f} is below {floor}" if mean < floor else ""
