"""Tables: those of which a table tells what is asked, a row each.

In: what is looked for and the search. Out: the districts that have a row of their own in the table
that the question finds. It is asked where a figure of each is wanted: "headcount" is a column of a
table, and no word of it.
"""

from __future__ import annotations

from assistant.counting.everything import Row, read_everything
from assistant.counting.saying import Task
from assistant.retrieval import retrieve
from vectorstore.search import FusedSearch, Query

_NEAREST = 4
_LEAST = 3


def rows_of_a_table(search: FusedSearch, query: Query, task: Task) -> dict[str, Row]:
    """Return those with a row in a table among the nearest passages, and the row."""
    for hit in retrieve(search, query)[:_NEAREST]:
        found: dict[str, Row] = {}
        for row in read_everything(task.library)[0]:
            if row.passage.id != hit.passage.id or row.sentence.form != "table_row":
                continue
            named = task.known.districts(row.text.split(" | ")[0])
            if row.admitted(task.scope) and len(named) == 1:
                found |= dict.fromkeys(named & task.everyone, row)
        if len(found) >= _LEAST:
            return dict(sorted(found.items()))
    return {}
