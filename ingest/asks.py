"""Asks: questions that people wrote down as answered by a sentence, to find it in other words.

In: the folder `questions/` beside `catalog.yaml`, a file `SOURCE_ID.jsonl` each; a line has a
sentence of that source (`quote`) and the questions that it answers (`asks`). Out: the questions by
sentence. They lead to a sentence and are never quoted; a sentence without any is found by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import CatalogError

FOLDER = "questions"


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    quote: str = Field(min_length=1)
    asks: list[str] = Field(min_length=1)


def read_asks(folder: Path) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Return the questions by source id and sentence; a line that cannot be read is an error."""
    files = sorted(folder.glob("*.jsonl")) if folder.is_dir() else []
    return {path.stem: _read(path) for path in files}


def _read(path: Path) -> dict[str, tuple[str, ...]]:
    asks: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            read = _Line.model_validate_json(line)
        except ValidationError as error:
            what = error.errors()[0]
            field = ".".join(map(str, what["loc"])) or "line"
            raise CatalogError(
                f"{path}, line {number}: {field}: {what['msg']}: mend it, then run again"
            ) from error
        quote = plain(read.quote)
        asks[quote] = (*asks.get(quote, ()), *filter(None, map(plain, read.asks)))
    return asks


def plain(text: str) -> str:
    """Return a text with single spaces: a sentence is broken into lines otherwise in each file."""
    return " ".join(text.split())
