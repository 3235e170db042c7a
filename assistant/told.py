"""Told: what was answered before, and how much of a sentence only repeats it.

In: the stems of each sentence that was answered before, and what a follow-up asks. Out: the share
of a sentence that one of them held. No repetition is a sentence that holds what the follow-up
itself asks ("when was it passed?"), or, where a figure is asked for, one that was not told.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass

_ASKED_ANEW = 0.6  # of what a follow-up itself asks, in a sentence that was told before


def _never(text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences answered before, by their stems.

    `own` are the stems of what the question itself asks; `answers_anew` tells a sentence that
    answers it, told before or not; `asks_figure` says that it asks for a figure or a date.
    """

    sentences: tuple[frozenset[str], ...] = ()
    own: frozenset[str] = frozenset()
    answers_anew: Callable[[str], bool] = _never
    asks_figure: bool = False

    def share(self, text: str, stems: Set[str]) -> float:
        """Return the most of a sentence's stems that one sentence told before holds, 0 to 1."""
        if not self.sentences or not stems:
            return 0.0
        if self.own and len(self.own & stems) >= _ASKED_ANEW * len(self.own):
            return 0.0
        if self.answers_anew(text):
            return 0.0
        figures = {stem for stem in stems if self.asks_figure and stem[0].isdigit()}
        held = (len(stems & before) for before in self.sentences if figures <= before)
        return max(held, default=0) / len(stems)
