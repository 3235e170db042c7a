"""Support: whether sentences say what a statement says, and what is against it.

In: a statement's text, the sentences it cites and what surrounds them. Out: a verdict and why.
Where the statement keeps to the words of its evidence, every rule is a veto; a free paraphrase is
vetoed by figures and names alone, and weighed by how much of each clause its evidence covers. In a
trial the same vetoes on paraphrases refused a third of those that people had found supported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.checking.clauses import cut_clauses
from assistant.checking.features import word_features
from assistant.checking.finding import Finding, Rule
from assistant.checking.meaning import meaning_features, nearness, plain_nearness
from assistant.checking.measure import Basis, partly_from, score
from assistant.checking.pairing import NEAR, Pair, share
from assistant.checking.reading import read, stem
from assistant.checking.rule_attribution import check_attribution
from assistant.checking.rule_figures import check_figures
from assistant.checking.rule_given import check_owners, check_per, check_spans
from assistant.checking.rule_markers import check_markers
from assistant.checking.rule_names import check_kinds, check_names
from assistant.checking.rule_paraphrase import check_paraphrase
from assistant.checking.rule_roles import check_causes, check_roles
from assistant.checking.rule_turned import check_turned
from assistant.checking.rule_words import (
    check_added,
    check_cause,
    check_changed,
    check_exchanged,
    check_opposites,
    check_people,
    check_units,
)
from core.schema import KnownName, Verdict
from vectorstore.embeddings import PassageEmbeddings
from vectorstore.entailment import Entailment, Label
from vectorstore.words import words

EXACT = "These are the exact words of the cited page."
FRAGMENT = "These words stand on the cited page exactly as they are; they are no whole sentence."
COVERED = "The words, numbers and names of this sentence are in the cited words."
MEANT = "Its figures and names are in the cited words; the rest is said there in other words."
CONTRADICTED = "By the entailment model, the cited words say something else."
NEUTRAL = "By the entailment model, this does not follow from the cited words alone."
NOTHING = "It has no words of its own that could be compared."
NOT_THERE = "Not in the cited words: ‘{part}’."
PLAIN = 0.48  # all but one in fifty true rewordings come nearer (development half)
_LEAST = 1e-6
_HALF = 0.5
# Below this a clause stands alone, whatever the rest of its sentence is worth.
_BARE: dict[Basis, float] = {"words": 0.01, "meaning": 0.5}
VETOES: tuple[Rule, ...] = ("number", "name", "unit")


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
    findings += [*check_exchanged(pair), *check_spans(pair), *check_roles(pair)]
    findings += [*check_paraphrase(pair), *check_causes(pair), *check_owners(pair)]
    findings += [*check_added(pair), *check_kinds(pair)]
    findings += [*check_turned(pair), *check_people(pair)]
    findings += [*check_per(pair)]
    return sorted(findings, key=lambda finding: not finding.contradicts)


def lay_beside(text: str, cited: Cited) -> Pair:
    """Read a statement and its evidence."""
    around = frozenset(token.key for token in read(cited.around)) | {
        stem(word) for word in words(cited.around)
    }
    return Pair(text, read(text), read(" ".join(cited.sentences)), around)


def features_of(
    text: str,
    cited: Cited,
    names: tuple[KnownName, ...] = (),
    embeddings: PassageEmbeddings | None = None,
) -> dict[str, float]:
    """Return what the measure weighs, for a statement that may be a paraphrase."""
    pair = lay_beside(text, cited)
    features = word_features(pair, find_objections(pair, names))
    if embeddings is None:
        return features
    near = nearness(pair, cited.sentences, embeddings)
    return features | meaning_features(pair, near, cited.sentences, embeddings)


@lru_cache(maxsize=1024)
def weigh(
    text: str,
    cited: Cited,
    names: tuple[KnownName, ...] = (),
    embeddings: PassageEmbeddings | None = None,
    entailment: Entailment | None = None,
) -> tuple[Verdict, str]:
    """Say whether the cited sentences support a statement, and why."""
    if _is_slice(text, cited.sentences):
        return "supported", EXACT
    if _is_fragment(text, cited.sentences):
        return "supported", FRAGMENT
    pair = lay_beside(text, cited)
    if not pair.said_words:
        return "partly", NOTHING
    near = pair.keeps_words
    findings = find_objections(pair, names)
    objections = [f for f in findings if near or f.hard or f.rule in VETOES]
    if near or (objections and objections[0].contradicts):
        return _by_rules(objections) or _by_words(pair)
    measured = _measure(pair, cited, findings, embeddings)
    if objections:
        return measured if measured[0] == "unsupported" else _by_rules(objections) or measured
    if entailment is None:
        return measured
    return _by_entailment(entailment.judge(" ".join(cited.sentences), text), measured)


def _by_rules(objections: Sequence[Finding]) -> tuple[Verdict, str] | None:
    """Judge by the first objection of a rule, if there is one."""
    if not objections:
        return None
    first = objections[0]
    return ("unsupported" if first.contradicts else "partly"), _sentence(first.why)


def _measure(
    pair: Pair, cited: Cited, findings: Sequence[Finding], embeddings: PassageEmbeddings | None
) -> tuple[Verdict, str]:
    """Judge a free paraphrase by how much of it the evidence covers."""
    features = word_features(pair, findings)
    if embeddings is None:
        return _by_score(pair, score(features, "words"), "words", _shares(pair))
    met = nearness(pair, cited.sentences, embeddings)
    features |= meaning_features(pair, met, cited.sentences, embeddings)
    scored = score(features, "meaning")
    if plain_nearness(pair, met) < PLAIN:
        scored = min(scored, -_LEAST)
    return _by_score(pair, scored, "meaning", _means(pair, met))


def _by_entailment(label: Label, measured: tuple[Verdict, str]) -> tuple[Verdict, str]:
    """Judge a free paraphrase by what follows from its evidence, where a model for that is set."""
    if label == "entailment":
        return "supported", MEANT
    if label == "contradiction":
        return "unsupported", CONTRADICTED
    return ("partly", NEUTRAL) if measured[0] == "supported" else measured


def _by_words(pair: Pair) -> tuple[Verdict, str]:
    """Judge a statement in its evidence's words, to which a clause may have been added."""
    shares = _shares(pair)
    worst = min(shares, key=lambda clause: shares[clause])
    if shares[worst] >= _HALF or len(shares) == 1:
        return "supported", COVERED
    return "partly", NOT_THERE.format(part=_shown(pair, worst))


def _by_score(
    pair: Pair, scored: float, basis: Basis, covered: dict[range, float]
) -> tuple[Verdict, str]:
    """Judge a free paraphrase as a whole, and by the clause that is covered worst."""
    worst = min(covered, key=lambda clause: covered[clause])
    bare = covered[worst] < _BARE[basis]
    if scored >= 0 and not bare:
        return "supported", COVERED if pair.shared >= NEAR else MEANT
    part = NOT_THERE.format(part=_shown(pair, worst if len(covered) > 1 else range(len(pair.said))))
    return ("partly" if scored >= partly_from(basis) else "unsupported"), part


def _shares(pair: Pair) -> dict[range, float]:
    """Return of each clause the share of its content words that the evidence holds."""
    return {
        clause: share(pair, [i for i in clause if pair.said[i].content])
        for clause in cut_clauses(pair.said)
    }


def _means(pair: Pair, met: dict[int, float]) -> dict[range, float]:
    """Return of each clause how near its content words come to the evidence's, on the mean."""
    found = {}
    for clause in cut_clauses(pair.said):
        own = [met[i] for i in clause if i in met]
        found[clause] = sum(own) / len(own) if own else 1.0
    return found


def _shown(pair: Pair, clause: range) -> str:
    """Return a clause as it is written, without the stop or comma at its end."""
    tokens = [pair.said[i] for i in clause]
    while len(tokens) > 1 and not tokens[-1].text[-1].isalnum():
        tokens.pop()
    return pair.text[tokens[0].start : tokens[-1].end]


def _sentence(why: str) -> str:
    return f"{why[0].upper()}{why[1:]}."


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
    inside = re.compile(rf"(?<!\d){re.escape(flat)}(?!\d)")
    return any(inside.search(" ".join(sentence.split())) for sentence in sentences)
