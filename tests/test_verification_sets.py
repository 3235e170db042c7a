"""The sets that the verifier is measured on: read whole, judged, and kept above their floors."""

import json

import numpy as np
import pytest
from fakes import WordHashEmbeddings

from core.errors import UsageError
from core.settings import ROOT, Settings
from evaluation.fitting import Pairs, balanced_accuracy, best_threshold, by_halves, out_of_fold
from evaluation.judged_pairs import read_begin, read_human_quotes, read_wice
from evaluation.results import summarise
from evaluation.sentences import SENTENCES, judge_sentences, read_sentences
from evaluation.support import figures, measure_quotes
from ingest.run import ingest
from library.library import Library


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    corpus = ROOT / "corpus"
    settings = Settings(corpus / "documents", data, corpus / "catalog.yaml")
    ingest([settings.corpus_dir], settings, WordHashEmbeddings())
    library = Library(data)
    yield library
    library.close()


def means_of(results):
    return {row.metric: row.interval.mean for row in summarise(list(results))}


def test_the_development_half_keeps_its_floors(shipped):
    sentences = read_sentences(SENTENCES, "development")
    means = means_of(judge_sentences(sentences, shipped, None))
    assert means["altered: caught"] >= 0.95
    assert means["true: passing"] >= 0.98
    assert means["reworded: at least partly"] >= 0.9


def test_the_report_half_is_never_seen_sentence_by_sentence(shipped):
    sentence = read_sentences(SENTENCES, "development")[0]
    hidden = sentence.model_copy(update={"half": "report"})
    (result,) = judge_sentences([hidden], shipped, None)
    assert result.set == "sentences, report half"
    assert (result.id, result.seen) == ("1", {})


def test_the_evidence_of_the_set_stands_in_the_shipped_corpus(shipped):
    texts = set()
    for passage in shipped.passages(shipped.passage_ids()).values():
        texts.add((passage.source_id, " ".join(passage.text.split())))
    for sentence in read_sentences(SENTENCES):
        assert {source for source, _ in texts} >= {sentence.source}
    kinds = [sentence.kind for sentence in read_sentences(SENTENCES, "development")]
    assert (kinds.count("true"), kinds.count("altered"), kinds.count("reworded")) == (220, 260, 210)


def test_a_slip_in_the_set_is_named_with_its_line(tmp_path):
    path = tmp_path / "sentences.jsonl"
    path.write_text(SENTENCES.read_text("utf-8").split("\n")[0] + '\n{"id": "x"}\n', "utf-8")
    with pytest.raises(UsageError, match="line 2"):
        read_sentences(path)


def test_judged_pairs_are_read_with_their_groups(tmp_path):
    wice = {"id": "c1", "claim": "A.", "evidence": ["B.", "C."], "label": "partially_supported"}
    begin = {"evidence": "B.", "claim": "A.", "label": "attributable"}
    (tmp_path / "oracle_dev.jsonl").write_text(json.dumps(wice) + "\n", "utf-8")
    (tmp_path / "pairs.jsonl").write_text(json.dumps(begin) + "\n", "utf-8")
    (first,), (second,) = read_wice(tmp_path), read_begin(tmp_path)
    assert (first.group, first.evidence, first.supported) == ("c1", ("B.", "C."), False)
    assert (second.group, second.evidence, second.supported) == ("B.", ("B.",), True)


def test_a_broken_line_of_a_public_set_is_named(tmp_path):
    (tmp_path / "pairs.jsonl").write_text("{\n", "utf-8")
    with pytest.raises(UsageError, match="line 1"):
        read_begin(tmp_path)


def test_the_figures_are_what_they_are_called():
    labels = np.array([True, True, False, False, False])
    scores = np.array([0.9, -0.2, 0.4, -0.5, -0.6])
    means = means_of(figures("x", labels, scores))
    assert means["AUROC"] == pytest.approx(5 / 6)
    assert means["balanced accuracy"] == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert means["balanced accuracy"] == pytest.approx(balanced_accuracy(labels, scores))
    assert balanced_accuracy(labels, scores - best_threshold(labels, scores)) == pytest.approx(
        5 / 6
    )


@pytest.mark.parametrize("scored", [out_of_fold, by_halves])
def test_no_group_is_scored_by_a_fit_to_itself(scored):
    """Each group's feature gives its label away to a fit that has seen it, and to no other."""
    groups = np.array([str(number) for number in range(40) for _ in range(2)])
    labels = np.array([int(name) % 2 == 0 for name in groups])
    rows = np.array([[float(name == str(column)) for column in range(40)] for name in groups])
    found, scores = scored(Pairs(rows * np.where(labels, 1, -1)[:, None], labels, groups))
    assert balanced_accuracy(found, scores) < 0.7


def test_every_human_quote_is_accepted_in_its_own_source(benchmarks):
    folder = benchmarks / "quotesum"
    results = list(measure_quotes(folder))
    assert len(results) == 1130
    assert [r.seen["text"] for r in results if r.scores["quotes accepted"] < 1] == []
    assert read_human_quotes(benchmarks / "clapnq") == ()
