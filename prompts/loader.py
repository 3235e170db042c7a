"""Prompt texts, kept as Markdown files beside this one.

In: a name. Out: the text with its `$placeholders`, and the digest that goes into every answer
written with it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from string import Template

from core.errors import PromptError

_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt's text and 12 hex digits of its SHA-256."""

    name: str
    text: str
    sha: str

    def render(self, **values: str) -> tuple[str, ...]:
        """Fill the placeholders in; a missing one is an error, not an empty string.

        A line of three dashes parts the turns: what is asked and what is answered, by turns.
        """
        try:
            return tuple(Template(t).substitute(values) for t in self.text.strip().split("\n---\n"))
        except KeyError as error:
            raise PromptError(f"prompts/{self.name}.md needs a value for {error}") from error


def load_prompt(name: str) -> Prompt:
    """Read a prompt file."""
    path = _FOLDER / f"{name}.md"
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise PromptError(f"{path} cannot be read: install the program again") from error
    return Prompt(name, text, hashlib.sha256(text.encode()).hexdigest()[:12])
