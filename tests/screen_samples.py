"""What the screens are tested with: a fake assistant, its library, and texts that mean harm."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from core.errors import AssistantError, UsageError
from core.schema import (
    Answer,
    Citation,
    NearPassage,
    Origin,
    Page,
    Source,
    Statement,
    TextRun,
    Turn,
)

PAYLOADS = (
    "[click](http://evil.example) ![x](http://evil.example/?q=1) [r]: http://evil.example",
    "<http://evil.example> https://evil.example www.evil.example WWW.evil.example a@evil.example",
    "http://https://evil.example mailto:a@evil.example xmpp:a@evil.example/x",
    '<IMG """><SCRIPT>alert("XSS")</SCRIPT>"> <img src=xxx:x \\x20onerror=javascript:alert(1)>',
    '&lt;A HREF=\\"http&#58;//1113982867/\\"&gt;XSS&lt;/A&gt; &#x3C;b&#x3E; &colon;',
    "javascript:new%20Function`al\\ert\\`1\\``",
    ":red[danger] :red-background[x] :blue-badge[y] :small[z] :gray[[a](b)]",
    ":material/home: :material_home: ::material_home:: :streamlit: :smile: :+1: :-1:",
    "$a^2$ $$b$$ costs $5-$10 \\$x$ \\\\(y\\\\)",
    "# Heading\n## Heading\n\nSetext\n===\n\n- item\n+ item\n* item\n1. item\n2) item\n> quote",
    "```\ncode\n``` ~~~ `code` ~~gone~~ ~gone~ **bold** __bold__ *it* _it_",
    "| a | b |\n| --- | --- |\n| c | d |\n\n---\n***\n[^1] [^1]: note",
    "    indented code\n\ttab",
    ":::note\ntext\n:::\n::leaf[x]",
    "a -> b <- c <-> d -- e >= f <= g ~= h -> <- i <-- j --> k",
    "line one  \nline two\\\nline three\r\nfour\u2028five\x00six\ufeff",
    "trailing backslash \\",
    "- [ ] task",
)
QUESTION = "How did Porterville start with Linked Learning?"
PAGE_TEXT = (
    "How did Porterville start?\n\nLinked Learning in Porterville has its roots in Harmony Magnet "
    "Academy, which opened in 2008. [S1] In 2010 Porterville jumped from 2 to 9 pathways. [S4]"
)
QUOTES = (
    "Linked Learning in Porterville has its roots in Harmony Magnet Academy, which opened in 2008.",
    "In 2010 Porterville jumped from 2 to 9 pathways.",
)
HOSTILE = (
    "![x](http://evil.example/?q=1) [click](javascript:alert(1)) <img src=x onerror=alert(1)>"
    " $a^2$ :red[danger] :material/home: :smile: www.evil.example a@evil.example"
)
ORIGIN = Origin(
    id="connected-porterville",
    title="Porterville, a portrait",
    year=None,
    kind="web page",
    publisher="ConnectED",
    districts=("Porterville",),
    url="https://connected.example/porterville?a=1&b=2",
    read="opening of the page",
)


@dataclass
class FakeLibrary:
    """A library held in memory."""

    held: dict[str, Source]
    texts: dict[tuple[str, int], str]
    paths: dict[str, Path] = field(default_factory=dict)
    maps: dict[tuple[str, int], tuple[TextRun, ...]] = field(default_factory=dict)

    def sources(self) -> tuple[Source, ...]:
        return tuple(self.held.values())

    def source(self, source_id: str) -> Source:
        if source_id not in self.held:
            raise UsageError(f"no source {source_id!r}")
        return self.held[source_id]

    def page(self, source_id: str, number: int) -> Page:
        return Page(source_id, number, "label", self.texts[source_id, number])

    def runs(self, source_id: str, number: int) -> tuple[TextRun, ...]:
        return self.maps.get((source_id, number), ())

    def file_path(self, source_id: str) -> Path:
        return self.paths.get(source_id, Path("/nowhere") / self.held[source_id].filename)

    def meta(self, key: str) -> str:
        return "2026-11-21T23:00:00+00:00" if key == "indexed_at" else ""


@dataclass
class FakeAssistant:
    """An assistant with one prepared reply; it records what it was asked."""

    library: FakeLibrary
    reply: Answer | AssistantError
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)

    def ask(self, question: str, *, history: list[Turn]) -> Answer:
        self.asked.append((question, tuple(history)))
        if isinstance(self.reply, AssistantError):
            raise self.reply
        return replace(self.reply, question=question, understood_as=question)


def make_source(source_id: str = "porterville", filename: str = "porterville.md") -> Source:
    return Source(
        id=source_id,
        title="Linked Learning in Porterville Unified",
        authors=(),
        year=2026,
        publisher="Linked Learning guide",
        kind="digest",
        districts=("Porterville",),
        url=None,
        filename=filename,
        sha256="",
        licence=None,
    )


def make_citation(marker: int, quote: str, source_id: str = "porterville") -> Citation:
    start = PAGE_TEXT.find(quote)
    return Citation(
        marker=marker,
        source_id=source_id,
        title="Linked Learning in Porterville Unified",
        year=2026,
        kind="digest",
        page_number=1,
        page_label="How did Porterville start?",
        section="How did Porterville start?",
        start=start,
        end=start + len(quote),
        quote=quote,
        continues=None,
        url=None,
        origins=(ORIGIN,),
    )


def make_answer(quotes: tuple[str, ...] = QUOTES) -> Answer:
    text, statements = "## Porterville\n\n", []
    for marker, quote in enumerate(quotes, start=1):
        start = len(text)
        text += f"{quote} [{marker}] "
        statements.append(
            Statement(quote, start, start + len(quote), (marker,), "supported", "word for word")
        )
    return Answer(
        question=QUESTION,
        understood_as=QUESTION,
        status="answered",
        reason=None,
        text=text.strip(),
        statements=tuple(statements),
        citations=tuple(make_citation(n, quote) for n, quote in enumerate(quotes, start=1)),
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
        index="0123456789ab",
    )


def make_assistant(reply: Answer | AssistantError | None = None) -> FakeAssistant:
    library = FakeLibrary({"porterville": make_source()}, {("porterville", 1): PAGE_TEXT})
    return FakeAssistant(library, reply or make_answer())


def refusal(**fields: object) -> Answer:
    empty = replace(make_answer(), text="", statements=(), citations=())
    near = NearPassage(
        "porterville", "A near title", 1, "Start", 0, 26, "Words that came near", 0.31
    )
    answer = replace(empty, status="no_evidence", reason="only_related", nearest=(near,))
    return replace(answer, **fields)  # type: ignore[arg-type]
