"""The quotes writer: an answer made of the documents' own sentences.

In: evidence. Out: a draft of at most three short runs of consecutive sentences, the direct answer
first; several districts speak under a heading each. Needs no model. Passages are chosen first and
sentences inside them (in a trial, sentences of the best three passages found .894 of the marked
ones, sentences from everywhere .768).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer_type import wanted
from assistant.draft import Draft, DraftParagraph, DraftSentence
from assistant.evidence import NOT_FOUND, Evidence, stems
from core.schema import Sentence

MAX_RUNS = 3
MAX_IN_RUN = 3
_PASSAGES = 4
_CONSIDERED = 6
# A sentence speaks if it is nearly as good as the best one; below that it pads.
_NEAR_THE_BEST = 0.85
_SAME = 0.7
_OPENING = 0.03  # the sentence that opens a passage is likelier to be the direct answer
_NOT_FOUND_PENALTY = 0.03
_OTHER_KIND_PENALTY = 0.09
_FIGURE = re.compile(r"\d+")
_LEANS = re.compile(
    r"^[\"“‘'(\[]*(?:it|its|they|their|this|these|that|those|he|she|his|her|such|both|here|there|however|also|"
    r"then|thus|therefore|moreover|furthermore|in addition|for example|for instance|as a result|"
    r"meanwhile|similarly|likewise|instead|finally|and|but|or|so)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive sentences of one passage; worth as much as its best one."""

    evidence: tuple[Evidence, ...]
    worth: float


def write_quotes(question: str, evidence: Sequence[Evidence]) -> Draft:
    """Choose the sentences that answer, and lay them out."""
    runs = _choose_runs(question, evidence)
    districts = _districts_of(runs)
    several = len(set(districts)) > 1 and None not in districts
    paragraphs = tuple(
        DraftParagraph(
            tuple(DraftSentence(e.text, (e.address,)) for e in run.evidence),
            district if several else None,
        )
        for run, district in zip(runs, districts, strict=True)
    )
    return Draft(_under_one_heading(paragraphs))


def worth(evidence: Evidence) -> float:
    """Weigh one sentence: its meaning and words, its section's, its place and its passage's score.

    Fitted to the development questions and those that the digests were read aloud with
    (evaluation/LOG.md).
    """
    score = (
        0.39 * evidence.similarity
        + 0.09 * evidence.coverage
        + 0.16 * evidence.context
        + 0.14 * evidence.heading
        + 0.22 * evidence.hit.score
        + 0.14 * evidence.names
        + 0.03 * bool(evidence.years)
        + 0.04 / evidence.hit.rank
    )
    if evidence.position == 1:
        score += _OPENING
    return score - (_NOT_FOUND_PENALTY if NOT_FOUND.match(evidence.text) else 0.0)


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
    weighed = [
        (e, worth(e) - (0 if asked_for.holds(e.text) else _OTHER_KIND_PENALTY))
        for e in evidence
        if e.hit.rank <= _PASSAGES and quotable(e.sentence)
    ]
    ranked = sorted(weighed, key=lambda pair: (-pair[1], _place(pair[0])))[:_CONSIDERED]
    return [pair for pair in ranked if pair[1] >= _NEAR_THE_BEST * ranked[0][1]]


def _choose_runs(question: str, evidence: Sequence[Evidence]) -> list[_Run]:
    weighed = rank_quotable(question, evidence)
    chosen: list[Evidence] = []
    for item, _ in weighed:
        # That something was not found leads an answer, or has no part in it.
        if chosen and NOT_FOUND.match(item.text):
            continue
        if not any(_repeats(item, other) for other in chosen):
            chosen.append(item)
    worths = {item.address: own for item, own in weighed}
    runs = [
        _Run(tuple(run), max(worths[e.address] for e in run)) for run in _join_neighbours(chosen)
    ]
    return sorted(runs, key=lambda run: (-run.worth, _place(run.evidence[0])))[:MAX_RUNS]


def _join_neighbours(chosen: Sequence[Evidence]) -> list[list[Evidence]]:
    """Make runs of chosen sentences that follow one another; the best one, the first, opens its."""
    runs: list[list[Evidence]] = []
    for item in sorted(chosen, key=_place):
        last = runs[-1][-1] if runs and item is not chosen[0] else None
        if last and _follows(last, item) and len(runs[-1]) < MAX_IN_RUN:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _follows(first: Evidence, second: Evidence) -> bool:
    return first.hit.passage.id == second.hit.passage.id and second.position - first.position == 1


def _place(evidence: Evidence) -> tuple[str, int, int]:
    passage = evidence.hit.passage
    return (passage.source_id, passage.page_number, evidence.sentence.start)


def _repeats(one: Evidence, other: Evidence) -> bool:
    """Say whether two sentences hold nearly the same words, and one the other's figures."""
    figures = sorted((set(_FIGURE.findall(e.text)) for e in (one, other)), key=len)
    if not figures[0] <= figures[1]:
        return False
    first, second = stems(one.text), stems(other.text)
    return len(first & second) >= _SAME * min(len(first), len(second))


def _districts_of(runs: Sequence[_Run]) -> list[str | None]:
    """Name the one district that each run speaks of, if it is one."""
    named: list[str | None] = []
    for run in runs:
        districts = {tuple(o.districts) for e in run.evidence for o in e.sentence.origins}
        single = {d[0] for d in districts if len(d) == 1}
        named.append(next(iter(single)) if len(single) == 1 and len(districts) == 1 else None)
    return named


def _under_one_heading(paragraphs: Sequence[DraftParagraph]) -> tuple[DraftParagraph, ...]:
    """Bring paragraphs of one heading together, in the order in which headings first appear."""
    order = list(dict.fromkeys(paragraph.heading for paragraph in paragraphs))
    grouped = sorted(paragraphs, key=lambda p: order.index(p.heading))
    before = [None, *(paragraph.heading for paragraph in grouped)]
    return tuple(
        DraftParagraph(p.sentences, None if p.heading == last else p.heading)
        for p, last in zip(grouped, before, strict=False)
    )
