"""A server that speaks the OpenAI streaming protocol, and misbehaves on purpose."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from core.settings import Settings

KEY = "sk-canary-4f1d"


class Handler(BaseHTTPRequestHandler):
    """Answers each request by the next behaviour; the last one serves all that follow."""

    behaviours: ClassVar[list[Callable[["Handler"], None]]] = []
    asked: ClassVar[list[dict]] = []
    let_go = threading.Event()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(
            {"path": self.path, "body": json.loads(body), "key": self.headers["Authorization"]}
        )
        behave = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
        with suppress(BrokenPipeError, ConnectionResetError):  # the reader has gone
            behave(self)

    def begin(self, status=200, kind="text/event-stream", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def say(self, text, reason=None):
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "small"}
        chunk["choices"] = [{**choice, "finish_reason": reason}]
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_):
        pass


def says(*pieces, reason="stop"):
    """Say these pieces and end as a server does."""

    def behave(handler):
        handler.begin()
        for piece in pieces:
            handler.say(piece)
        handler.say("", reason)
        handler.wfile.write(b"data: [DONE]\n\n")

    return behave


def breaks_off(*pieces):
    """Say these pieces and hang up, without a word that the reply has ended."""

    def behave(handler):
        handler.begin()
        for piece in pieces:
            handler.say(piece)

    return behave


def resets(*pieces):
    """Promise more than is sent, so that the connection breaks."""

    def behave(handler):
        handler.begin(Content_Length="100000")
        for piece in pieces:
            handler.say(piece)

    return behave


def refuses(status, message="no", **headers):
    """Answer with an error status and the usual body, which repeats what was sent."""

    def behave(handler):
        handler.begin(status, "application/json", **headers)
        sent = handler.asked[-1]["body"]["messages"]
        error = {"message": f"{message} {KEY} {sent}", "type": "error", "code": status}
        handler.wfile.write(json.dumps({"error": error}).encode())

    return behave


def sends(text, kind):
    """Answer 200 with something that is no stream of chat."""

    def behave(handler):
        handler.begin(200, kind)
        handler.wfile.write(text.encode())

    return behave


def says_without_end(piece):
    """Say the same for ever."""

    def behave(handler):
        handler.begin()
        while not handler.let_go.is_set():
            handler.say(piece)

    return behave


def is_silent(*pieces):
    """Say these pieces, then nothing, and keep the connection."""

    def behave(handler):
        handler.begin()
        for piece in pieces:
            handler.say(piece)
        handler.let_go.wait(30)

    return behave


@contextmanager
def serving(*behaviours) -> Iterator[str]:
    """Serve on loopback; yield the address."""
    Handler.behaviours[:] = behaviours
    Handler.asked.clear()
    Handler.let_go.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1"
        finally:
            Handler.let_go.set()
            server.shutdown()


def configured(settings: Settings, url: str, timeout_s: int = 20) -> Settings:
    """Name the server as the chat model's."""
    return replace(
        settings,
        chat_model="openai:small",
        chat_base_url=url,
        chat_api_key=KEY,
        chat_timeout_s=timeout_s,
    )


def wait_for(condition: Callable[[], bool]) -> bool:
    """Wait up to ten seconds for a condition."""
    for _ in range(1000):
        if condition():
            return True
        time.sleep(0.01)
    return False
