"""The small files of a model's folder: what they say without loading the model.

In: a folder in the format of sentence-transformers. Out: its weights' digest, its tokenizer, its
width. Nothing here needs torch.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def weights_sha256(folder: Path, expected: str) -> str:
    """Return the digest of the weights; other weights than `expected` are refused."""
    digest = hashlib.sha256()
    files = sorted(folder.glob("*.safetensors"))
    if not files:
        raise ModelUnavailable(f"the embedding model in {folder} has no *.safetensors file")
    for path in files:
        with path.open("rb") as file:
            hashlib.file_digest(file, lambda: digest)
    if expected and digest.hexdigest() != expected:
        raise ModelUnavailable(f"{files[0]} is not the published model")
    return digest.hexdigest()


def load_tokenizer(folder: Path) -> Tokenizer:
    """Load the tokenizer without torch; its file asks for cutting and padding, which is undone."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as exc:
        raise ModelUnavailable(f"{folder / 'tokenizer.json'} cannot be read ({exc})") from exc
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_json(path: Path) -> dict[str, Any]:
    """Read one of the model's small files; one that is not there says nothing."""
    try:
        values: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    except ValueError as exc:
        raise ModelUnavailable(f"{path} cannot be read ({exc})") from exc
    return values


def vector_width(folder: Path) -> int:
    """Read the width of the last layer that sets one."""
    width = int(read_json(folder / "config.json").get("hidden_size", 0))
    for path in sorted(folder.glob("*_*/config.json"), key=lambda path: path.parent.name):
        layer = read_json(path)
        for key in ("word_embedding_dimension", "embedding_dimension", "out_features"):
            width = int(layer.get(key, width))
    return width
