"""Questions that sentences answer: read, kept with the sentence, found by, and never quoted."""

import json

import pytest

from assistant.evidence import gather, weigh_words
from core.errors import CatalogError
from core.schema import Filters
from ingest.catalog import read_catalog
from library.asks import all_asks

OAK = "Oak Valley High opened a health pathway in 2011."
ELM = "Elm High trains nurses with a hospital."
CATALOG = """documents:
  - {id: oak, title: Oak, kind: report, publisher: P, read: whole, filename: oak.md}
"""
PAGE = f"# Oak\n\n## Pathways\n\n{OAK} {ELM}\n"


@pytest.fixture
def ask_for(write):
    """Write the questions to sentences of the document `oak`."""
    write("catalog.yaml", CATALOG)
    write("oak.md", PAGE)

    def write_asks(**asks: list[str]) -> None:
        quotes = {"oak": OAK, "elm": ELM, "gone": "Nothing says this."}
        lines = [json.dumps({"quote": quotes[key], "asks": texts}) for key, texts in asks.items()]
        write("questions/oak.jsonl", "\n".join(lines) + "\n")

    return write_asks


def test_they_are_kept_with_their_sentence_and_are_no_document(
    ask_for, run_ingest, build_assistant
):
    ask_for(oak=["Since when can teens study medicine?", "When did it begin?"])
    reports = run_ingest()
    assert set(reports) == {"oak"}
    assert not reports["oak"].warnings
    library = build_assistant().library
    (passage,) = library.passages(library.passage_ids()).values()
    stored = library.sentences(passage)
    assert {at: len(asks.texts) for at, asks in stored.asks.items()} == {0: 2}
    assert all_asks(library.rows).passages == (passage.id,)
    assert len(all_asks(library.rows).vectors) == 2


def test_a_passage_is_found_by_them_in_words_that_it_does_not_hold(
    ask_for, write, run_ingest, build_assistant
):
    asked = "Since when can teenagers study medicine?"
    write("elm.md", f"# Elm\n\n{'Teenagers study there since long. ' * 3}\n")
    ask_for(oak=[asked])
    run_ingest()
    assistant = build_assistant()
    query = assistant.search.build_query(asked, Filters())
    assert assistant.search.search(query, 2)[0].passage.source_id == "oak"
    (hit,) = [hit for hit in assistant.search.search(query, 2) if hit.rank == 1]
    asks = assistant.library.sentences(hit.passage).asks
    assert asks[0].nearest(query.vector) == pytest.approx(1, abs=1e-2)
    first, second = gather(assistant.library, query, [hit], weigh_words(assistant.library, asked))
    assert first.covered == 1 > first.coverage
    assert first.asked > 0 == second.asked


def test_they_are_never_quoted(ask_for, run_ingest, build_assistant):
    ask_for(oak=["When did Oak Valley High start its health pathway?"])
    run_ingest()
    answer = build_assistant().ask("When did Oak Valley High start its health pathway?")
    assert answer.citations[0].quote == OAK
    assert "start" not in answer.text


def test_a_source_is_read_again_when_they_change(ask_for, run_ingest, build_assistant):
    ask_for(oak=["When?"])
    run_ingest()
    assert run_ingest()["oak"].state == "unchanged"
    ask_for(oak=["When?", "In which year?"])
    assert run_ingest()["oak"].state == "changed"
    assert len(all_asks(build_assistant().library.rows).vectors) == 2


def test_a_sentence_that_the_document_does_not_hold_is_told(ask_for, run_ingest):
    ask_for(oak=["When?"], gone=["Why?"])
    (warning,) = run_ingest()["oak"].warnings
    assert "1 sentence" in warning
    assert "Nothing says this." in warning


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("not json", "line"),
        ('{"quote": "A."}', "asks"),
        ('{"quote": "A.", "asks": []}', "asks"),
        ('{"quote": "", "asks": ["Why?"]}', "quote"),
        ('{"quote": "A.", "asks": ["Why?"], "more": 1}', "more"),
        ('{"quote": "A.", "asks": "Why?"}', "asks"),
    ],
)
def test_a_line_that_is_no_such_question_is_refused_by_its_number(settings, write, line, complaint):
    write("catalog.yaml", CATALOG)
    path = write("questions/oak.jsonl", f'{{"quote": "A.", "asks": ["Why?"]}}\n\n{line}\n')
    with pytest.raises(CatalogError) as caught:
        read_catalog(settings)
    message = str(caught.value)
    assert f"{path}, line 3: {complaint}" in message
    assert "\n" not in message


def test_a_library_without_any_is_as_before(write, run_ingest, build_assistant):
    write("oak.md", PAGE)
    run_ingest()
    assistant = build_assistant()
    assert all_asks(assistant.library.rows).passages == ()
    assert assistant.ask("When did Oak Valley High open a health pathway?").citations
