"""Running the screens under Streamlit's own test harness, and reading what the page was sent.

In: a fake assistant. Out: pages, their text and HTML, and the check that nothing in them but what
was written in `ui/` is markup. Custom components cannot be clicked here: what a click on a citation
sets is set by `open_source`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from screen_samples import QUESTION, FakeAssistant
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from assistant import opening
from core.settings import ROOT
from ui import ask_screen, conversation, page_script
from ui.inert_html import scroll_script
from ui.page_style import STYLE

MAIN = ROOT / "ui" / "main.py"
# One for all pages: the harness would look through every installed package anew for each of them.
COMPONENTS = BidiComponentManager()
OUR_SCRIPTS = re.compile(
    r"<script>/\* leap [0-9]+ .*|"
    + "|".join(
        re.escape(scroll_script(0, answered=answered)).replace("turn\\-0", "turn\\-[0-9]+")
        for answered in (True, False)
    )
)
# Pieces of the payloads that `inert` breaks up: one that arrives whole was not made harmless.
SIGNS = (
    *("](", "![", "<img", "<IMG", "<SCRIPT", ":red[", ":small[z", ":gray[[", ":material/home:"),
    *(":material_home:", ":smile:", ":streamlit:", "$a^2$", "//evil", "www.evil", "WWW.evil"),
    *("a@evil", "**bold", "~~gone", "`code`", "| ---", "[^1]", "# H", "> quote", "- item", ":::"),
    *("a -> b", "&lt;", "- [ ]", "\n"),
)
LIVE = re.compile(r"(?<!\\)(?:" + "|".join(map(re.escape, SIGNS)) + ")")
# What Streamlit shows as it stands: options, typed text, alternative texts, a component's data.
PLAIN = {
    *("ChatInput.value", "TextInput.default", "TextInput.value", "TextArea.default", "Image.alt"),
    *("MultiSelect.options", "MultiSelect.raw_values", "Selectbox.options", "BidiComponent.json"),
}
CONSTANTS = {
    "BidiComponent.html_content": page_script._REGION,
    "BidiComponent.css_content": page_script._UNSEEN,
    "BidiComponent.js_content": page_script._SCRIPT,
}
SAID = {"body", "content", "label", "text", "title"}
OUR_ADDRESSES = re.compile(r"#(cite|copy)-[\w-]+|/source\?[\w=&.%+-]+|/files/[\w.%#=~:,&-]+")
TAGS = {
    *("div", "p", "h1", "h2", "h3", "h4", "span", "blockquote", "ul", "li", "mark", "a"),
    *("table", "thead", "tbody", "tr", "th", "td", "button", "strong"),
    *("details", "summary"),
}
ATTRIBUTES = {
    *("class", "href", "role", "aria-label", "title", "target", "rel"),
    *("aria-describedby", "id", "type", "scope", "data-side", "aria-hidden"),
}


def use(assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch, folder: Path) -> FakeAssistant:
    """Let the screens open this assistant and keep their records in a folder of the test's own."""
    monkeypatch.setenv("LINKED_LEARNING_DATA_DIR", str(folder / "data"))
    monkeypatch.setenv("LINKED_LEARNING_CORPUS_DIR", str(folder / "corpus"))
    monkeypatch.setattr(opening, "open_assistant", lambda settings: assistant)
    ask_screen.load_assistant.clear()
    conversation.load_records.clear()
    return assistant


def open_screen(name: str = "", /, **address: str | list[str]) -> AppTest:
    """Open a page ("" asks, "library", "source") at an address, in a new session."""
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    app._bidi_component_manager = COMPONENTS
    if name:
        app.run()
        registered = app._registered_pages.items()
        app._page_hash = next(k for k, told in registered if told["url_pathname"] == name)
    app.query_params.update(address)
    run(app)
    app._page_hash = ""  # from now on it is where the last run ended
    return app


def run(changed) -> AppTest:
    """Run the page, or the page of a widget that was just changed."""
    app = changed.run()
    assert not app.exception
    return app


def ask(app: AppTest, question: str = QUESTION) -> AppTest:
    return run(app.chat_input[0].set_value(question))


def press(app: AppTest, label: str) -> AppTest:
    return run(button(app, label).click())


def open_source(app: AppTest, name: str = "0-c0") -> AppTest:
    """Do what a click on a citation does."""
    app.session_state["shown"], app.session_state["open_drawer"] = name, True
    return run(app)


def button(app: AppTest, label: str):
    return next(button for button in app.button if without_signs(button.label) == label)


class Reader(HTMLParser):
    """The text of some HTML, and its tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def html_of(app: AppTest) -> str:
    """All HTML of the page but the style sheet and the script, which are constants."""
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(b for b in bodies if b != STYLE and not OUR_SCRIPTS.fullmatch(b))


def text_of(app: AppTest) -> str:
    """Everything the page says, without markup and without the signs that make it inert."""
    fields = [(field, text) for field, text in sent(app) if field != "Html.body"]
    told = [text for field, text in fields if field.split(".")[1] in SAID]
    return "\n".join([Reader(html_of(app)).text, *map(without_signs, told)])


def without_signs(text: str) -> str:
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text).replace("\u2060", "")


def sent(app: AppTest) -> Iterator[tuple[str, str]]:
    """Every text that the page was sent, with where it stands ("Button.label")."""
    for node in app._tree:
        if getattr(node, "proto", None) is not None:
            yield from _texts(node.proto)


def _texts(message) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        values = value if field.is_repeated else [value]
        for each in values:
            if isinstance(each, str):
                yield f"{message.DESCRIPTOR.name}.{field.name}", each
            elif hasattr(each, "ListFields"):
                yield from _texts(each)


def assert_inert(app: AppTest, *addresses: str) -> None:
    """Nothing of documents, models and readers is markup; only `addresses` lead elsewhere."""
    for field, text in sent(app):
        if field in CONSTANTS:
            assert text == CONSTANTS[field]
        elif field not in PLAIN | {"Html.body"}:
            assert not LIVE.search(text), (field, text)
    for tag, attributes in Reader(html_of(app)).tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES
        href = attributes.get("href")
        assert href is None or href in addresses or OUR_ADDRESSES.fullmatch(href), href
