"""Ones: "which ones?" and "who were they?", with the things that they stand for.

In: a question in several sentences. Out: the question with the noun in its place: "I would like to
call the districts that tried it. Who were they?" asks which districts tried it.
"""

from __future__ import annotations

import re

from assistant.understanding.naming import sentences, written_names

_ONES = re.compile(
    r"\b(?P<asks>which|what|how many)"
    r"(?: (?:different |such )?ones| of (?:them|(?:those|these)(?! [a-z]+s\b)))\b",
    re.I,
)
_THEY = re.compile(
    r"^(?:and |so |but )?(?:(?:who|which|what|where)(?: ones)? (?:were|are|is|was)"
    r" (?:they|those|these|that)|which ones"
    r"|how many (?:different ones |of them |ones )?(?:are|were) (?:there|they|those))\b"
    r"(?:,? and how many\b.*)?\W*$",
    re.I,
)
_POSSESSED = re.compile(r"[’']s?$")
_CLAUSE = re.compile(r" (?:(?:that|who|which) )?(?P<does>[^.?!]+)")


def name_the_ones(question: str, nouns: re.Pattern[str]) -> str:
    """Return a question with the things that its pronoun stands for.

    `nouns` finds them, "plural" or "singular". The question is returned as it is where it has no
    such pronoun, or where nothing before it is such a thing.
    """
    said = sentences(question)
    for number, sentence in enumerate(said):
        before = " ".join(said[:number])
        noun = next(reversed(list(nouns.finditer(before))), None)
        if noun is None:
            continue
        plural = noun["plural"] or re.sub(r"ys$", "ies", f"{noun['singular']}s")
        if _THEY.match(sentence):
            if clause := _CLAUSE.match(before[noun.end() :]):
                told = written_names(before[: noun.start()])
                return f"Which {plural} {clause['does']} {told}".strip() + "?"
        elif ones := _ONES.search(sentence):
            whole = _whole_name(before[: noun.start()]) + plural
            asked = f"{sentence[: ones.start()]}{ones['asks']} {whole}{sentence[ones.end() :]}"
            names = (name for name in written_names(before).split() if name not in asked)
            return " ".join([asked.rstrip(" ?."), *names]) + "?"
    return question


def _whole_name(before: str) -> str:
    """Return what stands before a noun and belongs to it from a name on: "SRI's yearly "."""
    found = re.search(r"(?<!\S)(?P<name>[A-Z][\w’'-]*) (?:[a-z-]+ ){0,2}$", before)
    if found is None or _POSSESSED.sub("", found["name"]) not in written_names(before).split():
        return ""
    return found.group()
