"""The starter library's digests: every sentence stands alone, and has its origins."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.quotes import quotable
from core.settings import ROOT, Settings
from ingest.catalog import read_catalog
from ingest.markdown import read_markdown
from ingest.passages import TokenBudget, cut

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
