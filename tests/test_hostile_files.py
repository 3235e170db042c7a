"""Hostile files through the real command: every one ends in text or in a named reason."""

import io
import json
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from fakes import WordHashEmbeddings

import commands.ingest_command
import commands.look_commands
from assistant import opening
from commands.main import _run
from core.schema import UnreadPage
from library.library import Library

DATA = Path(__file__).parent / "data"
BARE_EXCEPTION = re.compile(
    r"^\w*(?:Error|Exception|Exit|Warning)\b|Traceback|errno", re.IGNORECASE
)
PROTECTED = "This PDF file is protected"


class Command:
    """The command in this process, over its own folders, with the fake at the embedding seam."""

    def __init__(self, folder: Path, corpus: Path):
        self.corpus, self.data = corpus, folder / "data"

    def run(self, *arguments: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.chdir(self.data.parent)
            patch.setenv("LINKED_LEARNING_CORPUS_DIR", str(self.corpus))
            patch.setenv("LINKED_LEARNING_DATA_DIR", str(self.data))
            for module in (commands.ingest_command, opening):
                patch.setattr(module, "load_embeddings", lambda name: WordHashEmbeddings())
            code = _run(arguments)
        return code, out.getvalue(), err.getvalue()

    def ingest(self) -> dict[str, dict]:
        """Ingest the corpus and give the report of each file by its name."""
        code, out, self.err = self.run("ingest", str(self.corpus), "--json")
        assert code == 0
        return {Path(report["path"]).name: report for report in json.loads(out)["sources"]}

    def search(self, query: str) -> list[dict]:
        code, out, _ = self.run("search", query, "-k", "1000", "--json")
        assert code == 0
        return json.loads(out)["hits"]


def check(reports: dict[str, dict], library: Library) -> None:
    """Each file has text in the library, or a reason in words, and none is an empty source."""
    indexed = {state.id: state.passages for state in library.states()}
    for name, report in reports.items():
        assert report["state"] in ("added", "duplicate", "failed"), name
        if report["state"] == "failed":
            assert report["id"] not in indexed, name
            assert report["reason"].strip(), name
            assert not BARE_EXCEPTION.search(report["reason"]), (name, report["reason"])
            assert "\n" not in report["reason"], name
        else:
            assert indexed[report["id"]] > 0, name
    kept = [report["id"] for report in reports.values() if report["state"] == "added"]
    assert sorted(kept) == sorted(indexed)


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> tuple[Command, dict[str, dict]]:
    """The samples of this project."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(DATA, folder / "corpus")
    command = Command(folder, folder / "corpus")
    return command, command.ingest()


def test_every_sample_ends_in_text_or_a_reason(small):
    command, reports = small
    assert len(reports) == len(list(DATA.glob("*.pdf"))) == 12
    check(reports, Library(command.data))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("locked.pdf", "needs a password"),
        ("damaged.pdf", "is damaged: its structure cannot be read"),
        ("empty.pdf", "is empty (0 bytes)"),
        ("scan.pdf", "has no text layer (2 pages of images); it needs text recognition first"),
        ("wrong-extension.pdf", "is not a PDF"),
        ("notice.pdf", "is only a notice that the file is protected; its text is not in it"),
    ],
)
def test_what_cannot_be_read_fails_by_name_and_is_no_source(small, name, reason):
    command, reports = small
    assert (reports[name]["state"], reports[name]["reason"]) == ("failed", reason)
    assert f"not indexed: {command.corpus / name}: {reason}\n" in command.err


@pytest.mark.parametrize(
    "name", ["prose", "columns", "rotated", "owner-locked", "failing-page", "ligatures"]
)
def test_what_can_be_read_is_added_beside_it(small, name):
    assert small[1][f"{name}.pdf"]["state"] == "added"


def test_one_failing_page_is_named_and_the_others_are_read(small):
    command, reports = small
    report, library = reports["failing-page.pdf"], Library(command.data)
    assert (report["pages"], report["passages"]) == (3, 2)
    assert [library.page(report["id"], number).text for number in (1, 2, 3)] == [
        "The first page of three can be read.",
        "",
        "The third page can be read as well.",
    ]
    assert library.unread_pages([report["id"]]) == (
        UnreadPage("failing-page-pdf", 2, "it is damaged"),
    )
    assert any("page 2" in warning and "damaged" in warning for warning in report["warnings"])


def test_a_failing_page_is_warned_of_once(small):
    assert len(small[1]["failing-page.pdf"]["warnings"]) == 1


def test_a_notice_is_not_found(small):
    assert not [hit for hit in small[0].search(PROTECTED) if PROTECTED in hit["text"]]


def test_a_second_ingest_tries_what_failed_again_and_changes_nothing(small):
    command, reports = small
    again = command.ingest()
    assert {name: report["reason"] for name, report in again.items()} == {
        name: report["reason"] for name, report in reports.items()
    }
    assert {report["state"] for report in again.values()} == {"unchanged", "failed"}


@pytest.fixture(scope="module")
def hostile(benchmarks, tmp_path_factory) -> tuple[Command, dict[str, dict]]:
    """The public hostile files."""
    command = Command(tmp_path_factory.mktemp("hostile"), benchmarks / "hostile-pdf")
    return command, command.ingest()


def test_every_hostile_file_ends_in_text_or_a_reason(hostile):
    command, reports = hostile
    assert len(reports) == len(list(command.corpus.rglob("*.pdf"))) == 115
    check(reports, Library(command.data))


def test_hostile_files_print_nothing_but_progress_and_their_reasons(hostile):
    command, reports = hostile
    failed = [report for report in reports.values() if report["state"] == "failed"]
    lines = [line for line in re.split(r"[\r\n]", command.err) if line.strip()]
    reasons = [line for line in lines if line.startswith("not indexed: ")]
    assert len(reasons) == len(failed)
    assert all("% |" in line for line in lines if line not in reasons)


def test_every_page_of_a_hostile_file_that_was_not_read_is_known(hostile):
    command, reports = hostile
    library = Library(command.data)
    for report in reports.values():
        if report["state"] != "added":
            continue
        unread = {page.page_number for page in library.unread_pages([report["id"]])}
        empty = {n for n in range(1, report["pages"] + 1) if not library.page(report["id"], n).text}
        assert unread <= empty, report["path"]
        assert not unread or report["warnings"], report["path"]


def test_a_stub_of_a_protected_file_is_no_source_and_not_found(hostile):
    command, reports = hostile
    stub = reports["mip-protected-stub.pdf"]
    assert stub["state"] == "failed"
    assert "protected" in stub["reason"]
    assert not [hit for hit in command.search(PROTECTED) if PROTECTED in hit["text"]]


def test_hostile_files_are_quoted_exactly(hostile):
    library = Library(hostile[0].data)
    for passage in library.passages(library.passage_ids()).values():
        text = library.page(passage.source_id, passage.page_number).text
        assert text[passage.start : passage.end] == passage.text
        for sentence in library.sentences(passage).sentences:
            assert text[sentence.start : sentence.end] == sentence.text
