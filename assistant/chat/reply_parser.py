"""A chat model's reply, cut into sentences with addresses.

In: a reply, whole or as far as it has come, and the sentences that were handed out by address.
Out: a draft. Every word of a sentence stands in the reply, in its order; what the model says about
its answer instead of answering is left away. A whole sentence without an address is handed on
without one; a piece of one is counted as removed. Nothing that a model may write raises.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant.chat.reply_addresses import MARK, MarkedReply, mark_addresses, take_notes
from assistant.chat.reply_lines import read_paragraphs
from assistant.draft import Draft, DraftParagraph, DraftSentence

THINKING = re.compile(
    r"<(think(?:ing)?|reasoning)>.*?(?:</\1>|\Z)|\A(?:(?!<think).)*?</think(?:ing)?>",
    re.DOTALL | re.IGNORECASE,
)
_UNPRINTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ue000-\uf8ff\ufeff]"
)
_NO_ANSWER = re.compile(r"\W*no[ _]answer\b", re.IGNORECASE)
_END = re.compile(
    r"[.!?…]+[\"”’»')\]]*(?=\s|\ue000|[(（]\ue000|$)|[。！？]+[”」』）]*"
    # an address ends a sentence too, before a full stop without a blank or before a capital
    r"|(?<=\ue001)[.!?]|(?<=\ue001)(?=\s+[A-Z“\"])"
)
_TRAILING = re.compile(r"(?:\s*[(（]?\ue000\d+\ue001[)）]?\s?[.,;:。]*)+")
_FEW_WORDS = 4
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]\.)*[A-Za-z]|\b(?:Dr|Mr|Mrs|Ms|Prof|St|Mt|Ft|No|Nos|vs|etc|approx|Inc|Dept|Jr|Sr"
    r"|Supt|Rev|Gov|Fig|cf|al|ca|bzw|Nr|Abs|Sra|Vol|pp?|Ed|Est|Jan|Feb|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_M = "(?:\\s*\ue000\\d+\ue001[,;]?)+"
_MATERIAL = (
    r"(?:(?:provided|given|above|following|supplied) )?"
    r"(?:passages?|documents?|sources?|sentences?|text|context|material|information)(?: provided)?"
)
_AS = r"(?:according to|as (?:stated|noted|reported|mentioned|described) (?:in|by))"
_VERBS = r"(?:states?|says?|notes?|mentions?|reports?|shows?|indicates?|explains?|describes?)"
_LEADS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:(?:the )?(?:final |short )?(?:answer|response)\s*:)\s*",
        rf"^(?:based on|according to) (?:the )?{_MATERIAL}\s*(?:{_M})?,\s*",
        rf"^(?:{_AS}|based on|per|in) (?:the )?(?:{_MATERIAL}\s*)?{_M}\s*,?\s*",
        rf"^(?:the )?(?:{_MATERIAL}\s*)?{_M}\s*(?:also )?{_VERBS} that\s+",
    )
)
_TAIL = re.compile(
    rf"[,;]?\s*[(（]?\b(?:{_AS}|see(?: also)?|source:|sources:)\s*(?={_M})",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"^\W*(?:sure|certainly|of course|okay|ok|great|absolutely|here(?: is|'s|’s| are)\b.*|thank.*"
    r"|i hope\b.*|let me know\b.*|hope this\b.*|please let\b.*|if you (?:have|need|want)\b.*"
    r"|(?:the )?(?:answer|response|sources?|references?|addresses|citations?)(?: is)?|no[ _]answer"
    r"|end of answer|question\s*:.*|.*:)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_ENDED = (".", "!", "?", "…", "。", "！", "？", '"', "”", "»", "」", "』")
_MOST_OF_PASSAGE = 3


@dataclass
class _Reading:
    """The draft as far as it is read."""

    handed_out: Mapping[str, str]
    marked: MarkedReply
    paragraphs: list[list[DraftSentence]] = field(default_factory=list)
    seen: dict[str, bool] = field(default_factory=dict)  # whether it cites, by its letters
    broken: set[str] = field(default_factory=set)


def parse_reply(
    reply: str, handed_out: Mapping[str, str] | None = None, *, finished: bool = True
) -> Draft:
    """Cut a reply into sentences, with the addresses that each ends in, if any.

    `handed_out` is each sentence's text by its address. Of a reply that is not `finished` the last
    sentence is left away: more of it, or another address, may yet come.
    """
    known = handed_out or {}
    text = THINKING.sub("\n", _UNPRINTED.sub("", html.unescape(reply).replace("\r", "\n")))
    if _NO_ANSWER.match(text):
        return Draft(())
    text, notes = take_notes(text)
    marked = mark_addresses(text, known, notes)
    reading = _Reading(known, marked)
    paragraphs = read_paragraphs(marked.text)
    for number, blocks in enumerate(paragraphs, start=1):
        pieces = [piece for block in blocks for piece in _pieces(block)]
        if number == len(paragraphs) and not finished:
            pieces = pieces[:-1]
        reading.paragraphs.append([])
        for place, piece in enumerate(pieces, start=1):
            cut_off = number == len(paragraphs) and place == len(pieces)
            _read_piece(reading, piece, cut_off=cut_off)
    return Draft(tuple(_kept_paragraphs(reading)), len(reading.broken))


def _kept_paragraphs(reading: _Reading) -> Iterator[DraftParagraph]:
    """Yield the paragraphs; a sentence that is cited somewhere is not said without it as well."""
    for sentences in reading.paragraphs:
        kept = tuple(s for s in sentences if s.addresses or not reading.seen[_letters(s.text)])
        if kept:
            yield DraftParagraph(kept)


def _pieces(block: str) -> Iterator[str]:
    """Cut a block after each sentence's end and the addresses that follow it there."""
    last = max((m.end() for m in MARK.finditer(block)), default=0)
    # "[1.2] A is so. [3.1] B is so.": each address stands before its sentence.
    leading = bool(re.match(r"\W*\ue000", block)) and any(map(str.isalnum, block[last:]))
    start = 0
    for match in _END.finditer(block):
        end = match.end()
        if end <= start or not _ends(block, start, end):
            continue
        trailing = _TRAILING.match(block, end)
        # "A is so [4.4]. [4.2] B is so.": a sentence that has its own leaves the rest to the next.
        to_next = leading or MARK.search(block, start, match.start())
        if trailing and (not to_next or trailing.end() == len(block)):
            end = trailing.end()
        yield block[start:end]
        start = end
    if block[start:].strip():
        yield block[start:]


def _ends(block: str, start: int, end: int) -> bool:
    """Say whether a full stop ends a sentence: not after "Dr.", nor before a small letter."""
    after = block[end:].lstrip(" (（")
    if block[end - 1] == "\ue001":
        return len(block[start:end].split()) > _FEW_WORDS
    if not after or after[0] == "\ue000":
        return True
    if after[0].islower() and block[end - 1] != "?":
        return False
    return not _ABBREVIATED.search(block, start, end)


def _read_piece(reading: _Reading, piece: str, *, cut_off: bool) -> None:
    """Read a sentence; the last of a reply may be `cut_off`, which its missing full stop tells."""
    ids = [int(number) for number in MARK.findall(piece)]
    text = _words(piece)
    if not any(map(str.isalnum, text)):
        _add_to_last(reading, ids)
        return
    key, addresses = _letters(text), _addresses(reading, ids, text)
    if reading.seen.get(key) or (key in reading.seen and not addresses):
        return
    if not addresses and _SMALL_TALK.match(text):
        return
    if not addresses and ("[" in text or (cut_off and not piece.rstrip().endswith(_ENDED))):
        reading.broken.add(key)
        return
    reading.seen[key] = bool(addresses)
    reading.paragraphs[-1].append(DraftSentence(text, addresses))


def _letters(text: str) -> str:
    """Return what two wordings of one sentence share."""
    return "".join(filter(str.isalnum, text.casefold()))


def _add_to_last(reading: _Reading, ids: list[int]) -> None:
    """Give addresses that stand alone to the sentence before them."""
    if not reading.paragraphs[-1] or not ids:
        return
    last = reading.paragraphs[-1].pop()
    more = (*last.addresses, *_addresses(reading, ids, last.text))
    reading.seen[_letters(last.text)] |= bool(more)
    reading.paragraphs[-1].append(DraftSentence(last.text, tuple(dict.fromkeys(more))))


def _addresses(reading: _Reading, ids: list[int], text: str) -> tuple[str, ...]:
    found: list[str] = []
    for cited in (reading.marked.cited[i] for i in ids if i < len(reading.marked.cited)):
        found += cited.addresses
        for passage in cited.passages:
            found += _of_passage(reading.handed_out, passage, text)
    return tuple(dict.fromkeys(found))


def _of_passage(handed_out: Mapping[str, str], passage: int, text: str) -> list[str]:
    """Choose the sentences of a passage that hold the statement's words, each adding two or more.

    A statement that shares no two words with any of them keeps none.
    """
    wanted = _content(text)
    texts = {a: _content(t) for a, t in handed_out.items() if a.startswith(f"{passage}.")}
    chosen: list[str] = []
    while texts and len(chosen) < _MOST_OF_PASSAGE:
        best = max(texts, key=lambda address: len(texts[address] & wanted))
        shared = texts.pop(best) & wanted
        if len(shared) < 2:
            break
        chosen.append(best)
        wanted -= shared
    return chosen


def _content(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.casefold()) if len(w) > 3 or w.isdigit()}


def _words(piece: str) -> str:
    """Return a sentence without its marks, and without words that only point at them."""
    text = piece.strip()
    for lead in _LEADS:
        shorter = lead.sub("", text)
        if shorter != text and shorter[:1].isalpha():
            text = shorter[:1].upper() + shorter[1:]
    text = MARK.sub("", re.sub(r"\s*(\ue000\d+\ue001)", r"\1", _TAIL.sub("", text)))
    text = re.sub(r"[(（\[]\s*[)）\]]", "", text)
    text = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))
    text = re.sub(r"[,;:]+([.!?])", r"\1", re.sub(r"([.!?])[.,;]+$", r"\1", text))
    text = text.strip(" ,;:").lstrip(".!?):–- ")
    return text if text.endswith(_ENDED) or not text else f"{text}."
