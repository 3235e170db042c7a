"""Addresses: what a screen links to is what comes back, and nonsense comes back as nothing."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ui.addresses import (
    LinkedPlace,
    file_address,
    page_image_address,
    parse_place,
    source_address,
    with_words,
)

IDS = st.text(min_size=1, max_size=60).filter(str.isprintable)
NUMBERS = st.integers(1, 999_999_999)
ANYTHING = st.dictionaries(
    st.sampled_from(["id", "page", "start", "end", "quote"]),
    st.text() | st.sampled_from(["-1", "0", "1", "2", "1e3", "٣", "²", "9" * 5000, " 1"]),
)


def params_of(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query, strict_parsing=True))


@given(IDS, NUMBERS, st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_span_comes_back_as_it_went(source_id, page, start, length):
    address = source_address(source_id, page, start, start + length)
    assert address.isascii()
    assert urlsplit(address).path == "/source"
    assert parse_place(params_of(address)) == LinkedPlace(source_id, page, start, start + length)


@given(IDS, st.none() | NUMBERS)
def test_a_source_or_page_comes_back_as_it_went(source_id, page):
    place = parse_place(params_of(source_address(source_id, page)))
    assert place == LinkedPlace(source_id, page, None, None)


@given(IDS, NUMBERS, st.text(min_size=1, max_size=200))
def test_words_that_were_looked_for_come_back_with_their_place(source_id, page, words):
    address = with_words(source_address(source_id, page, 0, 4), words)
    assert address.isascii()
    assert parse_place(params_of(address)) == LinkedPlace(source_id, page, 0, 4, words)


@pytest.mark.parametrize("params", [{"find": "oak"}, {"id": "a\nb", "find": "oak"}])
def test_words_without_a_source_are_none(params):
    assert parse_place(params).words == ""


def test_words_are_no_longer_than_anybody_types():
    assert len(parse_place({"id": "oak", "find": "a" * 9000}).words) == 200


@given(ANYTHING)
def test_nonsense_is_read_as_nothing(params):
    place = parse_place(params)
    assert place.source_id in (None, params.get("id"))
    assert place.page_number is None or place.page_number > 0
    assert (place.start is None) == (place.end is None)
    if place.page_number is not None:
        assert place.source_id is not None
    if place.start is not None and place.end is not None:
        assert place.page_number is not None
        assert 0 <= place.start < place.end


@pytest.mark.parametrize(
    "params",
    [{}, {"id": ""}, {"id": "x" * 5000}, {"id": "a\0b"}, {"id": "a\nb"}, {"page": "3"}],
)
def test_without_a_source_there_is_no_place(params):
    assert parse_place(params) == LinkedPlace(None, None, None, None)


@pytest.mark.parametrize(
    "span", [{"start": "4"}, {"end": "4"}, {"start": "4", "end": "4"}, {"start": "5", "end": "4"}]
)
def test_half_a_span_is_none_and_the_page_stays(span):
    assert parse_place({"id": "oak", "page": "2", **span}) == LinkedPlace("oak", 2, None, None)


def test_a_short_quote_is_looked_for_whole():
    address = file_address("oak", 5, "health pathway in 2011")
    assert address == "/files/oak#page=5:~:text=health%20pathway%20in%202011"


def test_a_long_quote_is_looked_for_by_its_ends():
    quote = "Oak Valley High opened a health\npathway in 2011 with sixty students"
    address = file_address("oak", 5, quote)
    assert address.endswith(":~:text=Oak%20Valley%20High%20opened,2011%20with%20sixty%20students")


def test_what_parts_a_directive_is_escaped_in_a_quote():
    directive = file_address("oak", 1, "work-based, R&D 100% #1").partition(":~:text=")[2]
    assert directive == "work%2Dbased%2C%20R%26D%20100%25%20%231"


@given(st.text(max_size=300))
def test_a_quote_never_breaks_out_of_its_directive(quote):
    address = file_address("oak", 3, quote)
    assert re.fullmatch(
        r"/files/oak#page=3(:~:text=(?:[\w.~]|%[0-9A-F]{2})+(,(?:[\w.~]|%[0-9A-F]{2})+)?)?",
        address,
        re.ASCII,
    )


@given(st.lists(st.text("abcé-,& ", min_size=1), min_size=1, max_size=10))
def test_a_short_quote_is_in_the_address_word_for_word(words):
    quote = " ".join(" ".join(words).split()[:10])
    assume(quote)
    assert unquote(file_address("oak", 3, quote).partition(":~:text=")[2]) == quote


def test_a_file_is_addressed_without_page_or_quote():
    assert file_address("oak") == "/files/oak"
    assert file_address("oak", quote="health pathway") == "/files/oak#:~:text=health%20pathway"


@given(IDS)
def test_an_id_stays_one_step_of_the_path(source_id):
    path = urlsplit(file_address(source_id)).path
    assert path.isascii()
    assert path.count("/") == 2
    assert unquote(path) == f"/files/{source_id}"


def test_a_page_image_is_addressed_by_its_span():
    assert page_image_address("oak", 3, 7, 20) == "/pages/oak/3.png?start=7&end=20"


@pytest.mark.parametrize("base", ["guide", "/guide", "/guide/"])
def test_addresses_stand_below_the_path_that_the_server_has(base):
    assert file_address("oak", base=base) == "/guide/files/oak"
    assert source_address("oak", base=base) == "/guide/source?id=oak"
    assert page_image_address("oak", 1, 0, 1, base=base).startswith("/guide/pages/oak/1.png?")
