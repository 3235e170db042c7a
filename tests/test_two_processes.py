"""One process ingests, replaces and removes while another one searches."""

import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

from fakes import WordHashEmbeddings
from ingest_driver import settings_of

from assistant.pipeline import Assistant
from core.schema import Filters
from ingest.run import ingest
from vectorstore.search import open_search

DRIVER = str(Path(__file__).with_name("ingest_driver.py"))
VERSIONS = 12
SEEN_WITHIN_S = 1.0
QUESTION = "Which line did Maple High write in part 2 of the maple plan?"


def versions_in(hits) -> set[str]:
    texts = [hit.passage.text for hit in hits if hit.passage.source_id == "maple-md"]
    return {word.rstrip(".") for text in texts for word in text.split() if word.startswith("v")} - {
        "version"
    }


def test_a_reader_sees_whole_versions_within_a_second(tmp_path):
    corpus, data = tmp_path / "corpus", tmp_path / "data"
    corpus.mkdir()
    (corpus / "oak.md").write_text("# Oak\n\nOak Valley High opened a pathway in 2011.\n", "utf-8")
    settings = settings_of(str(corpus), str(data))
    ingest([corpus], settings, WordHashEmbeddings())
    search = open_search(data, WordHashEmbeddings())
    assistant = Assistant(search)

    told: queue.Queue[tuple[str, float]] = queue.Queue()
    command = [sys.executable, DRIVER, "versions", str(corpus), str(data), str(VERSIONS)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def listen():
        for line in writer.stdout or ():
            told.put((line.strip(), time.monotonic()))

    threading.Thread(target=listen, daemon=True).start()
    committed, committed_at, searches, latest = "", 0.0, 0, ""
    while writer.poll() is None or not told.empty():
        while not told.empty():
            committed, committed_at = told.get()
        began = time.monotonic()
        hits = search.search(search.build_query(QUESTION, Filters()), 10)
        answer = assistant.ask(QUESTION)
        searches += 1
        seen = versions_in(hits)
        assert len(seen) <= 1, f"two versions in one search: {seen}"
        assert len({v for c in answer.citations for v in versions_in_quote(c.quote)}) <= 1
        latest = next(iter(seen), "")
        if began > committed_at + SEEN_WITHIN_S:
            number = committed.removeprefix("version ")
            if number.isdigit():
                assert int(latest.removeprefix("v") or -1) >= int(number)
            elif committed == "removed":
                assert not latest
    assert writer.returncode == 0
    assert searches > VERSIONS
    time.sleep(SEEN_WITHIN_S)
    assert not versions_in(search.search(search.build_query(QUESTION, Filters()), 10))


def versions_in_quote(quote: str) -> set[str]:
    return {word.rstrip(".") for word in quote.split() if word.startswith("v")} - {"version"}
