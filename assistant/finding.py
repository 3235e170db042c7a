"""Finding: the evidence of every part of a question, and whether it answers that part.

In: a question as understood, filters and the search. Out: for each part its evidence, addressed so
that one sentence has one address in all parts. One part's evidence answers another only where it is
the other's best too; a side of a comparison takes evidence on that side only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.abstention import answers
from assistant.counting.count import count
from assistant.counting.enumerating import find_enumeration
from assistant.counting.stated import number_stated, says_another, states_number
from assistant.counting.tally import Counted
from assistant.differences import find_differences
from assistant.evidence import Evidence, gather
from assistant.gaps import Stands, answer_by_gap, compare_by_gap
from assistant.provenance import find_standing
from assistant.question import Understood
from assistant.seeking import is_on, seek
from assistant.together import find_together
from assistant.understanding.clauses import without_what_is_said
from assistant.understanding.counted import read_count
from assistant.understanding.naming import asked_alone
from assistant.understanding.one_by_one import names_asked
from assistant.understanding.only_one import as_which
from assistant.understanding.parts import Part
from core.schema import Filters
from vectorstore.search import FusedSearch

_HOW_MANY = re.compile(r"\bhow many\b", re.I)
_HOW_MANY_HAVE = re.compile(r"\bhow many (?:[\w’'-]+ ){1,5}(?:have|has|run|offer)\b", re.I)
_OF_THOSE = re.compile(r"\b(?:of|among) (?:them|those|these|the (?:two|three|four))\b", re.I)
NOT_COUNTED = "Nothing was counted: it is not plain which documents say just this."


@dataclass(frozen=True, slots=True)
class Found:
    """A part, its evidence, and whether that answers it.

    By `gap` the first sentence says that just this was not found, and leads the answer or closes
    it.
    With `all_of_it` every sentence of the evidence is quoted, in order. `notices` are lines of our
    own for the reader.
    """

    part: Part
    evidence: tuple[Evidence, ...]
    answers: bool
    counted: Counted | None = None
    all_of_it: bool = False
    gap: Stands = ""
    notices: tuple[str, ...] = ()


def find(search: FusedSearch, understood: Understood, filters: Filters) -> tuple[Found, ...]:
    """Find the evidence of every part; of the question as a whole where no part has any.

    Where that answers nothing, the sentence that asks is tried without those around it.
    """
    found = _find(search, understood, filters)
    if any(item.answers for item in found):
        return found
    alone = asked_alone(understood.whole.search_text)
    if not alone:
        return found
    whole = replace(understood.whole, search_text=alone, clause="")
    again = _find(search, replace(understood, whole=whole, parts=(whole,)), filters)
    return again if any(item.answers for item in again) else found


def _find(search: FusedSearch, understood: Understood, filters: Filters) -> tuple[Found, ...]:
    whole = understood.whole
    if standing := find_standing(search, whole.search_text, whole.told, filters):
        notices = (standing.notice,)
        return (Found(whole, standing.evidence, answers=True, all_of_it=True, notices=notices),)
    if len(understood.parts) == 1 and (differing := _differ(search, whole, filters)):
        return differing
    one = len(understood.parts) == 1 or _asks_who_alone(whole)
    if one and (counted := _count(search, whole, filters)):
        return counted
    if listed := find_enumeration(search, whole.search_text, filters):
        opening = Found(whole, listed, answers=True, all_of_it=True)
        return _followed(opening, find_part(search, whole, filters))
    found = _with_gaps(search, understood, _find_parts(search, understood, filters), filters)
    if len(found) > 1 and not any(item.answers for item in found):
        found = [find_part(search, understood.whole, filters)]
    if any(_claim(part) for part in understood.parts):
        found[0] = replace(found[0], notices=(NOT_COUNTED,))
    return _address(found)


def _asks_who_alone(part: Part) -> bool:
    """Say whether nothing is asked but who did it, or who is named: "every Senate bill by name"."""
    if as_which(part.search_text) != part.search_text:
        return True
    asked = read_count(part.search_text)
    return asked is not None and asked.named and (not asked.about or asked.kind == "bill")


def _find_parts(search: FusedSearch, understood: Understood, filters: Filters) -> list[Found]:
    """Find the evidence of every part, of several together with the whole question."""
    parts = [_by_claim(part) for part in understood.parts]
    if len(parts) == 1:
        return [find_part(search, parts[0], filters)]
    together = find_together(search, understood.whole, parts, filters)
    return [Found(item.part, item.evidence, item.answers) for item in together]


def _with_gaps(
    search: FusedSearch, understood: Understood, found: Sequence[Found], filters: Filters
) -> list[Found]:
    """Let what says that just what is asked was not found lead; a comparison's opens the answer."""
    led = []
    for item in found:
        stands, evidence = answer_by_gap(
            search, item.part, item.evidence, filters, answers=item.answers
        )
        led.append(replace(item, evidence=evidence, answers=True, gap=stands) if stands else item)
    sides = any(item.part.side for item in found) and not any(item.gap for item in led)
    if sides and (gap := compare_by_gap(search, understood.whole, filters)):
        led.insert(0, Found(understood.whole, (gap,), answers=True, gap="leads"))
    return led


def _claim(part: Part) -> str:
    """Return what a part asks how many documents say; "" where it asks for no such count."""
    asked = read_count(part.search_text)
    return asked.claim if asked else ""


def _by_claim(part: Part) -> Part:
    """Let what documents are asked to say be looked for, where they were not counted."""
    claim = "" if part.clause or part.side else _claim(part)
    return replace(part, search_text=claim) if claim else part


def _differ(search: FusedSearch, part: Part, filters: Filters) -> tuple[Found, ...] | None:
    """Find all that the documents differ on; where that is nothing, what they say on it."""
    differences = find_differences(search, part.search_text, filters)
    if differences is None:
        return None
    notices = (differences.notice,)
    if differences.evidence:
        return (Found(part, differences.evidence, answers=True, all_of_it=True, notices=notices),)
    on_it = replace(part, search_text=differences.subject or part.search_text)
    return (replace(find_part(search, on_it, filters), notices=notices),)


def _count(search: FusedSearch, part: Part, filters: Filters) -> tuple[Found, ...] | None:
    """Count over everything; a number that the documents state comes before our own."""
    if (part.told or part.earlier) and _OF_THOSE.search(part.search_text):
        return None  # of those that were spoken of, not of all
    claim = without_what_is_said(part.search_text)
    if claim != part.search_text and not _HOW_MANY.search(claim):
        return None  # "which sources …, and what does each one say?" wants what they say
    counted = count(search, claim, filters)
    if counted is None or names_asked(part.asks) not in {None, len(counted.said_of)}:
        return None  # "which six districts?" is not answered by two
    own = Found(part, counted.evidence, answers=True, counted=counted)
    if counted.documents or counted.by_name:
        return _after_the_number(search, part, filters, own)
    if _is_listed_elsewhere(search, part, filters, counted):
        return None
    if _HOW_MANY.search(part.asks) and says_another(counted):
        return (replace(own, counted=None),)
    stated = find_part(search, part, filters)
    number = number_stated(part.asks, stated.evidence, counted.kind) if stated.answers else None
    if number is not None and not _not_some_of_them(number, part):
        agree = number == len(counted.said_of) or not _HOW_MANY.search(part.asks)
        return _address([stated, own] if counted.closed and agree else [stated])
    return _followed(own, stated) if counted.in_one else (own,)


def _not_some_of_them(number: int, part: Part) -> bool:
    """Say whether a number is not of those asked about: nor 63 nor nine are some "of the nine"."""
    asked = read_count(part.search_text)
    return asked is not None and asked.number is not None and number >= asked.number


def _after_the_number(
    search: FusedSearch, part: Part, filters: Filters, own: Found
) -> tuple[Found, ...]:
    """Let the number that is stated, where it is asked for, open before those known by name."""
    if own.counted is None or own.counted.documents or not _HOW_MANY_HAVE.search(part.asks):
        return (own,)
    evidence = find_part(search, part, filters).evidence
    stated = states_number(part.asks, evidence, own.counted)
    opening = Found(part, (stated,), answers=True, all_of_it=True) if stated else None
    return _address([opening, own]) if opening else (own,)


def _is_listed_elsewhere(
    search: FusedSearch, part: Part, filters: Filters, counted: Counted
) -> bool:
    """Say whether another sentence than the one that was counted lists what is asked for."""
    if not (counted.in_one or counted.loose):
        return False
    listed = find_enumeration(search, part.search_text, filters)
    if not listed:
        return False
    return counted.loose or listed[0].text != counted.evidence[0].text


def _followed(opening: Found, rest: Found) -> tuple[Found, ...]:
    """Let what else was found on a part follow the list that opens the answer."""
    return _address([opening, rest] if rest.answers else [opening])


def find_part(search: FusedSearch, part: Part, filters: Filters) -> Found:
    """Find the evidence of one part by itself."""
    sought = seek(search, part, filters)
    evidence = gather(search.library, sought.query, sought.hits, sought.weights)
    if part.side:
        evidence = tuple(item for item in evidence if is_on(part.side, item))
    return Found(part, evidence, answers(part, evidence, search))


def _address(found: Sequence[Found]) -> tuple[Found, ...]:
    """Number the passages through all parts; a passage keeps its number in every part."""
    if len(found) == 1:
        return tuple(found)
    numbers: dict[str, int] = {}
    for item in found:
        for evidence in item.evidence:
            numbers.setdefault(evidence.hit.passage.id, len(numbers) + 1)
    return tuple(
        replace(
            item,
            evidence=tuple(
                replace(e, address=f"{numbers[e.hit.passage.id]}.{e.position}")
                for e in item.evidence
            ),
        )
        for item in found
    )


def all_evidence(found: Sequence[Found]) -> tuple[Evidence, ...]:
    """Return the evidence of the parts that are answered, each sentence once."""
    by_address = {e.address: e for item in reversed(found) if item.answers for e in item.evidence}
    ordered = [e.address for item in found if item.answers for e in item.evidence]
    return tuple(by_address[address] for address in dict.fromkeys(ordered))
