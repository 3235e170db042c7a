"""The own set of true, altered and reworded sentences, and how the verifier judges them.

In: `sentences.jsonl` and the index of the shipped corpus. Out: each sentence with the words it
cites and what stands around them, as an answer would cite them. A true sentence or a rewording
passes if it is found supported; an altered one is caught if it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.checking.support import Cited, weigh
from assistant.verification import words_around
from core.errors import UsageError
from core.schema import join_over_pages
from core.settings import ROOT
from evaluation.questions import Half
from evaluation.results import Result
from library.library import Library
from vectorstore.embeddings import PassageEmbeddings

SENTENCES = ROOT / "evaluation" / "sentences.jsonl"
Text = Annotated[str, Field(min_length=1)]
Kind = Literal["true", "altered", "reworded"]


class JudgedSentence(BaseModel):
    """One sentence that claims to rest on sentences of one page of a digest."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Text
    half: Half
    kind: Kind
    alteration: Text | None
    text: Text
    evidence: Annotated[list[Text], Field(min_length=1)]
    source: Text
    page: int


def read_sentences(path: Path, half: Half | None = None) -> tuple[JudgedSentence, ...]:
    """Read the sentences, or those of one half."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            sentence = JudgedSentence.model_validate_json(line)
        except ValidationError as error:
            raise UsageError(f"{path} line {number}: {error.errors()[0]['msg']}") from error
        if half in (None, sentence.half):
            found.append(sentence)
    return tuple(found)


def sentence_surroundings(library: Library) -> dict[tuple[str, str], str]:
    """Return what stands around every sentence of the library, by source and text."""
    found: dict[tuple[str, str], str] = {}
    for passage in library.passages(library.passage_ids()).values():
        title = library.source(passage.source_id).title
        for sentence in library.sentences(passage).sentences:
            more = sentence.continues
            text = sentence.text if more is None else join_over_pages(sentence.text, more.quote)
            around = words_around(passage.section, title, sentence.origins)
            found[passage.source_id, " ".join(text.split())] = around
    return found


def cite_sentence(sentence: JudgedSentence, around: dict[tuple[str, str], str]) -> Cited:
    """Cite a sentence's evidence as an answer would."""
    places = [(sentence.source, " ".join(text.split())) for text in sentence.evidence]
    known = [around[place] for place in places if place in around]
    return Cited(tuple(sentence.evidence), " ".join(known))


def judge_sentences(
    sentences: Sequence[JudgedSentence],
    library: Library,
    embeddings: PassageEmbeddings | None,
    notify: Callable[[int, int], None] = lambda done, of: None,
) -> Iterator[Result]:
    """Judge every sentence; of the report half only totals can be made out."""
    around, names = sentence_surroundings(library), library.names()
    for number, sentence in enumerate(sentences, start=1):
        cited = cite_sentence(sentence, around)
        verdict, why = weigh(sentence.text, cited, names, embeddings)
        open_half = sentence.half == "development"
        seen = {"text": sentence.text, "verdict": verdict, "why": why} if open_half else {}
        name = sentence.id if open_half else str(number)
        yield Result(f"sentences, {sentence.half} half", name, _scores(sentence, verdict), seen)
        notify(number, len(sentences))


def _scores(sentence: JudgedSentence, verdict: str) -> dict[str, float]:
    if sentence.kind == "altered":
        caught = float(verdict != "supported")
        return {
            "altered: caught": caught,
            "altered: found unsupported": float(verdict == "unsupported"),
            f"altered {sentence.alteration}: caught": caught,
        }
    return {
        f"{sentence.kind}: passing": float(verdict == "supported"),
        f"{sentence.kind}: at least partly": float(verdict != "unsupported"),
    }
