"""The index that the project's own questions are asked of.

In: settings, whose corpus is left alone. Out: an assistant over an index, below the data folder, of
the shipped corpus and of `evaluation/documents/`, where a page cannot be read. An index that is
there is brought up to date; nothing of the reader's own documents is in it.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from assistant.opening import open_assistant
from assistant.pipeline import Assistant
from core.settings import ROOT, Settings
from ingest.report import Notify
from ingest.run import ingest
from vectorstore.embeddings import load_embeddings

QUESTIONS = ROOT / "evaluation" / "questions.jsonl"
UNDERSTANDING = ROOT / "evaluation" / "understanding.jsonl"
OPEN_QUESTIONS = ROOT / "evaluation" / "open_questions.jsonl"
IN_PARTS = ROOT / "evaluation" / "asked_in_parts.jsonl"
COUNTED = ROOT / "evaluation" / "counted_questions.jsonl"
FREE = ROOT / "evaluation" / "asked_freely.jsonl"
_DOCUMENTS = (ROOT / "corpus" / "documents", ROOT / "evaluation" / "documents")


def open_own(settings: Settings, notify: Notify = lambda progress: None) -> Assistant:
    """Bring the index of the own questions up to date and open it, without a chat model."""
    folder = settings.data_dir / "evaluation" / "own"
    own = replace(settings, corpus_dir=folder / "corpus", data_dir=folder)
    _copy(own.corpus_dir)
    ingest([own.corpus_dir], own, load_embeddings(own.embedding_model), notify=notify)
    return open_assistant(own, chat=False)


def _copy(corpus: Path) -> None:
    """Put the documents together in one folder, as they are now; their ids go by their names."""
    corpus.mkdir(parents=True, exist_ok=True)
    wanted = {path.name: path for folder in _DOCUMENTS for path in sorted(folder.iterdir())}
    wanted["catalog.yaml"] = ROOT / "corpus" / "catalog.yaml"
    shutil.rmtree(corpus / "questions", ignore_errors=True)
    for path in corpus.iterdir():
        if path.name not in wanted:
            path.unlink()
    shutil.copytree(ROOT / "corpus" / "questions", corpus / "questions")
    for name, path in wanted.items():
        if path.is_file():
            shutil.copyfile(path, corpus / name)
