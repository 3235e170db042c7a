"""The sets that can be measured: the project's own questions, and public ones in BEIR form.

In: a set's name and settings. Out: results. `own` asks the project's questions of the shipped
corpus; any other name is a folder, or one below `LINKED_LEARNING_BENCHMARKS`. A folder that also
holds `questions.jsonl` with questions that its documents answer and others that they do not, as
clapnq does, is asked too. `sentences` judges the project's own true and altered sentences; a folder
of WiCE or BEGIN is known by its file, human quotes of a source are held against it, and a folder
with `indirect.jsonl` holds documents that give orders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import get_args

from assistant.pipeline import Assistant
from core.errors import UsageError
from core.settings import Settings
from evaluation.answering import Asked, ask_all
from evaluation.beir import HISTORY, Benchmark, read_benchmark
from evaluation.benchmark_index import open_benchmark
from evaluation.injection import ROWS, measure_digests, measure_injection
from evaluation.own_index import (
    COUNTED,
    FREE,
    IN_PARTS,
    OPEN_QUESTIONS,
    QUESTIONS,
    UNDERSTANDING,
    open_own,
)
from evaluation.questions import Half, read_answerable, read_questions
from evaluation.ranking import How, score_benchmark
from evaluation.results import Result
from evaluation.sentences import SENTENCES, judge_sentences, read_sentences
from evaluation.support import measure_begin, measure_quotes, measure_wice
from vectorstore.embeddings import load_embeddings
from vectorstore.search import FusedSearch

# The project's own questions by the name of their set.
OWN = {
    "own": QUESTIONS,
    "understanding": UNDERSTANDING,
    "open": OPEN_QUESTIONS,
    "parts": IN_PARTS,
    "counted": COUNTED,
    "free": FREE,
}
OWN_SENTENCES = "sentences"
HALVES: tuple[Half, ...] = get_args(Half)
Notify = Callable[[str, int, int], None]
_JUDGED = {"oracle_dev.jsonl": measure_wice, "pairs.jsonl": measure_begin}
_SHOWN = {
    "ndcg_10": "nDCG@10",
    "recall_10": "recall@10",
    "recall_100": "recall@100",
    "hit_rate_10": "hit rate@10",
    "reciprocal_rank": "MRR",
}


def set_names(settings: Settings) -> list[str]:
    """Return the sets that are measured when none is named: the own ones and those in BEIR form.

    The sets of judged sentences and of orders take minutes more, and are measured by name.
    """
    folder = settings.benchmarks
    public = sorted(path.parent.name for path in folder.glob("*/corpus.jsonl")) if folder else []
    return [*OWN, OWN_SENTENCES, *public]


def find_set(name: str, settings: Settings) -> Path:
    """Return where a set lies; one that does not exist is an error."""
    own = OWN | {OWN_SENTENCES: SENTENCES}
    return own[name] if name in own else _folder(name, settings)


def measure(
    name: str, settings: Settings, notify: Notify, half: Half | None = None
) -> list[Result]:
    """Measure a set; `notify` gets what is under way, how much of it is done, and all of it."""
    if name in OWN:
        return list(_measure_own(name, settings, notify, half))
    if name == OWN_SENTENCES:
        return list(_measure_sentences(settings, notify, half))
    folder = _folder(name, settings)
    if (folder / ROWS).is_file():
        return list(_measure_orders(folder, settings, notify))
    for file, judged in _JUDGED.items():
        if (folder / file).is_file():
            embeddings = load_embeddings(settings.embedding_model)
            return list(judged(folder, embeddings, partial(notify, name)))
    benchmark = read_benchmark(folder)
    place = settings.data_dir / "evaluation" / benchmark.name
    search = open_benchmark(
        benchmark,
        place,
        load_embeddings(settings.embedding_model),
        partial(notify, f"{name}: indexing"),
    )
    results = list(_measure_ranking(benchmark, search, notify))
    if (folder / "questions.jsonl").is_file():
        results += [*_measure_refusing(folder, search, notify), *measure_quotes(folder)]
    return results


def _folder(name: str, settings: Settings) -> Path:
    for folder in (settings.benchmarks / name if settings.benchmarks else None, Path(name)):
        if folder and folder.is_dir():
            return folder.resolve()
    raise UsageError(
        f"there is no set {name!r}: name {' or '.join(map(repr, OWN))}, a folder, or one below"
        " LINKED_LEARNING_BENCHMARKS"
    )


def _measure_own(
    name: str, settings: Settings, notify: Notify, half: Half | None
) -> Iterator[Result]:
    assistant = open_own(
        settings, lambda progress: notify(f"{name}: indexing", progress.files_done, progress.files)
    )
    questions = read_questions(OWN[name])
    for part in (half,) if half else HALVES:
        chosen = [question for question in questions if question.half == part]
        asked = ask_all(assistant, chosen, partial(notify, f"{name}: {part} half"))
        for item in asked:
            # The report half is reported as a whole and never looked at question by question.
            seen = _shown(item) if part == "development" else {}
            scores = item.scores | {"milliseconds": item.milliseconds}
            yield Result(f"{name}, {part} half", item.question.id, scores, seen)


def _measure_sentences(settings: Settings, notify: Notify, half: Half | None) -> Iterator[Result]:
    search = open_own(settings).search
    sentences = read_sentences(SENTENCES, half)
    for embeddings, by in ((None, "by words"), (search.embeddings, "by meaning")):
        told = partial(notify, f"sentences, {by}")
        for result in judge_sentences(sentences, search.library, embeddings, told):
            yield replace(result, set=f"{result.set}, {by}")


def _shown(asked: Asked) -> dict[str, object]:
    answer = asked.answer
    cited = [f"{c.source_id} p. {c.page_number}" for c in answer.citations]
    return {
        "kind": asked.question.kind,
        "question": asked.question.question,
        "status": answer.status,
        "reason": answer.reason,
        "understood_as": answer.understood_as,
        "missing": list(answer.missing),
        "counts": [f"{c.count} of {c.of} {c.about}" for c in answer.counts],
        "text": answer.text,
        "cited": cited,
        "right": [f"{source} p. {page}" for source, page in asked.question.right],
        "key_fact": asked.question.key_fact,
    }


def _measure_orders(folder: Path, settings: Settings, notify: Notify) -> Iterator[Result]:
    """Ask documents that give orders, and see what is flagged in those that give none."""
    yield from measure_injection(
        folder, settings, load_embeddings(settings.embedding_model), notify
    )
    own = open_own(
        settings, lambda progress: notify("own: indexing", progress.files_done, progress.files)
    )
    yield from measure_digests(own.library)


def _measure_ranking(benchmark: Benchmark, search: FusedSearch, notify: Notify) -> Iterator[Result]:
    for form in benchmark.queries:
        # A question is read after those before it as the product reads it, and that is fused.
        for how in ("fused",) if form == HISTORY else get_args(How):
            name = ", ".join(filter(None, (benchmark.name, form, how)))
            ranked = score_benchmark(
                benchmark,
                form,
                search,
                how=how,
                read_history=form == HISTORY,
                notify=partial(notify, name),
            )
            for query in ranked:
                figures = {shown: getattr(query, field) for field, shown in _SHOWN.items()}
                yield Result(name, query.id, figures)


def _measure_refusing(folder: Path, search: FusedSearch, notify: Notify) -> Iterator[Result]:
    """Ask what the documents answer and what they do not, and see which is refused."""
    name = f"{folder.name}, asked"
    questions = read_answerable(folder / "questions.jsonl")
    assistant = Assistant(search)
    for number, question in enumerate(questions, start=1):
        refused = assistant.ask(question.question, writer="quotes").status == "no_evidence"
        right = refused != question.answerable
        of = "answered if answerable" if question.answerable else "refused if not answerable"
        yield Result(name, question.id, {of: float(right)})
        notify(name, number, len(questions))
