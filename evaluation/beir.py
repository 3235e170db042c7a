"""Reading a public retrieval set in BEIR form.

In: a folder with `corpus.jsonl`, `queries.jsonl` (or several `queries_NAME.jsonl`, the same
queries in other forms) and `qrels.tsv` (or `qrels/test.tsv`). Out: a `Benchmark`. In the form
"history" a query's text is the turns of a conversation, one a line, the question last. A set with
a fault is refused as a whole: figures over half of one would pass for figures over all of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from core.errors import CorpusError, UsageError

HISTORY = "history"
_QRELS = ("qrels.tsv", "qrels/test.tsv")
_MEND = "mend the file, or fetch the set again"


@dataclass(frozen=True, slots=True)
class Document:
    """What is found: the unit that is judged."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    """A question, and the questions before it, the oldest first."""

    id: str
    text: str
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A set: `queries` by form, `gains` by query id and document id, above 0 only.

    Queries for which nothing was judged relevant are left out; `unjudged` says how many.
    """

    name: str
    documents: tuple[Document, ...]
    queries: Mapping[str, tuple[BenchmarkQuery, ...]]
    gains: Mapping[str, Mapping[str, float]]
    unjudged: int


def read_benchmark(folder: Path) -> Benchmark:
    """Read the set in a folder."""
    documents = tuple(_read_documents(_existing(folder, "corpus.jsonl")))
    gains = _read_gains(_existing(folder, *_QRELS), {document.id for document in documents})
    forms = {form: _read_queries(path, form) for form, path in _query_files(folder).items()}
    unjudged = {query.id for queries in forms.values() for query in queries} - gains.keys()
    judged = {
        form: tuple(query for query in queries if query.id in gains)
        for form, queries in forms.items()
    }
    return Benchmark(folder.name, documents, judged, gains, len(unjudged))


def _existing(folder: Path, *names: str) -> Path:
    """Return the first of these files that is there."""
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise UsageError(f"{folder} has no {' or '.join(names)}: name a folder with a set in BEIR form")


def _query_files(folder: Path) -> dict[str, Path]:
    """Return the files of queries by form."""
    named = sorted(folder.glob("queries_*.jsonl"))
    forms = {path.stem.removeprefix("queries_"): path for path in named}
    if not forms or (folder / "queries.jsonl").is_file():
        forms[""] = _existing(folder, "queries.jsonl", "queries_NAME.jsonl")
    return forms


def _read_documents(path: Path) -> Iterator[Document]:
    for place, record_id, record in _records(path):
        title = record.get("title") or ""
        yield Document(record_id, _string(title, place), _string(record.get("text"), place))


def _read_queries(path: Path, form: str) -> tuple[BenchmarkQuery, ...]:
    return tuple(
        _query(record_id, _string(record.get("text"), place), form, place)
        for place, record_id, record in _records(path)
    )


def _query(record_id: str, text: str, form: str, place: str) -> BenchmarkQuery:
    lines = text.split("\n") if form == HISTORY else [text]
    turns = [line.strip() for line in lines if line.strip()]
    if not turns:
        raise CorpusError(f"{place}: the query is empty: {_MEND}")
    return BenchmarkQuery(record_id, turns[-1], tuple(turns[:-1]))


def _records(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each record of a file of JSON lines, its place and its id."""
    known: set[str] = set()
    for place, line in _lines(path):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise CorpusError(f"{place}: not JSON ({error}): {_MEND}") from error
        if not isinstance(record, dict):
            raise CorpusError(f"{place}: not a JSON object: {_MEND}")
        record_id = record.get("_id", record.get("id"))
        if isinstance(record_id, int):
            record_id = str(record_id)
        if not isinstance(record_id, str) or not record_id:
            raise CorpusError(f"{place}: no id: {_MEND}")
        if record_id in known:
            raise CorpusError(f"{place}: the id {record_id!r} is there twice: {_MEND}")
        known.add(record_id)
        yield place, record_id, record


def _string(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise CorpusError(f"{place}: title or text is no string: {_MEND}")
    return value


def _read_gains(path: Path, document_ids: set[str]) -> dict[str, dict[str, float]]:
    """Read the judgements; a first line without a number is the header."""
    gains: dict[str, dict[str, float]] = {}
    judged: set[tuple[str, str]] = set()
    for number, (place, line) in enumerate(_lines(path)):
        query_id, document_id, score = _cells(line, place)
        gain = _gain(score)
        if gain is None:
            if number == 0:
                continue
            raise CorpusError(f"{place}: the score {score!r} is no number: {_MEND}")
        if document_id not in document_ids:
            raise CorpusError(f"{place}: corpus.jsonl has no document {document_id!r}: {_MEND}")
        if (query_id, document_id) in judged:
            raise CorpusError(f"{place}: {query_id!r} and {document_id!r} come twice: {_MEND}")
        judged.add((query_id, document_id))
        if gain > 0:
            gains.setdefault(query_id, {})[document_id] = gain
    return gains


def _cells(line: str, place: str) -> list[str]:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != 3:
        raise CorpusError(f"{place}: not query, document and score between tabs: {_MEND}")
    return cells


def _gain(score: str) -> float | None:
    try:
        gain = float(score)
    except ValueError:
        return None
    return gain if isfinite(gain) else None


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the lines that are not blank, each with its place ("FILE, line 3")."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"{path}, line {number}", line
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is not UTF-8 text ({error}): {_MEND}") from error
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror}): see its permissions"
        ) from error
