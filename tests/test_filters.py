"""Filters: which names are known, and which sentences may be evidence."""

import pytest
from fakes import WordHashEmbeddings

from core.errors import UsageError
from core.schema import Filters
from core.settings import Settings
from ingest.run import ingest
from library.filters import build_scope, passages_in_scope
from library.library import Library

CATALOG = """documents:
  - {id: guide, title: Guide, kind: digest, publisher: P, read: whole, year: 2026,
     districts: [Oakland], filename: guide.md}
  - {id: plan, title: Plan, kind: Policy, publisher: P, read: whole, year: 2020,
     districts: [Sacramento City, Pasadena], filename: plan.md}
  - {id: oak-2012, title: Oak study, kind: case-study, publisher: P, read: abstract, year: 2012,
     districts: [Oakland]}
  - {id: pas-2016, title: Pasadena news, kind: news, publisher: P, read: opening, year: 2016,
     districts: [Pasadena]}
  - {id: undated, title: A page, kind: web page, publisher: P, read: opening, year: null,
     districts: [Oakland]}
"""
GUIDE = """# Guide

Oakland opened two pathways. [S1] Pasadena rebuilt one school. [S2]
Both asked their teachers first. [S1, S2] Oakland has a page. [S3]

## Sources

- [S1] oak-2012: Oak study (case-study, 2012). Seen: abstract.
- [S2] pas-2016: Pasadena news (news, 2016). Seen: opening.
- [S3] undated: A page (web page, n.d.). Seen: opening.
"""
SENTENCES = {
    "oak": "Oakland opened two pathways.",
    "pas": "Pasadena rebuilt one school.",
    "both": "Both asked their teachers first.",
    "page": "Oakland has a page.",
    "plan": "Every school shall have a pathway.",
    "note": "Nobody catalogued this note.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    folder = tmp_path_factory.mktemp("filters")
    (folder / "catalog.yaml").write_text(CATALOG, "utf-8")
    (folder / "guide.md").write_text(GUIDE, "utf-8")
    (folder / "plan.md").write_text(f"# Plan\n\n{SENTENCES['plan']}\n", "utf-8")
    (folder / "note.md").write_text(f"# Note\n\n{SENTENCES['note']}\n", "utf-8")
    settings = Settings(folder, folder / ".data", folder / "none.yaml")
    ingest([folder], settings, WordHashEmbeddings())
    return Library(settings.data_dir)


def sentences(library: Library, filters: dict) -> list[tuple[str, str, bool]]:
    """Every sentence's passage and text, and whether a filter lets it through."""
    scope = build_scope(library, Filters(**filters))
    return [
        (passage.id, sentence.text, scope.admits(sentence, passage.source_id))
        for passage in library.passages(library.passage_ids()).values()
        for sentence in library.sentences(passage).sentences
    ]


def admitted(library: Library, **filters) -> set[str]:
    """The keys of the sentences that a filter lets through."""
    texts = {text for _, text, passed in sentences(library, filters) if passed}
    return {key for key, text in SENTENCES.items() if text in texts}


FILTERS = [
    ({}, {"oak", "pas", "both", "page", "plan", "note"}),
    ({"district": ("Oakland",)}, {"oak", "both", "page"}),
    ({"district": ("Pasadena",)}, {"pas", "both", "plan"}),
    ({"district": ("Sacramento City",)}, {"plan"}),
    ({"district": ("Sacramento City", "Oakland")}, {"oak", "both", "page", "plan"}),
    ({"kind": ("case-study", "news")}, {"oak", "pas", "both"}),
    ({"kind": ("digest",)}, set()),
    ({"source": ("plan", "note-md")}, {"plan", "note"}),
    ({"source": ("plan",), "district": ("Oakland",)}, set()),
    ({"year_from": 2012}, {"oak", "pas", "both", "plan"}),
    ({"year_from": 2013}, {"pas", "both", "plan"}),
    ({"year_to": 2012}, {"oak", "both"}),
    ({"year_from": 2016, "year_to": 2016}, {"pas", "both"}),
    ({"year_from": 2017, "year_to": 2012}, set()),
]


@pytest.mark.parametrize(("filters", "keys"), FILTERS)
def test_filters_admit_sentences_by_their_origins_else_by_their_source(library, filters, keys):
    assert admitted(library, **filters) == keys


@pytest.mark.parametrize("filters", [filters for filters, _ in FILTERS])
def test_a_passage_is_in_scope_exactly_if_one_of_its_sentences_is(library, filters):
    found = passages_in_scope(library, build_scope(library, Filters(**filters)))
    assert found == {passage_id for passage_id, _, passed in sentences(library, filters) if passed}


@pytest.mark.parametrize("filters", [{"year_from": 1}, {"year_to": 9999}])
def test_an_unknown_year_never_matches_a_year(library, filters):
    assert not admitted(library, **filters) & {"page", "note"}


@pytest.mark.parametrize(
    "filters",
    [
        {"district": ("Oakland",), "kind": ("news",)},
        {"district": ("Oakland",), "year_from": 2013},
        {"district": ("Pasadena",), "kind": ("case-study",)},
        {"kind": ("news",), "year_to": 2012},
    ],
)
def test_all_conditions_must_hold_for_one_and_the_same_origin(library, filters):
    """The sentence of both origins meets each condition, but by one origin the first only."""
    assert "both" not in admitted(library, **filters)


@pytest.mark.parametrize(
    "filters",
    [
        {"district": ("oakland",)},
        {"district": ("OAKLAND",), "kind": ("Case-Study", "NEWS", "Web Page")},
        {"source": ("GUIDE",), "district": ("oakLAND",)},
    ],
)
def test_names_are_known_in_any_case(library, filters):
    assert admitted(library, **filters) == {"oak", "both", "page"}


@pytest.mark.parametrize(
    ("filters", "what", "near"),
    [
        ({"district": ("Okland",)}, "district 'Okland'", "Oakland"),
        ({"district": ("Sacramento",)}, "district 'Sacramento'", "Sacramento City"),
        ({"kind": ("casestudy",)}, "kind 'casestudy'", "case-study"),
        ({"kind": ("policies",)}, "kind 'policies'", "Policy"),
        ({"source": ("guide.md",)}, "source 'guide.md'", "guide"),
        ({"district": ("Oakland", "Pasadina")}, "district 'Pasadina'", "Pasadena"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(library, filters, what, near):
    with pytest.raises(UsageError) as caught:
        build_scope(library, Filters(**filters))
    message = str(caught.value)
    assert what in message
    assert near in message.split("nearest: ")[1].split(", ")
    assert "\n" not in message


def test_a_name_like_no_other_is_refused_with_some_that_exist(library):
    with pytest.raises(UsageError, match="nearest: Oakland, Pasadena, Sacramento City"):
        build_scope(library, Filters(district=("Zzzzz",)))


def test_the_district_of_a_document_that_no_sentence_cites_is_unknown(settings, write, run_ingest):
    write("catalog.yaml", CATALOG)
    write("note.md", f"# Note\n\n{SENTENCES['note']}\n")
    run_ingest()
    with pytest.raises(UsageError, match="no district 'Oakland'"):
        build_scope(Library(settings.data_dir), Filters(district=("Oakland",)))


def test_names_that_differ_in_case_only_are_one_name(settings, write, run_ingest):
    entries = ["documents:\n"]
    for name, district in (("a", "Oakland"), ("b", "oakland"), ("c", "OAKLAND")):
        write(f"{name}.md", f"# {name}\n\nA pathway of {name} began early.\n")
        entries.append(
            f"  - {{id: {name}, title: T, kind: k, publisher: P, read: whole, filename: {name}.md,"
            f" districts: [{district}]}}\n"
        )
    write("catalog.yaml", "".join(entries))
    run_ingest()
    assert len(passages_in(settings, district=("Oakland",))) == 3


def passages_in(settings, **filters) -> set[str]:
    library = Library(settings.data_dir)
    return passages_in_scope(library, build_scope(library, Filters(**filters)))
