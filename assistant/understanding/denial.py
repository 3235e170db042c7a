"""Denials: what a sentence says is not so.

In: a sentence. Out: the sentence without what its denials govern. "Although it got no grant, Oak
Valley hired coaches" still says that Oak Valley hired coaches; "Oak Valley hired coaches, but Elm
Grove did not" says it of Oak Valley alone. What was only wanted or planned is as good as denied.
"""

from __future__ import annotations

import re

_VERBAL = (
    r"(?:not|never|n['’]t|failed to|declined|rejected|refused|wanted|planned|unable to|lacked)"
)
_NOMINAL = r"(?:no|none|nor|neither|without|instead of|rather than|except)"
_AFFIRMS = re.compile(
    r"\b(?:not|n['’]t) (?:only|just|merely|until)\b|\bno (?:fewer|less|more) than\b|\bno doubt\b",
    re.I,
)
_DENIES = re.compile(rf"(?:\b{_VERBAL}|(?<=[a-z])n['’]t|\b{_NOMINAL})\b", re.I)
_ONLY_NAMED = re.compile(rf"\b{_NOMINAL}\b", re.I)
_CLAUSES = re.compile(
    r"(?:[;:]|,? \b(?:but|while|whereas|although|though|yet|because|which|who)\b|\s[–—]\s"
    r"|(?<=[a-z\d]), (?=and (?:[A-Z][\w’'-]+ ){1,3}[a-z]+(?:ed|s)\b))",
)
_SUBORDINATE = re.compile(
    r"^(?:although|though|while|since|because|if|without|despite|after|when|where|whereas|as|even)"
    r"\b[^,]*,",
    re.I,
)
_CONTRAST = re.compile(rf",\s*(?:and\s+|but\s+)?(?:not|{_NOMINAL})\b[^,;.]*", re.I)


def denies(text: str) -> bool:
    """Say whether a text denies something."""
    return bool(_DENIES.search(_AFFIRMS.sub(" ", text)))


def without_denied(text: str) -> str:
    """Return a sentence without what is denied in it; the same where nothing is."""
    plain = _AFFIRMS.sub(" ", text)
    if not _DENIES.search(plain):
        return text
    kept = _CONTRAST.sub(" ", plain)
    opening = _SUBORDINATE.match(kept)
    pieces = [kept[: opening.end()], kept[opening.end() :]] if opening else [kept]
    clauses = [clause for piece in pieces for clause in _CLAUSES.split(piece)]
    return " ".join(" ".join(map(_affirmed, clauses)).split())


def _affirmed(clause: str) -> str:
    """Return what a clause affirms: nothing of one whose verb is denied."""
    found = _DENIES.search(clause)
    if found is None:
        return clause
    return clause[: found.start()] if _ONLY_NAMED.match(found.group()) else ""
