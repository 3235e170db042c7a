"""What a chat model's failure means: a line for the reader, and whether asking again can mend it.

In: the exception of a provider. Out: a `Failure`. LangChain's own classes of failure are asked
first; a provider that has none is judged by its status code and the name of its exception. An
exception's text is never passed on: it may hold the key, the prompt or words of a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from langchain_core import exceptions as langchain

PREFIX = "LINKED_LEARNING_"
MODEL, BASE_URL = f"{PREFIX}CHAT_MODEL", f"{PREFIX}CHAT_BASE_URL"
API_KEY, CONTEXT = f"{PREFIX}CHAT_API_KEY", f"{PREFIX}CHAT_CONTEXT_TOKENS"
TIMEOUT = f"{PREFIX}CHAT_TIMEOUT_S"
# A server that wants a longer pause is not waited for.
LONGEST_WAIT_S = 20.0
_DEPTH = 8  # how far a chain of causes is followed
_OVERFLOW = ("context length", "context_length", "context size", "context window", "prompt is too")


class WrongForm(Exception):
    """The server's reply is no chat reply: a page, an error in another form, or nothing."""


class EmptyReply(Exception):
    """The model ended its reply without a word."""


class EndlessReply(Exception):
    """The model wrote on past what any answer needs."""


class CutReply(Exception):
    """The reply ended without the model saying that it had."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a model failed, in words; `wait_s` is how long the server asks to be left alone."""

    why: str
    retry: bool = False
    wait_s: float | None = None


_OVERFLOWED = Failure(f"it takes less text than was sent: lower {CONTEXT}")
_UNREACHABLE = Failure(f"it cannot be reached: is it running? Check {BASE_URL}", retry=True)
_OURS: dict[type[Exception], Failure] = {
    WrongForm: Failure(
        f"what came back is no chat reply: check {BASE_URL}, which mostly ends in /v1"
    ),
    EmptyReply: Failure(f"it wrote nothing: check that {MODEL} names a chat model"),
    EndlessReply: Failure(f"it wrote on without an end: another model may do better, see {MODEL}"),
    CutReply: Failure("its reply broke off"),
}
_LANGCHAIN: tuple[tuple[type[Exception], Failure], ...] = (
    (langchain.ContextOverflowError, _OVERFLOWED),
    (langchain.ModelAuthenticationError, Failure(f"it refused the key: check {API_KEY}")),
    (langchain.ModelPermissionDeniedError, Failure(f"the key may not use it: check {API_KEY}")),
    (langchain.ModelNotFoundError, Failure(f"there is no such model or address: check {MODEL}")),
    (langchain.ModelInvalidRequestError, Failure(f"it refused the request: check {MODEL}")),
    (langchain.ModelRateLimitError, Failure("it is asked too often at present", retry=True)),
    (langchain.ModelAPIError, Failure("its server has a fault", retry=True)),
    (
        langchain.ModelTimeoutError,
        Failure(f"it did not answer in time: a slow one may need a longer {TIMEOUT}"),
    ),
    (langchain.ModelConnectionError, _UNREACHABLE),
)
_STATUS = {
    400: langchain.ModelInvalidRequestError,
    401: langchain.ModelAuthenticationError,
    403: langchain.ModelPermissionDeniedError,
    404: langchain.ModelNotFoundError,
    408: langchain.ModelTimeoutError,
    413: langchain.ContextOverflowError,
    429: langchain.ModelRateLimitError,
}
_NAMES = (
    ("timeout", langchain.ModelTimeoutError),
    ("connect", langchain.ModelConnectionError),
    ("protocol", langchain.ModelConnectionError),
    ("decode", WrongForm),
    ("validation", WrongForm),
)


def explain(error: Exception, *, begun: bool = False) -> Failure:
    """Say what a failure means; one that nobody foresaw is named by its class.

    Where the reply had `begun`, a lost connection is a reply that broke off.
    """
    failure = _explain(error)
    return _OURS[CutReply] if begun and failure.why == _UNREACHABLE.why else failure


def _explain(error: Exception) -> Failure:
    causes = list(_causes(error))
    if any(_overflowed(cause) for cause in causes):
        return _OVERFLOWED
    for kind in filter(None, map(_kind, causes)):
        for known, failure in (*_OURS.items(), *_LANGCHAIN):
            if issubclass(kind, known):
                return _with_wait(failure, causes)
    return Failure(f"it failed ({type(error).__name__}): check {MODEL}")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(_DEPTH):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _kind(error: BaseException) -> type[BaseException] | None:
    """Return the class of failure that an exception belongs to, if anything tells."""
    if isinstance(error, (langchain.ModelError, *_OURS)):
        return type(error)
    status = _status(error)
    if status:
        return _STATUS.get(status, langchain.ModelAPIError if status >= 500 else None)
    name = type(error).__name__.lower()
    return next((kind for part, kind in _NAMES if part in name), None)


def _status(error: BaseException) -> int | None:
    """Return the HTTP status that a provider's exception carries under one of its usual names."""
    response = getattr(error, "response", None)
    for holder, name in ((error, "status_code"), (error, "code"), (response, "status_code")):
        status = getattr(holder, name, None)
        if isinstance(status, int) and 400 <= status < 600:
            return status
    return None


def _overflowed(error: BaseException) -> bool:
    """Say whether the request was too long; servers tell it in words only, each in its own."""
    if isinstance(error, langchain.ContextOverflowError):
        return True
    return _status(error) in (400, 413, 500) and any(w in str(error).lower() for w in _OVERFLOW)


def _with_wait(failure: Failure, causes: list[BaseException]) -> Failure:
    """Add the pause that the server asks for; one that is too long is not waited for."""
    asked = next((s for c in causes if (s := _retry_after(c)) is not None), None)
    if not failure.retry or asked is None:
        return failure
    if asked > LONGEST_WAIT_S:
        return Failure(f"{failure.why}; it asks to be left alone for {asked:.0f} seconds")
    return Failure(failure.why, retry=True, wait_s=asked)


def _retry_after(error: BaseException) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        seconds = float(headers.get("retry-after", ""))
    except (TypeError, ValueError):  # a date; the usual pauses serve
        return None
    return seconds if 0 <= seconds < float("inf") else None
