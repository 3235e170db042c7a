"""Advice: "How should we …?" asks what to do, and some sentences say just that.

In: a question, or a sentence. Out: whether the question asks for advice, and how far the sentence
gives it: it says what is to be done, in which steps or with what (1), it tells of something (0), or
it defines, complains or only counts (-1).
"""

from __future__ import annotations

import re

_WE = (
    r"(?:we|i|you|one|schools?|districts?|pathways?|teams?|coaches|principals|teachers|counselors|"
    r"(?:an?|the|our|my|your|each|most) (?:[\w’'-]+ ){0,2}?[\w’'-]+)"
)
_ASKS = re.compile(
    rf"\bhow (?:best )?(?:do|can|could|should|would|might|may|must|ought|shall) {_WE}\b"
    rf"|\bhow (?:to|[’']d we|we[’']d|we (?:can|should|could|might))\b"
    rf"|\bhow am i (?:supposed|meant|to)\b|\bhow are {_WE} (?:supposed|meant|to)\b"
    rf"|\bwhat (?:\w+ ){{0,3}}?(?:should|must|ought|can|could) {_WE}\b"
    rf"|\bwhat (?:\w+ ){{0,2}}?(?:do|does) {_WE} (?:need|have) (?:to|for)\b"
    r"|\bwhat makes\b|\bwhat works\b"
    r"|\b(?:best|good|right) way to\b|\b(?:advice|guidance|tips|suggestions?|recommendations?)\b"
    r"|\bwhere (?:do|should) (?:we|i|you|one) (?:start|begin)\b",
    re.I,
)
# "How does the district count them?", "How can a school with 90 students …": told, not advised.
_TOLD = re.compile(r"\bhow (?:many|much|long|often|old|big|large|far)\b", re.I)
_ADVISES = re.compile(
    r"\b(?:should|needs? (?:to|an?|the|two|three|more)|must|may include|ought|is to|are to|"
    r"has to|have to)\b"
    r"|\b(?:advice|advises?|recommend\w*|suggests?|urges?|calls for|warns?|argues?)\b"
    r"|\b(?:steps|stages|phases|strategy|strategies|tools?|rubric|template|framework|guides?|"
    r"checklist|toolkit)\b"
    r"|\btypically (?:support|help|use|start|begin|move)s?\b|\boften moves?\b"
    r"|\bstarts? (?:from|with|by)\b|\bways to\b|\bhelps? (?:\w+ ){1,3}(?:see|to|build|find|"
    r"plan|get)\b"
    r"|\b(?:lets?|allows?) (?:schools|districts|students|teachers|teams)\b|"
    r"\bcan be (?:\w+ed|paid|built)\b"
    r"|\btells? \w+ to\b|\buses? (?:\w+ ){1,3}to\b|\bby \w+ing\b",
    re.I,
)
_BESIDE = re.compile(
    r"\bstruggl\w*|\bcomplain\w*|\b(?:hard|difficult|wary|frustrat\w+|challeng\w+)\b"
    r"|\bnot (?:trained|every|all)\b|\b(?:conceded|lacked?|lacking|insufficient)\b"
    r"|\b(?:defines?|is defined|is called|are called)\b|\bdissertation\b"
    r"|\s\|\s",
    re.I,
)
_FIGURES = re.compile(
    r"\$\s?\d"
    r"|\b\d[\d,.]*\s?(?:%|(?:[\w-]+ ){0,2}(?:percent|points?|million|students|credits|pathways)\b)",
    re.I,
)


def asks_advice(question: str) -> bool:
    """Say whether a question asks what to do, or how."""
    return bool(_ASKS.search(question)) and not _TOLD.search(question)


def gives_advice(text: str) -> int:
    """Return 1 for a sentence that says what to do, -1 for one that cannot, else 0.

    A guide that only complains is no advice, and who warns need not complain.
    """
    beside = bool(_BESIDE.search(text) or _FIGURES.search(text))
    if beside:
        return -1
    return int(bool(_ADVISES.search(text)))
