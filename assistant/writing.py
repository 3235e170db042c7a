"""Writing: the chosen writer's draft, or the quotes when the chat model fails.

In: the question and its evidence. Out: a draft and what wrote it. A model that fails, finds nothing
or writes nothing that the evidence supports never leaves the reader without an answer: the quotes
writer takes over, and one line says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.draft import Draft
from assistant.finding import Found, all_evidence
from assistant.model import ChatModel
from assistant.prose import write_prose
from assistant.question import Understood
from assistant.quotes import write_quotes
from core.errors import ModelUnavailable, UsageError
from core.schema import Turn, WriterName
from prompts.loader import load_prompt

_CITED_NONE = "cited none of the documents"
_SAW_NONE = "saw no answer in the documents"
_INSTEAD = "these are quotes from the documents instead"


@dataclass(frozen=True, slots=True)
class Written:
    """A draft, who wrote it, and lines for the reader."""

    draft: Draft
    writer: WriterName
    model: str | None = None
    prompt_sha: str | None = None
    notices: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()


def write(
    writer: WriterName,
    understood: Understood,
    found: Sequence[Found],
    history: Sequence[Turn],
    model: ChatModel | None,
) -> Iterator[Written]:
    """Write the draft of an answer; yield a model's as it grows, and the finished one last."""
    answered = [item for item in found if item.answers]
    evidence = all_evidence(answered)
    quotes = partial(write_quotes, answered)
    if writer == "quotes":
        yield Written(quotes(), "quotes")
        return
    if model is None:
        raise UsageError("no chat model is configured: set LINKED_LEARNING_CHAT_MODEL")
    prompt = load_prompt("prose")
    written = Written(Draft(()), "prose", model.name, prompt.sha)
    try:
        for draft in write_prose(understood.understood_as, evidence, history, model, prompt):
            written = replace(written, draft=draft, unresolved=draft.unresolved)
            yield written
    except ModelUnavailable as error:
        yield Written(quotes(), "quotes", notices=(f"{_upper(error)}; {_INSTEAD}.",))
        return
    if not any(paragraph.sentences for paragraph in written.draft.paragraphs):
        notice = (
            f"The chat model {_CITED_NONE if written.draft.removed else _SAW_NONE}; {_INSTEAD}."
        )
        instead = replace(quotes(), removed=written.draft.removed)
        yield Written(instead, "quotes", notices=(notice,), unresolved=written.unresolved)


def quote_instead(written: Written, found: Sequence[Found], removed: int) -> Written:
    """Return the quotes for prose of which nothing was left, all its sentences `removed`."""
    answered = [item for item in found if item.answers]
    given_out = {item.address for item in all_evidence(answered)}
    cited = [a for p in written.draft.paragraphs for s in p.sentences for a in s.addresses]
    notice = f"No document supports what the chat model wrote; {_INSTEAD}."
    if given_out.isdisjoint(cited):
        notice = f"The chat model {_CITED_NONE}; {_INSTEAD}."
    invented = [address for address in cited if address not in given_out]
    unresolved = tuple(dict.fromkeys((*written.unresolved, *invented)))
    instead = replace(write_quotes(answered), removed=removed)
    return Written(instead, "quotes", notices=(notice,), unresolved=unresolved)


def _upper(error: ModelUnavailable) -> str:
    line = str(error)
    return line[:1].upper() + line[1:]
