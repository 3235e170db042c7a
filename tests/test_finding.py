"""Finding: every part has evidence of its own, and every sentence one address."""

from dataclasses import replace

import pytest
from districts_site import open_districts
from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence import Evidence
from assistant.finding import Found, all_evidence, find, find_part
from assistant.question import Understood
from assistant.seeking import is_on
from assistant.understanding.parts import Part
from assistant.weighing import worth
from core.schema import Filters, Hit, Origin, Passage, Sentence

pytest_plugins = ["districts_site"]

EVERYTHING = Filters()
UCLA = Origin("u", "Guide to pathways", 2013, "report", "UCLA IDEA", (), None, "opening")
OPENED = "When did Oak Valley open a health pathway"
DIFFER = "How do Oak Valley and Pine Ridge differ in what they spend on buses?"
ONE_SIDED = "How do Oak Valley and Fir Hills differ in what they spend on buses?"
TWO_PARTS = f"{OPENED}, and who painted its chapel ceiling?"
COUNT = "How many of the five districts hired pathway coaches?"


def found_for(assistant, question, filters=EVERYTHING) -> tuple[Found, ...]:
    return find(assistant.search, assistant.understand(question), filters)


def place(evidence) -> tuple[str, int]:
    return (evidence.hit.passage.id, evidence.sentence.start)


@pytest.mark.parametrize("question", [DIFFER, ONE_SIDED, TWO_PARTS, COUNT, f"{OPENED}?"])
def test_a_sentence_has_one_address_through_all_parts_and_an_address_one_sentence(
    districts, question
):
    everywhere = [e for item in found_for(districts, question) for e in item.evidence]
    by_address = {(e.address, place(e)) for e in everywhere}
    assert len(by_address) == len({address for address, _ in by_address})
    assert len(by_address) == len({where for _, where in by_address})


def test_what_both_sides_found_is_the_same_address_in_both(districts):
    oak, pine = found_for(districts, DIFFER)
    both = {e.address for e in oak.evidence} & {e.address for e in pine.evidence}
    assert {e.text[:13] for e in oak.evidence if e.address in both} == {"Five district"}
    assert len({e.address for e in (*oak.evidence, *pine.evidence)}) > len(both)


@pytest.mark.parametrize("question", [DIFFER, ONE_SIDED])
def test_a_side_takes_evidence_on_that_side_only(districts, question):
    sides = found_for(districts, question)
    assert [item.part.side for item in sides] == [item.part.name for item in sides]
    for item in sides:
        assert item.evidence
        assert all(item.part.name in e.places for e in item.evidence)


def test_the_side_that_nothing_is_said_of_is_not_answered_by_the_other(districts):
    oak, fir = found_for(districts, ONE_SIDED)
    assert (oak.answers, fir.answers) == (True, False)
    assert not [e for e in fir.evidence if "buses" in e.text]


def test_a_side_that_is_a_year_takes_what_speaks_of_that_year(districts):
    sides = [
        find_part(districts.search, Part(year, f"What opened in {year}?", side=year), EVERYTHING)
        for year in ("2011", "2013")
    ]
    for item, other in zip(sides, reversed(sides), strict=True):
        assert item.evidence
        assert all(item.part.name in e.years for e in item.evidence)
        assert not {place(e) for e in item.evidence} & {place(e) for e in other.evidence}


def test_a_side_that_is_neither_place_nor_year_takes_what_bears_its_name(tmp_path):
    badges = (
        "# Badges\n\nThe Silver badge needs one visit.\n\n## Gold\n\nA badge needs nine visits.\n"
    )
    search = open_districts(tmp_path, badges=badges).search
    silver, gold = (
        find_part(search, Part(name, f"What does a {name} badge need?", side=name), EVERYTHING)
        for name in ("Silver", "Gold")
    )
    assert [e.text for e in silver.evidence] == ["The Silver badge needs one visit."]
    assert [e.text for e in gold.evidence] == ["A badge needs nine visits."]


def test_one_parts_evidence_never_answers_another(districts):
    opened, painted = found_for(districts, TWO_PARTS)
    assert (opened.answers, painted.answers) == (True, False)
    assert [item.part.name for item in (opened, painted)] == [
        OPENED[0].lower() + OPENED[1:],
        "who painted its chapel ceiling",
    ]


def test_where_no_part_has_evidence_the_question_is_searched_as_a_whole(districts):
    parts = (
        Part("who painted", "Who painted the chapel?"),
        Part("who sold", "Who sold the zeppelin?"),
    )
    whole = Part("", f"{OPENED}?")
    (found,) = find(districts.search, Understood("q", "q", whole, parts), EVERYTHING)
    assert (found.part, found.answers) == (whole, True)
    assert found.evidence[0].text == "Oak Valley opened a health pathway in 2011."


def test_where_one_part_has_evidence_the_whole_is_not_searched(districts):
    parts = (Part("who painted", "Who painted the chapel?"), Part("when", f"{OPENED}?"))
    whole = Part("", DIFFER)
    found = find(districts.search, Understood("q", "q", whole, parts), EVERYTHING)
    assert [(item.part, item.answers) for item in found] == [(parts[0], False), (parts[1], True)]


def test_filters_hold_for_every_part(districts):
    for item in found_for(districts, DIFFER, Filters(source=("pine",))):
        assert {e.hit.passage.source_id for e in item.evidence} <= {"pine"}


def test_what_was_answered_before_is_known_of_each_sentence_and_searched_with(districts):
    told = "Pine Ridge opened a health pathway in 2013."
    after = find_part(districts.search, Part("", "What else?", told=told), EVERYTHING)
    alone = find_part(districts.search, Part("", "What else?"), EVERYTHING)
    assert {e.told for e in alone.evidence} == {0}
    assert after.evidence[0].hit.passage.source_id == "pine"
    shares = {e.text: e.told for e in after.evidence}
    assert shares[told] == 1
    assert 0 < shares["Oak Valley opened a health pathway in 2011."] < 1
    assert shares["Students of Elm Grove paint murals."] == 0


def test_a_count_comes_with_its_own_evidence_and_is_an_answer(districts):
    (found,) = found_for(districts, COUNT)
    assert found.answers
    assert found.counted is not None
    assert found.counted.evidence == found.evidence


def test_a_number_that_a_document_states_comes_before_our_own_count(tmp_path):
    stated = "# Coaches\n\nThree districts hired pathway coaches for their teachers.\n"
    assistant = open_districts(tmp_path, coaches=stated)
    first, own = found_for(assistant, "Which districts hired pathway coaches?")
    assert (first.counted, own.counted is None) == (None, False)
    answer = assistant.ask("Which districts hired pathway coaches?")
    assert answer.text.startswith("Three districts hired pathway coaches for their teachers. [1]")
    (count,) = answer.counts
    assert (count.count, count.markers) == (3, (2, 3, 4))


HOW_MANY = "How many districts hired pathway coaches for their teachers?"


def test_a_stated_number_that_our_own_count_agrees_with_is_shown_with_it(tmp_path):
    stated = "# Coaches\n\nThree districts hired pathway coaches for their teachers.\n"
    answer = open_districts(tmp_path, coaches=stated).ask(HOW_MANY)
    assert answer.text.startswith("Three districts hired pathway coaches")
    assert [count.count for count in answer.counts] == [3]


@pytest.mark.parametrize("number", ["Four", "4", "Twelve"])
def test_where_how_many_is_asked_a_stated_number_leaves_out_our_own_that_differs(tmp_path, number):
    stated = f"# Coaches\n\n{number} districts hired pathway coaches for their teachers.\n"
    assistant = open_districts(tmp_path, coaches=stated)
    answer = assistant.ask(HOW_MANY)
    assert answer.text.startswith(f"{number} districts hired pathway coaches")
    assert answer.counts == ()
    (which,) = assistant.ask("Which districts hired pathway coaches?").counts
    assert which.count == 3


def sentence_found(number: int, position: int) -> Evidence:
    passage = Passage(f"p{number}", "s", 1, "", 0, 9999, "")
    sentence = Sentence(passage.id, 100 * position, 100 * position + 5, f"{number}.{position}")
    return Evidence(
        f"{number}.{position}", Hit(passage, 1.0, 1), position, sentence, "", 0.5, 0.5, 0.5, 0.5
    )


SENTENCES = st.lists(
    st.builds(sentence_found, st.integers(1, 3), st.integers(1, 3)), max_size=6
).map(tuple)


@given(st.lists(st.tuples(SENTENCES, st.booleans()), max_size=4))
def test_a_writer_gets_the_evidence_of_answered_parts_each_sentence_once_in_order(given_parts):
    found = [Found(Part("", ""), items, answered) for items, answered in given_parts]
    expected = dict.fromkeys(e.address for item in found if item.answers for e in item.evidence)
    assert [e.address for e in all_evidence(found)] == list(expected)


def test_a_sentence_is_weighed_as_the_first_part_that_it_answers_weighed_it():
    first, second, third = (
        replace(sentence_found(1, 1), similarity=similarity) for similarity in (0.1, 0.2, 0.3)
    )
    found = [
        Found(Part("", ""), (evidence,), answered)
        for evidence, answered in ((first, False), (second, True), (third, True))
    ]
    assert all_evidence(found) == (second,)


def test_a_later_part_is_weighed_by_what_it_asks_itself(districts):
    question = f"{OPENED}, and what does it spend on buses?"
    opened, spends = found_for(districts, question)
    assert max(opened.evidence, key=worth).text == "Oak Valley opened a health pathway in 2011."
    assert max(spends.evidence, key=worth).text == "Oak Valley spends $40,000 a year on buses."


def test_a_side_is_told_by_its_name_also_in_what_a_sentence_comes_from():
    spoken = Sentence("s:p001", 0, 9, "It studies ten sites.", origins=(UCLA,))
    hit = Hit(Passage("s:p001", "s", 1, "Sites", 0, 99, ""), 1.0, 1)
    item = Evidence("1.1", hit, 1, spoken, "Digest", 0.5, 0.5, 0.5, 0.5)
    assert is_on("UCLA's guide", item)
    assert not is_on("SRI's report", item)
    assert not is_on("silver badge", item)


BILLS = "# Laws\n\nAB 790 paid for barns. AB 2648 paid for sheds. SB 1070 paid for zebras.\n"


@pytest.mark.parametrize(
    "question",
    [
        "List every Assembly or Senate bill that is mentioned by name.",
        "Can you list every bill that is named, and is it AB or SB?",
    ],
)
def test_bills_of_either_house_are_counted_and_not_cut_into_parts(tmp_path, question):
    assistant = open_districts(tmp_path, laws=BILLS)
    assert len(assistant.understand(question).parts) > 1
    (found,) = found_for(assistant, question)
    assert found.counted is not None
    assert tuple(found.counted.said_of) == ("AB 2648", "AB 790", "SB 1070")


def test_what_is_asked_of_districts_in_two_parts_is_cut(districts):
    question = "Which districts are named that hired pathway coaches, and who painted its chapel?"
    assert len(found_for(districts, question)) > 1


def test_what_is_refused_for_its_chatter_is_asked_again_with_its_names_alone(districts):
    chatter = (
        "Our nephew in Pine Ridge keeps bragging about violins, yachts, marmalade, submarines,"
        " opera glasses, jugglers and trombones."
    )
    (found,) = found_for(districts, f"{chatter} How much a year for buses?")
    assert found.answers
    assert found.part.search_text == "How much a year for buses? (Pine Ridge)"
    (refused,) = found_for(districts, f"{chatter} When was its opera house built?")
    assert not refused.answers
    assert refused.part.search_text.startswith("Our nephew")
