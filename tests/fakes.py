"""The fakes, at the two real seams: an embedder by words and a chat model by script."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

from vectorstore.embeddings import EmbeddedTokens, PassageEmbeddings
from vectorstore.words import words

WIDTH = 64


class WordHashEmbeddings(PassageEmbeddings):
    """Words hashed to 64 numbers: a question is near the passage that it shares words with."""

    identity = "word-hash-64"
    dimension = WIDTH
    max_tokens = 250

    def count_tokens(self, texts):
        return [len(text.split()) for text in texts]

    def embed(self, texts):
        return np.asarray([_vector(text) for text in texts], dtype=np.float32).reshape(-1, WIDTH)

    def embed_query(self, text):
        return _vector(text).tolist()

    def embed_tokens(self, text):
        """Words that begin alike are alike, as "open" and "opened" are to a real model."""
        spans = tuple(match.span() for match in re.finditer(r"\w+", text))
        return EmbeddedTokens(spans, self.embed([text[a : min(b, a + 4)] for a, b in spans]))


def _vector(text: str) -> np.ndarray:
    vector = np.zeros(WIDTH, dtype=np.float32)
    for word in words(text):
        digest = hashlib.sha256(word.encode()).digest()
        vector[digest[0] % WIDTH] += 1 if digest[1] % 2 else -1
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


class ScriptedChatModel(BaseChatModel):
    """Replies in order, or raises; records what it was asked, and fails when asked too often.

    A reply that is a list comes piece by piece; an exception among the pieces is raised there.
    """

    replies: list[Any]
    prompts: list[list[BaseMessage]] = Field(default_factory=list)

    def __init__(self, replies):
        super().__init__(replies=list(replies))  # type: ignore[call-arg]

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(chunk.text for chunk in self._stream(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        self.prompts.append(messages)
        assert self.replies, "the chat model was asked once too often"
        reply = self.replies.pop(0)
        for piece in reply if isinstance(reply, list) else [reply]:
            if isinstance(piece, Exception):
                raise piece
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
