"""Replies of chat models, cut into sentences with addresses."""

import pytest

from assistant.prose import parse_reply


def cut(reply):
    draft = parse_reply(reply)
    return [(s.text, s.addresses) for p in draft.paragraphs for s in p.sentences], draft.removed


@pytest.mark.parametrize(
    ("reply", "sentences", "removed"),
    [
        ("A is so. [1.2]", [("A is so.", ("1.2",))], 0),
        ("A is so [1.2].", [("A is so.", ("1.2",))], 0),
        ("A is so [1.2, 3.4].", [("A is so.", ("1.2", "3.4"))], 0),
        ("A is so [1.2][3.4].", [("A is so.", ("1.2", "3.4"))], 0),
        ("A is so [1.2]. B too [2.1].", [("A is so.", ("1.2",)), ("B too.", ("2.1",))], 0),
        ("Ames left. A is so [1.2].", [("A is so.", ("1.2",))], 1),
        ("A is so.", [], 1),
        ("A [sic] is so [1.2].", [("A [sic] is so.", ("1.2",))], 0),
        ("[1.2]", [], 0),
        ("", [], 0),
    ],
)
def test_replies(reply, sentences, removed):
    assert cut(reply) == (sentences, removed)
