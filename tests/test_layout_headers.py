"""Layout: running headers and page numbers are taken off, and nothing else."""

import re

from sample_lines import FULL, page_of, rows, texts_of


def book(page_count, header="Rosewater High", body=FULL):
    return [
        page_of(
            (header, 72, 760, 9.0),
            *rows(f"{body} {chr(96 + number)}", f"{FULL} {chr(96 + number)}"),
            (str(number), 300, 30, 9.0),
        )
        for number in range(1, page_count + 1)
    ]


def test_running_headers_and_page_numbers_are_taken_off():
    text = " ".join(block for page in texts_of(*book(4)) for _, block in page)
    assert "Rosewater" not in text
    assert not re.search(r"\d", text)


def test_a_header_with_the_page_number_in_it_is_taken_off():
    pages = [
        page_of((f"Rosewater High {number}", 72, 760, 9.0), *rows(FULL, f"{FULL} {number}"))
        for number in range(1, 5)
    ]
    assert "Rosewater" not in str(texts_of(*pages))


def test_two_pages_are_too_few_to_know_a_header():
    assert "Rosewater" in str(texts_of(*book(2)))


def test_body_text_that_repeats_stays():
    pages = [page_of(*rows(FULL, "and so on.", top=740)) for _ in range(5)]
    assert all(FULL in page[0][1] for page in texts_of(*pages))


def test_pages_that_would_all_be_empty_keep_their_line():
    pages = [page_of((f"Potato {number}", 72, 760)) for number in range(1, 6)]
    assert texts_of(*pages) == [[("paragraph", f"Potato {n}")] for n in range(1, 6)]


def test_roman_page_labels_are_page_numbers():
    pages = [page_of(*rows(FULL, f"{FULL} {n}"), (n, 300, 30)) for n in ("i", "ii", "iii")]
    assert all(
        block.startswith(FULL) for [(_, block)] in texts_of(*pages, labels=["i", "ii", "iii"])
    )
