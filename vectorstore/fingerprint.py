"""The fingerprint of an index: everything that decides what is in it besides the documents.

In: the embedding model. Out: one line of text, compared when an index is opened. A new version of
a reading library may read other text, so it is part of it.
"""

from __future__ import annotations

from importlib.metadata import version

from vectorstore.embeddings import PassageEmbeddings

# Raise with any change that makes reading or cutting yield other text: old indexes become stale.
READER_VERSION = "4"
_LIBRARIES = (
    "pypdf",
    "pypdfium2",
    "markdown-it-py",
    "python-docx",
    "lxml",
    "trafilatura",
    "sentencex",
)


def index_fingerprint(embeddings: PassageEmbeddings) -> str:
    """Return what an index built now would be built by."""
    libraries = " ".join(f"{name}={version(name)}" for name in _LIBRARIES)
    return f"reader={READER_VERSION} embedding={embeddings.identity} cosine {libraries}"
