"""A chat model may read a follow-up where the rules put it beside what was said before.

In: a question as the rules completed it, the turns before it, and a chat model. Out: the same, or
the model's completed question. What it writes is held against the rules: one short question, no
name and no year that neither the conversation nor the catalogue holds. Else, and where the model
fails, the rules' reading stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.chat.material import fenced, history_text
from assistant.chat.replies import THINKING, reply_as_it_comes
from assistant.model import ChatModel
from assistant.understanding.follow_up import Completed
from assistant.understanding.names import Gazetteer
from assistant.understanding.naming import name_words
from assistant.understanding.years import years_in
from core.errors import ModelUnavailable
from core.schema import Turn
from prompts.loader import load_prompt
from vectorstore.words import content_words, words

MAX_CHARS = 300
_HISTORY_TOKENS = 700


def read_with_model(
    rules: Completed,
    history: Sequence[Turn],
    model: ChatModel,
    known: Gazetteer,
    pulse: Callable[[], None],
) -> Completed:
    """Return a follow-up as the model completes it, if the rules have nothing against that."""
    if rules.text == rules.bare:
        return rules  # stands alone, or is completed by the rules
    prompt = load_prompt("reading")
    turns = prompt.render(
        history=history_text(history, _HISTORY_TOKENS), question=fenced(rules.bare)
    )
    reply = ""
    try:
        for so_far in reply_as_it_comes(model.chat, turns):
            reply = so_far
            pulse()
    except ModelUnavailable:
        return rules
    written = " ".join(THINKING.sub(" ", reply).split()).strip('"“” ')
    said = " ".join([rules.bare, *(f"{turn.question} {turn.answer}" for turn in history)])
    if not is_allowed(written, rules.bare, said, known):
        return rules
    return replace(rules, text=written, bare=written)


def is_allowed(written: str, asked: str, said: str, known: Gazetteer) -> bool:
    """Say whether a reading is one question that brings in nothing from elsewhere."""
    if not written.endswith("?") or len(written) > MAX_CHARS or written.count("?") != 1:
        return False
    if not set(words(written)) & set(content_words(asked)):
        return False
    if not years_in(written) <= years_in(said):
        return False
    catalogued = " ".join(written[m.start : m.end] for m in known.mentions(written))
    held = set(words(f"{said} {catalogued}"))
    opening = set(words(written)[:1])
    return set(name_words(written)) - opening <= {word.removesuffix("'s") for word in held} | held
