"""The chat model, if one is configured.

In: settings. Out: LangChain's chat model, or None. The only place where a provider is looked up;
every failure of a provider becomes `ModelUnavailable` in one line that holds no key.
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any

from langchain_core.language_models import BaseChatModel

from core.errors import ModelUnavailable
from core.settings import Settings

logger = logging.getLogger(__name__)
TIMEOUT_S = 60
PULSE_S = 0.5


@dataclass(frozen=True)
class ChatModel:
    """A chat model and the name it was configured by."""

    chat: BaseChatModel
    name: str


def destination(settings: Settings) -> str:
    """Name where questions and passages go when a chat model is configured."""
    return settings.chat_base_url or settings.chat_model.partition(":")[0]


def load_chat_model(settings: Settings) -> ChatModel | None:
    """Load the configured chat model; None where none is configured."""
    if not settings.chat_model:
        return None
    from langchain.chat_models import init_chat_model  # slow, and not needed without a model

    options: dict[str, Any] = {"temperature": 0, "timeout": TIMEOUT_S, "max_retries": 1}
    if settings.chat_base_url:
        options["base_url"] = settings.chat_base_url
        options["api_key"] = settings.chat_api_key or "none"
    elif settings.chat_api_key:
        options["api_key"] = settings.chat_api_key
    try:
        model: BaseChatModel = init_chat_model(settings.chat_model, **options)
    except ImportError as error:
        raise ModelUnavailable(
            f"the package for {settings.chat_model!r} is not installed ({error});"
            " for OpenAI-compatible servers: pip install 'linked-learning[openai]'"
        ) from error
    except Exception as error:
        raise ModelUnavailable(
            f"the chat model {settings.chat_model!r} cannot be set up"
            f" ({type(error).__name__}): check LINKED_LEARNING_CHAT_MODEL"
        ) from error
    return ChatModel(model, settings.chat_model)


def reply_as_it_comes(model: BaseChatModel, prompt: str) -> Generator[str]:
    """Ask the model once; yield its reply as far as it has come, the whole of it last.

    The reply so far is yielded again every `PULSE_S` while nothing comes, so that whoever waits can
    give up; then the model is no longer listened to.
    """
    chunks: SimpleQueue[str | Exception | None] = SimpleQueue()
    given_up = Event()
    Thread(target=_listen, args=(model, prompt, chunks, given_up), daemon=True).start()
    reply = ""
    try:
        while (chunk := _next(chunks)) is not None:
            if isinstance(chunk, Exception):
                name = type(chunk).__name__
                logger.warning("the chat model failed: %s", name)
                raise ModelUnavailable(f"the chat model failed ({name})") from chunk
            reply += chunk
            yield reply
    finally:
        given_up.set()


def _listen(
    model: BaseChatModel,
    prompt: str,
    chunks: SimpleQueue[str | Exception | None],
    given_up: Event,
) -> None:
    """Put what the model says into the queue, then None, or the exception that ended it."""
    try:
        for chunk in model.stream(prompt):
            if given_up.is_set():
                return
            chunks.put(chunk.text)
    except Exception as error:  # noqa: BLE001 - raised again where it is waited for
        chunks.put(error)
    chunks.put(None)


def _next(chunks: SimpleQueue[str | Exception | None]) -> str | Exception | None:
    """Return what came, or no text after `PULSE_S`."""
    try:
        return chunks.get(timeout=PULSE_S)
    except Empty:
        return ""
