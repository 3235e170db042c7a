"""Asking the own questions: of which index, how, and what is kept of an answer."""

import pytest
from fakes import ScriptedChatModel, WordHashEmbeddings

import assistant.opening as opening
import evaluation.own_index as own_index
from assistant.model import ChatModel
from assistant.pipeline import Assistant
from core.schema import Filters, Turn
from core.settings import ROOT, Settings
from evaluation.answering import ask_all
from evaluation.own_index import open_own
from evaluation.questions import Question
from ingest.report import Progress

SHIPPED = {path.name for path in (ROOT / "corpus" / "documents").iterdir()}
UNREADABLE = {path.name for path in (ROOT / "evaluation" / "documents").iterdir()}
QUESTION = Question.model_validate(
    {
        "id": "q1",
        "half": "development",
        "kind": "fact",
        "voice": "coach",
        "question": "When did Oak Valley High open a health pathway?",
        "history": (),
        "filters": {},
        "answerable": True,
        "reason": None,
        "right": (("oak-md", 1),),
        "related": (),
        "key_fact": "2011",
        "more_facts": (),
    }
)


class CountingEmbeddings(WordHashEmbeddings):
    """The word-hash embedder, which counts the texts it was given."""

    texts = 0

    def embed(self, texts):
        self.texts += len(texts)
        return super().embed(texts)


@pytest.fixture(scope="module")
def settings_here(tmp_path_factory) -> Settings:
    """Settings of a reader with a document and a chat model that must not be set up."""
    corpus = tmp_path_factory.mktemp("corpus")
    (corpus / "oak.md").write_text("# Oak Valley\n\nOak Valley High has a pathway.\n", "utf-8")
    data = tmp_path_factory.mktemp("data")
    return Settings(corpus, data, ROOT / "corpus" / "catalog.yaml", chat_model="nobody:nothing")


@pytest.fixture(scope="module")
def embedder():
    """The fake at the embedding seam, for the whole file."""
    embedder = CountingEmbeddings()
    with pytest.MonkeyPatch.context() as patch:
        for module in (own_index, opening):
            patch.setattr(module, "load_embeddings", lambda name: embedder)
        yield embedder


@pytest.fixture(scope="module")
def library(settings_here, embedder):
    return open_own(settings_here).library


def test_it_holds_the_shipped_corpus_and_the_page_that_cannot_be_read(library):
    assert {source.filename for source in library.sources()} == SHIPPED | UNREADABLE
    assert library.unread_pages([source.id for source in library.sources()])


def test_the_catalogue_goes_with_it(library):
    assert library.source("pasadena").districts == ("Pasadena",)
    assert library.names()


def test_nothing_of_the_readers_own_is_in_it_or_touched(library, settings_here):
    assert "oak.md" not in {source.filename for source in library.sources()}
    assert [path.name for path in settings_here.corpus_dir.iterdir()] == ["oak.md"]
    assert [path.name for path in settings_here.data_dir.iterdir()] == ["evaluation"]


def test_a_second_time_nothing_is_read_again(library, settings_here, embedder):
    before, embedded = library.index_id(), embedder.texts
    left = settings_here.data_dir / "evaluation" / "own" / "corpus" / "left-over.md"
    left.write_text("# Left over\n\nA document that is no longer shipped.\n", "utf-8")
    heard: list[Progress] = []
    again = open_own(settings_here, heard.append)
    assert again.library.index_id() == before
    assert embedder.texts == embedded > 0
    assert not left.exists()
    assert {progress.files for progress in heard} == {len(SHIPPED | UNREADABLE)}


@pytest.fixture
def small(write, run_ingest, build_assistant):
    """An assistant over two small documents."""
    write("oak.md", "# Oak Valley\n\nOak Valley High opened a health pathway in 2011.\n")
    write("pine.md", "# Pine\n\nPine High opened an arts pathway in 2012.\n")
    run_ingest()
    return build_assistant()


def test_an_answer_is_scored_and_timed(small):
    (asked,) = ask_all(small, [QUESTION])
    assert asked.question is QUESTION
    assert asked.answer.text.startswith("Oak Valley High opened")
    assert asked.scores["key fact in the answer"] == asked.scores["quotes exact"] == 1
    assert asked.milliseconds > 0


def test_it_is_asked_with_its_filters(small):
    narrowed = QUESTION.model_copy(
        update={"filters": QUESTION.filters.model_copy(update={"source": ("pine-md",)})}
    )
    assert narrowed.narrowed_to == Filters(source=("pine-md",))
    (asked,) = ask_all(small, [narrowed])
    assert (asked.answer.status, asked.answer.reason) == ("no_evidence", "filtered_out")


def test_it_is_asked_after_its_turns(small):
    turn = {"question": "Which pathway did Pine High open?", "answer": "An arts pathway."}
    follow_up = Question.model_validate(
        QUESTION.model_dump() | {"question": "When did it open it?", "history": [turn]}
    )
    assert follow_up.turns == (Turn(turn["question"], turn["answer"]),)
    (asked,) = ask_all(small, [follow_up])
    assert "Pine High" in asked.answer.understood_as


def test_no_chat_model_is_asked_where_one_is_set_up(small):
    chat = ScriptedChatModel(["A reply that nobody asked for."])
    (asked,) = ask_all(Assistant(small.search, ChatModel(chat, "scripted:model")), [QUESTION])
    assert asked.answer.writer == "quotes"
    assert not chat.prompts


def test_questions_are_asked_in_order_and_told_one_by_one(small):
    told = []
    questions = [QUESTION.model_copy(update={"id": name}) for name in ("b", "a", "c")]
    asked = ask_all(small, questions, lambda done, of: told.append((done, of)))
    assert [item.question.id for item in asked] == ["b", "a", "c"]
    assert told == [(1, 3), (2, 3), (3, 3)]
