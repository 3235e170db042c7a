"""From a question in parts to a partial answer, a comparison or a count, over five districts."""

import pytest
from districts_site import open_districts
from fakes import ScriptedChatModel

from assistant.finding import find
from assistant.model import ChatModel
from assistant.pipeline import Assistant
from core.schema import Answer, Filters, Turn

pytest_plugins = ["districts_site"]

OPENED = "When did Oak Valley open a health pathway"
TWO_PARTS = f"{OPENED}, and who painted its chapel ceiling?"
DIFFER = "How do Oak Valley and Pine Ridge differ in what they spend on buses?"
ONE_SIDED = "How do Oak Valley and Fir Hills differ in what they spend on buses?"
OAK_OPENED = "Oak Valley opened a health pathway in 2011."
OAK_SPENDS = "Oak Valley spends $40,000 a year on buses."
PINE_SPENDS = "Pine Ridge spends $70,000 a year on buses."


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


def test_a_part_without_evidence_is_missing_and_the_answer_partial(districts):
    answer = districts.ask(TWO_PARTS)
    assert (answer.status, answer.reason) == ("partial", None)
    assert answer.missing == ("who painted its chapel ceiling",)
    assert quotes(answer) == [OAK_OPENED]


def test_what_is_missing_is_named_in_the_readers_words(districts):
    for name in districts.ask(TWO_PARTS).missing:
        assert name in TWO_PARTS


def test_where_no_part_has_evidence_it_is_a_refusal_and_nothing_is_missing(districts):
    answer = districts.ask("Who painted the chapel, and what did the emperor eat?")
    assert (answer.status, answer.text, answer.missing) == ("no_evidence", "", ())
    assert answer.nearest


def test_a_question_of_one_part_misses_nothing(districts):
    answer = districts.ask(f"{OPENED}?")
    assert (answer.status, answer.missing) == ("answered", ())


def test_sides_stand_under_their_headings_with_their_own_evidence(districts):
    answer = districts.ask(DIFFER)
    assert (answer.status, answer.missing) == ("answered", ())
    assert answer.text == f"## Oak Valley\n\n{OAK_SPENDS} [1]\n\n## Pine Ridge\n\n{PINE_SPENDS} [2]"


def test_a_side_of_which_the_documents_say_nothing_is_missing(districts):
    answer = districts.ask(ONE_SIDED)
    assert (answer.status, answer.missing) == ("partial", ("Fir Hills",))
    assert quotes(answer) == [OAK_SPENDS]


def test_headings_are_no_statements_and_every_statement_is_where_it_says(districts):
    for question in (TWO_PARTS, DIFFER, ONE_SIDED, "Which districts hired pathway coaches?"):
        answer = districts.ask(question)
        assert answer.statements
        for statement in answer.statements:
            assert answer.text[statement.start : statement.end] == statement.text
            assert "##" not in statement.text
        for citation in answer.citations:
            page = districts.library.page(citation.source_id, citation.page_number)
            assert page.text[citation.start : citation.end] == citation.quote


def test_the_same_question_gets_the_same_answer(districts):
    for question in (TWO_PARTS, DIFFER, ONE_SIDED):
        assert districts.ask(question) == districts.ask(question)


def test_a_side_that_only_the_filters_keep_out_is_missing_too(districts):
    answer = districts.ask(DIFFER, filters=Filters(source=("pine",)))
    assert (answer.status, answer.missing) == ("partial", ("Oak Valley",))
    assert quotes(answer) == [PINE_SPENDS]


def test_a_question_in_parts_that_the_filters_keep_out_as_a_whole_says_so(districts):
    answer = districts.ask(DIFFER, filters=Filters(source=("ash",)))
    assert (answer.status, answer.reason) == ("no_evidence", "filtered_out")


def test_figures_that_differ_are_told_with_both_markers(tmp_path):
    other = "# Costs\n\n## Oak Valley\n\nOak Valley spends $55,000 a year on buses.\n"
    answer = open_districts(tmp_path, costs=other).ask(
        "What does Oak Valley spend a year on buses?"
    )
    (told,) = answer.disagreements
    said = {answer.citations[marker - 1].quote for marker in told.markers}
    assert said == {OAK_SPENDS, "Oak Valley spends $55,000 a year on buses."}


def test_a_follow_up_with_another_name_is_answered_of_that_one(districts):
    history = (Turn(f"{OPENED}?", f"{OAK_OPENED} [1]"),)
    answer = districts.ask("And Pine Ridge?", history=history)
    assert answer.understood_as == "When did Pine Ridge open a health pathway?"
    assert quotes(answer)[0] == "Pine Ridge opened a health pathway in 2013."


def test_a_name_that_no_document_has_is_named_in_the_refusal(districts):
    answer = districts.ask("When did Zanzibar open a health pathway?")
    assert (answer.reason, answer.notices) == ("not_in_library", ("No document names “Zanzibar”.",))
    assert districts.ask("Who painted the ceiling of the chapel?").notices == ()


def test_what_is_asked_of_all_and_listed_in_one_sentence_is_counted(tmp_path):
    notes = "# Themes\n\nThe themes of the clubs are health, media, law and farming.\n"
    answer = open_districts(tmp_path, notes=notes).ask("List all the themes of the clubs.")
    (count,) = answer.counts
    assert (count.count, count.of, count.markers) == (4, 4, (1,))
    assert "health, media, law, farming" in count.about
    assert (count.read, count.nothing_in) == (("Themes",), ())


class TestProse:
    """A chat model gets the evidence of the parts that are answered, and cites through them."""

    def ask(self, districts, question, reply) -> tuple[Answer, ScriptedChatModel]:
        chat = ScriptedChatModel([reply])
        assistant = Assistant(districts.search, ChatModel(chat, "scripted:model"))
        return assistant.ask(question), chat

    def address(self, districts, question, text) -> str:
        found = find(districts.search, districts.understand(question), Filters())
        return next(e.address for item in found for e in item.evidence if e.text == text)

    def test_it_cites_both_sides(self, districts):
        one, other = (self.address(districts, DIFFER, t) for t in (OAK_SPENDS, PINE_SPENDS))
        answer, _ = self.ask(districts, DIFFER, f"Oak spends less [{one}] than Pine [{other}].")
        assert quotes(answer) == [OAK_SPENDS, PINE_SPENDS]
        assert answer.unresolved == ()

    def test_what_is_missing_is_said_also_of_its_answer(self, districts):
        address = self.address(districts, TWO_PARTS, OAK_OPENED)
        answer, chat = self.ask(districts, TWO_PARTS, f"It opened in 2011 [{address}].")
        assert (answer.status, answer.missing) == ("partial", ("who painted its chapel ceiling",))
        assert answer.text == "It opened in 2011. [1]"
        assert len(chat.prompts) == 1

    def test_evidence_of_a_side_that_is_not_answered_never_reaches_it(self, districts):
        _, chat = self.ask(districts, ONE_SIDED, "NO ANSWER")
        assert OAK_SPENDS in str(chat.prompts)
        assert "garden" not in str(chat.prompts)


@pytest.mark.parametrize("question", [TWO_PARTS, DIFFER])
def test_the_reading_that_is_shown_is_the_whole_question(districts, question):
    assert districts.ask(question).understood_as == question


def test_where_nothing_quoted_ranks_there_is_no_verdict_and_it_says_so(districts):
    answer = districts.ask("Which spends the most on buses a year?")
    assert answer.notices == ("None of these sentences says which has the most.",)
    assert {OAK_SPENDS, PINE_SPENDS} == set(quotes(answer))
    assert districts.ask("What does Oak Valley spend on buses?").notices == ()


def test_each_clause_of_a_comparison_is_answered_of_each_side_or_missing(districts):
    answer = districts.ask(
        "How do Oak Valley and Fir Hills differ in what they spend on buses, and when did each open"
        " a health pathway?"
    )
    assert answer.status == "partial"
    assert answer.missing == (
        "Fir Hills: what they spend on buses",
        "Fir Hills: when did it open a health pathway",
    )
    assert "## Oak Valley: what they spend on buses" in answer.text
    assert "## Oak Valley: when did it open a health pathway" in answer.text


def test_whether_any_says_otherwise_counts_and_is_no_missing_part(districts):
    asked = "How many documents say that pathway coaches were hired for teachers"
    answer = districts.ask(f"{asked}, and does any say otherwise?")
    assert answer.counts == districts.ask(f"{asked}?").counts != ()
    assert answer.missing == ()


def test_what_each_one_says_is_answered_by_what_they_say_and_not_counted(districts):
    answer = districts.ask(
        "Which sources state what Oak Valley spends a year on buses, and what does each one say?"
    )
    assert (answer.status, answer.missing, answer.counts) == ("answered", (), ())
    assert quotes(answer) == [OAK_SPENDS]
