"""Every word that the interface says by itself, in one place.

In: nothing. Out: constants, and the two small functions that fill them in. Braces are filled by
`str.format`; what is filled in is made harmless where it is drawn, not here. Text of documents and
answers is never kept here.
"""

from __future__ import annotations

from core.schema import Reason

PRODUCT = "Linked Learning guide"
PAGE_ICON = "📘"
ASK_TITLE = "Ask"

# Empty state
HEADLINE = "What do the documents say?"
PROMISE = (
    "Answers come only from the library's documents. Every sentence carries the number of its "
    "source, and each source opens at the page with the quoted words marked."
)
HELD = "{sources} in the library, last indexed {date}."
NEVER_INDEXED = "at an unknown time"
EMPTY_LIBRARY = (
    "The library holds no documents yet: put some into the corpus folder and run "
    "`linked-learning ingest`."
)
NO_MODEL = (
    "No chat model is needed and none is set up: answers are put together from exact quotes, and "
    "what you type is sent to no other service."
)
MODEL_SET = (
    "A chat model is set up: your question and the passages found for it are sent to {model} "
    "({where})."
)
MODEL_SERVICE = "the provider's own service"
TRY = "Try one of these"
SAMPLE_QUESTIONS = (
    "What is Linked Learning?",
    "Does Linked Learning raise graduation rates?",
    "How can a district pay for pathways?",
    "How did Porterville start with Linked Learning?",
)

# Asking
PLACEHOLDER = "Ask about the documents"
WORKING = "Looking through the library and checking every quote…"
UNANSWERED = "This question has not been answered."
ASK_AGAIN = "Ask again"
NEW_CONVERSATION = "New conversation"
SHOW_EARLIER = "Show earlier questions"
CRASHED = (
    "Something went wrong in the program, not in your question. Please ask again; the details are "
    "in the server's log."
)

# Answer
UNDERSTOOD = "I understood: {question}"
STATUS = {
    "answered": "Answered from the documents",
    "partial": "Answered in part",
    "no_evidence": "Not in the documents",
}
WRITER_QUOTES = "Written from exact quotes"
WRITER_MODEL = "Written by {model} from the quotes"
REASONS: dict[Reason, str] = {
    "not_in_library": "Nothing in the library answers this question.",
    "only_related": ("The documents speak about this subject, but do not say what you asked for."),
    "filtered_out": "The documents you narrowed the search to do not answer this; others may.",
    "unreadable": "Nothing that could be read answers this. It may stand on a page that could not.",
    "not_a_library_question": (
        "This asks for something that documents cannot answer, such as a forecast, personal "
        "advice, or another subject."
    ),
}
NO_REASON = "The documents do not say."
MISSING = "The documents do not say: {what}."
REMOVED = "{sentences} left out, because no quote supports {them}."
UNRESOLVED = "Dropped: {references} by the model to passages that do not exist."
PARTLY = "partly supported"
PARTLY_WHY = "“{statement}” is only partly supported by its source: {why}"
DISAGREE = "The sources differ on {about}: {markers}."
COUNTED = "Counted: {about}: {count} of {of}. {markers}"
NOTHING_IN = "Nothing on this in: {sources}."
UNREAD = "Could not be read: {title}, page {page} ({why})."
NEAREST = "The nearest passages: not an answer, but perhaps of help"
SCORE = "Closeness {score:.2f} on a scale from 0 to 1"

# Sources
SOURCES = "Sources"
PRINTED_PAGE = "printed page {label}"
PDF_PAGE = "PDF page {number}"
SECTION = "section {label}"
SHOW_PAGE = "Show the page"
FROM = "Quoted from"
RESTS_ON = "Rests on"
NO_YEAR = "n.d."
NO_ADDRESS = "no address"
READ = "seen of it: {read}"
CONTINUES = "The sentence goes on over the page:"
PAGE_ALT = "{title}, PDF page {number}, with the quoted words marked"
PAGE_ALT_UNMARKED = "{title}, PDF page {number}"
MARKED = "The quoted words are marked on the page."
UNMARKED = (
    "Shown unmarked: where the words stand on this page could not be worked out. The quote above "
    "is word for word what was read from it."
)
FILE_GONE = (
    "The file is no longer where it was when it was indexed, so its page cannot be shown. The "
    "quote above is what was read from it."
)
FILE_CHANGED = (
    "The file has changed since it was indexed, so its page is not shown: the words might stand "
    "elsewhere now. Run `linked-learning ingest` to read it again."
)


def count_of(count: int, one: str, many: str) -> str:
    """Return a count with its noun: "1 source", "2 sources"."""
    return f"{count:,} {one if count == 1 else many}"


def markers_of(markers: tuple[int, ...]) -> str:
    """Return markers as they stand in an answer: "[1], [3]"."""
    return ", ".join(f"[{marker}]" for marker in markers)
