"""What kind of thing a question asks for, and which texts hold a thing of that kind."""

import pytest

from assistant.understanding.answer_type import says_how_many, wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What share of students graduated?", "share"),
        ("What percentage of the budget went to coaches?", "share"),
        ("What is the graduation rate?", "share"),
        ("How long did it take?", "duration"),
        ("How long is the internship?", "duration"),
        ("how Long Beach gets every student into a pathway", "open"),
        ("Explain how Long Beach uses coaches", "open"),
        ("How long-term English learners choose", "open"),
        ("How long did Long Beach take?", "duration"),
        ("How much did it cost?", "money"),
        ("and what does it cost us?", "money"),
        ("And who wrote that one?", "open"),
        ("What is it, and what does it cost?", "open"),
        ("How much money was spent?", "money"),
        ("How much did the state set aside?", "money"),
        ("What does a coach cost?", "money"),
        ("What is the budget?", "money"),
        ("When did it open?", "date"),
        ("So when was that?", "date"),
        ("In which year did it open?", "date"),
        ("By when must they apply?", "date"),
        ("Who leads it?", "name"),
        ("And whose idea was it?", "name"),
        ("How many students joined?", "count"),
        ("How many had signed up?", "count"),
        ("What number of employers takes part?", "count"),
        ("How many years did it take?", "count"),
        ("How much do graduates earn?", "money"),
        ("How much did the foundation invest?", "money"),
        ("How big should a pathway be?", "size"),
        ("How big was the budget of the pathway?", "money"),
        ("What did students earn at the internship?", "money"),
        ("Did students in pathways earn more credits?", "open"),
        ("How did it begin?", "open"),
        ("How much did attendance rise?", "open"),
        ("What happens when students fail?", "open"),
        ("", "open"),
    ],
)
def test_a_question_asks_for_one_kind_of_thing(question, kind):
    assert wanted(question).kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "How many pathways did they open and when did they open them?",
        "When and where did it open?",
        "Who runs it, and what does it cost?",
        "What percent graduated and how many enrolled?",
        "How long does it take and also who pays for it?",
        "How many schools, or which ones?",
    ],
)
def test_what_asks_for_two_things_takes_anything(question):
    asked_for = wanted(question)
    assert asked_for.kind == "open"
    assert asked_for.holds("Nothing of any kind.")


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("How much did it cost?", "It cost $ 3 million.", True),
        ("How much did it cost?", "It cost 40,000 dollars.", True),
        ("How much did it cost?", "It cost two million dollars.", True),
        ("How much did it cost?", "There is no extra cost.", True),
        ("How much did it cost?", "It took 12 years.", False),
        ("How much does a pathway cost a year?", "Each took 12 teachers.", False),
        ("How many units can a kid take?", "About 112,000 students took it.", False),
        ("How many units can a kid take?", "Students may take up to 15 units.", True),
        ("How many students joined?", "No total of the students in Oak was found.", True),
        ("How many buses run?", "No total of the students in Oak was found.", False),
        ("How much money was spent?", "The $5 fee.", True),
        ("How much did attendance rise?", "It rose by 5 percent.", True),
        ("When did it open?", "It opened in 2011.", True),
        ("When did it open?", "It opened in March.", True),
        ("When did it open?", "It opened with 2,011 students.", False),
        ("When did it open?", "It opened in room 2100.", False),
        ("And when was that?", "In fall 1999.", True),
        ("Who pays for it?", "The money comes from James Irvine.", True),
        ("Who leads it?", "Edwin Diaz leads it.", True),
        ("Who pays for it?", "The district pays.", False),
        ("How did it begin?", "Anything.", True),
    ],
)
def test_the_kind_of_thing_asked_for_is_told_from_others(question, text, holds):
    assert wanted(question).holds(text) is holds


@pytest.mark.parametrize("name", ["SRI International", "the RAND Corporation", "SCOPE"])
def test_a_name_in_capitals_is_a_name(name):
    assert wanted("Who evaluated the pilot?").holds(f"The pilot was evaluated by {name}.")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("94 percent.", True),
        ("94%.", True),
        ("94 % of them.", True),
        ("Half of them graduated.", True),
        ("Two-thirds graduated.", True),
        ("Two of three students graduated.", True),
        ("9 in every 10 graduated.", True),
        ("Nine out of ten graduated.", True),
        ("94 students graduated.", False),
        ("Most of them graduated.", False),
    ],
)
def test_a_share_is_told_from_a_number(text, holds):
    assert wanted("What percentage graduated?").holds(text) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("It took two years.", True),
        ("A six-week internship follows.", True),
        ("It is a year-long course.", True),
        ("It takes three to five years.", True),
        ("It takes 10 or more hours.", True),
        ("It takes 12 full days.", True),
        ("It takes 90 minutes.", True),
        ("It began in 2012.", False),
        ("It takes 12 students.", False),
        ("It takes years.", False),
    ],
)
def test_a_length_of_time_is_a_number_with_its_unit(text, holds):
    assert wanted("How long does it take?").holds(text) is holds


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("How many districts joined?", "Nine districts joined.", True),
        ("How many districts joined?", "Several districts joined.", False),
        ("How many districts joined?", "Nine schools joined.", False),
        ("How many districts joined?", "One district joined.", True),
        ("How many kids joined?", "Some 60 students joined.", True),
        ("How many students joined?", "Some 60 kids joined.", True),
        ("How many students joined?", "Some 1,212 tenth-grade pupils joined.", True),
        ("How many students joined?", "It has 12 teachers.", False),
        ("How many students joined?", "It has 12 teachers who meet with all students.", False),
        ("How many teachers joined?", "It has 12 full-time instructors.", True),
        ("How many companies joined?", "Twelve employers joined.", True),
        ("How many classes are taught?", "They take four courses.", True),
        ("How many years did it take?", "It took two years.", True),
        ("How many years did it take?", "It took two teachers.", False),
        ("How many steps are there?", "It has four stages.", True),
        ("How many phases are there?", "It has four steps.", True),
        ("How many levels are there?", "It has two tiers.", True),
        ("How many types are there?", "It has two kinds.", True),
        ("How many sites are there?", "It has two places.", True),
        ("How many barriers are there?", "It names two obstacles.", True),
        ("How many cohorts are there?", "It had two classes.", True),
        ("How many figures are there?", "It gives two amounts.", True),
        ("How many steps are there?", "It has two tiers.", False),
        ("How many reasons are there?", "The reasons were rain, wind, and snow.", True),
        ("How many roles are there?", "They praised cooks, nurses, and drivers.", True),
        ("How many reasons are there?", "The reason was rain.", False),
        ("How many reasons are there?", "Among them, such as rain, wind, and snow.", False),
        ("How many nurses are there?", "The nurses were Ada, Bo, and Cy.", True),
        ("How many students are there?", "The students sang, danced, and wept.", False),
        ("How many people wrote it?", "It is by Ann Lee, Bo Ray and Cy Orr.", True),
        ("How many people read it?", "It is read by cooks, nurses and clerks.", False),
        ("How many trustees were for it?", "The board hired him on a 7-0 vote.", True),
        ("How many cows were for it?", "The board hired him on a 7-0 vote.", False),
        ("How many stages are there?", "Painting was the fourth stage.", True),
        ("How many cows are there?", "Painting was the fourth stage.", False),
    ],
)
def test_a_count_is_a_number_before_the_things_counted(question, text, holds):
    assert wanted(question).holds(text) is holds


@pytest.mark.parametrize("share", ["60 percent", "60%", "60 %"])
def test_a_share_of_students_is_no_count_of_students(share):
    asked_for = wanted("How many students joined?")
    assert not asked_for.holds(f"Only {share} of students joined.")
    assert asked_for.holds(f"Only {share} of all, 40 students, joined.")


@pytest.mark.parametrize(
    ("text", "holds"), [("By then there were 40.", True), ("Nobody counted them.", False)]
)
def test_where_nothing_is_named_any_number_counts(text, holds):
    assert wanted("How many had signed up?").holds(text) is holds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who approves the budget?", "name"),
        ("When is the budget due?", "date"),
        ("How does a district plan its budget?", "open"),
        ("How did students rate their internships?", "open"),
    ],
)
def test_a_word_for_money_or_shares_alone_does_not_ask_for_any(question, kind):
    assert wanted(question).kind == kind


@pytest.mark.parametrize(
    ("question", "text", "says"),
    [
        ("How many stages are there?", "It has four steps.", True),
        ("How many stages are there?", "It has four cows.", False),
        ("What number of kids joined?", "Some 60 students joined.", True),
        ("How many reasons are there?", "The reasons are rain, wind, and snow.", False),
        ("How many had signed up?", "By then there were 40.", False),  # of what is not said
        ("Which stages are there?", "It has four steps.", True),
        ("Which high schools began it?", "It began in 2011 at Oak and Elm high schools.", False),
        ("Which stages are there?", "It has four cows.", False),
        ("List the stages.", "It has four steps.", True),
        ("How many schools began it?", "It began in 2011 at Oak schools.", False),
        ("How many schools began it?", "It began in 2011 at six Oak schools.", True),
        ("How many students came?", "Some 2,011 big old students came.", True),
        ("", "It has four steps.", False),
    ],
)
def test_a_text_says_how_many_there_are_of_what_is_asked(question, text, says):
    assert says_how_many(question, text) is says


def test_how_much_time_and_what_pay_are_no_questions_of_money():
    assert wanted("How much planning time do cooks get?").kind == "time"
    assert wanted("planning time - how much do cooks get").holds("Cooks meet weekly.")
    pay = wanted("What is the salary of a head cook?")
    assert pay.kind == "pay"
    assert pay.holds("The head cook has a salary of $9,000.")
    assert not pay.holds("Oak received $350,000 in grants.")


def test_a_sum_of_money_for_each_is_no_number_of_them():
    asked = "How many academies are there now?"
    assert not wanted(asked).holds("In 2022 there was $81,000 per academy.")
    assert wanted(asked).holds("In 2022 there were 390 academies.")
