"""The starter library's digests: every sentence stands alone, and has its origins.

First the digests as they are written, then the library that ingest makes of them.
"""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from fakes import WordHashEmbeddings

from assistant.weighing import quotable
from core.settings import ROOT, Settings
from ingest.catalog import read_catalog
from ingest.markdown import read_markdown
from ingest.passages import TokenBudget, cut
from ingest.run import ingest
from library.library import Library

CORPUS = ROOT / "corpus"
TAG = re.compile(r"\[(S\d+(?:, S\d+)*)\]")
LISTED = re.compile(r"^- \[(S\d+)\] (([^:\s]+): .*)$", re.MULTILINE)
MOST_WORDS = 48
# A sentence that opens so leans on the one before it, or on its heading.
LEANING = re.compile(
    r"(?:it|its|they|their|them|this|that|these|those|he|she|his|her|we|our|such|both|here|there|"
    r"also|another|others|some|many|several|most|one|two|three|in addition|however|but|and|so|"
    r"then|later|the (?:district|districts|school|study|studies|report|reports|authors?|brief|"
    r"grants?|initiative|programs?|same|law|bill|state|superintendent|board|survey|page|guide|"
    r"tool|platform|evaluation|evaluators?|foundation|alliance))(?:'s)?"
    r"(?! (?:of|for|in|at|on|from|which|that|who|by))",
    re.I,
)
# Openers that are fine when what follows names their subject.
NAMED = re.compile(r"(?:one|two|three|some|many|several|most|both|another).*?[A-Z]", re.I)


def digests() -> list[Path]:
    return sorted([*(CORPUS / "documents").glob("*.md"), *(CORPUS / "markdown").glob("*.md")])


@cache
def catalog():
    return read_catalog(Settings(CORPUS / "documents", ROOT, CORPUS / "catalog.yaml"))


@cache
def sentences(path: Path):
    """The digest's sentences, as ingest cuts them."""
    whole = TokenBudget(lambda texts: [len(text.split()) for text in texts], 10_000)
    return cut(path.stem, path.stem, read_markdown(path), catalog().origins, whole).sentences


def header_rows(path: Path) -> set[str]:
    lines = path.read_text("utf-8").splitlines()
    heads = [a for a, b in pairwise(lines) if re.fullmatch(r"\|[ :|-]+\|", b)]
    return {" | ".join(cell.strip() for cell in line.strip("| ").split("|")) for line in heads}


def of_each_digest(test):
    return pytest.mark.parametrize("path", digests(), ids=lambda path: path.stem)(test)


def names_something(text: str) -> bool:
    """A capital letter that is not the opening's, or a name that opens the sentence."""
    opener = re.split(r"\W", text, maxsplit=1)[0]
    places = {d.split()[0] for origin in catalog().origins.values() for d in origin.districts}
    return bool(re.search(r"[A-Z]", text[1:])) or opener in places


@of_each_digest
def test_every_sentence_has_origins(path):
    bare = [s.text for s in sentences(path) if not s.origins]
    assert set(bare) <= header_rows(path)


@of_each_digest
def test_every_sentence_can_be_quoted_and_names_its_subject(path):
    for sentence in sentences(path):
        if sentence.origins:
            assert quotable(sentence), sentence.text
            assert names_something(sentence.text), f"names nothing: {sentence.text}"
            leans = LEANING.match(sentence.text)
            assert not leans or NAMED.match(sentence.text), f"leans: {sentence.text}"


@of_each_digest
def test_no_sentence_holds_more_than_can_be_read_at_once(path):
    long = [s.text for s in sentences(path) if len(s.text.split()) > MOST_WORDS]
    assert not long


@of_each_digest
def test_headings_are_questions_and_there_is_one_title(path):
    headings = re.findall(r"^(#+) (.*)$", path.read_text("utf-8"), re.MULTILINE)
    assert [level for level, _ in headings].count("#") == 1
    assert headings[0][0] == "#"
    assert headings[-1] == ("##", "Sources")
    questions = [text for _, text in headings[1:-1]]
    assert len(questions) == len(set(questions)) >= 3
    assert not [text for text in questions if not text.endswith("?")]


@of_each_digest
def test_tags_and_the_list_of_sources_agree(path):
    body, _, listed = path.read_text("utf-8").partition("\n## Sources\n")
    used = {key for tag in TAG.findall(body) for key in tag.split(", ")}
    assert used == {key for key, _, _ in LISTED.findall(listed)}
    assert len(LISTED.findall(listed)) == listed.count("- [S")


@of_each_digest
def test_the_list_of_sources_says_what_the_catalogue_says(path):
    listed = path.read_text("utf-8").partition("\n## Sources\n")[2]
    for _, line, document_id in LISTED.findall(listed):
        origin = catalog().origins[document_id]
        kind = origin.kind.replace("-", " ")
        assert line == (
            f"{origin.id}: {origin.title} ({kind}, {origin.publisher}, {origin.year or 'n.d.'})."
            f" Seen: {origin.read}. {origin.url or 'No address'}"
        )


@pytest.fixture(scope="module")
def shipped(tmp_path_factory) -> Library:
    """The library of the corpus that comes with the program."""
    data = tmp_path_factory.mktemp("shipped")
    settings = Settings(CORPUS / "documents", data, CORPUS / "catalog.yaml")
    reports = ingest([CORPUS / "documents"], settings, WordHashEmbeddings())
    assert {report.state for report in reports} == {"added"}
    assert not [warning for report in reports for warning in report.warnings]
    return Library(data)


def sentences_of(library):
    for passage in library.passages(library.passage_ids()).values():
        for sentence in library.sentences(passage).sentences:
            yield passage, sentence


def test_there_are_25_digests_each_named_by_its_catalogue_entry(shipped):
    assert len(digests()) == len(shipped.sources()) == 25
    assert {source.id for source in shipped.sources()} == {path.stem for path in digests()}
    assert {(source.kind, source.licence) for source in shipped.sources()} == {
        ("digest", "CC BY 4.0")
    }
    assert set(catalog().by_filename) == {source.filename for source in shipped.sources()}


def test_what_is_indexed_of_a_digest_is_what_is_written_in_it(shipped):
    indexed: dict[str, set] = {path.stem: set() for path in digests()}
    for passage, sentence in sentences_of(shipped):
        if sentence.continues is None:
            origins = tuple(origin.id for origin in sentence.origins)
            indexed[passage.source_id].add((sentence.text, origins))
    for path in digests():
        written = {(s.text, tuple(o.id for o in s.origins)) for s in sentences(path)}
        assert indexed[path.stem] <= written


def test_every_origin_can_be_judged(shipped):
    """Title, kind, publisher and what was read are there; year and address may be null."""
    assert len(shipped.origins()) > 200
    for origin in shipped.origins().values():
        assert origin.title
        assert origin.kind not in ("", "digest")
        assert origin.publisher
        assert origin.read
        assert origin.year is None or 1990 <= origin.year <= 2026, origin.id
        assert origin.url is None or re.match(r"https?://", origin.url), origin.id


def test_every_shipped_sentence_is_a_slice_of_its_page_without_its_tag(shipped):
    found = list(sentences_of(shipped))
    assert len(found) > 700
    for passage, sentence in found:
        page = shipped.page(passage.source_id, passage.page_number)
        assert page.text[sentence.start : sentence.end] == sentence.text
        assert not TAG.search(sentence.text)
        assert not sentence.flagged


def test_the_list_of_sources_is_no_evidence(shipped):
    assert not [p.id for p, _ in sentences_of(shipped) if "Sources" in p.section.split(" > ")]
