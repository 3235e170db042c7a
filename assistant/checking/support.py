"""Support: whether sentences say what a statement says, and what is against it.

In: a statement's text, the sentences it cites and what surrounds them. Out: a verdict and why. Where
the statement keeps to the words of its evidence, every rule is a veto; a free paraphrase is vetoed
by figures and names alone, and weighed by how much of each clause its evidence covers. In a trial
the same vetoes on paraphrases refused a third of those that people had found supported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.clauses import cut_clauses
from assistant.checking.finding import Finding
from assistant.checking.pairing import Pair, share
from assistant.checking.reading import read, stem
from assistant.checking.rule_figures import check_figures, check_spans
from assistant.checking.rule_markers import check_markers
from assistant.checking.rule_names import check_names
from assistant.checking.rule_words import (
    check_attribution,
    check_cause,
    check_changed,
    check_exchanged,
    check_opposites,
    check_units,
)
from core.schema import KnownName, Verdict
from vectorstore.words import words

EXACT = "These are the exact words of the cited page."
FRAGMENT = "These words stand on the cited page exactly as they are; they are no whole sentence."
COVERED = "The words, numbers and names of this sentence are in the cited words."
_NEAR = 0.8
_ALWAYS = ("number", "name", "unit")


@dataclass(frozen=True, slots=True)
class Cited:
    """The sentences that a statement cites, and the words around them (heading, title, origins)."""

    sentences: tuple[str, ...]
    around: str = ""


def find_objections(pair: Pair, names: tuple[KnownName, ...] = ()) -> list[Finding]:
    """Return what the rules have against a statement, contradictions first."""
    findings = [*check_figures(pair), *check_names(pair, names)]
    findings += [*check_markers(pair), *check_opposites(pair), *check_units(pair)]
    findings += [*check_cause(pair), *check_attribution(pair), *check_changed(pair)]
    findings += [*check_exchanged(pair), *check_spans(pair)]
    return sorted(findings, key=lambda finding: not finding.contradicts)


def lay_beside(text: str, cited: Cited) -> Pair:
    """Read a statement and its evidence."""
    around = frozenset(token.key for token in read(cited.around)) | {
        stem(word) for word in words(cited.around)
    }
    return Pair(read(text), read(" ".join(cited.sentences)), around)


def weigh(text: str, cited: Cited, names: tuple[KnownName, ...] = ()) -> tuple[Verdict, str]:
    """Say whether the cited sentences support a statement, and why."""
    if _is_slice(text, cited.sentences):
        return "supported", EXACT
    if _is_fragment(text, cited.sentences):
        return "supported", FRAGMENT
    pair = lay_beside(text, cited)
    near = pair.shared >= _NEAR
    objections = [f for f in find_objections(pair, names) if near or f.rule in _ALWAYS]
    if objections:
        first = objections[0]
        verdict: Verdict = "unsupported" if first.contradicts else "partly"
        return verdict, f"{first.why[0].upper()}{first.why[1:]}."
    return _by_clause(pair)


def _by_clause(pair: Pair) -> tuple[Verdict, str]:
    clauses = cut_clauses(pair.said)
    shares = [share(pair, [i for i in c if pair.said[i].content]) for c in clauses]
    worst = min(range(len(clauses)), key=shares.__getitem__)
    if shares[worst] >= 0.5:
        return "supported", COVERED
    part = " ".join(pair.said[i].text for i in clauses[worst])
    return ("partly" if max(shares) >= 0.5 else "unsupported"), f"Not in the cited words: ‘{part}’."


def _is_slice(text: str, sentences: Sequence[str]) -> bool:
    """Say whether a text is a run of whole sentences, as they are."""
    flat = " ".join(text.split())
    parts = [" ".join(sentence.split()) for sentence in sentences]
    return any(
        flat == " ".join(parts[a:b])
        for a in range(len(parts))
        for b in range(a + 1, len(parts) + 1)
    )


def _is_fragment(text: str, sentences: Sequence[str]) -> bool:
    """Say whether a text is words of a sentence that claim nothing by themselves."""
    flat = " ".join(text.split())
    if not flat or (flat[0].isupper() and flat.rstrip('"”’)]')[-1:] in (".", "!", "?")):
        return False
    inside = re.compile(rf"(?<!\w){re.escape(flat)}(?!\w)")
    return any(inside.search(" ".join(sentence.split())) for sentence in sentences)
