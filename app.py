"""The web application: `streamlit run app.py`, or any ASGI server with `app:app`.

In: HTTP requests. Out: the pages of `ui/`, documents, and `/ready`. What belongs to the server
stands here: headers, routes, and what is shown when the program itself fails. No route hands out
files by a path from the request: `ui/document_routes.py` looks a document's id up in the library.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from ui import strings
from ui.document_routes import PDF_POLICY, document_routes

ROOT = Path(__file__).resolve().parent

# Streamlit's page needs inline styles and evaluates no script of ours; nothing may be fetched from
# elsewhere, so that a document could not call home even if it got its markup past `ui/inert_*`.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' blob: 'unsafe-inline' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)
CSP = b"content-security-policy"
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def with_security_headers(
    inner: ASGIApp,
) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    """Wrap an ASGI application so that every HTTP response carries `HEADERS`.

    A PDF keeps the policy it comes with: the browser's viewer needs another, stricter one.
    """
    every = {name.lower().encode(): value.encode() for name, value in HEADERS.items()}
    of_pdf = every | {CSP: PDF_POLICY.encode()}

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = message["headers"]
                added = of_pdf if (CSP, PDF_POLICY.encode()) in sent else every
                kept = [header for header in sent if header[0] not in every]
                message = {**message, "headers": [*kept, *added.items()]}
            await send(message)

        await inner(scope, receive, send_with_headers if scope["type"] == "http" else send)

    return wrapped


async def ready(request: Request) -> JSONResponse:
    """Say that the server answers requests."""
    return JSONResponse({"status": "ok"})


def show_crash(error: Exception) -> bool:
    """Show one line for a fault of the program; Streamlit has written the traceback to the log."""
    st.error(strings.CRASHED, icon=":material/bug_report:")
    return True


# Streamlit 1.67 looks for .streamlit/config.toml in the working folder and beside the script, and
# takes ui/ for the script's folder unless it is told. Without the file, its telemetry is on.
if config._main_script_path is None:
    config._main_script_path = str(ROOT / "app.py")

app = st.App(
    ROOT / "ui" / "main.py",
    routes=[Route("/ready", ready), *document_routes(config.get_option("server.baseUrlPath"))],
    middleware=[Middleware(with_security_headers)],
    on_script_error=show_crash,
)
