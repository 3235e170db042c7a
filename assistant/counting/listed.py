"""Listed: our own count of what one quoted sentence lists.

In: what was asked and the sentences that are quoted. Out: the count of the items of the first one
that lists what is asked for. Where a quoted sentence says how many they are, its number stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.counting.countable import spoken_of
from assistant.disagreement import says_that_sources_differ
from assistant.resolution import Resolved
from assistant.understanding.alike import same_kind
from assistant.understanding.answer_type import says_how_many
from assistant.understanding.counted import read_count
from assistant.understanding.listing import (
    asks_for_all,
    asks_for_several,
    listed_items,
    lists_plainly,
    numbers_its_list,
    things_asked,
)
from assistant.understanding.names import gazetteer
from assistant.understanding.naming import core_question
from assistant.understanding.one_by_one import are_persons, only_numbered, told_by_name
from assistant.understanding.parts import Part
from core.schema import Count, Statement
from library.library import Library

_OF_ANY_KIND = frozenset({"places", "people", "figures", "numbers", "amounts", "estimates"})
_NAMED = frozenset(
    word
    for line in (
        "districts cities towns counties states companies employers organizations agencies",
        "foundations universities colleges newspapers outlets authors researchers hospitals unions",
    )
    for word in line.split()
)
_COUNTS_OR_LISTS = re.compile(
    r"\b(?:how many|which|whose|list(?:ing)?|name|give me|kinds|types|sorts|options)\b"
    r"|(?:^|[.?!] )(?:just|only|all of)\b"
    r"|\bwho all\b|\bwho(?: else)? (?:is|are|was|were) (?:in|on)\b"
    r"|\bwhat (?:can|could|may|might)\b",
    re.I,
)
# "What do principals need?" asks for no principals.
_WHAT_ELSE = re.compile(
    r"\bwhat (?:do|does|did|is|are|was|were|must|should|will|would|has|have)\b", re.I
)
_CAPITAL = re.compile(r"\b[A-Z]")
_HOW_MANY = re.compile(
    r"\bhow many\b|\b(?:the|a)(?: full| total| exact)? (?:count|tally|total|number)\b", re.I
)
_THE_SAME = frozenset({"ones", "things", "is", "its"})  # say nothing of what they are
_SEVERAL = 2
_WHO = re.compile(
    r"\bwho\b|\b(?:people|persons|authors?|writers|researchers|authored|names)\b", re.I
)
# "Only in Oak, or in more districts? Which?"
_OR_OTHERS = re.compile(
    r"\b(?:only|just)\b.*\b(?:districts?|others?|one else|more)\b.*\b(?:which|who)\b", re.I | re.S
)
# Where sources differ, what is listed is what each of them says.
_ASKS_FOR_FIGURES = re.compile(
    r"\b(?:figures|numbers|amounts|estimates|accounts|versions|answers|dates|sources|documents)\b",
    re.I,
)
_HEADING = re.compile(r"^## (.+)$", re.M)


def count_lists(
    question: str, parts: Sequence[Part], resolved: Resolved, library: Library
) -> tuple[Count, ...]:
    """Count what the sentences list that answer; of several parts each by those under its name."""
    part = parts[0]
    if all(other.name == part.name for other in parts):
        questions = (part.asks, part.search_text, question)
        return _count_listed(questions, resolved.statements, resolved, library)
    counts = [
        count
        for part in parts
        if not part.side
        for count in _count_listed((part.asks,), _under(part.name, resolved), resolved, library)
    ]
    return tuple(dict.fromkeys(counts))


def _under(name: str, resolved: Resolved) -> list[Statement]:
    """Return the sentences under the heading that names a part."""
    headings = [(found.end(), found[1].casefold()) for found in _HEADING.finditer(resolved.text)]
    over = [
        next((text for at, text in reversed(headings) if at <= statement.start), "")
        for statement in resolved.statements
    ]
    return [s for s, text in zip(resolved.statements, over, strict=True) if name.casefold() in text]


def _count_listed(
    questions: Sequence[str],
    statements: Sequence[Statement],
    resolved: Resolved,
    library: Library,
) -> tuple[Count, ...]:
    """Count what the first sentence lists that lists what is asked for; nothing if none does.

    A sentence that is there to list, and names these things, comes before one that does not. Where
    none names them, "how many" asks for what the opening sentence lists.
    """
    if any(_counts_documents(question) for question in questions):
        return ()
    every = [*map(core_question, questions), *questions]
    asking = [question for question in dict.fromkeys(every) if _asks_for_things(question)]
    figures = any(map(_ASKS_FOR_FIGURES.search, questions))
    statements = [s for s in statements if figures or not says_that_sources_differ(s.text)]
    for question in asking:
        before = _before_the_number(question, statements)
        noun = _noun(question)
        if _HOW_MANY.search(question) and only_numbered(noun) and not _WHO.search(question):
            continue
        plainly = [s for s in before if lists_plainly(s.text) and _names_them(noun, s)]
        fitting = [s for n, s in enumerate(before) if _may_list(noun, s, opens=n == 0)]
        opening = before[:1] if _asks_for_the_number(question, noun, statements) else []
        persons = [s for s in before[:1] if _WHO.search(question) and _lists_persons(s)]
        for statement in persons + plainly + fitting + opening:
            items = listed_items(statement.text)
            if are_persons(items) and noun and not _WHO.search(question):
                continue
            if items and (not _have_names(question, noun) or _are_named(items)):
                return (_count(items, statement, resolved, library),)
        if len(before) < len(statements):
            return ()
    return _named_in_the_opening(questions, statements, resolved, library)


def _asks_for_the_number(question: str, noun: str, statements: Sequence[Statement]) -> bool:
    """Say whether all or the number of things told one by one are asked, and no sentence says."""
    if not (_HOW_MANY.search(question) or asks_for_all(question)) or only_numbered(noun):
        return False
    return not any(numbers_its_list(statement.text) for statement in statements)


def _noun(question: str) -> str:
    """Return what is asked for; "" where the question leaves that to what was said before."""
    noun = things_asked(question).casefold()
    return "" if noun in _THE_SAME else noun


def _named_in_the_opening(
    questions: Sequence[str],
    statements: Sequence[Statement],
    resolved: Resolved,
    library: Library,
) -> tuple[Count, ...]:
    """Count the districts that the opening sentence says it of, where it names several."""
    asked = next(filter(None, map(read_count, questions)), None)
    over_districts = asked is not None and asked.kind == "district" and asked.number is None
    if not statements or not (over_districts or any(map(_OR_OTHERS.search, questions))):
        return ()
    names = spoken_of("district", statements[0].text, gazetteer(library), denied=False)
    if len(names) < _SEVERAL:
        return ()
    return (_count(sorted(names), statements[0], resolved, library),)


def _asks_for_things(question: str) -> bool:
    """Say whether a question asks how many, which or a list, or "what" of some noun."""
    if not asks_for_several(question):
        return False
    if _COUNTS_OR_LISTS.search(question):
        return True
    return bool(things_asked(question)) and not _WHAT_ELSE.search(question)


def _before_the_number(question: str, statements: Sequence[Statement]) -> list[Statement]:
    """Return the sentences before the first that says how many they are."""
    return list(
        takewhile(
            lambda s: not says_how_many(question, s.text) and not numbers_its_list(s.text),
            statements,
        )
    )


def _counts_documents(question: str) -> bool:
    """Say whether documents are asked for: what one of them lists is something else."""
    asked = read_count(question)
    return asked is not None and asked.kind == "document"


def _may_list(noun: str, statement: Statement, *, opens: bool) -> bool:
    """Say whether a sentence speaks of the things that are asked for.

    The one that opens the answer may name cities or companies without calling them so.
    """
    if not noun or noun in _OF_ANY_KIND or told_by_name(noun):
        return True
    return _names_them(noun, statement) or (opens and noun in _NAMED)


def _names_them(noun: str, statement: Statement) -> bool:
    """Say whether a sentence holds a noun, or one that may stand for it."""
    words = re.findall(r"[\w-]+", statement.text)
    return bool(noun) and any(same_kind(noun, word) for word in words)


def _lists_persons(statement: Statement) -> bool:
    return are_persons(listed_items(statement.text))


def _are_named(items: Sequence[str]) -> bool:
    """Say whether most of these have names: "the city" may stand among them."""
    return 2 * sum(bool(_CAPITAL.search(item)) for item in items) > len(items)


def _have_names(question: str, noun: str) -> bool:
    """Say whether what is asked for has names: districts, schools, companies."""
    return noun in _NAMED or read_count(question) is not None


def _count(
    items: Sequence[str], statement: Statement, resolved: Resolved, library: Library
) -> Count:
    cited = {c.source_id for c in resolved.citations if c.marker in statement.citations}
    about = f"things named in one sentence: {', '.join(items)}"
    read = tuple(library.source(source_id).title for source_id in sorted(cited))
    return Count(about, len(items), len(items), statement.citations, read, ())
