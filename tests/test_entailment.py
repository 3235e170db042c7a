"""The entailment model: a folder on disk, its labels, and where its judgement counts."""

import json
import subprocess
import sys

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from assistant.checking.support import Cited, weigh
from core.errors import ModelUnavailable
from core.settings import ROOT, read_settings
from vectorstore.entailment import Entailment, load_entailment

LABELS = ("contradiction", "entailment", "neutral")
TOLD = Cited(("Oak Valley High opened a health pathway in 2011 for its ninth graders.",))
REWORDED = "Freshmen at Oak Valley High have had a medical program since 2011."
WRONG_YEAR = "Freshmen at Oak Valley High have had a medical program since 2015."
UNRELATED = "The menus for lunch please many guests."


def write_model(folder, labels=LABELS, says="entailment"):
    """Write a real cross-encoder of a few weights that gives every pair the same label."""
    vocabulary = {word: n for n, word in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", "oak"))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    named = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=32, **named)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=32,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.zero_()
        model.classifier.bias[list(labels).index(says)] = 5
    model.save_pretrained(folder)
    fast.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def saying(tmp_path_factory):
    """Return a model that always says one thing."""
    return {
        label: Entailment(write_model(tmp_path_factory.mktemp("model"), says=label))
        for label in LABELS
    }


@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_told_by_the_folders_own_numbers(tmp_path, saying, label):
    assert saying[label].judge("Oak opened.", "Oak opened a school.") == label
    turned = Entailment(
        write_model(tmp_path, [name.upper() for name in LABELS[::-1]], says=label.upper())
    )
    assert turned.judge("Oak opened.", "Oak opened a school.") == label


def test_evidence_longer_than_the_model_is_cut(saying):
    assert saying["neutral"].judge("oak " * 500, "oak") == "neutral"


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # a paraphrase that the measure alone would decide on
        (UNRELATED, {"entailment": "supported", "neutral": "unsupported"}),
        (REWORDED, {"entailment": "supported", "contradiction": "unsupported"}),
        # rules decide: a figure that is not there, and words kept but for one
        (WRONG_YEAR, dict.fromkeys(LABELS, "unsupported")),
        (TOLD.sentences[0], dict.fromkeys(LABELS, "supported")),
        ("Oak Valley High opened a health pathway in 2011.", dict.fromkeys(LABELS, "supported")),
        (
            "Oak Valley High did not open a health pathway in 2011.",
            dict.fromkeys(LABELS, "unsupported"),
        ),
    ],
)
def test_it_decides_on_paraphrases_and_never_against_a_rule(saying, text, verdicts):
    found = {label: weigh(text, TOLD, (), None, saying[label])[0] for label in verdicts}
    assert found == verdicts


def test_what_does_not_follow_is_never_supported(saying):
    told = Cited(("Oak opened a health pathway with two hospitals for its nurses.",))
    text = "Oak, its hospitals and nurses: pathway of health, opened by teachers, for two towns."
    assert weigh(text, told)[0] == "supported"
    verdict, why = weigh(text, told, (), None, saying["neutral"])
    assert verdict == "partly"
    assert "does not follow" in why


@pytest.mark.parametrize("labels", [("LABEL_0", "LABEL_1"), ("entailment", "not_entailment"), ()])
def test_a_folder_without_those_labels_is_refused_with_what_mends_it(tmp_path, labels):
    (tmp_path / "config.json").write_text(json.dumps({"id2label": dict(enumerate(labels))}))
    with pytest.raises(ModelUnavailable, match=r"hf download .* --local-dir") as caught:
        load_entailment(tmp_path)
    assert "LINKED_LEARNING_ENTAILMENT_MODEL" in str(caught.value)


def test_a_missing_folder_is_refused_at_once_and_broken_weights_when_they_are_needed(tmp_path):
    with pytest.raises(ModelUnavailable, match=r"no config\.json"):
        load_entailment(tmp_path / "none")
    broken = write_model(tmp_path / "broken")
    (broken / "model.safetensors").write_bytes(b"no weights")
    model = Entailment(broken)
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        model.judge("Oak.", "Oak.")


def test_nothing_is_set_and_nothing_is_loaded_until_it_is_needed(tmp_path):
    assert load_entailment(None) is None
    write_model(tmp_path / "model")
    program = (
        "import sys; from pathlib import Path; from vectorstore.entailment import load_entailment;"
        f"load_entailment(Path({str(tmp_path / 'model')!r})); print('torch' in sys.modules)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_the_setting_is_a_folder(tmp_path):
    value = {"LINKED_LEARNING_ENTAILMENT_MODEL": str(tmp_path)}
    assert read_settings(value).entailment_model == tmp_path
    assert read_settings({}).entailment_model is None
