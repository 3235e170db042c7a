"""The catalogue: what is wrong with one is said in a line, and the shipped one is right."""

import re
from itertools import pairwise

import pytest
import yaml
from fakes import WordHashEmbeddings

from core.errors import CatalogError
from core.settings import ROOT, Settings
from ingest.catalog import read_catalog
from ingest.run import ingest
from library.library import Library

ENTRY = "id: oak, title: Oak, kind: report, publisher: P, read: whole"
DOCUMENTS = ROOT / "corpus" / "documents"
TAG = re.compile(r"\[(S\d+(?:, S\d+)*)\]")
LISTED = re.compile(r"^- \[(S\d+)\] ([^:\s]+): ", re.MULTILINE)


def message_of(settings, content: str | bytes) -> str:
    """The message that a catalogue of this content is refused with."""
    raw = content.encode() if isinstance(content, str) else content
    (settings.corpus_dir / "catalog.yaml").write_bytes(raw)
    with pytest.raises(CatalogError) as caught:
        read_catalog(settings)
    return str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "just text",
        "- id: oak",
        "other: []",
        "documents:",
        "documents: {id: oak}",
        "documents: [",
        "documents: ]",
        "documents:\n\t- id: oak",
        "documents: []\n---\ndocuments: []",
        "documents: [!!python/object/apply:os.getcwd []]",
        b"documents: [{id: \xe9}]",
        b"documents: \0",
    ],
)
def test_a_catalogue_that_is_no_list_of_documents_is_refused_by_name(settings, content):
    message = message_of(settings, content)
    assert str(settings.corpus_dir / "catalog.yaml") in message
    assert "\n" not in message


def test_a_slip_in_the_yaml_is_named_with_its_line(settings):
    assert "line 3" in message_of(settings, "documents:\n  - id: oak\n    title: a: b\n")


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("oak", "not a mapping"),
        ("null", "not a mapping"),
        ("[oak]", "not a mapping"),
        ("{title: Oak, kind: report, publisher: P, read: whole}", "has no id"),
        ("{id: '', title: Oak, kind: report, publisher: P, read: whole}", "has no id"),
        ("{id: oak, kind: report, publisher: P, read: whole}", "(oak) has no title"),
        ("{id: oak, title: Oak, publisher: P, read: whole}", "(oak) has no kind"),
        ("{id: oak, title: Oak, kind: report, read: whole}", "(oak) has no publisher"),
        ("{id: oak, title: Oak, kind: report, publisher: P}", "(oak) has no read"),
        (f"{{{ENTRY}, year: twelve}}", "(oak): the year"),
        (f"{{{ENTRY}, year: '2012'}}", "(oak): the year"),
        (f"{{{ENTRY}, year: 2012.5}}", "(oak): the year"),
        (f"{{{ENTRY}, year: 2012-01-31}}", "(oak): the year"),
        (f"{{{ENTRY}, year: true}}", "(oak): the year"),
        ("{id: first, title: T, kind: k, publisher: P, read: r}", "first is used twice"),
    ],
)
def test_a_malformed_entry_is_named_by_its_place(settings, entry, complaint):
    first = "{id: first, title: First, kind: k, publisher: P, read: whole}"
    message = message_of(settings, f"documents: [{first}, {entry}]")
    assert message.startswith(f"{settings.corpus_dir / 'catalog.yaml'}, entry 2")
    assert complaint in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "entry",
    [
        "{id: [oak], title: T, kind: k, publisher: P, read: r}",
        "{id: {a: b}, title: T, kind: k, publisher: P, read: r}",
        "{id: oak, title: [T, U], kind: k, publisher: P, read: r}",
        f"{{{ENTRY}, districts: Oak Valley}}",
        f"{{{ENTRY}, authors: Ada Moreno}}",
        f"{{{ENTRY}, filename: [oak.md]}}",
    ],
)
def test_a_value_of_the_wrong_shape_is_refused_and_not_dropped(settings, entry):
    message = message_of(settings, f"documents: [{entry}]")
    assert "catalog.yaml, entry 1" in message
    assert "\n" not in message


@pytest.mark.parametrize("value", ["2012-13-45", "!!int x"])
def test_a_value_that_yaml_itself_cannot_make_is_refused_by_name(settings, value):
    message = message_of(settings, f"documents: [{{{ENTRY}, year: {value}}}]")
    assert str(settings.corpus_dir / "catalog.yaml") in message


def test_two_entries_of_one_file_are_refused(settings):
    other = ENTRY.replace("oak", "elm")
    entries = f"{{{ENTRY}, filename: a.md}}, {{{other}, filename: a.md}}"
    assert "entry 2" in message_of(settings, f"documents: [{entries}]")


def test_ids_that_read_the_same_are_used_twice(settings):
    entries = ", ".join(
        f"{{id: {name}, title: T, kind: k, publisher: P, read: r}}" for name in ("7", "'7'")
    )
    assert "used twice" in message_of(settings, f"documents: [{entries}]")


def test_an_entry_needs_no_more_than_the_required_fields(settings, write):
    write("catalog.yaml", f"documents: [{{{ENTRY}}}]")
    (origin,) = read_catalog(settings).origins.values()
    assert (origin.id, origin.year, origin.districts, origin.url) == ("oak", None, (), None)


def test_the_corpus_folders_own_catalogue_stands_for_the_shipped_one(settings, write):
    assert len(read_catalog(settings).origins) == 278
    write("catalog.yaml", "documents: []")
    assert not read_catalog(settings).origins


def test_without_any_catalogue_nothing_is_known(settings, tmp_path):
    bare = Settings(settings.corpus_dir, settings.data_dir, tmp_path / "none.yaml")
    assert not read_catalog(bare).origins


@pytest.fixture(scope="module")
def shipped(tmp_path_factory) -> Library:
    """The library of the corpus that comes with the program."""
    data = tmp_path_factory.mktemp("shipped")
    settings = Settings(DOCUMENTS, data, ROOT / "corpus" / "catalog.yaml")
    reports = ingest([DOCUMENTS], settings, WordHashEmbeddings())
    assert {report.state for report in reports} == {"added"}
    assert not [warning for report in reports for warning in report.warnings]
    return Library(data)


def sentences_of(library):
    for passage in library.passages(library.passage_ids()).values():
        for sentence in library.sentences(passage).sentences:
            yield passage, sentence


def digests():
    return sorted(DOCUMENTS.glob("*.md"))


def test_the_shipped_catalogue_has_278_entries_of_the_known_shape():
    entries = yaml.safe_load((ROOT / "corpus" / "catalog.yaml").read_text("utf-8"))["documents"]
    assert len(entries) == len({entry["id"] for entry in entries}) == 278
    for entry in entries:
        assert isinstance(entry.get("districts", []), list), entry["id"]
        assert isinstance(entry.get("authors", []), list), entry["id"]
        year = entry.get("year")
        assert year is None or 1950 <= year <= 2026, entry["id"]


def test_every_digest_is_in_the_catalogue_and_every_named_file_exists():
    settings = Settings(DOCUMENTS, ROOT / ".data", ROOT / "corpus" / "catalog.yaml")
    named = read_catalog(settings).by_filename
    assert set(named) == {path.name for path in digests()}
    assert {source.kind for source in named.values()} == {"digest"}


@pytest.mark.parametrize("path", digests(), ids=lambda path: path.name)
def test_every_tag_is_listed_and_leads_to_the_catalogue(path):
    text = path.read_text("utf-8")
    body, _, listed = text.partition("\n## Sources\n")
    ids = dict(LISTED.findall(listed))
    settings = Settings(DOCUMENTS, ROOT / ".data", ROOT / "corpus" / "catalog.yaml")
    used = {key for tag in TAG.findall(body) for key in tag.split(", ")}
    assert used == set(ids)
    assert set(ids.values()) <= set(read_catalog(settings).origins)
    assert len(ids) == len(set(ids.values())) == listed.count("- [S")


def test_every_digest_sentence_rests_on_a_public_document(shipped):
    bare = [(p, s) for p, s in sentences_of(shipped) if not s.origins]
    assert {sentence.form for _, sentence in bare} <= {"table_row"}
    assert {sentence.text for _, sentence in bare} <= table_headers()


def table_headers() -> set[str]:
    """The header rows of the digests' tables, as they stand in a page's text."""
    lines = [line.strip() for path in digests() for line in path.read_text("utf-8").splitlines()]
    headers = [line for line, below in pairwise(lines) if re.fullmatch(r"\|[ :|-]+\|", below)]
    return {" | ".join(cell.strip() for cell in line.strip("|").split("|")) for line in headers}


def test_no_digest_sentence_rests_on_another_digest(shipped):
    kinds = {origin.kind for origin in shipped.origins().values()}
    assert kinds
    assert "digest" not in kinds


def test_every_shipped_sentence_is_a_slice_of_its_page_without_its_tag(shipped):
    found = list(sentences_of(shipped))
    assert len(found) > 150
    for passage, sentence in found:
        page = shipped.page(passage.source_id, passage.page_number)
        assert page.text[sentence.start : sentence.end] == sentence.text
        assert not TAG.search(sentence.text)
        assert not sentence.flagged


def test_every_origin_has_an_address_and_says_how_much_of_it_was_read(shipped):
    for origin in shipped.origins().values():
        assert origin.read
        assert re.match(r"https?://", origin.url or ""), origin.id


def test_the_list_of_sources_is_no_evidence(shipped):
    assert not [p.id for p, _ in sentences_of(shipped) if p.section == "Sources"]
