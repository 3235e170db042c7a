"""A chat model's reply as it comes, or one line that says why there is none.

In: a chat model and what is said to it. Out: the reply so far, again and again, the whole of it
last; every failure becomes `ModelUnavailable`. Asking again is tried only where it can help and
before the first word has come: what has been shown is not written anew. The model is listened to in
a thread of its own, so that whoever waits can give up at any moment.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, cast

from langchain_core.language_models import BaseChatModel
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.nap import sleep_using_event
from tenacity.stop import stop_when_event_set
from tenacity.wait import wait_exponential

from assistant.chat.failures import CutReply, EmptyReply, EndlessReply, WrongForm, explain
from core.errors import ModelUnavailable

logger = logging.getLogger(__name__)
PULSE_S = 0.5
ATTEMPTS = 3
# An answer of five sentences has about 1,000 characters; some models think aloud before it.
MAX_ANSWER_CHARS = 6_000
MAX_REPLY_CHARS = 40_000
THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_BACKOFF = wait_exponential(multiplier=0.5, max=4)
_ENDED = object()
# Where a reply may end: after an end mark or an address, with what closes quotes and emphasis.
_AT_AN_END = re.compile(r"[.!?\u3002\uff01\uff1f\u2026:\])}\u3011|`*\"\u201d\u00bb']\s*\Z")
# Under these names providers say why a reply ended.
_REASONS = ("finish_reason", "stop_reason", "done_reason")


@dataclass
class _Listening:
    """What one thread hears; `heard` is whether a word has come."""

    model: BaseChatModel
    turns: Sequence[str]
    pieces: SimpleQueue[object] = field(default_factory=SimpleQueue)
    given_up: Event = field(default_factory=Event)
    heard: bool = False


def reply_as_it_comes(model: BaseChatModel, turns: Sequence[str]) -> Generator[str]:
    """Ask the model; yield its reply as far as it has come, the whole of it last.

    `turns` are the user's and the model's by turns, the first and the last the user's.

    The reply so far is yielded again every `PULSE_S` while nothing comes, so that whoever waits can
    give up; then the model is no longer listened to.
    """
    listening = _Listening(model, turns)
    Thread(target=_listen, args=(listening,), daemon=True).start()
    reply = ""
    try:
        while (piece := _next(listening.pieces)) is not _ENDED:
            if isinstance(piece, Exception):
                raise _unavailable(piece, begun=bool(reply)) from None
            reply += str(piece)
            yield reply
    finally:
        listening.given_up.set()


def _unavailable(error: Exception, *, begun: bool) -> ModelUnavailable:
    """Say in one line what happened; the provider's own text may hold the key or the prompt."""
    logger.warning("the chat model failed: %s", type(error).__name__)
    return ModelUnavailable(f"the chat model failed: {explain(error, begun=begun).why}")


def _too_long(reply: str) -> bool:
    if len(reply) <= MAX_ANSWER_CHARS:
        return False
    return len(reply) > MAX_REPLY_CHARS or len(THINKING.sub("", reply)) > MAX_ANSWER_CHARS


def _next(pieces: SimpleQueue[object]) -> object:
    """Return what came, or no text after `PULSE_S`."""
    try:
        return pieces.get(timeout=PULSE_S)
    except Empty:
        return ""


def _listen(listening: _Listening) -> None:
    """Put what the model says into the queue, then the end, or the exception that ended it."""
    retrying = Retrying(
        stop=stop_after_attempt(ATTEMPTS) | stop_when_event_set(listening.given_up),
        wait=_pause,
        retry=retry_if_exception(lambda e: not listening.heard and _mendable(e)),
        sleep=sleep_using_event(listening.given_up),
        reraise=True,
    )
    try:
        retrying(_hear, listening)
    except Exception as error:  # noqa: BLE001 - raised again where it is waited for
        listening.pieces.put(error)
    listening.pieces.put(_ENDED)


def _mendable(error: BaseException) -> bool:
    return isinstance(error, Exception) and explain(error).retry


def _pause(state: RetryCallState) -> float:
    """Return the seconds to wait: what the server asks for, else longer each time."""
    error = state.outcome.exception() if state.outcome else None
    asked = explain(error).wait_s if isinstance(error, Exception) else None
    return _BACKOFF(state) if asked is None else asked


def _hear(listening: _Listening) -> None:
    """Ask once, and pass on what is said until the reply ends or nobody listens."""
    if listening.given_up.is_set():
        return
    reply, named, ended = "", False, False
    # A generator in every provider, which is closed to let go of the connection.
    said = [("ai" if at % 2 else "human", turn) for at, turn in enumerate(listening.turns)]
    stream = cast(Generator[Any], listening.model.stream(said))
    with closing(stream):
        for chunk in _chunks(stream):
            if listening.given_up.is_set():
                return
            about = chunk.response_metadata
            # Providers name themselves in their chunks, and in one of the last say why they ended.
            named = named or bool(about.get("model_provider"))
            ended = ended or any(map(about.get, _REASONS))
            if chunk.text:
                listening.heard = True
                reply += chunk.text
                if _too_long(reply):
                    raise EndlessReply
                listening.pieces.put(chunk.text)
    if not THINKING.sub("", reply).strip():
        raise EmptyReply
    if named and not ended and not _AT_AN_END.search(reply):
        raise CutReply


def _chunks(stream: Iterator[Any]) -> Iterator[Any]:
    """Yield the stream's chunks; a stream that holds none at all has the wrong form."""
    try:
        yield from stream
    except ValueError as error:
        if "No generation" in str(error):  # langchain-core 1.7.2 has no class of its own for it
            raise WrongForm from None
        raise
