"""What is kept of people's work: conversations, turn by turn, and what people said of the answers.

In: questions, answers, filters and feedback under an id that only its browser knows. Out: the same
again, from `records.sqlite` in the data folder, or from memory if nothing is to be kept. Whoever
has an id may read and delete its conversation, so ids are unguessable, and there is no way to ask
for all of them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from core.errors import RecordsError
from core.schema import Answer, Filters
from records.connection import Connections
from records.tables import pack, read_answer, read_filters

FILENAME = "records.sqlite"
TITLE_LENGTH = 80
Thumb = Literal["up", "down"]

_AMONG = "(SELECT value FROM json_each(?))"
_TURN = "conversation = (SELECT number FROM conversations WHERE id = ?) AND number = ?"


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """A question as it was asked, and its answer if there is one that can be read."""

    question: str
    answer: Answer | None
    filters: Filters


@dataclass(frozen=True, slots=True)
class ConversationRecord:
    """A conversation in a list: `created` in UTC, ISO 8601; `turns` is how many there are."""

    id: str
    title: str
    created: str
    turns: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader said of an answer."""

    thumb: Thumb | None
    comment: str = ""


def new_id() -> str:
    """Make the id of a new conversation: 144 random bits, safe in an address."""
    return secrets.token_urlsafe(18)


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def open_records(data_dir: Path, *, keep: bool, now: Callable[[], datetime] = utc_now) -> Records:
    """Open the records of a data folder; without `keep` nothing of them ever reaches the disk."""
    return Records(Connections(data_dir / FILENAME if keep else None), now)


class Records:
    """Conversations and feedback; safe for many threads and processes at once."""

    def __init__(self, connections: Connections, now: Callable[[], datetime]) -> None:
        self._connections = connections
        self._now = now
        with connections.reading():
            pass  # what is wrong with the file is said now, not after the first answer

    def save(
        self,
        conversation_id: str,
        number: int,
        question: str,
        answer: Answer | None,
        filters: Filters,
    ) -> None:
        """Keep turn `number`, from 0, in place of what it was; turn 0 begins the conversation.

        Feedback on a turn goes when another question or answer takes its place.
        """
        cells = (question, None if answer is None else pack(answer), pack(filters))
        with self._connections.writing() as connection:
            if number == 0:
                connection.execute(
                    "INSERT INTO conversations (id, title, created) VALUES (?, ?, ?)"
                    " ON CONFLICT (id) DO UPDATE SET title = excluded.title",
                    (conversation_id, title_of(question), self._time()),
                )
            elif not connection.execute(
                f"SELECT 1 FROM turns WHERE {_TURN}", (conversation_id, number - 1)
            ).fetchone():
                raise RecordsError(
                    f"turn {number} cannot be kept, because the one before it is not there (deleted"
                    " elsewhere?): begin a new conversation"
                )
            connection.execute(
                f"DELETE FROM feedback WHERE {_TURN} AND NOT EXISTS (SELECT 1 FROM turns"
                f" WHERE {_TURN} AND question IS ? AND answer IS ?)",
                (conversation_id, number, conversation_id, number, *cells[:2]),
            )
            connection.execute(
                "INSERT INTO turns SELECT number, ?, ?, ?, ?, ? FROM conversations WHERE id = ?"
                " ON CONFLICT DO UPDATE SET question = excluded.question,"
                " answer = excluded.answer, filters = excluded.filters, saved = excluded.saved",
                (number, *cells, self._time(), conversation_id),
            )

    def turns(self, conversation_id: str) -> tuple[TurnRecord, ...]:
        """Return a conversation's turns in order; none if it is not known."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT question, answer, filters FROM turns WHERE conversation ="
                " (SELECT number FROM conversations WHERE id = ?) ORDER BY number",
                (conversation_id,),
            ).fetchall()
        return tuple(
            TurnRecord(question, read_answer(answer), read_filters(filters))
            for question, answer, filters in rows
        )

    def conversations(self, ids: Sequence[str]) -> tuple[ConversationRecord, ...]:
        """Return those of the conversations that are known, the newest first."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT id, title, created, (SELECT count(*) FROM turns"
                " WHERE conversation = conversations.number) FROM conversations"
                f" WHERE id IN {_AMONG} ORDER BY created DESC, number DESC",
                (json.dumps(list(ids)),),
            ).fetchall()
        return tuple(ConversationRecord(*row) for row in rows)

    def delete(self, ids: Sequence[str]) -> None:
        """Delete conversations with their turns and feedback, down to the file's bytes."""
        with self._connections.writing() as connection:
            connection.execute(
                f"DELETE FROM conversations WHERE id IN {_AMONG}", (json.dumps(list(ids)),)
            )
        self._connections.scrub()

    def give_feedback(
        self, conversation_id: str, number: int, thumb: Thumb | None, comment: str = ""
    ) -> None:
        """Keep what a reader says of a turn's answer; no thumb and no comment takes it back."""
        turn = (conversation_id, number)
        with self._connections.writing() as connection:
            connection.execute(f"DELETE FROM feedback WHERE {_TURN}", turn)
            if thumb is None and not comment:
                return
            given = connection.execute(
                "INSERT INTO feedback SELECT conversation, number, ?, ?, ? FROM turns"
                f" WHERE {_TURN}",
                (thumb, comment, self._time(), *turn),
            )
            if not given.rowcount:
                raise RecordsError(
                    f"feedback on turn {number} cannot be kept, because that turn is not there"
                    " (deleted elsewhere?): ask again and give it then"
                )

    def feedback(self, conversation_id: str) -> dict[int, Feedback]:
        """Return what was said of a conversation's answers, by the number of the turn."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT number, thumb, comment FROM feedback WHERE conversation ="
                " (SELECT number FROM conversations WHERE id = ?) ORDER BY number",
                (conversation_id,),
            ).fetchall()
        return {number: Feedback(thumb, comment) for number, thumb, comment in rows}

    def _time(self) -> str:
        """The time as text that sorts by age."""
        return self._now().astimezone(UTC).isoformat(timespec="microseconds")


def title_of(question: str) -> str:
    """Cut a question at 80 characters, at a word's end if there is one."""
    text = " ".join(question.split())
    if len(text) <= TITLE_LENGTH:
        return text
    head, _, _ = text[: TITLE_LENGTH + 1].rpartition(" ")
    return head or text[:TITLE_LENGTH]
