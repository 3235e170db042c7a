"""The measure: how well a free paraphrase is covered, weighed by a small fitted model.

In: features. Out: a score; from 0 up the statement is supported, from `partly_from` up partly. The
model is a logistic regression on pairs that people judged (`scripts/fit_verification.py` writes
`coefficients.json` and its figures); its threshold is set so that the true rewordings of the
development half pass. One set of weights goes by words alone, one by meaning too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

COEFFICIENTS = Path(__file__).parent / "coefficients.json"
Basis = Literal["words", "meaning"]


def score(features: Mapping[str, float], basis: Basis) -> float:
    """Weigh the features that the fitted model knows."""
    fitted = _fitted()[basis]
    weighed = sum(weight * features[name] for name, weight in fitted["weights"].items())
    return float(fitted["bias"] + weighed)


def partly_from(basis: Basis) -> float:
    """Return the score from which a statement is partly supported."""
    return float(_fitted()[basis]["partly_from"])


@lru_cache(maxsize=1)
def _fitted() -> Mapping[str, Any]:
    fitted: Mapping[str, Any] = json.loads(COEFFICIENTS.read_text("utf-8"))
    return fitted
