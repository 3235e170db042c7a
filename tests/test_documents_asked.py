"""Documents asked for: yearly ones, by whom, of which kind, and what they are to say."""

import pytest

from assistant.understanding.bounds import find_bound
from assistant.understanding.documents_asked import (
    YEARLY,
    YEARS_OF_REPORTS,
    claim_of,
    kinds_of,
    published_by,
)


@pytest.mark.parametrize(
    ("text", "yearly"),
    [
        ("SRI's yearly reports", True),
        ("annual zebra survey papers", True),
        ("the year-by-year accounts", True),
        ("numbered year reports", True),
        ("YEARLY REPORTS", True),
        ("a report for every year", True),
        ("reports on nearly all the years", True),
        ("reports for almost each year", True),
        ("Of the reports, how many of those years have one?", True),
        ("yearly zebras", False),
        ("annual one two three reports", False),
        ("reports of that year", False),
        ("reports for two years", False),
        ("reports on every cow", False),
        ("a report came early", False),
    ],
)
def test_reports_of_every_year_are_yearly(text, yearly):
    assert bool(YEARLY.search(text)) is yearly


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Reports came. Which years have one?", True),
        ("Of its report, how many years do we have any of?", True),
        ("Of the reports, what years have them?", True),
        ("Of the reports, which of those years do you have reports for?", True),
        ("Which years have one?", False),
        ("Reports came. Which years have snow?", False),
        ("Reports came. Which years? Cows have one.", False),
    ],
)
def test_years_may_be_asked_for_by_their_reports(text, asks):
    assert bool(YEARS_OF_REPORTS.search(text)) is asks


@pytest.mark.parametrize(
    ("question", "by"),
    [
        ("Which SRI reports say so?", "SRI"),
        ("Which of Reed’s papers say so?", "Reed"),
        ("How many Oak Valley studies are there?", "Oak Valley"),
        ("Which of SRI's big reports say so?", "SRI"),
        ("Which of SRI's last big zebra reports say so?", "SRI"),
        ("Which of SRI's last big old zebra reports say so?", ""),
        ("Which reports say so?", ""),
        ("Which big reports does Reed like?", ""),
        ("Which yearly reports does Reed like?", "Reed"),
    ],
)
def test_who_published_them_stands_up_to_three_words_before_them(question, by):
    assert published_by(question, question) == by


def test_of_yearly_reports_the_publisher_may_be_told_in_another_sentence():
    core = "Which yearly reports say so?"
    assert published_by(core, f"We read SRI on zebras. {core}") == "SRI"
    other = "Which reports say so?"
    assert published_by(other, f"We read SRI on zebras. {other}") == ""
    assert published_by("Which Oak yearly reports say so?", "We read SRI. Which?") == "Oak"


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Which case studies say so?", {"case-study", "cross-case"}),
        ("WHICH EVALUATIONS SAY SO?", {"evaluation"}),
        ("Which briefs say so?", {"brief"}),
        ("Which press releases say so?", {"press-release"}),
        ("Which releases say so?", {"press-release"}),
        ("Which web pages say so?", {"web-page"}),
        ("Which webpages say so?", {"web-page"}),
        ("Which studies say so?", set()),
        ("Which reports debrief us on reevaluations?", set()),
    ],
)
def test_documents_are_of_the_kind_that_their_noun_tells(question, kinds):
    assert kinds_of(question) == kinds


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Which reports say that zebras are late?", "zebras are late"),
        ("Which studies found, that zebras are  late?", "zebras are late"),
        ("How many papers conclude zebras win", "zebras win"),
        ("Which reports warn that zebras left after 2012?", "zebras left after 2012"),
        ("Which reports found that at least 60 percent ride?", "ride"),
        ("Which reports mention zebras?", ""),
        ("Which reports say anything about zebras?", ""),
        ("Which reports found no effect on zebras?", ""),
        ("Which reports are there?", ""),
        ("Which hubs say that zebras are late?", ""),
    ],
)
def test_a_claim_is_what_documents_say_and_not_what_they_speak_of(question, claim):
    assert claim_of(question, find_bound(question)) == claim
