"""The gate: it lets the code pass as it stands, and what is damaged on purpose it does not."""

import json
import subprocess

import pytest
from own_site import results_of

from assistant import abstention, weighing
from assistant.pipeline import Assistant
from core.schema import Hit
from core.settings import ROOT
from evaluation.gate import FLOORS, check
from evaluation.results import Result
from vectorstore.search import FusedSearch

pytest_plugins = ["own_site"]

DEVELOPMENT = "own, development half"


class WorstFirst(FusedSearch):
    """Finds the same, and puts it in the opposite order."""

    def search(self, query, k):
        hits = super().search(query, k)
        return [
            Hit(worse.passage, better.score, better.rank)
            for better, worse in zip(hits, reversed(hits), strict=True)
        ]


def faults(results) -> set[str]:
    return {line.partition(":")[0] for line in check(results)}


@pytest.fixture
def new_faults(development, measured):
    """What is wrong with the answers of an assistant that is not without the damage.

    Only the questions are asked that the damage concerns: their figures are those of the half.
    """

    def ask(assistant, *, answerable):
        chosen = [question for question in development if question.answerable == answerable]
        ids = {question.id for question in chosen}
        undamaged = [result for result in measured if result.id in ids]
        return faults(results_of(assistant, chosen)) - faults(undamaged)

    return ask


def test_the_code_passes_as_it_stands(measured):
    assert len(measured) == 100
    assert check(measured) == []


def test_a_ranker_that_puts_the_worst_first_does_not_pass(own, new_faults):
    search = own.search
    worst = WorstFirst(search.library, search.store, search.embeddings)
    found = new_faults(Assistant(worst), answerable=True)
    assert {"answered if answerable", "first citation right"} <= found


def test_a_writer_that_pads_does_not_pass(own, new_faults, monkeypatch):
    monkeypatch.setattr(weighing, "_NEAR_THE_BEST", 0)
    monkeypatch.setattr(weighing, "_CONSIDERED", 12)
    found = new_faults(own, answerable=True)
    assert {"citation precision", f"words at most {floors()['words at most']}"} <= found


def test_a_refuser_that_answers_everything_does_not_pass(own, new_faults, monkeypatch):
    decision = {**abstention._decision(), "bias": 100}
    monkeypatch.setattr(abstention, "_decision", lambda: decision)
    monkeypatch.setattr(abstention, "refuse_by_rule", lambda question, library: None)
    assert "refused if not answerable" in new_faults(own, answerable=False)


def floors() -> dict[str, float]:
    return json.loads(FLOORS.read_text("utf-8"))


def at_floors(**changes) -> list[Result]:
    """Results that keep every floor exactly, with some figures changed or, if None, left out."""
    figures = {name.removesuffix(" at most"): floor for name, floor in floors().items()}
    changed = figures | {name.replace("_", " "): value for name, value in changes.items()}
    scores = {name: value for name, value in changed.items() if value is not None}
    return [Result(DEVELOPMENT, "d1", scores)]


def test_a_floor_itself_is_kept():
    assert check(at_floors()) == []


def test_what_is_below_its_floor_is_one_line_with_both_figures():
    floor = floors()["reason right"]
    assert check(at_floors(reason_right=0.5)) == [f"reason right: 0.500 is below {floor}"]


def test_what_was_not_measured_does_not_pass():
    assert check(at_floors(quotes_exact=None)) == ["quotes exact: not measured"]
    assert faults([]) == set(floors())


def test_words_have_a_ceiling():
    ceiling = floors()["words at most"]
    assert check(at_floors(words=1)) == []
    assert check(at_floors(words=ceiling + 0.5)) == [f"words at most {ceiling}: {ceiling + 0.5}"]


def test_the_time_it_takes_has_no_floor():
    assert check(at_floors(milliseconds=1e9)) == []
    assert not [name for name in floors() if "milliseconds" in name]


def test_it_goes_by_the_mean_of_all_questions():
    # ((floor + 0.1) + (floor - 0.05)) / 2 = floor + 0.025, though the second is below it.
    floor = floors()["first citation right"]
    second = [Result(DEVELOPMENT, "d2", {"first citation right": floor - 0.05})]
    assert check(at_floors(first_citation_right=floor + 0.1) + second) == []
    assert "first citation right" in faults(at_floors(first_citation_right=None) + second)


def test_the_report_half_beside_it_has_no_say():
    poor = [Result("own, report half", "r1", {"first citation right": 0.0})]
    good = [Result("own, report half", "r1", {"first citation right": 1.0})]
    assert check(at_floors() + poor) == []
    assert faults(at_floors(first_citation_right=0.0) + good) == {"first citation right"}


def lowered(before: dict[str, float], now: dict[str, float]) -> list[str]:
    """Return the floors that were let down: lower, a higher ceiling, or gone."""
    return [
        name
        for name, floor in before.items()
        if name not in now
        or (now[name] > floor if name.endswith(" at most") else now[name] < floor)
    ]


def test_floors_only_rise():
    shown = ["git", "show", f"HEAD:./{FLOORS.relative_to(ROOT).as_posix()}"]
    try:
        committed = subprocess.run(shown, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not in a repository: there are no earlier floors to compare with")
    assert lowered(json.loads(committed), floors()) == []


def test_a_floor_that_is_let_down_is_noticed():
    before = {"a": 0.8, "b": 0.5, "words at most": 85}
    assert lowered(before, before | {"a": 0.9, "words at most": 80, "c": 0.1}) == []
    assert lowered(before, {"a": 0.79, "words at most": 86}) == ["a", "b", "words at most"]


def test_every_floor_lies_where_its_figure_can():
    shares = [value for name, value in floors().items() if not name.endswith(" at most")]
    assert all(0 < value <= 1 for value in shares)
