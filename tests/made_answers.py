"""Made-up answers over the two documents of the browser tests, one for each thing that is drawn.

In: the library of `browser.indexed`. Out: answers by their question. Quotes stand in the library as
they are given here, so that every number leads to marked words; verdicts, counts, differences and
origins are made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.schema import Answer, Citation, Count, Disagreement, Origin, Statement, Verdict
from library.library import Library
from library.outline import page_count

COMPARED = "How do Riverbend and Rosewater differ in what they began with?"
LOST_SIDE = "How did Riverbend and Pasadena differ in money?"
LONG_SIDES = "What is the same in Riverbend and Rosewater, year by year?"
PARTS = "What is the health pathway, who teaches there and what did it cost?"
COUNTED = "How many of the nine districts moved their bell schedule?"
JUDGED = "And what did it bring?"

GRANT = (
    "Riverbend paid for its four pathways with a state grant of 600,000 dollars.",
    ("riverbend", "state grant of 600,000 dollars"),
)
COUNSELORS = ("The district added two counselors from its own budget.", ("riverbend", "counselors"))
BELLS = (
    "Riverbend moved the bell schedule by forty minutes, so that teachers plan together.",
    ("riverbend", "forty minutes"),
)
OPENED = (
    "Rosewater High opened its health pathway in the fall of 2014 with ninety students and six"
    " teachers.",
    ("prose", "ninety students"),
)
JOINS = (
    "The program joins college-ready courses with work-based learning, and every program year ends"
    " with a public defense.",
    ("prose", "college-ready courses"),
)
EXACT = "These are the exact words of the cited page."
ORIGINS = {
    "riverbend": Origin(
        "riverbend-2014", "Evaluation of the pathways", 2014, "evaluation", "A", (), None, "whole"
    ),
    "prose": Origin(
        "rosewater-2016", "Rosewater celebrates", 2016, "press-release", "B", (), None, "opening"
    ),
}
Said = tuple[str, tuple[str, str]]


@dataclass(frozen=True)
class Told:
    """A sentence with its verdict."""

    said: Said
    verdict: Verdict = "supported"
    why: str = EXACT


def made_answers(library: Library) -> dict[str, Answer]:
    """Return the answers by their question."""
    sides = compose(library, COMPARED, {"Riverbend": [GRANT], "Rosewater": [OPENED, JOINS]})
    rows = {"Riverbend": [GRANT, COUNSELORS, BELLS], "Rosewater": [OPENED, JOINS]}
    lost = compose(library, LOST_SIDE, {"Riverbend": [GRANT, COUNSELORS]})
    parts = {"What it is": [JOINS], "Who teaches there": [OPENED]}
    made = [
        replace(sides, disagreements=(Disagreement("when pathways began", (1, 2)),)),
        replace(lost, status="partial", missing=("Pasadena",)),
        compose(library, LONG_SIDES, rows),
        replace(
            compose(library, PARTS, parts),
            status="partial",
            missing=("what it cost", "who runs it"),
        ),
        _counted(library),
        _judged(library),
    ]
    return {answer.question: answer for answer in made}


def _counted(library: Library) -> Answer:
    read = ("Antioch", "Long Beach", "Los Angeles", "Montebello", "Oakland")
    rest = ("Pasadena", "Porterville", "Sacramento City", "West Contra Costa")
    count = Count(
        "districts that are described as moving their bell schedule",
        *(5, 9, (1, 2), (*read, *rest), rest),
    )
    return replace(compose(library, COUNTED, {"": [BELLS, COUNSELORS]}), counts=(count,))


def _judged(library: Library) -> Answer:
    doubtful = Told(
        ("The grant paid for all four pathways and for two counselors.", GRANT[1]),
        "partly",
        "“two counselors” is in no cited sentence.",
    )
    wrong = Told(
        ("Riverbend moved its bells by fifty minutes.", BELLS[1]),
        "unsupported",
        "says fifty minutes; the page says forty.",
    )
    answer = compose(library, JUDGED, {"": [doubtful, Told(OPENED), wrong, Told(JOINS)]})
    return replace(
        answer,
        understood_as="What did the state grant of 600,000 dollars bring to Riverbend, and to its "
        "two counselors, in the years after its pathways began?",
        removed=1,
        notices=("1 sentence was left out: no document supports it (“Wages rose.”)",),
        writer="prose",
        model="openai:small",
    )


def compose(library: Library, question: str, parts: Mapping[str, Sequence[Said | Told]]) -> Answer:
    """Lay parts out as an answer: a heading and its sentences, each with a citation of its own."""
    text = ""
    statements: list[Statement] = []
    citations: list[Citation] = []
    for heading, sentences in parts.items():
        text += "\n\n" if text else ""
        text += f"## {heading}\n\n" if heading else ""
        for number, sentence in enumerate(sentences):
            told = sentence if isinstance(sentence, Told) else Told(sentence)
            marker = len(citations) + 1
            text += " " if number else ""
            start = len(text)
            text += told.said[0]
            statements.append(
                Statement(told.said[0], start, len(text), (marker,), told.verdict, told.why)
            )
            text += f" [{marker}]"
            citations.append(cite(library, marker, *told.said[1]))
    return Answer(
        question=question,
        understood_as=question,
        status="answered",
        reason=None,
        text=text,
        statements=tuple(statements),
        citations=tuple(citations),
        missing=(),
        disagreements=(),
        nearest=(),
        unread=(),
        counts=(),
        removed=0,
        unresolved=(),
        notices=(),
        writer="quotes",
        model=None,
        prompt_sha=None,
        index=library.index_id(),
    )


def cite(library: Library, marker: int, source_id: str, words: str) -> Citation:
    """Cite words where they stand."""
    source = library.source(source_id)
    pages = (library.page(source_id, n + 1) for n in range(page_count(library, source_id)))
    page = next(page for page in pages if words in page.text)
    start = page.text.index(words)
    return Citation(
        marker=marker,
        source_id=source_id,
        title=source.title,
        year=source.year,
        kind=source.kind,
        page_number=page.number,
        page_label=page.label,
        section=page.label,
        start=start,
        end=start + len(words),
        quote=words,
        continues=None,
        url=None,
        origins=(ORIGINS[source_id],),
    )
