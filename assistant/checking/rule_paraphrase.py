"""Turns of sense in a free paraphrase: denied, meant for another share, only planned.

In: a pair. Out: hard findings. A paraphrase has its own small words, so that one "not" more or less
tells nothing ("would not go along" for "resistant"). It tells where one text denies and the other
holds no word at all that denies, excludes or falls short; likewise for plans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.denying import denies, is_denying
from assistant.checking.finding import Finding
from assistant.checking.markers import Class, Marker
from assistant.checking.pairing import Pair
from assistant.checking.reading import Token, stem
from assistant.checking.rule_markers import told_by_opposite
from assistant.checking.unknown import is_unknown, tells_nothing
from assistant.checking.wordlists import listed

_AFTER = 6
_SHARES: frozenset[Class] = frozenset({"all", "most", "some", "few", "only", "one"})
_PLANS = frozenset(
    listed(
        "plan plans planned planning intend intends intended propose proposed proposes aim aims "
        "aiming aimed hope hopes hoped seek seeks sought goal goals target targets"
    )
)
_AHEAD = frozenset(
    listed(
        "meant mean means try tries tried trying attempt attempts attempted ambition purpose "
        "wanted want wants wish wished envision envisions looking supposed due for idea draft "
        "future eventually ahead until by so that"
    )
)
_BOUNDS: dict[str, tuple[float, float]] = {
    "all": (99.5, 100), "most": (50.1, 100), "few": (0, 49.9),
    "nearly all": (80, 100), "almost all": (80, 100), "nearly every": (80, 100),
}  # fmt: skip
_PROVING = frozenset(
    stem(word)
    for word in listed(
        "prove show demonstrate confirm establish succeed success achieve accomplish reach attain"
    )
)
_HEDGES: frozenset[Class] = frozenset({"may", "plan", "estimate", "opinion"})


def check_paraphrase(pair: Pair) -> Iterator[Finding]:
    """Yield what turns the sense of a paraphrase."""
    yield from _shares(pair)
    yield from _unknown(pair)
    yield from _parts(pair)
    if not pair.keeps_words:
        yield from _denied(pair)
        yield from _planned(pair)
        yield from _proved(pair)


def _denied(pair: Pair) -> Iterator[Finding]:
    if is_unknown(pair.told) and tells_nothing(pair.said):
        return
    mine = [m for m in pair.said_markers if m.of == "negation" and not _cancelled(pair.said, m)]
    theirs = [m for m in pair.told_markers if m.of == "negation" and not _cancelled(pair.told, m)]
    if len(mine) % 2 == 1 and not theirs and not denies(pair.told):
        yield Finding(
            "negation", f"says ‘{_shown(pair.said, mine[0])}’; the page does not", hard=True
        )
    if not mine and not denies(pair.said):
        kept = [m for m in theirs if any(j in pair.answered for j in m.bears_on[:2])]
        kept = [m for m in kept if not told_by_opposite(pair, m, said=False)]
        if len(kept) % 2 == 1:
            yield Finding("negation", f"the page says ‘{_shown(pair.told, kept[0])}’", hard=True)


def _cancelled(tokens: Sequence[Token], marker: Marker) -> bool:
    """Say whether a denial denies a word that denies ("does not waver")."""
    end = marker.position + len(marker.text.split())
    return any(is_denying(token) for token in tokens[end : end + _AFTER])


def _shares(pair: Pair) -> Iterator[Finding]:
    """Yield "only two of three" where the page has "all three", said of the same words."""
    for marker in pair.said_markers:
        if marker.of not in _SHARES:
            continue
        own = {pair.said[i].key for i in marker.bears_on[:2] if not _one_of(marker, pair.said[i])}
        rivals = [m for m in pair.told_markers if m.of in _SHARES and _on(pair, m) & own]
        if not rivals or any(m.of == marker.of for m in rivals):
            continue
        if {marker.of, rivals[0].of} & {"all", "one"}:
            says, page = _shown(pair.said, marker), _shown(pair.told, rivals[0])
            yield Finding("quantifier", f"says ‘{says}’; the page says ‘{page}’", hard=True)
            return


def _one_of(marker: Marker, token: Token) -> bool:
    """Say whether a figure is that of "one of four", which tells nothing of each of them."""
    return marker.of == "one" and token.figure is not None


def _on(pair: Pair, marker: Marker) -> set[str]:
    return {pair.told[j].key for j in marker.bears_on[:2]}


def _planned(pair: Pair) -> Iterator[Finding]:
    """Yield a plan of the page that the statement has come true."""
    if any(m.of in _HEDGES for m in pair.said_markers):
        return
    if any(token.lower in _AHEAD for token in pair.said):
        return
    for marker in pair.told_markers:
        kept = any(j in pair.answered for j in marker.bears_on)
        if marker.of == "plan" and marker.text.split()[0] in _PLANS and kept:
            yield Finding(
                "certainty", f"the page says ‘{_shown(pair.told, marker)}’", False, hard=True
            )
            return


def _proved(pair: Pair) -> Iterator[Finding]:
    """Yield a proof, or a success, made of what the page gives as likely, argued or planned."""
    if any(m.of in _HEDGES for m in pair.said_markers):
        return
    proof = [t for t in pair.said if t.key in _PROVING and t.key not in pair.told_keys]
    hedges = [m for m in pair.told_markers if m.of in _HEDGES]
    if proof and hedges and not any(token.key in _PROVING for token in pair.told):
        why = f"says ‘{proof[0].text}’; the page says ‘{_shown(pair.told, hedges[0])}’"
        yield Finding("certainty", why, hard=True)


def _unknown(pair: Pair) -> Iterator[Finding]:
    """Yield a fact made of what, by the page, was not found."""
    if is_unknown(pair.told) and not tells_nothing(pair.said):
        yield Finding("certainty", "the page says that this was not found", hard=True)


def _parts(pair: Pair) -> Iterator[Finding]:
    """Yield "nearly all teachers" where the page has a share of the same that is none of it."""
    figures = {t.key for t in pair.said if t.figure and t.figure.kind == "percent"}
    for marker in pair.said_markers:
        least, most = _BOUNDS.get(marker.text, _BOUNDS.get(marker.of, (0.0, 100.0)))
        own = {pair.said[i].key for i in marker.bears_on[:2]}
        for at, token in enumerate(pair.told):
            figure = token.figure
            if figure is None or figure.kind != "percent" or token.key in figures:
                continue
            counted = [t.key for t in pair.told[at + 1 : at + 5] if t.content][:1]
            if own & set(counted) and not least <= figure.value <= most:
                says, page = _shown(pair.said, marker), f"{token.text} {counted[0]}"
                yield Finding("quantifier", f"says ‘{says}’; the page says {page}", hard=True)
                return


def _shown(tokens: Sequence[Token], marker: Marker) -> str:
    """Return a marker with the word that follows it, as written."""
    end = marker.bears_on[0] + 1 if marker.bears_on else marker.position + 1
    return " ".join(t.text for t in tokens[marker.position : min(end, marker.position + 5)])
