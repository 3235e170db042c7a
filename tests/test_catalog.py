"""The catalogue: what is wrong with one is said in a line, and the shipped one is right."""

import pytest

from core.errors import CatalogError
from core.settings import ROOT, Settings
from ingest.catalog import Catalog, read_catalog

ENTRY = "id: oak, title: Oak, kind: report, publisher: P, read: whole"


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
        (f"{{{ENTRY}, yaer: 2012}}", "unknown field 'yaer': did you mean year?"),
        (f"{{{ENTRY}, colour: red}}", "unknown field 'colour': known are id, title"),
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
    assert len(read_catalog(settings).origins) == 299
    write("catalog.yaml", "documents: []")
    assert not read_catalog(settings).origins


def test_without_any_catalogue_nothing_is_known(settings, tmp_path):
    bare = Settings(settings.corpus_dir, settings.data_dir, tmp_path / "none.yaml")
    assert not read_catalog(bare).origins


def test_names_carry_aliases_districts_and_roles(settings, write):
    write(
        "catalog.yaml",
        """
documents: []
districts:
  - {name: Oak Valley, aliases: [OVUSD]}
schools:
  - {name: Elm High, district: Oak Valley}
people:
  - {name: Ada Moreno, district: Oak Valley, role: superintendent, aliases: [Moreno]}
organisations:
  - {name: The Elm Fund, aliases: [the Fund]}
""",
    )
    found = {name.name: name for name in read_catalog(settings).names}
    assert found["Oak Valley"].aliases == ("OVUSD",)
    assert (found["Elm High"].kind, found["Elm High"].district) == ("school", "Oak Valley")
    assert found["Ada Moreno"].role == "superintendent"
    assert found["The Elm Fund"].kind == "organisation"


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ("districts: {name: Oak}", "`districts:` is not a list"),
        ("districts: [Oak]", "districts, entry 1 is not a mapping"),
        ("districts: [{aliases: [O]}]", "districts, entry 1 has no name: add it"),
        ("schools: [{name: Elm, alias: [E]}]", "(Elm) has an unknown field 'alias'"),
        ("people: [{name: Ada, aliases: Moreno}]", "(Ada): the aliases is not a list"),
        ("people: [{name: Ada}, {name: Ada}]", "people, entry 2: the name Ada is used twice"),
        ("persons: [{name: Ada}]", "unknown part `persons:`; known are documents, districts"),
        (
            "districts: [{name: Oak Valley}]\nschools: [{name: Elm, district: Oak Vally}]",
            "school Elm: no district 'Oak Vally' under `districts:`: write 'Oak Valley'",
        ),
    ],
)
def test_a_malformed_name_is_refused_by_its_place(settings, part, complaint):
    message = message_of(settings, f"documents: []\n{part}\n")
    assert complaint in message
    assert "\n" not in message


def test_a_document_of_an_unknown_district_is_refused(settings):
    entry = f"documents: [{{{ENTRY}, districts: [Elm]}}]"
    assert "entry oak: no district 'Elm'" in message_of(
        settings, f"{entry}\ndistricts: [{{name: Oak}}]"
    )


def shipped_catalogue() -> Catalog:
    return read_catalog(Settings(ROOT / "corpus" / "documents", ROOT, ROOT / "corpus/catalog.yaml"))


@pytest.mark.parametrize(
    ("alias", "meant"),
    [
        ("Sac City", ["Sacramento City"]),
        ("SCUSD", ["Sacramento City"]),
        ("PUSD", ["Pasadena", "Porterville"]),
        ("Muir", ["John Muir High School"]),
        ("Harmony", ["Harmony Magnet Academy"]),
        ("the Alliance", ["Linked Learning Alliance"]),
    ],
)
def test_the_shipped_catalogue_knows_what_people_say(alias, meant):
    names = shipped_catalogue().names
    assert [name.name for name in names if alias in name.aliases] == meant


def test_no_name_is_another_names_alias_within_its_kind():
    names = shipped_catalogue().names
    for name in names:
        others = {n.name for n in names if n.kind == name.kind} - {name.name}
        assert not others & set(name.aliases), name.name
        assert name.name not in name.aliases
        assert len(name.aliases) == len(set(name.aliases))
