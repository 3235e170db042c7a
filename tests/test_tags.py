"""Tags: which list resolves them, where they stand, and how they are blanked."""

import pytest

from ingest.blocks import Block, ReadPage
from ingest.tags import blank_tags, find_source_list, find_tags, read_source_list

KNOWN = {"scope-porterville-2012", "abc30-harmony", "ab790"}


def page(*parts, number=1):
    """A page of (kind, text) parts, a line each; headings are "heading1" and so on."""
    text, blocks = "", []
    for kind, part in parts:
        text += "\n" if text else ""
        level = int(kind.removeprefix("heading")) if "heading" in kind else 0
        span = (len(text), len(text) + len(part))
        blocks.append(Block("heading" if level else kind, *span, level))
        text += part
    return ReadPage(number, str(number), text, tuple(blocks))


LIST = page(
    ("heading2", "Sources"),
    ("list_item", "[S1] scope-porterville-2012: Linked Learning in Porterville (case study)."),
    ("list_item", "[S2] abc30-harmony: New Magnet School: opening."),
    ("list_item", "[S3] nobody-knows-this: A page."),
)


def test_the_list_resolves_known_ids_only():
    assert read_source_list([LIST], KNOWN) == {
        "S1": "scope-porterville-2012",
        "S2": "abc30-harmony",
    }


@pytest.mark.parametrize("title", ["sources", "SOURCES", " Sources "])
def test_the_heading_may_be_written_in_any_case(title):
    assert read_source_list([page(("heading1", title), ("paragraph", "[S1] ab790: x"))], KNOWN)


@pytest.mark.parametrize("title", ["Sources and origins", "Sources of funding", "References"])
def test_another_heading_opens_no_list(title):
    assert not read_source_list([page(("heading1", title), ("paragraph", "[S1] ab790: x"))], KNOWN)


def test_the_list_ends_at_the_next_heading_of_its_rank():
    pages = [
        page(("heading2", "Sources"), ("heading3", "Web"), ("list_item", "[S1] ab790: x")),
        page(("list_item", "[S2] abc30-harmony: y"), ("heading2", "More"), number=2),
        page(("list_item", "[S3] scope-porterville-2012: z"), number=3),
    ]
    found = find_source_list(pages, KNOWN)
    assert found.ids == {"S1": "ab790", "S2": "abc30-harmony"}
    assert {(index, pages[index].text[b.start : b.end]) for index, b in found.blocks} == {
        (0, "Sources"),
        (0, "Web"),
        (0, "[S1] ab790: x"),
        (1, "[S2] abc30-harmony: y"),
    }


def test_an_id_broken_by_a_line_end_is_known():
    broken = [("heading1", "Sources"), ("paragraph", "[S1] scope-\nporterville- 2012: x")]
    assert read_source_list([page(*broken)], KNOWN) == {"S1": "scope-porterville-2012"}


def test_an_item_broken_by_a_page_end_is_read():
    pages = [page(("heading1", "Sources"), ("paragraph", "[S1] ab")), page(("paragraph", "790: x"))]
    assert read_source_list(pages, KNOWN) == {"S1": "ab790"}


def test_a_list_that_resolves_nothing_is_no_list():
    pages = [page(("heading1", "Sources"), ("paragraph", "We asked nine districts."))]
    assert find_source_list(pages, KNOWN).blocks == frozenset()


def test_the_first_entry_of_a_tag_counts():
    twice = [("heading1", "Sources"), ("paragraph", "[S1] ab790: x [S1] abc30-harmony: y")]
    assert read_source_list([page(*twice)], KNOWN) == {"S1": "ab790"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Fact. [S1]", [("S1",)]),
        ("Fact. [S1, S2] More. [S2]", [("S1", "S2"), ("S2",)]),
        ("Fact. [S1,\nS2]", [("S1", "S2")]),
        ("Fact.\u00a0[S1,\u00a0S2\u2060]", [("S1", "S2")]),
        ("Fact. [S1], [S2]", [("S1", "S2")]),
        ("Fact.[S1][S2]", [("S1",), ("S2",)]),
        ("Unknown [S9], half [S1, S9], odd [S], [s1], [S1; S2], S1, [1]", []),
    ],
)
def test_tags_are_found_where_every_part_is_resolved(text, keys):
    assert [tag.keys for tag in find_tags(text, {"S1", "S2"})] == keys


def test_without_a_list_there_are_no_tags():
    assert find_tags("Fact. [S1]", {}) == ()


def test_blanking_keeps_every_offset():
    text = "One. [S1] Two. [S1,\nS2]"
    blanked = blank_tags(text, find_tags(text, {"S1", "S2"}))
    assert blanked == "One.      Two.         "
    assert len(blanked) == len(text)
