"""Where sentences end in a run of text.

In: the text of one block. Out: the spans of its sentences, in order, without the white space
between them; every character that is not blank is in one. sentencex decides first (its offsets are
code points), then its cuts are mended: it cuts inside "[see p. 3. Emphasis added]", after "Vol."
and before a word in lower case, and it does not cut after the footnote digits in "ended.12 The",
after "(See above.)", or inside a quotation of ten sentences. Version 1.0.32 panics in Rust on a
no-break space before a full stop and is slow on thousands of unclosed quotes, so it gets plain
spaces and windows of some thousand characters (both: tests/test_sentences.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

import sentencex

Span = tuple[int, int]

_WINDOW_CHARS = 4000
_BLANK = re.compile(r"\s")
_BRACKET = re.compile(r"\[[^\[\]]{1,120}\]")
_REFERENCES = re.compile(r"(?:\s*\[[^\[\]]{0,120}\d[^\[\]]{0,120}\])+(?=\s+[A-Z“\"(]|\s*$)")
_FOOTNOTE = re.compile(r"(?:[a-z]{4}[.?!]|[a-z][.?!][\"”\u2019)])\d{1,3}(?=\s+[A-Z“\"])")
_ASIDE = re.compile(r"(?:^|[.?!][\"”\u2019]?\s)\([^()]{1,400}[.?!][\"”\u2019]?\)(?=\s+[A-Z“\"])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:approx|art|ca|chs?|eqs?|est|figs?|nos?|paras?|pt|pts|secs?|tbl|vols?)\.$", re.I
)
_TITLE = re.compile(r"(?:^|[\s(])(?:Assoc|Asst|Ctr|Div|Govt|Inst|Intl|Supt|Univ)\.$")
_QUOTE = re.compile(r"[\"“”]")
_LONG_CHARS = 300  # sentencex never cuts inside a quotation; longer ones are cut all the same
_ENUMERATOR = re.compile(r"[(\[]?\d{1,3}[.):\]]")
_IDEOGRAPHIC_ENDS = "\u3002\uff01\uff1f\uff61"
_TAIL_CHARS = 12  # the longest abbreviation with what must stand before it


def split_sentences(text: str) -> list[Span]:
    """Return the spans of the text's sentences."""
    missed = (m.end() for seen in (_FOOTNOTE, _ASIDE) for m in seen.finditer(text))
    cuts = sorted({*_sentencex_cuts(text), *missed})
    spans = _spans(text, _outside_brackets(text, cuts))
    return _merge_letterless(text, _merge_continued(text, spans))


def trim(text: str, start: int, end: int) -> Span:
    """Narrow a span to what is not blank."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _sentencex_cuts(text: str) -> list[int]:
    """Ask sentencex window by window; each window starts at the last cut of the one before."""
    plain = _BLANK.sub(" ", text)
    cuts: list[int] = []
    start = 0
    while start < len(plain):
        window = plain[start : start + _WINDOW_CHARS]
        ends = [start + end for end in _boundaries(window)]
        if start + len(window) < len(plain):
            ends = ends[:-1] or [start + _last_blank(window)]
        cuts += ends
        start = ends[-1]
    cuts = [cut for cut in cuts if _may_cut(plain, cut)]
    cuts += [
        cut for piece in pairwise([0, *cuts, len(plain)]) for cut in _quoted_cuts(plain, *piece)
    ]
    return [_after_references(plain, cut) for cut in cuts]


def _boundaries(window: str) -> list[int]:
    try:
        return [found["end_index"] for found in sentencex.get_sentence_boundaries("en", window)]
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # pyo3's, which is no Exception
            raise
        return [len(window)]


def _quoted_cuts(plain: str, start: int, end: int) -> list[int]:
    """Cut a long piece also inside its quotations."""
    if end - start <= _LONG_CHARS or not _QUOTE.search(plain, start, end):
        return []
    masked = _QUOTE.sub(_mask, plain[start:end])
    return [start + cut for cut in _boundaries(masked) if _may_cut(plain, start + cut)]


def _mask(quote: re.Match[str]) -> str:
    """Stand in for a quotation mark: like a capital before a word, like a stop after a stop."""
    before = quote.string[quote.start() - 1 : quote.start()]
    if before in ("", " ", "("):
        return "X"
    return "." if before in ".?!" else "x"


def _last_blank(window: str) -> int:
    blank = window.rfind(" ", 1)
    return blank if blank > 0 else len(window)


def _may_cut(plain: str, cut: int) -> bool:
    if cut >= len(plain):
        return False
    return " " in plain[cut - 1 : cut + 1] or plain[cut - 1] in _IDEOGRAPHIC_ENDS


def _after_references(plain: str, cut: int) -> int:
    """Leave "[12, 14]" after a full stop with the sentence that it ends."""
    match = _REFERENCES.match(plain, cut)
    return match.end() if match else cut


def _outside_brackets(text: str, cuts: list[int]) -> list[int]:
    brackets = [match.span() for match in _BRACKET.finditer(text)]
    starts = [start for start, _ in brackets]

    def inside(cut: int) -> bool:
        place = bisect_right(starts, cut - 1) - 1
        return place >= 0 and cut < brackets[place][1]

    return [cut for cut in cuts if not inside(cut)]


def _spans(text: str, cuts: list[int]) -> list[Span]:
    edges = [0, *cuts, len(text)]
    trimmed = (trim(text, a, b) for a, b in pairwise(edges))
    return [(start, end) for start, end in trimmed if start < end]


def _merge_continued(text: str, spans: list[Span]) -> list[Span]:
    """Join a span to the one before where that one ended in no sentence end."""
    small = sum(_opens_small(text[start:end]) for start, end in spans)
    capitalised = 2 * small <= len(spans)
    merged = spans[:1]
    for start, end in spans[1:]:
        first, last = merged[-1]
        if _continues(text[max(first, last - _TAIL_CHARS) : last], text[start:end], capitalised):
            merged[-1] = (first, end)
        else:
            merged.append((start, end))
    return merged


def _continues(tail: str, following: str, capitalised: bool) -> bool:
    if _opens_small(following):
        return capitalised
    if following[0].isdigit() or following[0] == "§":
        return bool(_ABBREVIATION.search(tail))
    return bool(_TITLE.search(tail)) or (tail.endswith("Ed.") and following.startswith("Code"))


def _opens_small(text: str) -> bool:
    """Say whether a text opens in lower case: "was", "(sources disagree)", "[cde-pilot]"."""
    return text.lstrip("([")[:1].islower()


def _merge_letterless(text: str, spans: list[Span]) -> list[Span]:
    """Give "3." to what it counts, and any other span without a letter to the one before it."""
    merged: list[Span] = []
    held: int | None = None
    for start, end in spans:
        first = start if held is None else held
        held = None
        if _has_letter(text[start:end]):
            merged.append((first, end))
        elif not merged or _ENUMERATOR.fullmatch(text, start, end):
            held = first
        else:
            merged[-1] = (merged[-1][0], end)
    if held is None:
        return merged
    if merged:
        return [*merged[:-1], (merged[-1][0], spans[-1][1])]
    return [(held, spans[-1][1])]


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))
