"""The chat model, if one is configured, and where it is.

In: settings. Out: LangChain's chat model, or None; and the words that say where text is sent. The
only place where a provider is looked up. Providers' own retries are turned off: `replies` retries,
so that waiting stays bounded and can be given up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel

from core.errors import ModelUnavailable
from core.settings import Settings

# Providers whose package is an extra of ours, by LangChain's name, with what the extra is called.
EXTRAS = {
    "openai": "openai",
    "ollama": "ollama",
    "anthropic": "anthropic",
    "google_genai": "google",
}
_OTHER_NAMES = {"google": "google_genai"}


@dataclass(frozen=True)
class ChatModel:
    """A chat model, the name it was configured by, and how many tokens it can take in and give."""

    chat: BaseChatModel
    name: str
    context_tokens: int = 4096


def load_chat_model(settings: Settings) -> ChatModel | None:
    """Load the configured chat model; None where none is configured."""
    if not settings.chat_model:
        return None
    from langchain.chat_models import init_chat_model  # slow, and not needed without a model

    provider, name = _split(settings.chat_model)
    try:
        model: BaseChatModel = init_chat_model(
            name, model_provider=provider, **_options(provider, settings)
        )
    except ImportError as error:
        raise ModelUnavailable(_missing(settings.chat_model, provider)) from error
    except Exception as error:  # noqa: BLE001 - each provider has its own
        # The exception is left behind: some providers repeat what they were given, the key too.
        raise ModelUnavailable(
            f"the chat model {settings.chat_model!r} cannot be set up ({type(error).__name__}):"
            " check LINKED_LEARNING_CHAT_MODEL and, if it needs one, LINKED_LEARNING_CHAT_API_KEY"
        ) from None
    return ChatModel(model, settings.chat_model, settings.chat_context_tokens)


def destination(settings: Settings) -> str:
    """Say where questions and passages are sent ("openai at 127.0.0.1:8080"); "" for nowhere.

    Holds the provider's name and the host, never the key nor a name or password in the address.
    """
    if not settings.chat_model:
        return ""
    provider = settings.chat_model.partition(":")[0].strip().lower()
    host = _host(settings.chat_base_url)
    if not host and provider == "ollama":
        host = "this machine (127.0.0.1:11434)"
    return f"{provider} at {host}" if host else provider


def _split(chat_model: str) -> tuple[str, str]:
    """Return LangChain's name of the provider, and the model's."""
    provider, colon, name = chat_model.partition(":")
    provider = provider.strip().lower().replace("-", "_")
    if not colon or not provider or not name.strip():
        raise ModelUnavailable(
            f"LINKED_LEARNING_CHAT_MODEL is {chat_model!r}: write provider:model,"
            " for example openai:gpt-4.1-mini or ollama:llama3.2"
        )
    return _OTHER_NAMES.get(provider, provider), name.strip()


def _host(url: str) -> str:
    """Return an address's host and port, without what else it may hold."""
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = parts.hostname or ""
    return f"[{host}]{port}" if ":" in host else f"{host}{port}"


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    """Return what the provider's class is made with; each spells its options its own way."""
    timeout = settings.chat_timeout_s
    options: dict[str, Any] = {"temperature": 0}
    if provider == "ollama":
        # Ollama cuts what is longer than its window off without a word.
        options |= {"num_ctx": settings.chat_context_tokens, "client_kwargs": {"timeout": timeout}}
    else:
        options |= {"timeout": timeout, "max_retries": 0}
    if provider == "google_genai":
        options["transport"] = "rest"  # its gRPC waits for ever where nobody answers (3.2.0)
    if settings.chat_base_url:
        options["base_url"] = settings.chat_base_url
    if provider == "openai" and settings.chat_base_url:
        options["api_key"] = settings.chat_api_key or "none"  # servers of one's own want none
    elif settings.chat_api_key and provider != "ollama":
        options["api_key"] = settings.chat_api_key
    return options


def _missing(chat_model: str, provider: str) -> str:
    """Return the line for a provider's package that is not installed."""
    extra = EXTRAS.get(provider)
    mend = f"pip install -e '.[{extra}]'" if extra else f"install LangChain's for {provider!r}"
    return f"the package for {chat_model!r} is not installed: {mend}"
