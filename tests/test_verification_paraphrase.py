"""The rules that hold against free paraphrases, and what paraphrases may do: a table each."""

import pytest
from test_verification_rules import NAMES

from assistant.checking.support import VETOES, Cited, find_objections, lay_beside

BUILDS = "The cost work on pathways builds on career-academy research, a seminar page says."
MENTOR = "Elm served as mentor to a five-district Oak consortium in 2013."
SPONSOR = "Member Warren Furutani wrote the bill, and the Elm Chamber of Commerce sponsored it."
BECAUSE = (
    "Because the reform depends on collaboration, the districts had to change leadership roles."
)
LEADS = "The plan insists that the district must lead the work and tie it into instruction."
ALL = "Tying the reform to other initiatives was key in all three case districts."
AIMED = "Elm hubs aimed at smooth transitions from school to college and at completion."
COULD = "Pathways could help immigrant students through paid internships, Ruiz argues."
UNKNOWN = "No minimum number of hours of internships per student was found in the documents."
HALF = "About half of the teachers at Muir High came back once everyone had reapplied."
FALL = "Some programs have high ongoing costs, which tend to fall in older programs."
PART = "A graduate was hired part-time by a local firm that had trained him."
TEAM = "A team may include the superintendent, board members, a coach and the math director."
CHAMBER = "In the East Bay the Oakland Metropolitan Chamber led the regional hub."
YEARS = "SCOPE's releases say 2008, while the Irvine Foundation's say 2009."
AWARDS = "In 2020 the alliance announced two new Gold and 21 new Silver pathways."
HIRED = "Raymond was hired in 2009, resigned in 2013 and left in December."
BARRIERS = "Barriers to pathways are district policies, attendance, academic history and transport."
THAN = "Struggling students in pathways did better than similar students in traditional programs."
SIGNED = "In 2014, 23 of 26 Dozier teachers signed."
TRACK = "Students in certified pathways were likelier to be on track."
MORE = "In fall 2009 more students took courses, and teachers reported fewer absences."
ROOM = "Teachers of career-technical subjects are encouraged to collaborate with colleagues."
NEEDED = "A study reported that Elm needed more common planning time for its teachers."
GROWTH = "Growth must come with quality, because outcomes are better when pathways are faithful."
COST = "No cost of it was found in the documents read, such as the page."
UNDATED = "The district holds a yearly fair, according to an undated release."


def refuses(text: str, told: str) -> list[str]:
    """Return the rules that refuse a statement, however freely it is worded."""
    pair = lay_beside(text, Cited((told,)))
    findings = find_objections(pair, NAMES)
    return [f.rule for f in findings if pair.keeps_words or f.hard or f.rule in VETOES]


@pytest.mark.parametrize(
    ("text", "told", "rule"),
    [
        (
            "Career-academy research builds on the cost work on pathways, a seminar page says.",
            BUILDS,
            "order",
        ),
        ("Elm had an Oak consortium as its mentor in 2013.", MENTOR, "order"),
        ("The Elm Chamber drafted it, with Warren Furutani as its sponsor.", SPONSOR, "order"),
        (
            "The reform came to depend on collaboration because districts had changed leadership.",
            BECAUSE,
            "order",
        ),
        (
            "By its plan it is not up to the district to lead, though teaching has to fit.",
            LEADS,
            "negation",
        ),
        ("In only two of the three case districts success hinged on a link.", ALL, "quantifier"),
        (
            "Hubs of Elm succeeded in getting students through school, then into college.",
            AIMED,
            "certainty",
        ),
        (
            "Ruiz shows that pathways have helped those who came with paid internships.",
            COULD,
            "certainty",
        ),
        ("How many hours a student interns at the least is left to schools.", UNKNOWN, "certainty"),
        ("Nearly all the teachers were back at Muir High in fall.", HALF, "quantifier"),
        ("Running costs are on the high side and climb as programs age.", FALL, "opposite"),
        (
            "Having trained him, a firm of architects took on a graduate full-time.",
            PART,
            "opposite",
        ),
        (TEAM.replace(" and the", ", a union president and the"), TEAM, "word"),
        ("The Oakland Unified School District heads the East Bay's regional hub.", CHAMBER, "name"),
        ("SCOPE's releases say 2009, while the Irvine Foundation's say 2008.", YEARS, "number"),
        ("In 2020 the alliance announced 24 new Gold and Silver pathways.", AWARDS, "number"),
        ("Raymond left six years after he was hired in 2009.", HIRED, "number"),
        ("Of those who signed, 23 of the 26 parents were from Dozier.", SIGNED, "unit"),
        ("Teachers on certified paths were likelier to be on track.", TRACK, "unit"),
        # a direction turned, a share for each of others, a word put in another's mouth
        ("More than half of them came.", "Fewer than 50 percent came.", "quantifier"),
        ("They went with a lower chance of staying.", "They were more likely to stay.", "opposite"),
        ("Cuts had shrunk the fund by $165.", "The fund went down by $30 to $165.", "number"),
        ("What it brings in for each school.", "What it yields per student.", "unit"),
        (
            "Ruiz himself described Muir as sound.",
            "The Bee called Muir of Ruiz sound.",
            "attribution",
        ),
        ("It levies $120 on each household.", "It is a $120-per-parcel tax.", "unit"),
        (
            "Teachers of career-technical subjects collaborate little with colleagues.",
            ROOM,
            "quantifier",
        ),
        (
            "LAUSD drew up benchmarks and reached Gold.",
            "LAUSD set its standards, aiming at Gold.",
            "certainty",
        ),
    ],
)
def test_what_turns_the_sense_of_a_paraphrase_is_refused(text, told, rule):
    assert rule in refuses(text, told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # another voice, another order, another office of the same holder
        ("Career-academy research is what the work builds on, a seminar page says.", BUILDS),
        ("An Oak consortium of five districts had Elm as its mentor in 2013.", MENTOR),
        (
            "It was written by Warren Furutani and sponsored by the Elm Chamber of Commerce.",
            SPONSOR,
        ),
        ("The districts had to change leadership roles because the reform depends on it.", BECAUSE),
        # a denial of a denial, and one that the page has as a prefix or by its sense
        ("The release of the district's yearly fair bears no date.", UNDATED),
        ("Staff were not engaged.", "The staff were disengaged."),
        ("Elm does not waver over its reform, whoever leads it.", "Elm's commitment stays strong."),
        (
            "Nothing draws as many complaints as the schedule.",
            "They complain most of the schedule.",
        ),
        ("All of the three districts of the case found it key.", ALL),
        ("Hubs meant to smooth the passage to college and to get all through school.", AIMED),
        ("Ruiz argues that with paid internships pathways might be a help to many.", COULD),
        ("The documents do not tell how many hours students intern at the least.", UNKNOWN),
        ("About one in two of the teachers came back to Muir High.", HALF),
        ("Programs that are older usually cost less to keep up.", FALL),
        ("Oakland's Metropolitan Chamber headed the hub of the East Bay.", CHAMBER),
        ("The Irvine Foundation's say 2009, while SCOPE's releases say 2008.", YEARS),
        # words that open a sentence are no names
        ("Better transitions to college were what Elm hubs aimed at.", AIMED),
        ("Upward of 30 schools joined.", "More than 30 schools joined Oak."),
        (
            "In pathways struggling students did better than similar students in traditional ones.",
            THAN,
        ),
        ("What it costs is not stated in any document, nor on the page.", COST),
        ("What it costs could not be found, not even on the page.", COST),
        (
            "Voters passed a bond but turned down a tax.",
            "Voters did not approve a tax; a bond passed.",
        ),
        ("Elm's teachers did not have enough hours to plan together.", NEEDED),
        ("Pathways should not grow at the expense of quality, as results improve by it.", GROWTH),
        (
            "Each element has one of four levels, from low up to high.",
            "It has four levels for each element.",
        ),
        ("Pathways spread to every one of its schools.", "Pathways spread to all of its schools."),
        (
            "Schedules, systems and internships all belong to it.",
            "It has schedules, systems, internships.",
        ),
        (
            "Pat Cash and Ed Hall as team captains.",
            "Tommy Little features Pat Cash and Ed Hall as team captains.",
        ),
        # figures that a reader can work out, or that are written otherwise
        ("In 2020 the alliance named 23 pathways, two Gold and 21 Silver.", AWARDS),
        ("Four years after he was hired in 2009 Raymond handed in his resignation.", HIRED),
        ("Four things stand between students and pathways.", BARRIERS),
        ("A quarter of a billion dollars went there.", "$250 million went there."),
        ("Half a million students came.", "500,000 students came."),
        ("It took half a year of work.", "It took six months of work."),
        ("One-fifth more partners came.", "20 percent more partners came."),
        ("The rate rose 2.1 percentage points.", "The rate rose 2.1 points."),
        ("There was no gain by year eight.", "There was no gain by the eighth year."),
        ("Nearly nine out of ten, 23 of the 26, signed.", SIGNED),
        ("Just over half, 52 percent, have one.", "52 percent have one."),
        ("Some 400 young people enrolled.", "About 400 students enrolled."),
        ("Over five years of study they did better.", "In a five-year study they did better."),
        (
            "The share was cut by half, from 60 to 30 percent.",
            "The share fell from 60 to 30 percent.",
        ),
        # names in another form
        # light edits: another order, how often, how long, how it is joined
        (
            "The Los Angeles Times reported that Elm had five heads in six years by March 2008.",
            "By March 2008 Elm had five heads in six years, the Los Angeles Times reported.",
        ),
        ("A team meets every month to plan.", "A team meets monthly to plan."),
        ("It was so for over forty years.", "It was so for more than four decades."),
        ("They are tracked more than 12 years.", "They are tracked over 12 years."),
        ("One voter, though late, came.", "One voter, although late, came."),
        ("Oak got $1 in 2009 and Elm's gift in 2011.", "In 2009 Oak got $1. In 2011 Elm gave it."),
        (
            "In June 2014, Oak won a $6 Career Pathways grant.",
            "Oak won a $6 Career Pathways grant in June 2014.",
        ),
        (
            "Networks have to be quick so as not to lose momentum.",
            "Go fast, hubs say, and networks keep momentum.",
        ),
        ("Addressing Oak staff, she spoke.", "At Elm's fair she told Oak staff."),
        (
            "How an idea survives any one leader is shown.",
            "It shows how the vision outlasts a single leader.",
        ),
        (
            "No total of what all of it has cost was found, including fees.",
            "No total of what all of it has cost was found, such as fees.",
        ),
        ("The Californian schools won.", "Schools in California won."),
        ("They left in Nov. of 2012.", "They left in November 2012."),
        ("The United Nations Security Council met.", "The UN Security Council met."),
        # certainty and bounds in other words
        (
            "The principal reckoned that most stay.",
            "The principal estimated that most stay.",
        ),
        (
            "Pathways at least Silver are compared.",
            "Pathways at Silver level or above are compared.",
        ),
    ],
)
def test_a_paraphrase_may_say_the_same(text, told):
    assert not refuses(text, told)


@pytest.mark.parametrize(
    ("text", "told", "rule"),
    [
        # one word changed where all else is kept is a change; the same word in a paraphrase is not
        (
            "Oak voters passed a $120-per-household tax.",
            "Oak voters passed a $120-per-parcel tax.",
            "word",
        ),
        ("It has 400 students.", "It has 400 young people.", "unit"),
        ("It took one year.", "It took seven years.", "number"),
        ("Diaz said that schools opened.", "Ruiz said that schools opened.", "name"),
        (
            "In each of five schools there are 9 paths.",
            "In five schools there are 9 paths.",
            "quantifier",
        ),
    ],
)
def test_what_is_excused_is_still_found_elsewhere(text, told, rule):
    assert rule in refuses(text, told)
