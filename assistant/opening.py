"""Opening an assistant over the index that settings name.

In: settings. Out: an `Assistant`, ready to answer; an index that is missing or was built by others
is an error that names the command which mends it.
"""

from __future__ import annotations

from assistant.model import load_chat_model
from assistant.pipeline import Assistant
from core.settings import Settings
from vectorstore.embeddings import load_embeddings
from vectorstore.entailment import load_entailment
from vectorstore.fingerprint import index_fingerprint
from vectorstore.search import open_search


def open_assistant(settings: Settings, *, chat: bool = True) -> Assistant:
    """Open the index and load the models; without `chat` no chat model is set up."""
    embeddings = load_embeddings(settings.embedding_model)
    search = open_search(settings.data_dir, embeddings)
    search.library.check(index_fingerprint(embeddings))
    embeddings.embed_query("warm up")  # so that the first question waits for no model
    entailment = load_entailment(settings.entailment_model)
    return Assistant(search, load_chat_model(settings) if chat else None, entailment)
