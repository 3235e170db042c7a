"""`linked-learning ask`: one question, or a file of them."""

from __future__ import annotations

import dataclasses
import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from assistant.listener import Listener
from assistant.opening import open_assistant
from assistant.pipeline import Assistant
from commands.answer_text import render_answer
from commands.ingest_command import ensure_index
from commands.options import build_filters, filter_options, json_option, print_json
from core.errors import AssistantError, UsageError
from core.schema import Filters, Turn, WriterName
from core.settings import read_settings

_LINE_NAMES = {"id", "question", "history", "filters"}
_FILTER_NAMES = {field.name for field in dataclasses.fields(Filters)}


@click.command()
@click.argument("question", required=False)
@filter_options
@click.option("--writer", type=click.Choice(["quotes", "prose"]), help="Quotes need no model.")
@click.option("--history", type=click.Path(path_type=Path), help="Earlier turns, a JSON array.")
@click.option("--batch", type=click.Path(path_type=Path), help="One JSON question a line.")
@json_option
def ask(
    question: str | None,
    writer: WriterName | None,
    history: Path | None,
    batch: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Answer a question from the documents, every sentence cited."""
    if (question is None) == (batch is None):
        raise UsageError("give one question, or --batch FILE.jsonl")
    if batch and (history or build_filters(options)):
        raise UsageError("--history and filters go into the lines of a --batch file")
    lines = _lines(batch) if batch else []
    turns = _turns(_read_json(history)) if history else ()
    settings = read_settings()
    if writer == "prose" and not settings.chat_model:
        raise UsageError("no chat model is configured: set LINKED_LEARNING_CHAT_MODEL")
    ensure_index(settings)
    assistant = open_assistant(settings, chat=writer != "quotes")
    if batch:
        for line in lines:
            click.echo(json.dumps(_answer_line(assistant, line, writer), ensure_ascii=False))
        return
    answer = _ask(assistant, str(question), turns, build_filters(options), writer)
    if as_json:
        print_json({"id": None} | answer)
    else:
        sources = assistant.library.sources()
        pdf_ids = {source.id for source in sources if source.filename.lower().endswith(".pdf")}
        click.echo(render_answer(answer, pdf_ids))


def _ask(
    assistant: Assistant,
    question: str,
    history: tuple[Turn, ...],
    filters: Filters,
    writer: WriterName | None,
) -> dict[str, Any]:
    """Ask, and time the steps in milliseconds."""
    laps = [("", time.perf_counter())]
    answer = assistant.ask(
        question,
        history=history,
        filters=filters,
        writer=writer,
        listener=Listener(step=lambda step: laps.append((step, time.perf_counter()))),
    )
    ends = dict(laps)
    timings = dict.fromkeys(("understand", "search", "write", "verify"), 0.0)
    for (_, before), (step, after) in pairwise(laps):
        timings[step] = round(1000 * (after - before), 1)
    timings["total"] = round(1000 * (time.perf_counter() - ends[""]), 1)
    return dataclasses.asdict(answer) | {"timings_ms": timings}


def _answer_line(assistant: Assistant, line: str, writer: WriterName | None) -> dict[str, Any]:
    """Answer one line of a batch; a bad line yields an error in its place."""
    line_id = None
    try:
        asked = _parse(line)
        line_id = asked.get("id")
        unknown = sorted(set(asked) - _LINE_NAMES)
        if unknown or not isinstance(asked.get("question"), str):
            raise UsageError(
                f"unknown key {unknown[0]!r}" if unknown else "a line needs a text `question`"
            )
        history = _turns(asked.get("history") or [])
        filters = _filters(asked.get("filters") or {})
        return {"id": line_id} | _ask(assistant, asked["question"], history, filters, writer)
    except AssistantError as error:
        return {"id": line_id, "error": str(error)}


def _parse(line: str) -> dict[str, Any]:
    """Read one line; what JSON or UTF-8 has no place for is refused."""
    try:
        asked = json.loads(line, parse_constant=_refuse_constant)
        json.dumps(asked, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise UsageError(f"not JSON: {str(error)[:120]}") from error
    if not isinstance(asked, dict):
        raise UsageError("a line is an object with a text `question`")
    return asked


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _lines(path: Path) -> list[str]:
    return [line for line in _read_text(path).split("\n") if line.strip()]


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as UTF-8 text: {error}") from error


def _read_json(path: Path) -> object:
    try:
        return json.loads(_read_text(path))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is not JSON: {error}") from error


def _turns(value: object) -> tuple[Turn, ...]:
    if not isinstance(value, list) or not all(_is_turn(turn) for turn in value):
        raise UsageError('history is a JSON array of {"question": "…", "answer": "…"}')
    return tuple(Turn(turn["question"], turn["answer"]) for turn in value)


def _is_turn(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(value.get(name), str) for name in ("question", "answer")
    )


def _filters(value: object) -> Filters:
    if not isinstance(value, dict) or set(value) - _FILTER_NAMES:
        raise UsageError(f"filters is an object with some of {', '.join(sorted(_FILTER_NAMES))}")
    names = {key: value.get(key) or [] for key in ("district", "source", "kind")}
    years = {key: value.get(key) for key in ("year_from", "year_to")}
    if not all(isinstance(n, list) and all(isinstance(x, str) for x in n) for n in names.values()):
        raise UsageError("the filters district, source and kind are lists of names")
    if not all(isinstance(year, int | None) for year in years.values()):
        raise UsageError("the filters year_from and year_to are numbers")
    return Filters(
        district=tuple(names["district"]),
        source=tuple(names["source"]),
        kind=tuple(names["kind"]),
        **years,
    )
