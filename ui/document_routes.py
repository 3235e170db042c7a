"""The routes that send documents: `/files/ID` and `/pages/ID/NUMBER.png`.

In: a request that names a source by its id. Out: the indexed file, or the picture of one of its
pages with a span marked. A path is never taken from a request: the library says where a source's
file is, and it is sent only while its content is still the one that was indexed. Refusals are one
line of JSON without a path. Where a login is configured, both ask for its cookie.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route, Router
from starlette.types import Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from core.errors import AssistantError, LibraryError, UnreadableFile, UsageError
from core.schema import Source, TextRun
from core.settings import read_settings
from ingest.pdfium import render_page, word_boxes
from ingest.records import sha256_of
from library.library import Library
from ui.addresses import is_plausible_id, parse_number
from ui.sign_in import needs_login

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"]
# The browser's own viewer is an embedded object with inline styles; nothing in a PDF is to run.
PDF_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'none'",
        "object-src 'self'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    ]
)
PDF = "application/pdf"
MEDIA_TYPES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".text": "text/plain",
}
UNKNOWN = "application/octet-stream"  # never guessed: a guess might be a page with scripts
CACHING = "private, no-cache"  # kept by the browser, and asked about every time
GONE = "the file of this document is no longer where it was indexed"
_HEAD_BYTES = 1024

OpenLibrary = Callable[[], Library]


class Refusal(Exception):
    """What is answered instead of a document."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page is asked for, and what is to be marked on it."""

    number: int
    span: tuple[int, int] | None
    scale: int


def document_routes(base: str = "", open_library: OpenLibrary | None = None) -> list[Mount]:
    """Build the routes; `base` is the path that the application is served below."""
    opener = open_library or _open_library
    prefix = f"/{base.strip('/')}".rstrip("/")
    return [
        _mount(f"{prefix}/files", "/{source_id}", partial(_send_file, opener)),
        _mount(f"{prefix}/pages", "/{source_id}/{number}.png", partial(_send_page, opener)),
    ]


def _open_library() -> Library:
    return Library(read_settings().data_dir)


def _mount(prefix: str, path: str, send: Callable[[Request], Response]) -> Mount:
    """Own everything below the prefix, so that no other route answers for a strange id."""
    # Every method is taken, or Streamlit's page would answer for those that are left out.
    route = Route(path, _answering(send), methods=METHODS)
    return Mount(prefix, app=Router([route], redirect_slashes=False, default=_nothing_here))


async def _nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    await _refused(Refusal(404, "there is no such document"))(scope, receive, send)


def _answering(
    send: Callable[[Request], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """Wrap what blocks (disk, hashing, drawing) for the event loop, and turn faults into lines."""

    async def answer(request: Request) -> Response:
        try:
            _admit(request)
            return await run_in_threadpool(send, request)
        except Refusal as refusal:
            return _refused(refusal)

    return answer


def _refused(refusal: Refusal) -> Response:
    headers = {"Cache-Control": "no-store"}
    if refusal.status == 405:
        headers["Allow"] = "GET, HEAD"
    return JSONResponse({"error": str(refusal)}, refusal.status, headers)


def _admit(request: Request) -> None:
    if request.method not in ("GET", "HEAD"):
        raise Refusal(405, "documents can only be read")
    if not is_host_allowed(request.headers.get("host")):  # a foreign name that points here
        raise Refusal(400, "this server does not answer to that name")
    if needs_login() and not _is_signed_in(request):
        raise Refusal(401, "sign in on the first page, then open this address again")


def _is_signed_in(request: Request) -> bool:
    """Tell whether the request carries the cookie that Streamlit's login signed."""

    def read(name: str) -> bytes | None:
        value = request.cookies.get(name, "").encode("latin-1", "replace")
        return decode_signed_value(get_cookie_secret(), name, value)

    signed = get_cookie_with_chunks(read, USER_COOKIE_NAME)
    try:
        user = json.loads(signed or b"null")
    except ValueError:
        return False
    return isinstance(user, dict) and user.get("is_logged_in") is True


def _send_file(open_library: OpenLibrary, request: Request) -> Response:
    with closing(_opened(open_library)) as library:
        source, path, stat = _indexed_file(library, request)
    is_pdf = _is_pdf(path)
    headers = {"ETag": f'"{source.sha256}"', "Cache-Control": CACHING}
    if is_pdf:
        headers["Content-Security-Policy"] = PDF_POLICY
        headers["Content-Encoding"] = "identity"  # compressed, the viewer could not ask for ranges
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return FileResponse(
        path,
        headers=headers,
        media_type=PDF if is_pdf else MEDIA_TYPES.get(path.suffix.lower(), UNKNOWN),
        filename=PurePosixPath(source.filename).name,
        stat_result=stat,
        content_disposition_type="inline" if is_pdf else "attachment",
    )


def _send_page(open_library: OpenLibrary, request: Request) -> Response:
    asked = _page_request(request)
    with closing(_opened(open_library)) as library, library.snapshot():
        source, path, _ = _indexed_file(library, request)
        if not _is_pdf(path):
            raise Refusal(404, "this document is no PDF: it has no page images")
        runs = _runs(library, source, asked)
    key = repr((source.sha256, asked, runs)).encode()
    headers = {"ETag": f'"{hashlib.sha256(key).hexdigest()}"', "Cache-Control": CACHING}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    try:
        image = _page_image(path, source.sha256, asked, runs)
    except (UnreadableFile, OSError) as error:
        raise Refusal(404, "this page cannot be drawn") from error
    return Response(image, media_type="image/png", headers=headers)


def _opened(open_library: OpenLibrary) -> Library:
    """Open the library; its own messages name folders, so they go to no browser."""
    try:
        library = open_library()
        library.meta("schema")
    except AssistantError as error:
        raise Refusal(503, "the library cannot be opened: see the server's first page") from error
    return library


def _page_request(request: Request) -> PageRequest:
    number = parse_number(request.path_params["number"])
    scale = parse_number(request.query_params.get("scale", "2"))
    if number is None or scale not in (1, 2):
        raise Refusal(400, "the page is a number, and the scale 1 or 2")
    given = [request.query_params.get(name) for name in ("start", "end")]
    if given == [None, None]:
        return PageRequest(number, None, scale)
    start, end = (parse_number(text) for text in given)
    if start is None or end is None or start >= end:
        raise Refusal(400, "a span has a start and an end behind it, both numbers")
    return PageRequest(number, (start, end), scale)


def _indexed_file(library: Library, request: Request) -> tuple[Source, Path, os.stat_result]:
    """Find a source's file, and make sure that it is the one that was indexed."""
    source_id: str = request.path_params["source_id"]
    if not is_plausible_id(source_id):
        raise Refusal(400, "that is no id of a document")
    try:
        source = library.source(source_id)
        path = library.file_path(source_id)
    except UsageError as error:
        raise Refusal(404, "there is no such document") from error
    except LibraryError as error:
        raise Refusal(503, "the library cannot be read") from error
    return source, path, _checked(path, source.sha256)


def _checked(path: Path, sha256: str) -> os.stat_result:
    try:
        if not path.is_file():
            raise Refusal(404, GONE)
        stat = path.stat()
        found = _sha256_of(path, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise Refusal(404, GONE) from error
    if found != sha256:
        raise Refusal(409, "the file of this document has changed since it was indexed")
    return stat


def _runs(library: Library, source: Source, asked: PageRequest) -> tuple[TextRun, ...]:
    try:
        page = library.page(source.id, asked.number)
    except UsageError as error:
        raise Refusal(404, "this document has no such page") from error
    if asked.span and asked.span[1] > len(page.text):
        raise Refusal(400, "the span goes beyond the text of the page")
    return library.runs(source.id, asked.number) if asked.span else ()


def _is_pdf(path: Path) -> bool:
    """Tell by the content, as the reader did; the content is the one that was indexed."""
    try:
        with path.open("rb") as handle:
            return handle.read(_HEAD_BYTES).lstrip().startswith(b"%PDF-")
    except OSError as error:
        raise Refusal(404, GONE) from error


@lru_cache(maxsize=256)
def _sha256_of(path: Path, modified_ns: int, size: int) -> str:
    return sha256_of(path)


@lru_cache(maxsize=64)
def _page_image(path: Path, sha256: str, asked: PageRequest, runs: tuple[TextRun, ...]) -> bytes:
    boxes = word_boxes(path, asked.number, runs, *asked.span) if asked.span and runs else ()
    image = render_page(path, asked.number, boxes, asked.scale)
    _checked(path, sha256)  # a file that was swapped meanwhile must not stay in memory
    return image
