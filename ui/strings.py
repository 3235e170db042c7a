"""Every word that the interface says by itself, in one place.

In: nothing. Out: constants, and the small functions that fill them in. Braces are filled by
`str.format`; what is filled in is made harmless where it is drawn, not here. Text of documents and
answers is never kept here.
"""

from __future__ import annotations

from core.schema import Reason, Verdict, WriterName

PRODUCT = "Linked Learning guide"
PAGE_ICON = "📘"
ASK_TITLE = "Ask"

SIGN_IN_FIRST = "These documents are for those who have an account here."
SIGN_IN = "Sign in"
SIGN_OUT = "Sign out"
SIGN_IN_NEEDS = (
    "Nobody can sign in yet: on the server, run `pip install 'linked-learning[login]'` and start "
    "it again."
)
SIGN_IN_BROKEN = "Nobody can sign in yet. {why}"

# Empty state
HEADLINE = "What do the documents say?"
PROMISE = (
    "Answers come only from the library's documents. Every sentence carries the number of its "
    "source, and each source opens at the page with the quoted words marked."
)
HELD = "{sources} in the library, last indexed {date}."
HELD_NARROWED = "Narrowed to {sources}, of {held} in the library; last indexed {date}."
NEVER_INDEXED = "at an unknown time"
EMPTY_LIBRARY = (
    "The library holds no documents yet: put some into the corpus folder and run "
    "`linked-learning ingest`."
)
NO_MODEL = "No chat model is needed and none is set up: answers are put together from exact quotes."
MODEL_SET = (
    "A chat model is set up, {model}: it writes the answers from quotes, and each of its sentences "
    "is checked against what it cites."
)
STAYS_HERE = "Nothing you type leaves this computer."
STAYS_THERE = "Nothing you type leaves the computer that runs this page."
GOES_TO = "Questions and passages are sent to {destination}."
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
WAITING = "The chat model writes: {seconds} s. What is complete stays if you stop it."
STOP = "Stop"
STOPPING = "It is being stopped."
GROWING = "Being written"
UNANSWERED = "This question has not been answered."
WHOLE_QUESTION = "The whole question"
STOPPED = "This answer was stopped before it was complete."
ASK_AGAIN = "Ask again"
NEW_CONVERSATION = "New conversation"
SHOW_EARLIER = "Show earlier questions"
CRASHED = (
    "Something went wrong in the program, not in your question. Please ask again; the details are "
    "in the server's log."
)

CLEAR_FILTERS = "Clear the filters"
ASK_EVERYWHERE = "Search everything"
EDIT_READING = "Change the reading"
ASK_THIS = "Ask this"
READING_KEYS = "Enter asks this instead, Escape leaves it as it was."
CONVERSATIONS = "Conversations"
DELETE = "Delete"
DELETE_ALL = "Delete all conversations"
DELETE_NAMED = "Delete “{title}”"
DELETE_SURE = "“{title}” will be gone for good."
NOT_KEPT = "Conversations are not kept: they are gone when the page is closed."
COPY = "Copy answer"
COPY_LINK = "Copy link"
COPIED = "Copied."
NOT_COPIED = "The browser did not allow copying."
ANSWER_READY = "Answer ready: {status}, {quotes}."
FEEDBACK_REASON = "What was missing or wrong? (kept on this machine)"
FEEDBACK_NOTE = "Say why"
FEEDBACK_SEND = "Keep this note"
FEEDBACK_KEPT = "Noted."
FEEDBACK_THANKS = "Thank you."

# Filters
FILTERS = "Search in"
FILTER_ANY = "Any"
FILTER_LABELS = {
    "district": "District",
    "source": "Document",
    "kind": "Kind of source",
    "year_from": "From year",
    "year_to": "To year",
}
FILTERED = "Only within: {filters}"
YEARS_FROM = "{first} on"
YEARS_TO = "up to {last}"
YEARS = "{first}–{last}"

# Answer
UNDERSTOOD = "I understood: {question}"
STATUS = {
    "answered": "Answered from the documents",
    "partial": "Answered in part",
    "no_evidence": "Not in the documents",
}
WRITER_QUOTES = "Verbatim quotes"
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
SIDE_MISSING = "The documents do not say."
REMOVED = "{sentences} left out, because no quote supports {them}."
LEFT_OUT_WHY = "Sentences left out: {count}"
UNRESOLVED = "Dropped: {references} by the model to passages that do not exist."
VERDICTS: dict[Verdict, str] = {
    "supported": "Supported",
    "partly": "Partly supported",
    "unsupported": "Not supported",
}
VERDICT_ICONS: dict[Verdict, str] = {"supported": "✓", "partly": "◐", "unsupported": "✕"}
VERDICT_LABEL = "{verdict}: why?"
EVIDENCE = "Evidence: [{marker}] {place} ({rests_on})"
ALL_SUPPORTED = "All {count} sentences supported"
ONE_SUPPORTED = "The sentence is supported"
SOME_SUPPORTED = "{count} of {of} supported"
SOME_PARTLY = "{count} in part"
SOME_UNSUPPORTED = "{count} not supported"
SOME_LEFT_OUT = "{count} left out"
DOUBT = "“{statement}” is {verdict} by what it cites: {why}"
DISAGREE = "Sources differ on {about}: "
DISAGREE_AS = "Sources differ on {about}, as is said in "
AND = " and "
COUNTED = "Counted by this program:"
COUNT = "{count} of the {of} {about}"
COUNT_WHOLE = "{count} {about}"
COUNT_ON = "{count} of the {of}: {about}"
NOTHING_ON_REST = "nothing was found on the other {count}"
NOTHING_ON = "nothing was found on {count}"
WHAT_WAS_READ = "What was read"
READ_ALL = "Read for this count ({count})"
READ_NOTHING = "Nothing was found on ({count})"
AS_QUOTES = "Answer in exact quotes"
AS_PROSE = "Answer in connected prose"
REWRITTEN: dict[WriterName, str] = {
    "quotes": "The same question again, answered in exact quotes.",
    "prose": "The same question again, answered in connected prose.",
}
UNREAD = "Could not be read: {title}, page {page} ({why})."
NEAREST = "The nearest passages: not an answer, but perhaps of help"
SCORE = "Closeness {score:.2f} on a scale from 0 to 1"

# Library
LIBRARY_TITLE = "Library"
FIND_SOURCE = "Find a document by title, publisher, district, kind or year"
SHOWN_OF = "{shown} of {held} shown"
ASK_ABOUT = "Ask about this document"
OPEN_FILE = "Open the file"
NO_SUCH_SOURCE = "There is no document with this address in the library."
SEE_LIBRARY = "See all documents of the library"
OUTLINE = "Outline"
FIND_IN = "Find words in this document"
PAGE_OF = "page {number} of {pages}"
PAGES = ("page", "pages")
SECTIONS = ("section", "sections")  # of a file that has no pages

# Adding documents
ADD_DOCUMENTS = "Add documents"
ADD_HINT = (
    "Files stay on the machine that runs this page. Their title, year and the like are filled in "
    "from the file and can be corrected in the list below."
)
CHOOSE_FILES = "PDF, Word, web page, Markdown or text files, up to 100 MB each"
CHOOSE_FILE = "The file that takes its place"
ADD = "Add"
STORING = "Storing…"
NO_FILE_CHOSEN = "No file is chosen yet: choose one above, then press Add."
ADDED = "{name} is stored and waits to be read."
SEVERAL_ADDED = "{count} documents are stored and wait to be read."
NOT_ADDED = "{name} was not added: {why}"
UNREADABLE = "it {why}"
CORRECT = "Correct details"
SAVE = "Save"
REPLACE = "Replace"
REPLACE_SURE = "The new file takes the place of this one; its address and details stay."
REMOVE = "Remove"
REMOVE_SURE = (
    "Remove “{title}”? The document leaves the library, and its file is deleted. This cannot be "
    "undone."
)
DETAIL_LABELS = {
    "title": "Title",
    "authors": "Authors, separated by semicolons",
    "year": "Year",
    "publisher": "Publisher",
    "kind": "Kind of source",
    "districts": "Districts, separated by semicolons",
}
JOB_STATES = {
    "read": {"waiting": "Waiting", "running": "Reading", "done": "Done", "cancelled": "Stopped"},
    "remove": {
        "waiting": "Waiting to be removed",
        "running": "Removing",
        "done": "Removed",
        "cancelled": "Stopped",
    },
}
JOB_FAILED = "Failed: {why}"
JOB_STAGES = {
    "waiting for another process": "Waiting",
    "embedding": "Preparing the search",
    "saving": "Preparing the search",
    "stopping": "Stopping …",
}
MORE_JOBS = {
    "waiting": "{count} more waiting",
    "unfinished": "{count} more stopped or failed",
    "done": "{count} more done",
}
CANCEL = "Call off"
RETRY = "Try again"
CLEAR_QUEUE = "Clear what is finished"
SECONDS_LEFT = "about {seconds} s left"

# Sources
SOURCES = "Sources"
SOURCE = "Source"
CHIP = "Citation {marker}: {title}, {place}. Show the source"
NOTHING_SHOWN = "Choose a citation in the answer to see its source here."
PREVIOUS = "Previous"
NEXT = "Next"
PIN = "Pin beside the answer"
UNPIN = "Unpin"
VIEW = "What is shown of the page"
VIEWS = {"passage": "Passage", "page": "Whole page", "text": "Page text"}
OPEN_PDF = "Open the PDF at this page"
OPEN_IN_LIBRARY = "Open this place in the library"
PRINTED_PAGE = "printed page {label}"
SHORT_PAGE = "p. {label}"
PDF_PAGE = "PDF page {number}"
SECTION = "“{label}”"
FROM = "Quoted from"
RESTS_ON = "Rests on"
NO_YEAR = "n.d."
NO_ADDRESS = "no web address"
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


def pages_of(count: int, filename: str) -> str:
    """Return a count of a file's pages, or of its sections if it is of a kind without pages."""
    return count_of(count, *(PAGES if filename.lower().endswith(".pdf") else SECTIONS))


def in_words(kind: str) -> str:
    """Return a kind of source as people write it: "case study"."""
    return kind.replace("-", " ")
