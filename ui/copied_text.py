"""An answer as plain text, for pasting elsewhere: nothing that is copied loses its sources.

In: an `Answer` and the library. Out: the text that "Copy answer" copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from core.schema import Answer, Citation, NearPassage, Source, join_over_pages
from library.library import Library
from ui import strings
from ui.answer_words import (
    count_pieces,
    disagreement_pieces,
    doubts,
    in_text,
    left_out_line,
    missing_line,
    named,
)
from ui.source_view import describe_place

_HEADING = re.compile(r"(?:\A|(?<=\n\n))## ")


def copied_text(answer: Answer, library: Library) -> str:
    """Write an answer with its sources below, or why there is none and what came near."""
    sources = {source.id: source for source in library.sources()}
    if answer.text or answer.counts:
        said = [*_counts(answer, sources), *([_plain(answer)] if answer.text else [])]
        cited = [
            f"[{citation.marker}] {_line(citation, sources, library)}"
            for citation in answer.citations
        ]
        return "\n".join(
            [*said, *_open_ends(answer), *(["", strings.SOURCES] if cited else []), *cited]
        )
    near = [f"- {_line(passage, sources, library)}" for passage in answer.nearest]
    reason = strings.REASONS[answer.reason] if answer.reason else strings.NO_REASON
    return "\n".join([answer.question, "", reason, *(["", strings.NEAREST] if near else []), *near])


def _plain(answer: Answer) -> str:
    """The answer's text; its headings become plain lines, a quote that looks like one stays."""
    quoted = {statement.start for statement in answer.statements}
    return _HEADING.sub(lambda m: m[0] if m.start() in quoted else "", answer.text)


def _counts(answer: Answer, sources: Mapping[str, Source]) -> Iterator[str]:
    """Our own counts and what was read for them, apart from what documents say."""
    titles = {source_id: source.title for source_id, source in sources.items()}
    for count in answer.counts:
        yield f"{strings.COUNTED} {in_text(count_pieces(count))}"
        for label, names in (
            (strings.READ_ALL, count.read),
            (strings.READ_NOTHING, count.nothing_in),
        ):
            if names:
                yield f"{label.format(count=len(names))}: {'; '.join(named(names, titles))}"
        yield ""


def _open_ends(answer: Answer) -> Iterator[str]:
    """What the answer leaves open: missing parts, differing sources, doubts, what is left out."""
    lines = [missing_line(answer.missing)] if answer.missing else []
    lines += [in_text(disagreement_pieces(d, answer.citations)) for d in answer.disagreements]
    lines += doubts(answer)
    lines += [left_out_line(answer.removed)] if answer.removed else []
    for line in lines:
        yield ""
        yield line


def _line(cited: Citation | NearPassage, sources: Mapping[str, Source], library: Library) -> str:
    quote = cited.quote
    if isinstance(cited, Citation) and cited.continues:
        quote = join_over_pages(quote, cited.continues.quote)
    facts = [cited.title]
    source = sources.get(cited.source_id)
    if source is None:  # it has left the library since
        facts.append(cited.page_label)
    else:
        place = describe_place(library, source, cited).replace(" · ", ", ")
        facts += [str(source.year or strings.NO_YEAR), strings.in_words(source.kind), place]
    return f"{', '.join(filter(None, facts))}: “{' '.join(quote.split())}”"
