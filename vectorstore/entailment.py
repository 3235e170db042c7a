"""Entailment: whether sentences say what a statement says, by a model for just that.

In: a folder with a cross-encoder whose labels are entailment, neutral and contradiction (nothing is
fetched), evidence and a statement. Out: one of the labels. The folder's small file of settings is
read at once, so that a wrong folder shows at the start; the weights at the first statement.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from core.errors import ModelUnavailable
from vectorstore.model_files import read_json
from vectorstore.torch_models import best_labels, load_pair_encoder

if TYPE_CHECKING:
    from vectorstore.torch_models import CrossEncoder

Label = Literal["entailment", "neutral", "contradiction"]
SETTING = "LINKED_LEARNING_ENTAILMENT_MODEL"
EXAMPLE = "cross-encoder/nli-MiniLM2-L6-H768"


class Entailment:
    """A cross-encoder on disk; `name` is its folder's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._labels = _labels(folder)
        self._loading = threading.Lock()
        self._loaded: CrossEncoder | None = None
        self.name = folder.name

    def judge(self, evidence: str, statement: str) -> Label:
        """Say what follows from the evidence for a statement; what the model cannot hold is cut."""
        (best,) = best_labels(self._model(), [(evidence, statement)])
        return self._labels[best]

    def _model(self) -> CrossEncoder:
        with self._loading:
            if self._loaded is None:
                try:
                    self._loaded = load_pair_encoder(self._folder)
                except Exception as error:
                    reason = " ".join(str(error).split())[:200] or type(error).__name__
                    raise _unavailable(self._folder, f"cannot be loaded ({reason})") from error
            return self._loaded


@lru_cache(maxsize=4)
def load_entailment(folder: Path | None) -> Entailment | None:
    """Return the model in a folder; None where none is set. One folder is one model."""
    return None if folder is None else Entailment(folder)


def _labels(folder: Path) -> dict[int, Label]:
    """Read which label each of the model's outputs stands for."""
    if not (folder / "config.json").is_file():
        raise _unavailable(folder, "is no model's folder: it has no config.json")
    named = read_json(folder / "config.json").get("id2label", {})
    told = {int(number): str(name).casefold() for number, name in named.items()}
    labels = {n: label for n, name in told.items() for label in get_args(Label) if name == label}
    if len(told) != len(labels) or set(labels.values()) != set(get_args(Label)):
        found = ", ".join(told.values()) or "none"
        wanted = ", ".join(get_args(Label))
        raise _unavailable(folder, f"tells other things apart ({found}) than {wanted}")
    return labels


def _unavailable(folder: Path, why: str) -> ModelUnavailable:
    return ModelUnavailable(
        f"the entailment model {folder} {why}; run `hf download {EXAMPLE} --local-dir {folder}`, "
        f"or leave {SETTING} empty"
    )
