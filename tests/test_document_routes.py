"""Documents and page images over HTTP: what is indexed is sent, and nothing else is."""

import io
import shutil

import pytest
from fakes import WordHashEmbeddings
from PIL import Image, ImageChops
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.runtime.secrets import secrets_singleton

import app
from core.settings import ROOT, Settings
from ingest.run import ingest
from library.library import Library
from ui import document_routes as routes_file
from ui.addresses import file_address, page_image_address
from ui.document_routes import document_routes

SAMPLES = ROOT / "tests" / "data"
HOSTILE_IDS = [
    "nobody",
    "%2e%2e",
    "..%2fapp.py",
    "..%5capp.py",
    "%2fetc%2fpasswd",
    "prose-pdf%2f..%2foak-md",
    "prose-pdf/extra",
    "prose.pdf",
    "prose-pdf%00",
    "%00",
    "%ff%fe",
    "x" * 5000,
    "' OR 1=1 --",
    "%25",
]


@pytest.fixture(scope="module")
def indexed(tmp_path_factory) -> Settings:
    """A library of two PDFs, one Markdown file and one PDF that is named as text."""
    folder = tmp_path_factory.mktemp("documents")
    settings = Settings(folder / "corpus", folder / "data", ROOT / "corpus" / "catalog.yaml")
    settings.corpus_dir.mkdir()
    for name in ("prose.pdf", "columns.pdf"):
        shutil.copy(SAMPLES / name, settings.corpus_dir / name)
    shutil.copy(SAMPLES / "ligatures.pdf", settings.corpus_dir / "really.txt")
    (settings.corpus_dir / "oak élm.md").write_text("# Oak\n\nOak High opened in 2011.\n", "utf-8")
    ingest([settings.corpus_dir], settings, WordHashEmbeddings())
    return settings


@pytest.fixture
def library(indexed):
    library = Library(indexed.data_dir)
    yield library
    library.close()


@pytest.fixture(autouse=True)
def no_secrets(monkeypatch):
    """No login of the developer's reaches a test."""
    monkeypatch.setattr(secrets_singleton, "_secrets", {})


@pytest.fixture
def client(indexed):
    routes = document_routes(open_library=lambda: Library(indexed.data_dir))
    return TestClient(Starlette(routes=routes, middleware=[Middleware(app.with_security_headers)]))


@pytest.fixture
def span(library):
    quote = "Rosewater High opened its health pathway"
    start = library.page("prose-pdf", 3).text.index(quote)
    return start, start + len(quote)


def assert_refused(reply, status):
    assert reply.status_code == status, reply.text
    assert list(reply.json()) == ["error"]
    assert reply.headers["content-type"] == "application/json"
    for part in ("/", "\\", "corpus", "documents0", ".sqlite"):
        assert part not in reply.json()["error"]


def picture(reply) -> Image.Image:
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "image/png"
    return Image.open(io.BytesIO(reply.content)).convert("RGB")


def test_a_pdf_is_sent_whole_for_the_browsers_viewer(client, indexed):
    reply = client.get(file_address("prose-pdf", 2, "a quote"))
    assert reply.content == (indexed.corpus_dir / "prose.pdf").read_bytes()
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-disposition"] == 'inline; filename="prose.pdf"'
    policy = reply.headers["content-security-policy"]
    assert "script-src 'none'" in policy
    assert "object-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_other_files_are_saved_and_not_shown(client, indexed):
    reply = client.get("/files/oak-élm-md")
    assert reply.content == (indexed.corpus_dir / "oak élm.md").read_bytes()
    assert reply.headers["content-type"].startswith("text/markdown")
    assert reply.headers["content-disposition"].startswith("attachment; filename*=utf-8''oak%20")
    assert reply.headers["content-security-policy"] == app.CONTENT_SECURITY_POLICY


def test_the_content_says_what_is_a_pdf(client):
    reply = client.get("/files/really-txt")
    assert reply.headers["content-type"] == "application/pdf"
    assert client.get("/pages/really-txt/1.png").status_code == 200


def test_a_part_of_a_file_can_be_asked_for(client, indexed):
    reply = client.get("/files/prose-pdf", headers={"Range": "bytes=100-199"})
    content = (indexed.corpus_dir / "prose.pdf").read_bytes()
    assert reply.status_code == 206
    assert reply.content == content[100:200]
    assert reply.headers["content-range"] == f"bytes 100-199/{len(content)}"


def test_the_words_of_the_span_are_marked_and_nothing_else(client, span):
    plain = picture(client.get("/pages/prose-pdf/3.png"))
    marked = picture(client.get(page_image_address("prose-pdf", 3, *span)))
    box = ImageChops.difference(plain, marked).getbbox()
    assert box is not None
    assert box[3] - box[1] < plain.height / 10
    other = picture(client.get(page_image_address("prose-pdf", 3, 0, 8)))
    assert ImageChops.difference(plain, other).getbbox() != box


def test_scale_doubles_the_picture(client):
    small = picture(client.get("/pages/prose-pdf/1.png?scale=1"))
    large = picture(client.get("/pages/prose-pdf/1.png?scale=2"))
    assert large.width == pytest.approx(2 * small.width, abs=2)


@pytest.mark.parametrize("address", ["/files/prose-pdf", "/pages/prose-pdf/1.png?start=3&end=9"])
def test_what_the_browser_has_is_not_sent_again(client, address):
    first = client.get(address)
    assert first.headers["cache-control"].startswith("private")
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    policy = "content-security-policy"
    assert again.headers[policy] == first.headers[policy]


def test_each_picture_has_its_own_tag(client):
    queries = ("", "?scale=1", "?start=1&end=4", "?start=1&end=5")
    tags = {client.get(f"/pages/prose-pdf/1.png{query}").headers["etag"] for query in queries}
    assert len(tags) == len(queries)


def test_a_picture_is_drawn_once(client, monkeypatch):
    routes_file._page_image.cache_clear()
    drawn = []
    draw = routes_file.render_page  # type: ignore[attr-defined]
    monkeypatch.setattr(
        routes_file,
        "render_page",
        lambda *asked: drawn.append(asked) or draw(*asked),  # type: ignore[func-returns-value]
    )
    for _ in range(3):
        picture(client.get("/pages/columns-pdf/1.png?scale=1"))
    assert len(drawn) == 1
    assert routes_file._page_image.cache_info().maxsize == 64


@pytest.mark.parametrize("address", ["/files/prose-pdf", "/pages/prose-pdf/1.png"])
def test_head_says_what_get_would(client, address):
    head, get = client.head(address), client.get(address)
    assert head.status_code == 200
    for name in ("content-type", "content-length", "etag"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("address", ["/files/prose-pdf", "/pages/prose-pdf/1.png"])
def test_documents_can_only_be_read(client, method, address):
    reply = client.request(method, address)
    assert_refused(reply, 405)
    assert reply.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("hostile", HOSTILE_IDS)
@pytest.mark.parametrize("form", ["/files/{}", "/pages/{}/1.png"])
def test_a_strange_id_is_refused(client, hostile, form):
    reply = client.get(form.format(hostile))
    assert_refused(reply, 400 if reply.status_code == 400 else 404)
    assert "content-security-policy" in reply.headers


@pytest.mark.parametrize("number", ["0", "99", "999999999"])
def test_a_page_out_of_range_is_refused(client, number):
    assert_refused(client.get(f"/pages/prose-pdf/{number}.png"), 404)


@pytest.mark.parametrize("number", ["-1", "x", "1e1", "%D9%A3", "1" * 5000, "1.5", "%20"])
def test_what_is_no_page_number_is_refused(client, number):
    assert_refused(client.get(f"/pages/prose-pdf/{number}.png"), 400)


@pytest.mark.parametrize(
    "query",
    [
        *("start=1", "end=4", "start=4&end=4", "start=5&end=4", "start=-1&end=4"),
        *("start=a&end=b", "start=0&end=999999999", "start=0&end=" + "9" * 5000),
        *("scale=0", "scale=3", "scale=1000", "scale=x", "scale=", "start=&end="),
    ],
)
def test_a_span_or_scale_that_cannot_be_is_refused(client, query):
    assert_refused(client.get(f"/pages/prose-pdf/1.png?{query}"), 400)


def test_the_span_may_reach_the_end_of_the_page_and_no_further(client, library):
    end = len(library.page("prose-pdf", 1).text)
    assert client.get(page_image_address("prose-pdf", 1, 0, end)).status_code == 200
    assert_refused(client.get(page_image_address("prose-pdf", 1, 0, end + 1)), 400)


def test_what_is_no_pdf_has_no_page_images(client):
    assert_refused(client.get("/pages/oak-élm-md/1.png"), 404)
