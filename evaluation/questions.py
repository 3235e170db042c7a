"""The project's own questions: what is asked, and what a good answer must hold.

In: a file with one JSON object a line. Out: checked `Question` values. They were written by hands
that saw the digests and never what the program finds; half of them is for development, the other
half is only ever reported on as a whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from core.errors import UsageError
from core.schema import Filters, Reason, Turn

Half = Literal["development", "report"]
Voice = Literal["district", "coach", "evaluator"]
Text = Annotated[str, Field(min_length=1)]
PageId = tuple[str, int]
_STRICT = ConfigDict(extra="forbid", frozen=True)


class _Turn(BaseModel):
    model_config = _STRICT
    question: Text
    answer: str


class _Filters(BaseModel):
    model_config = _STRICT
    district: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None


class Element(BaseModel):
    """A part or side of a question: what a reader calls it, and its fact; None if nobody says."""

    model_config = _STRICT
    name: Text
    key_fact: str | None


class Question(BaseModel):
    """One question with what is known of its answer.

    `right` are the pages that hold the answer or a part of it, `related` those on the same subject
    that do not. `key_fact` is a string that a good answer holds, in wordings parted by " | ";
    `more_facts` are those of the other parts, sides or elements. `reason` says why there is none.
    `elements` are the parts or sides in order, `count` the right number `of` so many, `reading` the
    strings that a completed reading holds, in wordings parted by " | ", and `not_in_reading` those
    that it must not hold.
    """

    model_config = _STRICT
    id: Text
    half: Half
    kind: Text
    voice: Voice
    question: Text
    history: tuple[_Turn, ...]
    filters: _Filters
    answerable: bool
    reason: Reason | None
    right: tuple[PageId, ...]
    related: tuple[PageId, ...]
    key_fact: str | None
    more_facts: tuple[Text, ...]
    elements: tuple[Element, ...] = ()
    count: int | None = None
    of: int | None = None
    reading: tuple[Text, ...] = ()
    not_in_reading: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.answerable and not (self.right and self.key_fact and self.reason is None):
            raise ValueError("an answerable question has right pages, a key fact and no reason")
        if not self.answerable and (self.right or self.key_fact or self.reason is None):
            raise ValueError("an unanswerable question has a reason, no right pages and no fact")
        return self

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns before it."""
        return tuple(Turn(turn.question, turn.answer) for turn in self.history)

    @property
    def narrowed_to(self) -> Filters:
        """The filters it is asked with."""
        return Filters(**self.filters.model_dump())


def read_questions(path: Path) -> tuple[Question, ...]:
    """Read a file of questions; the first slip is named with its line."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    questions: dict[str, Question] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = Question.model_validate_json(line)
        except ValidationError as error:
            slip = error.errors()[0]
            place = ".".join(map(str, slip["loc"])) or "line"
            raise UsageError(f"{path} line {number}: {place}: {slip['msg']}") from error
        if question.id in questions:
            raise UsageError(f"{path} line {number}: the id {question.id!r} is there twice")
        questions[question.id] = question
    return tuple(questions.values())


class AnswerableQuestion(BaseModel):
    """A question of a public set, of which no more is known than whether it can be answered."""

    id: Text
    question: Text
    answerable: bool


def read_answerable(path: Path) -> tuple[AnswerableQuestion, ...]:
    """Read a public set's questions; none if it does not say which can be answered."""
    lines = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
    if '"answerable"' not in "".join(lines):
        return ()
    questions = []
    for number, line in enumerate(lines, start=1):
        try:
            questions.append(AnswerableQuestion.model_validate_json(line))
        except ValidationError as error:
            reason = error.errors()[0]["msg"]
            raise UsageError(f"{path} line {number}: {reason}") from error
    return tuple(questions)
