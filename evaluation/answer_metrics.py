"""How good one answer is, by rule: no model judges another.

In: a question with what is known of it, its answer, and a way to read pages. Out: figures by name,
0 to 1 (`words` is a count). A metric is left out where it has no meaning, such as the right page of
a question that has no answer, so that its mean is over those that it concerns.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from core.schema import Answer
from evaluation.questions import Element, Question

ReadPage = Callable[[str, int], str]
"""From a source id and a page number to the page's text."""

_STEM, _SHORT = 5, 3  # letters of a word that are compared, and of one that says nothing
_NUMBERS = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
]  # fmt: skip
_TAG = re.compile(r"\[S\d+(?:,\s*S\d+)*\]")


def score_answer(question: Question, answer: Answer, read_page: ReadPage) -> dict[str, float]:
    """Score one answer."""
    refused = answer.status == "no_evidence"
    scores = _score_reading(question, answer)
    if question.answerable:
        scores["answered if answerable"] = float(not refused)
        scores["key fact, of answerable"] = float(
            holds_fact(_said(question, answer), question.key_fact or "")
        )
        if not refused:
            scores |= _score_answered(question, answer)
    else:
        scores["refused if not answerable"] = float(refused)
        if refused:
            scores["reason right"] = float(answer.reason == question.reason)
    if not refused:
        scores["quotes exact"] = float(_is_exact(answer, read_page))
        scores["words"] = float(len(answer.text.split()))
    return scores


def _score_answered(question: Question, answer: Answer) -> dict[str, float]:
    cited = [(citation.source_id, citation.page_number) for citation in answer.citations]
    pages = list(dict.fromkeys(cited))
    right = set(question.right)
    facts = [question.key_fact or "", *question.more_facts]
    said = _said(question, answer)
    return {
        "key fact in the answer": float(holds_fact(said, facts[0])),
        "facts in the answer": _share([holds_fact(said, fact) for fact in facts]),
        "first citation right": float(bool(cited) and cited[0] in right),
        "citation precision": _share([page in right for page in cited]),
        "citation recall": _share([page in pages for page in question.right]),
        "cited pages relevant": _share([page in right | set(question.related) for page in pages]),
    }


def _said(question: Question, answer: Answer) -> str:
    """Return what is looked through: "who says so?" is answered by naming the documents."""
    own = answer.notices if question.kind == "provenance" else ()
    return "\n".join([answer.text, *own])


def _score_reading(question: Question, answer: Answer) -> dict[str, float]:
    """Score how the question was read: what it leans on, its parts or sides, and its count."""
    scores: dict[str, float] = {}
    read = answer.understood_as.casefold()
    if question.reading or question.not_in_reading:
        held = [_stands_in(read, wordings) for wordings in question.reading]
        leaked = [_stands_in(read, wordings) for wordings in question.not_in_reading]
        scores["reading complete"] = float(all(held) and not any(leaked))
    if question.elements:
        scores["parts covered or named"] = _share([_covers(answer, e) for e in question.elements])
    if question.count is not None:
        scores["count exact"] = float(_counts(answer, question.count, question.of))
    return scores


def _stands_in(text: str, wordings: str) -> bool:
    return any(wording.casefold() in text for wording in wordings.split(" | "))


def _covers(answer: Answer, element: Element) -> bool:
    """Say whether a part is answered, or said to have no answer where there is none."""
    if element.key_fact is not None:
        return holds_fact(answer.text, element.key_fact)
    wanted = {word[:_STEM] for word in fold(element.name).split() if len(word) > _SHORT}
    named = {word[:_STEM] for name in answer.missing for word in fold(name).split()}
    return answer.status == "no_evidence" or bool(wanted & named)


def _counts(answer: Answer, count: int, of: int | None) -> bool:
    """Say whether the right number is counted, or quoted where nothing was counted."""
    if answer.counts:
        return any(c.count == count and of in {None, c.of} for c in answer.counts)
    written = str(count) if count >= len(_NUMBERS) else f"{count} | {_NUMBERS[count]}"
    return holds_fact(answer.text, written)


def _share(held: list[bool]) -> float:
    return sum(held) / len(held) if held else 0.0


def holds_fact(text: str, fact: str) -> bool:
    """Say whether a text holds a fact in one of its wordings, as whole words."""
    inside = f" {fold(text)} "
    return any(f" {fold(wording)} " in inside for wording in fact.split(" | ") if wording)


def fold(text: str) -> str:
    """Reduce a text to its words and figures: "$1.5 million," and "$1.5 million" are the same."""
    plain = re.sub(r"\s*\[\d+\]", "", _TAG.sub(" ", text)).replace("’", "'").casefold()
    kept = re.sub(r"(?<=\d)[.,](?=\d)", "\0", plain)
    return " ".join(re.sub(r"[^\w$%'\0]+", " ", kept).replace("\0", ".").split())


def _is_exact(answer: Answer, read_page: ReadPage) -> bool:
    """Say whether every quote stands word for word where its citation says."""
    for citation in answer.citations:
        parts = [(citation.page_number, citation.start, citation.end, citation.quote)]
        if rest := citation.continues:
            parts.append((rest.page_number, rest.start, rest.end, rest.quote))
        if any(read_page(citation.source_id, n)[a:b] != quote for n, a, b, quote in parts):
            return False
    return all(answer.text[s.start : s.end] == s.text for s in answer.statements)
