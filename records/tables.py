"""The tables of the records file, how they came to be, and how values are packed into their cells.

In: answers and filters. Out: SQL text and JSON. Unlike the index, this file cannot be made anew, so
a change of its tables is a new entry at the end of `MIGRATIONS` and never an edit of an old one:
entry n brings a file from shape n to shape n + 1, and SQLite's `user_version` says which it has.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from pydantic import TypeAdapter, ValidationError

from core.schema import Answer, Filters

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE conversations (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
            created TEXT NOT NULL
        )""",
        """CREATE TABLE turns (
            conversation INTEGER NOT NULL REFERENCES conversations(number) ON DELETE CASCADE,
            number INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT, filters TEXT NOT NULL,
            saved TEXT NOT NULL, PRIMARY KEY (conversation, number)
        )""",
        """CREATE TABLE feedback (
            conversation INTEGER NOT NULL, number INTEGER NOT NULL,
            thumb TEXT CHECK (thumb IN ('up', 'down')), comment TEXT NOT NULL,
            given TEXT NOT NULL, PRIMARY KEY (conversation, number),
            FOREIGN KEY (conversation, number)
                REFERENCES turns(conversation, number) ON DELETE CASCADE
        )""",
    ),
)

_ANSWER = TypeAdapter(Answer)
_FILTERS = TypeAdapter(Filters)


def pack(value: Answer | Filters) -> str:
    """Write an answer or filters as JSON."""
    return json.dumps(asdict(value), ensure_ascii=False)


def read_answer(packed: str | None) -> Answer | None:
    """Undo `pack`; an answer of an older shape that can no longer be read is none."""
    try:
        return None if packed is None else _ANSWER.validate_json(packed)
    except ValidationError:
        return None


def read_filters(packed: str) -> Filters:
    """Undo `pack`; filters that can no longer be read are none."""
    try:
        return _FILTERS.validate_json(packed)
    except ValidationError:
        return Filters()
