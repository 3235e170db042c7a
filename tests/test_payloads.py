"""The public payloads never render: as a document's text, a question, or what a model replies."""

import json

import pytest
from test_inert_markdown import OUR_ATTRIBUTES, OURS, Reader, all_html, check_inert

from assistant.chat.reply_parser import parse_reply


@pytest.fixture(scope="session")
def payloads(benchmarks):
    with (benchmarks / "injection" / "payloads.jsonl").open(encoding="utf-8") as rows:
        return [json.loads(row)["text"] for row in rows]


def assert_text_only(text):
    for html in all_html(text):
        reader = Reader(html)
        assert reader.tags <= OURS
        assert reader.attributes <= OUR_ATTRIBUTES
        assert reader.addresses <= {"#cite-0-c0", "/source?id=x"}


def test_every_payload_shows_itself_and_nothing_else(payloads):
    assert len(payloads) > 100
    for payload in payloads:
        check_inert(payload)
        assert_text_only(payload)


def test_every_payload_that_a_model_replies_is_text(payloads):
    said = 0
    for payload in payloads:
        for form in (f"{payload} [1.1].", f"[1.1] {payload}", f"- {payload} (1.1)"):
            draft = parse_reply(form, {"1.1": "A is so."})
            for sentence in (s for p in draft.paragraphs for s in p.sentences):
                said += 1
                check_inert(sentence.text)
                assert_text_only(sentence.text)
    assert said > len(payloads)
