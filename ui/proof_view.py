"""What rests on a quote: the sentences of the answer that cite it, and how far it holds them.

In: an answer, a citation of it, and what finds a statement's facts. Out: HTML in which everything
that was not written here is escaped. A sentence that is the quote itself is not written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.facts import Fact, Held
from core.schema import Answer, Citation, Statement, join_over_pages
from ui import proof_strings as strings
from ui.answer_words import verdict_word
from ui.inert_html import escaped
from ui.strings import VERDICT_ICONS

Prove = Callable[[Statement, Sequence[Citation]], tuple[Fact, ...]]
_ICONS: dict[Held, str] = {
    "word for word": "✓",
    "in other words": "✓",
    "with the rest": "◦",
    "not": "✕",
}


def proof_html(answer: Answer, cited: Citation, prove: Prove) -> str:
    """Render the sentences that cite a quote with verdict, reason and facts; "" if none does."""
    resting = [s for s in answer.statements if cited.marker in s.citations]
    if not resting:
        return ""
    heading = strings.RESTING_ONE if len(resting) == 1 else strings.RESTING_MANY
    parts = "".join(_statement(s, cited, prove(s, answer.citations)) for s in resting)
    return f'<div class="ll ll-small ll-proof"><h3>{heading}</h3>{parts}</div>'


def _statement(statement: Statement, cited: Citation, facts: Sequence[Fact]) -> str:
    verdict = verdict_word(statement.verdict)
    icon = VERDICT_ICONS[statement.verdict]
    said = "" if _is_the_quote(statement, cited) else f"<p>{escaped(statement.text)}</p>"
    others = [m for m in statement.citations if m != cited.marker]
    also = f" {escaped(strings.ALSO.format(markers=_marks(others)))}" if others else ""
    found = "".join(f"<li>{_fact(fact)}</li>" for fact in facts)
    listed = f"<h4>{strings.FACTS}</h4><ul>{found}</ul>" if found else ""
    sign = "" if statement.verdict == "supported" else " ll-doubtful"
    return (
        f'{said}<p class="ll-verdict-line{sign}"><span aria-hidden="true">{icon}</span> '
        f"<strong>{verdict}.</strong> {escaped(statement.why)}{also}</p>{listed}"
    )


def _is_the_quote(statement: Statement, cited: Citation) -> bool:
    rest = cited.continues
    whole = cited.quote if rest is None else join_over_pages(cited.quote, rest.quote)
    return statement.text.split() == whole.split()


def _fact(fact: Fact) -> str:
    told = strings.HELD[fact.held].format(markers=_marks(fact.markers))
    why = f"{told}: {fact.why}" if fact.why else told
    icon = f'<span aria-hidden="true">{_ICONS[fact.held]}</span>'
    return f"{icon} “{escaped(fact.text)}” – {escaped(why)}"


def _marks(markers: Sequence[int]) -> str:
    return ", ".join(f"[{marker}]" for marker in markers)
