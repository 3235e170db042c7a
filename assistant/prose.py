"""The prose writer: a chat model writes, and cites addresses.

In: the question, the evidence and a chat model. Out: a draft. The model sees addressed sentences,
fenced and escaped, as material; what it cites is resolved against what was handed out, so it can
make an answer shorter but cannot make a quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.chat.material import Material, build_material
from assistant.chat.replies import reply_as_it_comes
from assistant.chat.reply_parser import parse_reply
from assistant.draft import Draft, DraftSentence
from assistant.evidence import Evidence
from assistant.model import ChatModel
from core.schema import Turn
from prompts.loader import Prompt


def write_prose(
    question: str,
    evidence: Sequence[Evidence],
    history: Sequence[Turn],
    model: ChatModel,
    prompt: Prompt,
) -> Iterator[Draft]:
    """Let the model write; yield the draft as it grows by whole sentences, the finished one last.

    An unchanged draft comes again while the model writes on or is waited for. Where the model says
    that nothing answers, the draft is empty.
    """
    material = build_material(question, evidence, history, prompt, model.context_tokens)
    withheld = {item.address for item in evidence} - set(material.handed_out)
    reply, draft = "", Draft(())
    for reply in reply_as_it_comes(model.chat, material.turns):
        draft = _parse(reply, material, withheld, finished=False)
        yield draft
    yield _parse(reply, material, withheld, finished=True)


def _parse(reply: str, material: Material, withheld: set[str], *, finished: bool) -> Draft:
    """Read the reply; an address that did not fit into the prompt was guessed, and counts not."""
    draft = parse_reply(reply, material.handed_out, finished=finished)
    sentences = [s for paragraph in draft.paragraphs for s in paragraph.sentences]
    guessed = tuple(dict.fromkeys(a for s in sentences for a in s.addresses if a in withheld))
    if not guessed:
        return draft
    paragraphs = tuple(
        replace(p, sentences=tuple(_without(s, guessed) for s in p.sentences))
        for p in draft.paragraphs
    )
    return Draft(paragraphs, draft.removed, guessed)


def _without(sentence: DraftSentence, guessed: tuple[str, ...]) -> DraftSentence:
    return replace(sentence, addresses=tuple(a for a in sentence.addresses if a not in guessed))
