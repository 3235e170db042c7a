"""Abstaining: whether the evidence answers at all, and if not, why not.

In: a question and its evidence. Out: nothing, or the reason for no answer and the nearest passages.
Named rules come first: a question that no library answers, a name that stands nowhere in it. What
they leave is weighed by a small fitted decision, `decision.json` (`scripts/fit_abstention.py` fits
it to the development questions; figures in evaluation/LOG.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.evidence import Evidence
from assistant.signals import Signals, read_signals
from assistant.understanding.answer_type import wanted
from assistant.understanding.listing import asks_for_several, lists, lists_plainly
from assistant.understanding.names import gazetteer
from assistant.understanding.naming import core_question, name_words
from assistant.understanding.parts import Part
from assistant.weighing import rank_quotable
from core.schema import NearPassage, Reason
from library.bm25 import count_phrase, word_counts
from library.library import Library
from vectorstore.search import FusedSearch

NEAREST = 3
DECISION = Path(__file__).parent / "decision.json"
_RELATED = 0.3
# "Why did Oak drop it?" takes for granted that it did: such a question needs more to be answered.
_PRESUPPOSES = re.compile(
    r"\bwhy (?:did|does|do|has|have|had|was|were|is|are)\b|\bwhat reasons?\b"
    r"|\bwhen (?:it|they|he|she) \w+ed\b",
    re.IGNORECASE,
)
_PRESUPPOSING_MARGIN = 1.8
# "Is Oak one of the districts that …?" finds Oak in any case: what is said of it must be on that.
_ONE_OF_THEM = re.compile(r"^is [^?]+ one of the (?:other )?(?:districts|schools)\b", re.I)
_ONE_OF_THEM_MARGIN = 0.6
_LISTS_PLAINLY_MARGIN, _LISTS_MARGIN = -1.5, -0.7
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_OF_A_DISTRICT = re.compile(
    r"\b(?:[A-Z][\w’'-]+ ){1,3}"
    r"(?:Unified|City Schools|Union|School District|High School District|USD)\b"
)
_OPENS = re.compile(
    r"^(?:(?:Did|Does|Do|Is|Are|Was|Were|Has|Have|Had|Can|Will|How|What|Which|When|Where|Why|Who|In|"
    r"At|For|And|The) )+"
)
_SHORTEST_NAME = 4  # shorter ones are abbreviations that documents may spell out (HR, NYU)
# Personal and predictive questions only: single words misfire on ordinary planning questions.
_NOT_FOR_A_LIBRARY = re.compile(
    r"^(?:please |can you |could you )*predict\b"
    r"|(?:^|[.?!,;:–-])\s*should i (?:enroll|send|choose|apply|move|transfer|vote|buy|take|"
    r"accept|quit|resign|retire|stay|marry|invest)\b"
    r"|\bmy (?:son|daughter|child|kid|homework|salary|marriage)\b"
    r"|\bmy career\b(?! (?:academ|path|tech))"
    r"|\bwhat(?:'s| is| will) the weather\b|\bweather forecast\b"
    r"|^(?:will|what will|how many .* will)\b.*\b(?:next year|in 20[3-9]\d|in the future)\b"
    r"|\bdo you (?:think|reckon|believe)\b[^.?!]*\bwill\b"
    r"|\bwill (?:the|my|our|their|your)\b[^.?!]*\b(?:accept|reject|approve|hire) (?:it|me|us)\b",
    re.IGNORECASE,
)


def refuse_by_rule(question: str, library: Library) -> Reason | None:
    """Return why no library, or not this one, answers a question; None if no rule says so."""
    if _NOT_FOR_A_LIBRARY.search(core_question(question)):
        return "not_a_library_question"
    if absent_names(question, library):
        return "not_in_library"
    return None


def absent_names(question: str, library: Library) -> list[str]:
    """Return the names in what is asked that stand nowhere in the library, as they are written.

    "Fresno Unified" is one name: that "Fresno State" is known does not make it known.
    """
    if not library.count_passages():
        return []
    asked = core_question(question)
    known = gazetteer(library)
    whole = [
        _OPENS.sub("", name) for name in _OF_A_DISTRICT.findall(asked) if not known.mentions(name)
    ]
    if absent := [name for name in whole if not count_phrase(library, name)]:
        return absent
    names = [
        name
        for name in name_words(asked)
        if len(name.removesuffix("s")) >= _SHORTEST_NAME and not name.isdigit()
    ]
    counts = word_counts(library, names)
    plain = (re.sub(r"[’']s$", "", word) for word in re.findall(r"[\w’'&]+", asked))
    written = {word.casefold(): word for word in plain}
    return [written.get(name, name) for name in names if counts[name] == 0]


def answers(part: Part, evidence: Sequence[Evidence], search: FusedSearch) -> bool:
    """Say whether the evidence answers, as the rules and the fitted decision have it."""
    if refuse_by_rule(part.search_text, search.library):
        return False
    leans = bool(part.told)
    signals = read_signals(part.asks, evidence, search.embeddings, leans=leans)
    if signals is None:
        return False
    return score(signals) >= margin(part.asks, rank_quotable(part.asks, evidence)[0][0])


def margin(question: str, opening: Evidence) -> float:
    """Return how much more than others a question needs that takes something for granted.

    One for several things, or how many, needs less where a sentence is there to list such things.
    """
    if _ONE_OF_THEM.match(question):
        return _ONE_OF_THEM_MARGIN
    if not _PRESUPPOSES.search(question):
        return _margin_of_a_list(question, opening.text)
    figures = set(_FIGURE.findall(question))
    told = figures and figures <= set(_FIGURE.findall(opening.text))
    return 0.0 if told else _PRESUPPOSING_MARGIN


def _margin_of_a_list(question: str, opening: str) -> float:
    if not asks_for_several(question) or not wanted(question).holds(opening):
        return 0.0
    return _LISTS_PLAINLY_MARGIN if lists_plainly(opening) else _LISTS_MARGIN * lists(opening)


def score(signals: Signals) -> float:
    """Weigh the signals; 0 and above is an answer."""
    decision = _decision()
    figures = asdict(signals)
    weighed = sum(weight * figures[name] for name, weight in decision["weights"].items())
    return float(decision["bias"] + weighed)


@lru_cache(maxsize=1)
def _decision() -> Mapping[str, Any]:
    decision: Mapping[str, Any] = json.loads(DECISION.read_text("utf-8"))
    return decision


def closeness(evidence: Evidence) -> float:
    """Weigh meaning and words together, 0 to 1."""
    words = evidence.coverage + evidence.context + evidence.heading
    return (3 * evidence.similarity + words) / 6


def related(evidence: Evidence) -> bool:
    """Say whether a sentence speaks of the question's subject."""
    return closeness(evidence) >= _RELATED


def find_reason(
    evidence: Sequence[Evidence], *, ruled: Reason | None, outside_filters: bool, unread: bool
) -> Reason:
    """Name why there is no answer."""
    if ruled:
        return ruled
    if outside_filters:
        return "filtered_out"
    if unread:
        return "unreadable"
    if any(map(related, evidence)):
        return "only_related"
    return "not_in_library"


def nearest_passages(evidence: Sequence[Evidence], library: Library) -> tuple[NearPassage, ...]:
    """Return the nearest sentences, one a passage and no two alike, best first."""
    best: dict[str, Evidence] = {}
    for item in sorted(evidence, key=lambda e: (-closeness(e), e.hit.rank, e.position)):
        if item.text not in {other.text for other in best.values()}:
            best.setdefault(item.hit.passage.id, item)
    return tuple(_near(item, library) for item in list(best.values())[:NEAREST])


def _near(evidence: Evidence, library: Library) -> NearPassage:
    passage, sentence = evidence.hit.passage, evidence.sentence
    page = library.page(passage.source_id, passage.page_number)
    return NearPassage(
        source_id=passage.source_id,
        title=evidence.title,
        page_number=page.number,
        page_label=page.label,
        start=sentence.start,
        end=sentence.end,
        quote=page.text[sentence.start : sentence.end],
        score=round(closeness(evidence), 4),
    )
