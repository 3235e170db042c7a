"""The prose writer: a chat model writes, and cites addresses.

In: the question, the evidence and a chat model. Out: a draft. The model sees addressed sentences,
fenced and escaped, as material; what it cites is resolved against what was handed out, so it can
make an answer shorter but cannot make a quote.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from langchain_core.language_models import BaseChatModel

from assistant.draft import Draft, DraftParagraph, DraftSentence
from assistant.evidence import Evidence
from assistant.replies import reply_as_it_comes
from core.schema import Turn
from prompts.loader import Prompt

NO_ANSWER = "NO ANSWER"
HISTORY_TURNS = 3
HISTORY_CHARS = 600
_ADDRESSES = re.compile(r"\s*\[\s*(\d+\.\d+(?:\s*[,;]\s*\d+\.\d+)*)\s*\]")
_INNER_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z“\"])")


def write_prose(
    question: str,
    evidence: Sequence[Evidence],
    history: Sequence[Turn],
    model: BaseChatModel,
    prompt: Prompt,
) -> Iterator[Draft]:
    """Let the model write; yield the draft as it grows by whole sentences, the finished one last.

    An unchanged draft comes again while the model writes on or is waited for. Where the model says
    that nothing answers, the draft is empty.
    """
    text = prompt.render(
        question=_fenced(question), history=_history(history), passages=_passages(evidence)
    )
    reply, complete, draft = "", 0, Draft(())
    for reply in reply_as_it_comes(model, text):
        # The last sentence may yet get another address; it is complete when text follows it.
        matches = _ADDRESSES.finditer(reply)
        ends = [m.end() for m in matches if any(map(str.isalnum, reply[m.end() :]))]
        if len(ends) > complete:
            complete = len(ends)
            draft = parse_reply(reply[: ends[-1]])
        yield draft
    yield Draft(()) if reply.strip().upper().startswith(NO_ANSWER) else parse_reply(reply)


def parse_reply(reply: str) -> Draft:
    """Cut a reply into sentences with addresses; sentences without any are counted as removed."""
    paragraphs = []
    removed = 0
    for block in re.split(r"\n\s*\n", reply):
        sentences, uncited = _sentences(" ".join(block.split()))
        removed += uncited
        if sentences:
            paragraphs.append(DraftParagraph(tuple(sentences)))
    return Draft(tuple(paragraphs), removed)


def _sentences(block: str) -> tuple[list[DraftSentence], int]:
    sentences: list[DraftSentence] = []
    uncited = 0
    position = 0
    for match in _ADDRESSES.finditer(block):
        addresses = tuple(re.findall(r"\d+\.\d+", match.group(1)))
        between = block[position : match.start()].lstrip(" .,;")
        position = match.end()
        if not between.strip() and sentences:
            last = sentences.pop()
            sentences.append(DraftSentence(last.text, last.addresses + addresses))
            continue
        *before, own = _INNER_END.split(between.strip())
        uncited += len(before)
        if own:
            sentences.append(DraftSentence(_ended(own), addresses))
    rest = block[position:].strip(" .")
    return sentences, uncited + (len(_INNER_END.split(rest)) if rest else 0)


def _ended(text: str) -> str:
    return text if text[-1] in '.!?”"' else f"{text}."


def _passages(evidence: Sequence[Evidence]) -> str:
    lines: list[str] = []
    passage = ""
    for item in evidence:
        if item.hit.passage.id != passage:
            passage = item.hit.passage.id
            lines.append(f"</passage>\n<passage from={_quoted(item.title)}>")
        lines.append(f"[{item.address}] {_fenced(item.text)}")
    return "\n".join(lines).removeprefix("</passage>\n") + "\n</passage>"


def _history(history: Sequence[Turn]) -> str:
    turns = history[-HISTORY_TURNS:]
    lines = [
        f"Q: {_fenced(t.question[:HISTORY_CHARS])}\nA: {_fenced(t.answer[:HISTORY_CHARS])}"
        for t in turns
    ]
    return "\n".join(lines) or "none"


def _fenced(text: str) -> str:
    """Escape what could close the fence; brackets become round so that no text fakes an address."""
    flat = " ".join(text.split())
    return html.escape(flat, quote=False).replace("[", "(").replace("]", ")")


def _quoted(text: str) -> str:
    return f'"{html.escape(" ".join(text.split()))}"'
