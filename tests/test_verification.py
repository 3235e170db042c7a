"""Judging a statement: what stands exactly, what is said in other words, and what is added."""

import json

import pytest
from fakes import WordHashEmbeddings
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checking.measure import COEFFICIENTS
from assistant.checking.reading import read
from assistant.checking.support import Cited, weigh
from assistant.verification import judge
from core.schema import Citation, Continuation, Origin
from evaluation.sentences import SENTENCES, read_sentences

ORIGIN = Origin("oak-2012", "Oak at work", 2012, "news", "Oak Weekly", ("Oak",), None, "opening")
QUOTE = "Oak opened four health pathways in 2011."
SUBJECTLESS = "It opened four health pathways in 2011."
TEXT = (
    "the board did not open 9 of 12 schools in Oak Valley, 40 percent said most may cost $3.5 "
    "million (more than 2014-15) because teachers’ plans “fell” – up to a third; nobody knows why. "
    "École 教育 naïve K-12 AB 790 U.S. 10th x² ½"
)
WORDS = st.sampled_from(TEXT.split())
SENTENCES_OF_WORDS = st.lists(WORDS, min_size=1, max_size=14).map(lambda w: " ".join(w) + ".")


def citation(quote: str, continues: Continuation | None = None) -> Citation:
    return Citation(
        marker=1,
        source_id="oak-md",
        title="Oak Valley",
        year=2026,
        kind="digest",
        page_number=1,
        page_label="1",
        section="Pathways in Oak",
        start=0,
        end=len(quote),
        quote=quote,
        continues=continues,
        url=None,
        origins=(ORIGIN,),
    )


@pytest.mark.parametrize(
    ("quote", "verdict", "why"),
    [
        (QUOTE, "supported", "These are the exact words of the cited page."),
        (
            "They opened in 2011.",
            "partly",
            "These are the exact words of the cited page, but ‘They’ stands for something said"
            " before them.",
        ),
        (
            "The district opened four pathways.",
            "supported",
            "These are the exact words of the cited page; which one ‘The district’ is stands in"
            " the heading: ‘Pathways in Oak’.",
        ),
        (
            "The district of Elm opened them.",
            "supported",
            "These are the exact words of the cited page.",
        ),
    ],
)
def test_a_quote_is_supported_unless_it_leans(quote, verdict, why):
    assert judge(quote, [citation(quote)]) == (verdict, why)


def test_a_sentence_over_a_page_end_is_one_quote():
    cited = citation("It opened four", Continuation(2, 0, 26, "health pathways in 2011."))
    assert judge(QUOTE, [cited])[0] == "supported"


def test_several_quotes_are_one_statement():
    other = "They are in Elm."
    assert judge(f"{QUOTE} {other}", [citation(QUOTE), citation(other)])[0] == "supported"


@pytest.mark.parametrize(
    ("subject", "verdict"),
    [("Oak", "supported"), ("The Oak Weekly's Oak", "supported"), ("Elm", "partly")],
)
def test_heading_title_and_origins_may_supply_a_subject(subject, verdict):
    text = f"{subject} opened four health pathways in 2011."
    assert judge(text, [citation(SUBJECTLESS)])[0] == verdict


def test_a_sentence_of_pronouns_says_nothing_to_compare():
    assert judge("It is so.", [citation(QUOTE)])[0] == "partly"


@pytest.mark.parametrize(
    ("added", "named"),
    [
        (", which raised test scores across town", "which raised test scores across town"),
        ("; buses were painted green", "buses were painted green"),
    ],
)
def test_the_fact_that_is_not_there_is_named(added, named):
    told = "Oak opened four health pathways for ninth graders with two hospitals in 2011"
    verdict, why = weigh(f"{told}{added}.", Cited((f"{told}.",)))
    assert verdict == "partly"
    assert named in why


def test_words_about_something_else_are_unsupported():
    verdict, why = judge("Lunch menus please many parents.", [citation(QUOTE)])
    assert verdict == "unsupported"
    assert why == "Not in the cited words: ‘Lunch menus please many parents’."


def test_meaning_is_weighed_where_an_embedder_is_given():
    told = "Medicine, farming, teaching, schooling, builder."
    text = "Medical farmland, teachable schoolhouse buildings."
    by_words = weigh(text, Cited((told,)))[0]
    by_meaning = weigh(text, Cited((told,)), (), WordHashEmbeddings())[0]
    assert (by_words, by_meaning) == ("unsupported", "supported")


@given(st.lists(SENTENCES_OF_WORDS, min_size=1, max_size=4), st.data())
def test_a_run_of_whole_sentences_is_always_supported(sentences, data):
    first = data.draw(st.integers(0, len(sentences) - 1))
    last = data.draw(st.integers(first + 1, len(sentences)))
    space = data.draw(st.sampled_from([" ", "\n", "  "]))
    text = space.join(sentences[first:last])
    assert weigh(text, Cited(tuple(sentences)))[0] == "supported"


def shipped_sentences() -> list[str]:
    found = []
    for item in read_sentences(SENTENCES, "development"):
        found += item.evidence
    return sorted(set(found))


WITH_FIGURES = [s for s in shipped_sentences() if any(c.isdigit() for c in s)]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(WITH_FIGURES), st.data())
def test_one_digit_changed_is_never_supported(sentence, data):
    places = [i for i, c in enumerate(sentence) if c in "0123456789"]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != sentence[place]]))
    changed = sentence[:place] + digit + sentence[place + 1 :]
    assert weigh(changed, Cited((sentence,)))[0] != "supported"


@given(SENTENCES_OF_WORDS, SENTENCES_OF_WORDS)
def test_any_two_texts_get_a_verdict_and_a_reason(text, told):
    verdict, why = weigh(text, Cited((told,)))
    assert verdict in ("supported", "partly", "unsupported")
    assert why.endswith(".")


@given(SENTENCES_OF_WORDS)
def test_tokens_stand_where_they_say(text):
    for token in read(text):
        # "cannot" and "didn't" are two words each; a figure may span several.
        if token.lower not in ("not", "can", "will", "shall"):
            assert text[token.start : token.end] == token.text


def test_the_fitted_measure_is_in_the_tree_with_its_figures():
    fitted = json.loads(COEFFICIENTS.read_text("utf-8"))
    for basis in ("words", "meaning"):
        assert fitted[basis]["figures"]["wice, out of fold"]["AUROC"] >= 0.78
        assert fitted[basis]["partly_from"] <= 0
