"""Documents added in the page: what is refused, and that a name is never a path."""

from pathlib import Path

import pytest

from core.errors import UnreadableFile, UsageError
from ingest.upload_details import Details
from ingest.upload_names import clean_name
from ingest.uploads import add_upload, check_upload, list_uploads, remove_upload, uploads_folder

DATA = Path(__file__).with_name("data")
ONE = b"# Oak Valley\n\nOak Valley High opened a health pathway in 2011.\n"
SAID = Details("The oak plan")
PDF = (DATA / "prose.pdf").read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.md", b"", r"is empty \(0 bytes\)"),
        ("a.md", b"x" * 2_000_001, r"is too large: 2\.0 MB; at most 2 MB"),
        ("a.exe", b"MZ\x90\0", r"files of kind \.exe are not read"),
        ("a", b"text", "without an extension"),
        ("a.\0md", b"text", "without an extension"),
        ("a.pdf", b"only text", "is not a PDF"),
        ("a.md", b"\x89PNG\r\n", "a PNG image"),
        ("a.txt", b"a\0b", "NUL bytes"),
        ("a.txt", b" \n ", "has no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(settings, name, content, reason):
    with pytest.raises(UnreadableFile, match=reason):
        check_upload(name, content, 2_000_000)
    if len(content) < 100:
        with pytest.raises(UnreadableFile, match=reason):
            add_upload(settings, name, content, SAID)
        assert not list_uploads(settings)


def test_a_pdf_without_text_is_refused_when_its_details_are_asked_of_it(settings):
    scan = (DATA / "scan.pdf").read_bytes()
    check_upload("scan.pdf", scan, 10_000_000)
    with pytest.raises(UnreadableFile, match="no text layer"):
        add_upload(settings, "scan.pdf", scan)
    assert [path.name for path in uploads_folder(settings).iterdir()] == [".lock"]


def test_the_content_gives_the_extension(settings):
    assert add_upload(settings, "report.txt", PDF).path.name == "report.pdf"
    page = b"<!doctype html><title>Oak</title><p>Oak High opened a pathway in 2011.</p>"
    assert add_upload(settings, "page.txt", page).path.name == "page.html"
    assert add_upload(settings, "oak.MARKDOWN", ONE).path.name == "oak.markdown"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("..\\..\\boot.md", "boot.md"),
        ("a\\b.md", "b.md"),
        ("/etc/", "document.md"),
        ("CON.md", "file CON.md"),
        ("lpt1.MD", "file lpt1.md"),
        (".hidden", "hidden.md"),
        ("...md", "document.md"),
        ("....", "document.md"),
        ("", "document.md"),
        ("-rf ~.md", "rf.md"),
        ("plan\0\r\n\u202egnp.md", "plan gnp.md"),
        ('what? <now>: "a|b*".md', "what- -now- -a-b.md"),
        ("Version 2.1 (final).md", "Version 2-1 (final).md"),
        ("señales — 学校 planning.md", "señales — 学校 planning.md"),
        ("cafe\u0301.md", "café.md"),
        ("bad\udcff.md", "bad.md"),
        ("n" * 300 + ".md", "n" * 80 + ".md"),
    ],
)
def test_a_name_is_never_a_path(name, kept):
    assert clean_name(name, ".md") == kept


def test_a_long_name_of_wide_letters_fits_every_file_system(settings):
    upload = add_upload(settings, "学" * 300 + ".md", ONE)
    assert 100 < len(upload.path.name.encode()) < 200
    assert upload.path.read_bytes() == ONE


@pytest.mark.parametrize("name", ["../../etc/x.md", "CON.md", "a\\b.md", "n" * 300 + ".md", "é.md"])
def test_every_file_stays_in_the_folder_of_its_upload(settings, name, run_ingest):
    upload = add_upload(settings, name, ONE)
    assert upload.path.resolve().parent == uploads_folder(settings) / upload.id
    assert run_ingest(upload.path)[upload.source_id].state == "added"


@pytest.mark.parametrize("upload_id", ["..", "../uploads", "", "a" * 16 + "/..", ".lock"])
def test_an_id_is_never_a_path(settings, upload_id):
    add_upload(settings, "oak.md", ONE)
    with pytest.raises(UsageError, match="no added document"):
        remove_upload(settings, upload_id)
