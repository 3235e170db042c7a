"""Addresses in a chat model's reply, in whatever form weak models write them.

In: a reply and the addresses that were handed out. Out: the reply with a mark in each address's
place, and what each mark stands for. An address written in full ("[3.2]") is taken as it stands,
also an invented one, which is counted later; every guess (ranges, whole passages, round or missing
brackets) is held to what was handed out, so that "(4.1)" in a text about a mean stays a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

MARK = re.compile("\ue000(\\d+)\ue001")
_MOST_OF_RANGE = 12
_PLACE = r"\d{1,3}\.\d{1,3}(?![\d.]*\d)"
_REF = rf"(?:{_PLACE}|\d{{1,2}}(?!\d|\.\d))"
_RANGE = rf"{_REF}(?:\s*(?:[-–—‑~]|to|bis)\s*{_REF})?"
_WORD = (
    r"(?:see also|see|cf|passages?|sentences?|sources?|address(?:es)?|ref(?:erence)?s?|citations?"
    r"|documents?|pasajes?|fuentes?|frases?|quellen?|id|nos?|s|p|#|§|\^|@)"
)
_WORDS = rf"(?:{_WORD}[\s:.]{{0,3}}){{0,3}}"
_AND = r"(?:\s{0,3}(?:[,;/&+、，；]|and\b|y\b|und\b|et\b)\s{0,3}|\s{1,3})"
_LIST = rf"{_WORDS}{_RANGE}(?:{_AND}{_AND}?{_WORDS}{_RANGE}){{0,20}}"
_PLACES = rf"{_PLACE}(?:\s{{0,2}}[,;-]\s{{0,2}}{_PLACE}){{0,9}}"
_NAMED = r"\b(?:passages?|sentences?|sources?|address(?:es)?|references?|citations?)"

_SQUARE = re.compile(
    r"\\?[\[【〔［{]{1,2}\s{0,3}(?P<inner>[^\[\]【】〔〕［］{}\n]{1,160}?)\s{0,3}\\?[\]】〕］}]{1,2}"
    r"(?:\([^()\s]{0,200}\))?"  # the address of a link
)
_ROUND = re.compile(r"[(（]\s{0,3}(?P<inner>[^()（）\n]{1,160}?)\s{0,3}[)）]")
_SUPERSCRIPT = re.compile(r"<sup>\s{0,3}(?P<inner>[^<>\n]{1,80}?)\s{0,3}</sup>", re.IGNORECASE)
# A bracket that was never closed counts when more follows: at the very end it may be cut off.
_UNCLOSED = re.compile(
    rf"[\[【［(]\s{{0,3}}(?P<inner>{_WORDS}{_PLACES})(?=\s*[.!?。]|\s+\S|\n)", re.I
)
_UNOPENED = re.compile(rf"(?<![\d.\[(])(?P<inner>{_PLACES})\s{{0,2}}[\]】］]")
_AFTER_WORD = re.compile(rf"{_NAMED}\s{{0,2}}:?\s{{0,2}}(?P<inner>{_LIST})", re.IGNORECASE)
# "It opened in 2011. 3.2" and then the end, a line's end, or a capital letter.
_AFTER_STOP = re.compile(
    rf"(?<=[.!?。”\"])[ \t]{{0,3}}(?P<inner>{_PLACES})(?=\s*(?:\Z|\n|\.?\s[A-Z\"“]))"
)
# "3.2: It opened in 2011."
_AT_START = re.compile(rf"(?m)^\s*(?:[-*]\s+)?(?P<inner>{_PLACES})(?=\s?[:)–-]\s)")
_INNER = re.compile(rf"\^?{_LIST}\.?(?:†.{{0,80}})?", re.IGNORECASE | re.DOTALL)
_SPELT_OUT = re.compile(
    r"\bpassage\s{0,2}(\d{1,3})\s{0,2}[,:;]?\s{0,2}sentences?\s{0,2}(\d{1,3})\b", re.IGNORECASE
)
_EACH = re.compile(
    rf"(?P<first>{_REF})(?:\s*(?:[-–—‑~]|to|bis)\s*(?P<last>{_REF}))?", re.IGNORECASE
)
_FEW_WORDS = 8
SOURCES = re.compile(
    r"^\W*(?:sources?|references?|citations?|footnotes?|works cited|quellen|fuentes|addresses"
    r"|cited (?:passages|sentences|sources))(?: (?:used|cited))?\W*$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    rf"^\s*(?:[-*]\s+)?\[?\^?(\d{{1,2}})[\]).:]{{1,2}}\s*[=–-]?\s*[\[(]?{_WORDS}({_PLACES})",
    re.IGNORECASE,
)
_BARE = re.compile(rf"{_NOTE.pattern}[\])]?\s*\.?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """What a mark stands for: addresses, and passages that were named as a whole."""

    addresses: tuple[str, ...]
    passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedReply:
    """A reply whose addresses are marks, each the number of an entry of `cited`."""

    text: str
    cited: tuple[Cited, ...]


def take_notes(reply: str) -> tuple[str, dict[int, str]]:
    """Take a list of sources off the reply's end: "[1] 3.2" is {1: "3.2"}.

    Where no heading announces the list, its lines hold nothing but number and address.
    """
    lines = reply.rstrip().split("\n")
    headings = [at for at, line in enumerate(lines) if SOURCES.match(line)]
    start = headings[-1] if headings else len(lines)
    while (
        not headings and start and (not lines[start - 1].strip() or _BARE.match(lines[start - 1]))
    ):
        start -= 1
    notes = {int(m[1]): m[2] for line in lines[start:] if (m := _NOTE.match(line))}
    return ("\n".join(lines[:start]), notes) if headings or notes else (reply, {})


def mark_addresses(
    reply: str, handed_out: Collection[str], notes: Mapping[int, str]
) -> MarkedReply:
    """Put a mark in the place of each address; `reply` must hold no private-use character."""
    cited: list[Cited] = []
    known = sorted(filter(None, map(_place, handed_out)))
    text = _SPELT_OUT.sub(r"[\1.\2]", reply)

    def put(match: re.Match[str], *, written_out: bool) -> str:
        inner = unicodedata.normalize("NFKC", match["inner"])
        if inner.lstrip("^").strip().isdigit():
            inner = notes.get(int(inner.lstrip("^")), inner)
        found = _read(inner, known, sure=written_out)
        if found is None:
            return match[0]
        cited.append(found)
        return f"\ue000{len(cited) - 1}\ue001"

    for pattern, written_out in (
        (_SUPERSCRIPT, True),
        (_SQUARE, True),
        (_AFTER_WORD, False),
        (_ROUND, False),
        (_UNCLOSED, False),
        (_UNOPENED, False),
        (_AFTER_STOP, False),
        (_AT_START, False),
    ):
        text = pattern.sub(lambda m, sure=written_out: put(m, written_out=sure), text)  # type: ignore[misc]
    return MarkedReply(text, tuple(cited))


def _read(inner: str, known: list[tuple[int, int]], *, sure: bool) -> Cited | None:
    """Return what stands in brackets as addresses; None where it is something else."""
    if not _INNER.fullmatch(inner) and not (sure and _titled(inner, known)):
        return None
    places: list[tuple[int, int]] = []
    passages: list[int] = []
    for first, last in _ends(inner):
        if first[1] is None:
            upto = last[0] if last else first[0]
            passages += [n for n in dict.fromkeys(p for p, _ in known) if first[0] <= n <= upto]
        else:
            places += _between((first[0], first[1]), last, known)
    if not sure and not (places or passages):
        return None
    if not sure and not set(places) <= set(known):
        return None
    return Cited(
        tuple(f"{a}.{b}" for a, b in dict.fromkeys(places)), tuple(dict.fromkeys(passages))
    )


def _titled(inner: str, known: list[tuple[int, int]]) -> bool:
    """Say whether a few words and addresses that were handed out share the brackets."""
    places = [_place(p) for p in re.findall(_PLACE, inner)]
    return bool(places) and set(places) <= set(known) and len(inner.split()) <= _FEW_WORDS


def _ends(inner: str) -> Iterator[tuple[tuple[int, int | None], tuple[int, int | None] | None]]:
    for match in _EACH.finditer(inner):
        yield _numbers(match["first"]), _numbers(match["last"]) if match["last"] else None


def _numbers(ref: str) -> tuple[int, int | None]:
    passage, _, sentence = ref.partition(".")
    return int(passage), int(sentence) if sentence else None


def _place(address: str) -> tuple[int, int] | None:
    passage, _, sentence = address.partition(".")
    return (int(passage), int(sentence)) if passage.isdigit() and sentence.isdigit() else None


def _between(
    first: tuple[int, int], last: tuple[int, int | None] | None, known: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return a range's ends, and between them what was handed out; "3.1-3" ends at 3.3."""
    if last is None:
        return [first]
    end = (last[0], last[1]) if last[1] is not None else (first[0], last[0])
    inside = [place for place in known if first < place < end][:_MOST_OF_RANGE]
    return [first, *inside, end]
