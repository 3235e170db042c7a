"""A chat model's server that fails in every way it can: one line, and the quotes."""

import logging
import socket
import threading

import pytest
from misbehaving_server import (
    KEY,
    Handler,
    breaks_off,
    configured,
    is_silent,
    refuses,
    resets,
    says,
    says_without_end,
    sends,
    serving,
    wait_for,
)

from assistant.chat.replies import ATTEMPTS, reply_as_it_comes
from assistant.listener import Listener
from assistant.model import load_chat_model
from assistant.pipeline import Assistant
from core.errors import ModelUnavailable
from core.schema import Answer
from vectorstore.search import open_search

CANARY = "The walnut canary sings at Oak Valley High."
DOCUMENT = f"# Oak Valley\n\nOak Valley High opened a health pathway in 2011. {CANARY}\n"
QUESTION = "When did Oak Valley High open a health pathway?"
FIRST = "It opened in 2011 [1.1]. "
HTML = "<html><body>Sign in to the proxy</body></html>"
PLAIN_JSON = '{"error": {"message": "quota", "code": 402}}'
FAILURES = [
    ("rate limit", refuses(429), "asked too often", ATTEMPTS),
    ("server fault", refuses(500), "has a fault", ATTEMPTS),
    ("overloaded", refuses(503), "has a fault", ATTEMPTS),
    ("bad key", refuses(401), "CHAT_API_KEY", 1),
    ("forbidden", refuses(403), "CHAT_API_KEY", 1),
    ("no such model", refuses(404), "CHAT_MODEL", 1),
    ("refused request", refuses(400), "CHAT_MODEL", 1),
    ("overflow", refuses(400, "context_length_exceeded"), "CHAT_CONTEXT_TOKENS", 1),
    ("llama.cpp", refuses(400, "exceeds the available context size"), "CHAT_CONTEXT_TOKENS", 1),
    ("vLLM", refuses(400, "maximum context length is 2048 tokens"), "CHAT_CONTEXT_TOKENS", 1),
    ("nothing said", says(""), "wrote nothing", 1),
    ("blanks", says(" ", "\n"), "wrote nothing", 1),
    ("thought only", says("<think>hm</think>"), "wrote nothing", 1),
    ("a page", sends(HTML, "text/html"), "CHAT_BASE_URL", 1),
    ("JSON", sends(PLAIN_JSON, "application/json"), "CHAT_BASE_URL", 1),
    ("an error in the stream", sends(f"data: {PLAIN_JSON}\n\n", "text/event-stream"), "failed", 1),
    ("no JSON in the stream", sends("data: {oops\n\n", "text/event-stream"), "no chat reply", 1),
    ("no end", says_without_end("and on and on "), "without an end", 1),
    ("no end, cited", says_without_end(FIRST), "without an end", 1),
    ("hung up", breaks_off(FIRST, "It serves ninety"), "broke off", 1),
    ("reset", resets(FIRST, "It serves ninety"), "broke off", 1),
    ("hung up at once", breaks_off(), "CHAT_BASE_URL", 1),
]


@pytest.fixture
def answer(settings, embeddings, write, run_ingest):
    """Ask through the real provider package, over the real pipeline."""
    write("oak.md", DOCUMENT)
    run_ingest()

    def ask(url, timeout_s=20, grown=lambda _: None):
        model = load_chat_model(configured(settings, url, timeout_s))
        assistant = Assistant(open_search(settings.data_dir, embeddings), model)
        return assistant.ask(QUESTION, listener=Listener(grown=grown))

    return ask


def assert_quotes(answer, words):
    """The quotes, and one line in plain words that holds nothing of what was sent."""
    assert answer.status == "answered"
    assert answer.writer == "quotes"
    assert answer.citations[0].quote == "Oak Valley High opened a health pathway in 2011."
    (notice,) = answer.notices
    assert words in notice
    assert "\n" not in notice
    assert "walnut" not in notice
    assert len(notice) < 250
    assert KEY not in repr(answer)


@pytest.mark.parametrize("row", FAILURES, ids=[row[0] for row in FAILURES])
def test_a_failing_server_leaves_the_quotes_and_one_line(answer, caplog, capfd, row):
    _, behaviour, words, attempts = row
    caplog.set_level(logging.INFO)
    with serving(behaviour) as url:
        assert_quotes(answer(url), words)
    assert len(Handler.asked) == attempts
    written = caplog.text + "".join(capfd.readouterr())
    assert KEY not in written
    assert "walnut" not in written


def test_what_was_sent_did_hold_the_canaries(answer):
    with serving(refuses(401)) as url:
        answer(url)
    (asked,) = Handler.asked
    assert CANARY in asked["body"]["messages"][-1]["content"]
    assert asked["key"] == f"Bearer {KEY}"


def test_a_refused_connection_is_tried_again_then_said(answer):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert_quotes(answer(f"http://127.0.0.1:{port}/v1"), "CHAT_BASE_URL")


@pytest.mark.parametrize("pieces", [(), (FIRST, "It serves ")])
def test_a_silent_server_is_given_up_after_the_time_that_is_set(answer, pieces):
    with serving(is_silent(*pieces)) as url:
        found = answer(url, timeout_s=1)
    assert_quotes(found, "CHAT_TIMEOUT_S")
    assert len(Handler.asked) == 1


def test_a_passing_fault_is_mended_by_asking_again(answer):
    with serving(refuses(429, Retry_After="0"), refuses(503), says(FIRST)) as url:
        found = answer(url)
    assert (found.writer, found.text, found.notices) == ("prose", "It opened in 2011. [1]", ())
    assert len(Handler.asked) == 3


def test_a_server_that_wants_a_long_pause_is_not_waited_for(answer):
    with serving(refuses(429, Retry_After="3600"), says(FIRST)) as url:
        assert_quotes(answer(url), "for 3600 seconds")
    assert len(Handler.asked) == 1


def test_the_pause_that_a_server_asks_for_is_kept(settings):
    with serving(refuses(429, Retry_After="20"), says(FIRST)) as url:
        model = load_chat_model(configured(settings, url))
        assert model is not None
        replies = reply_as_it_comes(model.chat, ["When?"])
        assert [next(replies) for _ in range(4)] == [""] * 4  # two seconds
        assert len(Handler.asked) == 1
        replies.close()


def test_what_was_said_is_not_asked_for_again(answer):
    heard: list[Answer] = []
    with serving(resets(FIRST, "It serves"), says("No. [1.2]")) as url:
        assert_quotes(answer(url, grown=heard.append), "broke off")
    assert [part.text for part in heard] == ["It opened in 2011. [1]"]
    assert len(Handler.asked) == 1


def test_a_reply_cut_by_its_length_keeps_its_whole_sentences(answer):
    with serving(says(FIRST, "It serves ninety", reason="length")) as url:
        found = answer(url)
    assert (found.writer, found.text, found.removed) == ("prose", "It opened in 2011. [1]", 1)


def test_nobody_is_asked_again_once_given_up_on(settings):
    with serving(refuses(503, Retry_After="1")) as url:
        model = load_chat_model(configured(settings, url))
        assert model is not None
        before = set(threading.enumerate())
        replies = reply_as_it_comes(model.chat, ["When?"])
        next(replies)
        assert wait_for(lambda: len(Handler.asked) == 1)
        listening = [t for t in set(threading.enumerate()) - before if "_listen" in t.name]
        replies.close()
        for thread in listening:
            thread.join(10)
        assert listening
        assert len(Handler.asked) == 1


def test_the_line_of_a_failure_has_no_cause_that_could_be_printed(settings):
    with serving(refuses(401)) as url:
        model = load_chat_model(configured(settings, url))
        assert model is not None
        with pytest.raises(ModelUnavailable) as raised:
            list(reply_as_it_comes(model.chat, [CANARY]))
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
