"""Late interaction: how well the worst met word is met, and the real model's token vectors."""

import numpy as np
import pytest
from fakes import WordHashEmbeddings
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.alignment import weakest_word
from vectorstore.embeddings import EmbeddedTokens, load_embeddings

TEXT = "Porterville opened nine pathways. Students visit hospitals every year."
FAKE = WordHashEmbeddings()


@pytest.fixture(scope="module")
def model():
    return load_embeddings("")


class Drawn(WordHashEmbeddings):
    """Every token has the vector that it is drawn with; a text is cut at each space and bar."""

    def __init__(self, **cosines):
        self.cosines = cosines

    def embed_tokens(self, text):
        """The passage "P" is one token, and a word's cosine with it is the one given."""
        spans, start = [], 0
        for piece in text.replace("|", " ").split(" "):
            spans.append((start, start + len(piece)))
            start += len(piece) + 1
        rows = [self._vector(text[a:b]) for a, b in spans]
        return EmbeddedTokens(tuple(spans), np.asarray(rows, dtype=np.float32))

    def _vector(self, word):
        cosine = self.cosines.get(word, 1.0)
        return (cosine, (1 - cosine**2) ** 0.5)


def test_the_worst_met_word_counts():
    assert weakest_word("nurse bus garden", "P", Drawn(nurse=0.9, bus=0.25, garden=0.5)) == 0.25


def test_a_word_counts_by_the_token_that_it_is_nearest_to():
    drawn = Drawn(nurse=0.6, clinic=0.6, gym=-0.6)
    assert weakest_word("nurse", "gym clinic", drawn) == pytest.approx(1)


def test_words_without_a_subject_do_not_count():
    drawn = Drawn(what=-1, the=-1, does=-1, nurse=0.75)
    assert weakest_word("what does the nurse", "P", drawn) == 0.75


def test_a_word_in_pieces_counts_as_their_mean_without_the_mark_behind_it(monkeypatch):
    spans = ((0, 3), (3, 6), (7, 10), (10, 11))
    rows = [(0.5, 0.75**0.5), (1.0, 0.0), (0.8, 0.6), (-1.0, 0.0)]
    passage = EmbeddedTokens(((0, 1),), np.asarray([(1.0, 0.0)], dtype=np.float32))
    question = EmbeddedTokens(spans, np.asarray(rows, dtype=np.float32))
    drawn = Drawn()
    monkeypatch.setattr(drawn, "embed_tokens", lambda text: passage if text == "P" else question)
    assert weakest_word("gardon bus?", "P", drawn) == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("question", "passage"), [("", TEXT), ("?!", TEXT), ("pathways", ""), ("pathways", "…")]
)
def test_without_a_word_or_a_token_it_is_nothing(question, passage):
    assert weakest_word(question, passage, FAKE) == 0


def test_the_real_model_meets_a_text_by_itself(model):
    assert weakest_word(TEXT, TEXT, model) == pytest.approx(1, abs=1e-4)


def test_the_real_model_misses_the_one_word_that_is_missing(model):
    assert weakest_word("Did Porterville open pathways?", TEXT, model) > 0.6
    assert weakest_word("Did Porterville open volcanoes?", TEXT, model) < 0.3
    assert weakest_word("How do students visit hospitals?", TEXT, model) > 0.6
    assert weakest_word("How do students visit volcanoes?", TEXT, model) < 0.3


@given(st.text(max_size=60), st.text(max_size=60))
@settings(deadline=None)
def test_it_is_a_cosine_whatever_is_asked(question, passage):
    assert -1.0001 <= weakest_word(question, passage, FAKE) <= 1.0001


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        (TEXT, "Porter ville opened nine pathways . Students visit hospitals every year ."),
        ("naïve “café” 数学!", "naïve “ café ” 数 学 !"),
        ("  two\n\twords ", "two words"),
    ],
)
def test_spans_cover_the_words_of_a_text(model, text, tokens):
    assert [text[a:b] for a, b in model.embed_tokens(text).spans] == tokens.split()


@pytest.mark.parametrize("text", [TEXT, "数学 👩‍🎓 [SEP] x", "a\x00b\tc", "x" * 300, "word " * 300])
def test_every_token_has_one_vector_of_unit_length(model, text):
    tokens = model.embed_tokens(text)
    assert tokens.vectors.shape == (len(tokens.spans), model.dimension)
    assert tokens.vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(tokens.vectors, axis=1), 1, atol=1e-4)


def test_an_empty_text_has_no_tokens(model):
    assert model.embed_tokens("").vectors.shape == (0, model.dimension)


@pytest.mark.parametrize(("words", "read"), [(253, 253), (254, 254), (255, 254), (400, 254)])
def test_a_long_text_is_cut_at_what_the_model_reads(model, words, read):
    tokens = model.embed_tokens("word " * words)
    assert len(tokens.spans) == len(tokens.vectors) == read <= model.max_tokens
    assert tokens.spans[-1] == (5 * (read - 1), 5 * read - 1)


def test_a_token_is_read_in_its_context(model):
    river, money = (
        model.embed_tokens(f"The bank {rest}.").vectors[1] for rest in ("of a river", "lends money")
    )
    assert river @ money < 0.9


def test_a_token_comes_out_the_same_however_the_model_was_used_before(model):
    before = model.embed_tokens(TEXT)
    model.embed_documents(["a much longer text " * 20, "short"])
    after = model.embed_tokens(TEXT)
    assert before.spans == after.spans
    assert np.allclose(before.vectors, after.vectors, atol=1e-5)


def test_texts_embedded_at_once_are_as_each_by_itself(model):
    texts = ["", "Oak opened.", "word " * 400, TEXT]
    for text, together in zip(texts, model.embed_all_tokens(texts), strict=True):
        alone = model.embed_tokens(text)
        assert together.spans == alone.spans
        np.testing.assert_allclose(together.vectors, alone.vectors, atol=1e-5)


def test_within_a_sentence_only_its_own_tokens_count():
    passage = "Porterville opened nine pathways. Students visit hospitals."
    whole = weakest_word("visit hospitals", passage, FAKE)
    inside = weakest_word("visit hospitals", passage, FAKE, within="Students visit hospitals.")
    outside = weakest_word(
        "visit hospitals", passage, FAKE, within="Porterville opened nine pathways."
    )
    assert whole == pytest.approx(1.0)
    assert inside == pytest.approx(1.0)
    assert outside < inside


def test_a_sentence_that_the_model_does_not_read_as_far_as_is_read_by_itself():
    within = "Students visit hospitals."
    assert weakest_word("visit hospitals", "Porterville.", FAKE, within=within) > 0
