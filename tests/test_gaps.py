"""Written gaps: "No … was found" opens an answer only where it is on just what is asked."""

import pytest
from districts_site import open_districts

from assistant.finding import find_part
from core.schema import Filters

NOTES = """# Notes

## What is not known?

No finding on Golden State grants was found in the documents read, such as the page of 2025.

## Where is it?

Goats live in twenty states of the country.
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    return open_districts(tmp_path_factory.mktemp("gaps"), notes=NOTES)


def coverage_of_the_gap(told, question: str) -> float:
    with told.library.snapshot():
        whole = told.understand(question).whole
        found = find_part(told.search, whole, Filters())
    (gap,) = (item for item in found.evidence if item.text.startswith("No finding"))
    return gap.coverage


def test_a_word_inside_a_name_is_not_what_was_not_found(told):
    assert coverage_of_the_gap(told, "Which states sing?") == 0.0
    assert coverage_of_the_gap(told, "What of Golden State?") == 1.0


def test_a_gap_on_the_name_that_is_asked_for_opens(told):
    opening = told.ask("What is the finding on Golden State grants?").statements[0].text
    assert opening.startswith("No finding on Golden State grants")
