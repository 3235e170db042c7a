"""Who hears how an answer comes along.

In: nothing. Out: what can be heard: that a step of the pipeline has ended, that a chat model is
still waited for, and what stands of an answer while it writes. Nothing that is heard changes the
answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.schema import Answer


def _nothing(_: object) -> None:
    pass


def _silence() -> None:
    pass


@dataclass(frozen=True)
class Listener:
    """`step` gets a step's name as it ends, `grown` the answer so far.

    `pulse` is called at least every half second while a chat model is waited for; what it raises
    ends the waiting.
    """

    step: Callable[[str], None] = _nothing
    grown: Callable[[Answer], None] = _nothing
    pulse: Callable[[], None] = _silence


SILENT = Listener()
