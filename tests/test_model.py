"""The chat model, through the real provider package and a server on loopback."""

import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from langchain_core.messages import AIMessageChunk

from assistant.model import load_chat_model
from assistant.replies import reply_as_it_comes
from core.errors import ModelUnavailable


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
    replies = list(reply_as_it_comes(model.chat, "When did it open?"))
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
        list(reply_as_it_comes(model.chat, "When did it open?"))
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
    replies = reply_as_it_comes(model, "When did it open?")
    assert [next(replies) for _ in range(3)] == ["It opened "] * 3
    model.may_go_on.set()
    assert list(replies)[-1] == "It opened in 2011 [1.1]."


def test_a_model_that_was_given_up_on_is_not_asked_on():
    model: Any = Hesitant()
    before = set(threading.enumerate())
    replies = reply_as_it_comes(model, "When did it open?")
    assert [next(replies) for _ in range(2)] == ["It opened "] * 2
    (listening,) = set(threading.enumerate()) - before
    replies.close()
    model.may_go_on.set()
    listening.join(10)
    assert model.asked == ["in 2011"]
