"""The chat model, through the real provider package and a server on loopback."""

import json
import sys
import threading
import tomllib
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from langchain.chat_models.base import _get_chat_model_creator
from langchain_core.messages import AIMessageChunk

from assistant.chat.replies import reply_as_it_comes
from assistant.model import destination, load_chat_model
from core.errors import ModelUnavailable
from core.settings import ROOT


class Completions(BaseHTTPRequestHandler):
    """An OpenAI-compatible server that always says the same."""

    asked: ClassVar[list] = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.path, json.loads(body)))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for part in ("It opened ", "in 2011 ", "[1.1]."):
            delta = {"role": "assistant", "content": part}
            chunk = {
                "id": "1",
                "object": "chat.completion.chunk",
                "created": 0,
                "model": "small",
                "choices": [{"index": 0, "delta": delta, "finish_reason": None}],
            }
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    Completions.asked.clear()
    with HTTPServer(("127.0.0.1", 0), Completions) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def configured(settings, port):
    return replace(
        settings,
        chat_model="openai:small",
        chat_base_url=f"http://127.0.0.1:{port}/v1",
        chat_api_key="secret-key",
    )


def test_no_model_is_loaded_where_none_is_configured(settings):
    assert load_chat_model(settings) is None


def test_an_openai_compatible_server_is_asked_at_temperature_0(settings, server):
    model = load_chat_model(configured(settings, server.server_port))
    assert model is not None
    replies = list(reply_as_it_comes(model.chat, ["When did it open?"]))
    assert replies[-1] == "It opened in 2011 [1.1]."
    assert "It opened in 2011 " in replies
    ((path, body),) = Completions.asked
    assert path == "/v1/chat/completions"
    assert body["temperature"] == 0
    assert body["messages"][-1]["content"] == "When did it open?"


def test_a_refused_connection_is_one_line_without_the_key(settings, caplog):
    model = load_chat_model(configured(settings, 9))
    assert model is not None
    with pytest.raises(ModelUnavailable) as raised:
        list(reply_as_it_comes(model.chat, ["When did it open?"]))
    assert "\n" not in str(raised.value)
    assert "secret-key" not in str(raised.value) + caplog.text


def test_an_unknown_provider_is_named(settings):
    with pytest.raises(ModelUnavailable, match="nobody:small"):
        load_chat_model(replace(settings, chat_model="nobody:small"))


class Hesitant:
    """A model that says a word, waits to be let go, and notes how far it was asked on."""

    def __init__(self):
        self.may_go_on = threading.Event()
        self.asked = []

    def stream(self, prompt):
        yield AIMessageChunk(content="It opened ")
        self.may_go_on.wait(30)
        self.asked.append("in 2011")
        yield AIMessageChunk(content="in 2011 ")
        self.asked.append("[1.1]")
        yield AIMessageChunk(content="[1.1].")


def test_a_silent_model_is_waited_for_in_steps():
    model: Any = Hesitant()
    replies = reply_as_it_comes(model, ["When did it open?"])
    assert [next(replies) for _ in range(3)] == ["It opened "] * 3
    model.may_go_on.set()
    assert list(replies)[-1] == "It opened in 2011 [1.1]."


def test_a_model_that_was_given_up_on_is_not_asked_on():
    model: Any = Hesitant()
    before = set(threading.enumerate())
    replies = reply_as_it_comes(model, ["When did it open?"])
    assert [next(replies) for _ in range(2)] == ["It opened "] * 2
    (listening,) = set(threading.enumerate()) - before
    replies.close()
    model.may_go_on.set()
    listening.join(10)
    assert model.asked == ["in 2011"]


@pytest.mark.parametrize(
    ("chat_model", "extra"),
    [
        ("ollama:llama3.2", "ollama"),
        ("anthropic:claude-x", "anthropic"),
        ("google:gemini-x", "google"),
        ("google_genai:gemini-x", "google"),
        ("openai:small", "openai"),
    ],
)
def test_a_missing_package_names_its_extra(settings, monkeypatch, chat_model, extra):
    for package in ("openai", "ollama", "anthropic", "google_genai", "community"):
        monkeypatch.setitem(sys.modules, f"langchain_{package}", None)
    monkeypatch.setitem(sys.modules, "langchain_community.chat_models", None)
    _get_chat_model_creator.cache_clear()
    with pytest.raises(ModelUnavailable) as raised:
        load_chat_model(replace(settings, chat_model=chat_model, chat_api_key="secret-key"))
    _get_chat_model_creator.cache_clear()
    assert str(raised.value).endswith(f"pip install -e '.[{extra}]'")
    assert "secret-key" not in str(raised.value)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert extra in extras["optional-dependencies"]


@pytest.mark.parametrize("chat_model", ["gpt", "openai:", ":small", "openai"])
def test_a_model_without_a_provider_or_a_name_is_an_error_with_an_example(settings, chat_model):
    with pytest.raises(ModelUnavailable, match="write provider:model"):
        load_chat_model(replace(settings, chat_model=chat_model))


@pytest.mark.parametrize(
    ("chat_model", "url", "said"),
    [
        ("", "", ""),
        ("", "http://127.0.0.1:8080/v1", ""),
        ("openai:small", "", "openai"),
        ("openai:small", "http://127.0.0.1:8080/v1", "openai at 127.0.0.1:8080"),
        ("openai:small", "https://user:secret-key@llm.example.org/v1", "openai at llm.example.org"),
        ("openai:small", "http://[::1]:8080/v1?key=secret-key", "openai at [::1]:8080"),
        ("openai:small", "llm.example.org:8000", "openai at llm.example.org:8000"),
        ("openai:small", "http://llm.example.org:port", "openai"),
        ("anthropic:claude-x", "", "anthropic"),
        ("ollama:llama3.2", "", "ollama at this machine (127.0.0.1:11434)"),
        ("ollama:llama3.2", "http://box:11434", "ollama at box:11434"),
        ("nonsense", "", "nonsense"),
    ],
)
def test_where_text_goes_is_said_without_the_key(settings, chat_model, url, said):
    named = replace(settings, chat_model=chat_model, chat_base_url=url, chat_api_key="secret-key")
    assert destination(named) == said
