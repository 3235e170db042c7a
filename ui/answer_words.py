"""What an answer says of itself in our own words: counts, differences, verdicts, what is missing.

In: values of `core/schema.py`. Out: lines, for the screen and for the clipboard alike. A line with
markers comes in pieces, text and marker numbers, because the screen makes the numbers clickable
and must not take a "[1]" in a document's words for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from core.schema import Answer, Citation, Count, Disagreement, Verdict
from ui import strings

Pieces = list[str | int]
LEFT_OUT = "left out"  # in a notice that says why a sentence is not there


def in_text(pieces: Pieces) -> str:
    """Write pieces as a line of text."""
    return "".join(f"[{piece}]" if isinstance(piece, int) else piece for piece in pieces)


def count_pieces(count: Count) -> Pieces:
    """Say a count: "5 of the 9 districts with …: A, B [1] [2]; nothing was found on the other 4.".

    What is counted may name what was found, after a colon; a list counted whole has no rest.
    """
    about, _, named_there = count.about.rstrip(" .:").partition(": ")
    several = about.split(" ", 1)[0].rstrip(":,").endswith("s")  # "districts that …"
    line = strings.COUNT if several else strings.COUNT_ON
    if several and not count.nothing_in and count.count == count.of:
        line = strings.COUNT_WHOLE
    said = line.format(count=count.count, of=count.of, about=about)
    pieces: Pieces = [f"{said}: {named_there}" if named_there else said]
    for number, marker in enumerate(count.markers):
        pieces += [" " if number or named_there else ": ", marker]
    if nothing := len(count.nothing_in):
        rest = nothing == count.of - count.count
        words = strings.NOTHING_ON_REST if rest else strings.NOTHING_ON
        pieces.append("; " + words.format(count=nothing))
    return [*pieces, "."]


def disagreement_pieces(difference: Disagreement, citations: Sequence[Citation]) -> Pieces:
    """Say who differs: "Sources differ on …: [1] (evaluation, 2014) and [3] (press release).".

    A single citation is one that says itself that others differ.
    """
    by_marker = {citation.marker: citation for citation in citations}
    line = strings.DISAGREE if len(difference.markers) > 1 else strings.DISAGREE_AS
    pieces: Pieces = [line.format(about=difference.about.rstrip(" .:"))]
    last = len(difference.markers) - 1
    for number, marker in enumerate(difference.markers):
        if number:
            pieces.append(strings.AND if number == last else ", ")
        pieces.append(marker)
        if marker in by_marker:
            pieces.append(f" ({'; '.join(rests_on(by_marker[marker]))})")
    return [*pieces, "."]


def rests_on(citation: Citation) -> list[str]:
    """Return kind and year of what a citation rests on: of its origins, else of its source."""
    behind = [(o.kind, o.year) for o in citation.origins] or [(citation.kind, citation.year)]
    return [
        f"{strings.in_words(kind)}, {year or strings.NO_YEAR}"
        for kind, year in dict.fromkeys(behind)
    ]


def years_behind(citations: Sequence[Citation]) -> list[int]:
    """Return the years of the public documents behind citations, in order."""
    return sorted({o.year for c in citations for o in c.origins if o.year})


def missing_line(missing: Sequence[str]) -> str:
    """Say what the documents do not say."""
    return strings.MISSING.format(what="; ".join(what.rstrip(" .;?") for what in missing))


def verdict_line(answer: Answer) -> str:
    """Say how the answer's sentences stood up to their evidence, all in one line."""
    shown = len(answer.statements)
    verdicts = [statement.verdict for statement in answer.statements]
    partly, unsupported = verdicts.count("partly"), verdicts.count("unsupported")
    if not partly and not unsupported:
        line = strings.ALL_SUPPORTED.format(count=shown) if shown > 1 else strings.ONE_SUPPORTED
    else:
        words = [strings.SOME_SUPPORTED.format(count=verdicts.count("supported"), of=shown)]
        words += [strings.SOME_PARTLY.format(count=partly)] if partly else []
        words += [strings.SOME_UNSUPPORTED.format(count=unsupported)] if unsupported else []
        line = ", ".join(words)
    if answer.removed:
        line += "; " + strings.SOME_LEFT_OUT.format(count=answer.removed)
    return line


def left_out_line(removed: int) -> str:
    """Say how many sentences were left out."""
    sentences = strings.count_of(removed, "sentence was", "sentences were")
    return strings.REMOVED.format(sentences=sentences, them="it" if removed == 1 else "them")


def sort_notices(answer: Answer) -> tuple[list[str], list[str]]:
    """Return the notices that say why sentences were left out, and the others."""
    why = (
        [notice for notice in answer.notices if LEFT_OUT in notice.casefold()]
        if answer.removed
        else []
    )
    return why, [notice for notice in answer.notices if notice not in why]


def doubts(answer: Answer) -> Iterator[str]:
    """Yield a line for each sentence whose evidence does not hold all of it."""
    for statement in answer.statements:
        if statement.verdict != "supported":
            yield strings.DOUBT.format(
                statement=statement.text,
                verdict=verdict_word(statement.verdict).lower(),
                why=statement.why,
            )


def verdict_word(verdict: Verdict) -> str:
    """Name a verdict in the words of the screen."""
    return strings.VERDICTS[verdict]


def named(sources: Sequence[str], titles: Mapping[str, str]) -> list[str]:
    """Name what a count read: sources by their titles, anything else as it is called."""
    return [titles.get(name, name) for name in sources]
