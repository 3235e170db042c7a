"""Running models with torch: the one place that imports it, and sentence-transformers.

In: a model's folder, and texts made ready by its tokenizer. Out: vectors, or a label's number.
Models are loaded from their files alone, without progress bars and remarks, and run on one torch
thread: two wait for each other on a busy machine. Importing this file loads neither library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder as CrossEncoder
    from sentence_transformers import SentenceTransformer as SentenceTransformer


def load_encoder(folder: Path, device: str | None) -> SentenceTransformer:
    """Load a model that turns texts to vectors."""
    from sentence_transformers import SentenceTransformer

    with _silence():
        return SentenceTransformer(str(folder), device=device, local_files_only=True)


def load_pair_encoder(folder: Path) -> CrossEncoder:
    """Load a model that reads two texts together; on the CPU, so that it judges alike anywhere."""
    from sentence_transformers import CrossEncoder

    with _silence():
        loaded: CrossEncoder = CrossEncoder(str(folder), device="cpu", local_files_only=True)
        return loaded


def run_encoder(
    model: SentenceTransformer, features: Mapping[str, Any], task: str, wanted: str, *, half: bool
) -> NDArray[np.float32]:
    """Return what is `wanted` of a batch, as rows of unit length.

    Of token vectors those of the special tokens at both ends are left out.
    """
    import torch
    from sentence_transformers.util import batch_to_device

    mixed = torch.autocast("cpu", torch.bfloat16, enabled=half)
    with _one_thread(), torch.inference_mode(), mixed:
        outcome = model(batch_to_device(dict(features), model.device), task=task)[wanted]
        unit = torch.nn.functional.normalize(outcome, dim=-1)
    if wanted == "token_embeddings":
        unit = unit[:, 1:-1]
    return np.asarray(unit.float().cpu().numpy(), dtype=np.float32)


def best_labels(model: CrossEncoder, pairs: Sequence[tuple[str, str]]) -> list[int]:
    """Return for each pair of texts the number of the label that fits best."""
    with _one_thread():
        scores = model.predict(list(pairs), show_progress_bar=False)
    return [int(best) for best in np.argmax(np.asarray(scores), axis=1)]


def has_bfloat16() -> bool:
    """Say whether this processor computes in bfloat16 itself; others would be slower with it."""
    import torch

    able = torch.cpu.get_capabilities()
    return any(bool(able.get(name)) for name in ("avx512_bf16", "amx_bf16", "bf16"))


@contextmanager
def _one_thread() -> Iterator[None]:
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


@contextmanager
def _silence() -> Iterator[None]:
    from transformers.utils import logging

    verbosity = logging.get_verbosity()
    logging.set_verbosity(40)  # errors
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        logging.enable_progress_bar()  # type: ignore[no-untyped-call]
