"""Who hears how an answer comes along.

In: nothing. Out: the two things that can be heard: that a step of the pipeline has ended, and what
stands of an answer while a chat model still writes it. Nothing that is heard changes the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.schema import Answer


def _nothing(_: object) -> None:
    pass


@dataclass(frozen=True)
class Listener:
    """`step` gets a step's name as it ends; `grown` the answer so far."""

    step: Callable[[str], None] = _nothing
    grown: Callable[[Answer], None] = _nothing


SILENT = Listener()
