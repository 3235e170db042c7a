"""Weighing: how well a sentence answers, and which of them may stand in an answer.

In: a question and its evidence. Out: the sentences that can be quoted, best first. The weights are
fitted to the development questions (`scripts/fit_worth.py`, evaluation/LOG.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import NOT_FOUND, Evidence
from assistant.understanding.answer_type import DEFINITION, wanted
from assistant.understanding.gap_sides import of_another_side
from assistant.understanding.listing import asks_for_all
from core.schema import Sentence

_PASSAGES = 4
_CONSIDERED = 6
# A sentence speaks if it is nearly as good as the best one; below that it pads.
_NEAR_THE_BEST = 0.85
_FOR_ALL = (9, 0.8)  # where all of something are asked for, so many and so near
_OPENING = 0.05  # the sentence that opens a passage is likelier to be the direct answer
_NOT_FOUND_PENALTY = 0.12
# "No … was found" on just what is asked is the answer.
_JUST_THIS, _SAYS_SO = 0.5, 0.02
# A follow-up does not ask for what was just said.
REPEATED, REPEATED_PENALTY = 0.65, 0.1
_OTHER_KIND_PENALTY = 0.06
_OTHER_SIDE_PENALTY = 0.15  # of "No fee was found" where it is not asked what a thing costs
_NO_DEFINITION_PENALTY = 0.15  # what says what a thing is may stand in any of the hits
_LEANS = re.compile(
    r"^[\"“‘'(\[]*(?:it|its|they|their|this|these|that|those|he|she|his|her|such|both|here|there|however|also|"
    r"then|thus|therefore|moreover|furthermore|in addition|for example|for instance|as a result|"
    r"meanwhile|similarly|likewise|instead|finally|and|but|or|so)\b",
    re.I,
)


def worth(evidence: Evidence) -> float:
    """Weigh a sentence: meaning, words, the questions to it, its section, place and passage."""
    if evidence.fits is not None:
        return evidence.fits
    score = (
        0.04
        + 0.43 * evidence.similarity
        + 0.29 * evidence.asked
        + 0.26 * evidence.covered
        + 0.02 * evidence.context
        + 0.14 * evidence.heading
        + 0.28 * evidence.hit.score
        + 0.05 * evidence.names
        + 0.07 * bool(evidence.years)
    )
    if evidence.position == 1:
        score += _OPENING
    if evidence.told >= REPEATED:
        score -= REPEATED_PENALTY
    if NOT_FOUND.match(evidence.text):
        score += _SAYS_SO if says_it_was_not_found(evidence) else -_NOT_FOUND_PENALTY
    return score


def says_it_was_not_found(evidence: Evidence, least: float = _JUST_THIS) -> bool:
    """Say whether a sentence says that just what is asked was not found, by its words' share."""
    return bool(NOT_FOUND.match(evidence.text)) and evidence.coverage >= least


def quotable(sentence: Sentence) -> bool:
    """Say whether a sentence can stand in an answer: whole, and not leaning on the one before."""
    text = sentence.continues.quote if sentence.continues else sentence.text
    if sentence.form == "sentence" and not re.search(r"[.!?:][\"”’)\]]*$", text):
        return False
    return len(sentence.text.split()) >= 4 and not _LEANS.match(sentence.text)


def rank_quotable(question: str, evidence: Sequence[Evidence]) -> list[tuple[Evidence, float]]:
    """Return the sentences that may stand in the answer, best first, each with its worth.

    They are those of the best passages that are nearly as good as the best one.
    """
    asked_for = wanted(question)
    defining = asked_for.kind == DEFINITION
    penalty = _NO_DEFINITION_PENALTY if defining else _OTHER_KIND_PENALTY
    weighed = []
    for item in evidence:
        if item.elsewhere or not quotable(item.sentence):
            continue
        holds = asked_for.holds(item.text) or (not defining and says_it_was_not_found(item))
        if item.fits is not None:  # weighed with the whole question, its kind among the rest
            weighed.append((item, item.fits))
        elif item.hit.rank <= _PASSAGES or (defining and holds):
            off = _OTHER_SIDE_PENALTY if on_another_side(item, question) else 0.0
            weighed.append((item, worth(item) - (0 if holds else penalty) - off))
    considered, near = _FOR_ALL if asks_for_all(question) else (_CONSIDERED, _NEAR_THE_BEST)
    near -= penalty if defining else 0.0
    ranked = sorted(weighed, key=lambda pair: (-pair[1], place_of(pair[0])))[:considered]
    return [pair for pair in ranked if pair[1] >= near * ranked[0][1]]


def on_another_side(item: Evidence, question: str) -> bool:
    """Say whether a sentence says that something else of the thing was not found."""
    missing = NOT_FOUND.match(item.text)
    return missing is not None and of_another_side(missing[1].removeprefix("No "), question)


def place_of(evidence: Evidence) -> tuple[str, int, int]:
    """Return where a sentence stands, for ordering."""
    passage = evidence.hit.passage
    return (passage.source_id, passage.page_number, evidence.sentence.start)
