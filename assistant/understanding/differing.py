"""Differing: "where do the sources contradict each other on X?", "do the documents agree on X?".

In: a question. Out: what the documents are said to differ on, "" for anything; None if the question
asks for no such thing. Districts that differ are compared; here it is the documents that do.
"""

from __future__ import annotations

import re

from assistant.understanding.naming import core_question, name_words

_WHO = (
    r"(?:sources?|documents?|reports?|studies|study|accounts?|papers?|evaluations?|texts?"
    r"|publications?|articles?|evidence|literature|figures)"
)
_DIFFER = (
    r"(?:contradict(?:s|ed|ing|ory)?|disagree(?:s|d|ing)?|agree(?:s|d|ing)?|differ(?:s|ed|ing)?"
    r"|conflict(?:s|ed|ing)?|diverge[ds]?|clash(?:es|ed)?|at odds|inconsistent|consistent"
    r"|vary|varies"
    r"|say (?:different|other) things|tell (?:different|the same) stor(?:y|ies)"
    r"|give (?:a )?(?:different|other|another) (?:numbers?|figures?|dates?|years?|answers?))"
)
_DIFFERENT = (
    r"(?:different|conflicting|competing) (?:figures|numbers|amounts|estimates|totals|counts|dates)"
)
_ASKS = (
    re.compile(rf"\b{_WHO}\b(?: \w+){{0,3}}? {_DIFFER}\b", re.I),
    re.compile(
        r"\b(?:contradictions?|disagreements?|discrepanc(?:y|ies)|inconsistenc(?:y|ies)"
        rf"|conflicting (?:{_WHO}|information|claims|statements)|conflicts?)\b"
        rf"(?=.*\b(?:between|among|across|in|within)\b.*\b{_WHO}\b|.*\b(?:on|about|over)\b|[ ?]*$)",
        re.I,
    ),
    re.compile(rf"\b(?:which|what|any) (?:of the )?{_WHO} (?:\w+ )?{_DIFFER}\b", re.I),
    re.compile(rf"\b(?:how many|what|which|any) {_DIFFERENT}\b", re.I),
)
_GOING_AROUND = rf"\b(?:{_DIFFERENT}|how many|many|going around|out there|floating|whose|for|its)\b"
# Why they do, how districts do, and agreements that people made are asked of the documents.
_NOT_ASKED = re.compile(
    r"^(?:why|how (?:come|do|does|did))\b|\bagree(?:d|s)? (?:to|with (?:the )?union)\b", re.I
)
_EACH_OTHER = re.compile(
    r"\b(?:with )?(?:each other|one another|themselves|among them(?:selves)?)\b", re.I
)
_ON = re.compile(
    rf"(?:{_DIFFER}|contradictions?|disagreements?|discrepanc(?:y|ies)|inconsistenc(?:y|ies)"
    rf"|conflicts?)(?: (?:between|among|across|in|within) (?:\w+ )?{_WHO})?"
    r" (?:on|about|over|regarding|as to|concerning) (?P<what>.+)$",
    re.I,
)
_ASKING = re.compile(
    rf"\b(?:where|which|what|whether|do|does|did|are|is|there|any|the|your|our|all|of|in|between"
    rf"|among|across|have|find|show|list|me|tell|things|points|it|that|this|on|about|over|how much"
    rf"|{_WHO}|{_DIFFER}|contradictions?|disagreements?|discrepanc(?:y|ies)|inconsistenc(?:y|ies)"
    r"|conflicting|conflicts?|information|claims|statements|i|we|you|can|could|please)\b",
    re.I,
)


def asks_to_differ(question: str) -> str | None:
    """Return what the documents are asked to differ on; None if a question asks no such thing."""
    core = core_question(question)
    if _NOT_ASKED.search(core) or not any(pattern.search(core) for pattern in _ASKS):
        return None
    plain = _EACH_OTHER.sub(" ", core)
    if subject := _ON.search(plain):
        return " ".join(subject["what"].split()).strip(" ?.!,")
    names: list[str] = []
    if re.search(rf"\b{_DIFFERENT}\b", core, re.I):  # "… for its budget", named before
        plain, names = re.sub(_GOING_AROUND, " ", plain, flags=re.I), name_words(question)
    plain = re.sub(r"[?,.;:]|['’]s\b", " ", _ASKING.sub(" ", plain))
    plain = " ".join([plain, *(name for name in names if name not in plain.casefold())])
    return " ".join(plain.split())
