"""Reading a question with what this program has: names, spelling, and a chat model if there is one.

In: a question, the turns before it, the search, and the chat model that may complete a follow-up.
Out: the question as it is understood; "who says so?" asks which document says what was answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from assistant.chat.model_reading import read_with_model
from assistant.model import ChatModel
from assistant.provenance import read_whence
from assistant.question import Understood, understand
from assistant.understanding.names import gazetteer
from assistant.understanding.parts import Part
from assistant.understanding.spelling import write_out
from core.schema import Turn
from vectorstore.search import FusedSearch


def read(
    question: str,
    history: Sequence[Turn],
    search: FusedSearch,
    model: ChatModel | None = None,
    pulse: Callable[[], None] = lambda: None,
) -> Understood:
    """Read a question after the turns before it; `pulse` is called while a model is waited for."""
    if (whence := read_whence(question, history, search.library)) is not None:
        part = Part("", question, told=history[-1].answer)
        return Understood(question, whence, part, (part,))
    known, spell_out = gazetteer(search.library), partial(write_out, search=search)
    if model is None:
        return understand(question, history, known, spell_out)
    reread = partial(read_with_model, model=model, known=known, pulse=pulse)
    return understand(question, history, known, spell_out, reread)
