"""Yearly reports: of a study's reports, one for each year of the study.

In: documents by their titles. Out: the year of the study that a title names ("third", "seventh"),
and of several documents on one year the first. A summary or a revised print of a year's report is
no report of another year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from assistant.counting.countable import documents_behind
from assistant.counting.everything import Row, read_everything
from assistant.counting.saying import Task
from assistant.understanding.bounds import NUMBER_WORDS

_YEAR = re.compile(
    r"\b(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ]year\b"
    r"|\byear[- ](?P<number>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b",
    re.I,
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905
Said = TypeVar("Said")


def year_of_study(title: str) -> int:
    """Return which year of a study a title says it reports on, from 1; 0 where it says none."""
    found = _YEAR.search(title)
    if found is None:
        return 0
    if found["ordinal"]:
        return _ORDINALS.index(found["ordinal"].casefold()) + 1
    return NUMBER_WORDS.get(found["number"].casefold()) or int(found["number"])


def one_a_year(said: Mapping[str, Said], titles: Mapping[str, str]) -> dict[str, Said]:
    """Keep of the documents, by id, the first on each year."""
    kept: dict[int, str] = {}
    for name in sorted(said):
        kept.setdefault(year_of_study(titles[name]), name)
    return {name: said[name] for name in kept.values()}


def first_of_each(task: Task) -> dict[str, Row]:
    """Return the documents that some sentence rests on, and the first that does.

    One that names the report's year comes before one that only rests on it.
    """
    said: dict[str, Row] = {}
    naming: dict[str, Row] = {}
    standing = task.everyone & task.scope.standing_ids if task.scope else task.everyone
    for row in read_everything(task.library)[0]:
        if row.admitted(task.scope):
            for document in documents_behind(row, task.library.source(row.passage.source_id)):
                if document.id in standing:
                    said.setdefault(document.id, row)
                    if year_of_study(row.text) == year_of_study(document.title):
                        naming.setdefault(document.id, row)
    return dict(sorted((said | naming).items()))
