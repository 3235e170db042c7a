"""Compare fact sheets with the digests written from them: no fact, number, name or id may be lost.

In: a folder of fact sheets (one bullet a fact, ending in the ids of the documents behind it) and,
if wished, names of sheets. Out: a line for each thing to look at, and the counts. Usage:
`python scripts/compare_facts.py FOLDER [NAME …]`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assistant.evidence import stems  # noqa: E402
from core.settings import Settings  # noqa: E402
from ingest.catalog import Catalog, read_catalog  # noqa: E402
from ingest.markdown import read_markdown  # noqa: E402
from ingest.passages import TokenBudget, cut  # noqa: E402

MOST_SENTENCES = 5
LEAST_WORDS_KEPT = 0.75
_BULLET = re.compile(r"^- (.*?)\s*\[([^\]]*)\]\s*$", re.MULTILINE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.?!:] )(?<!^)\b[A-Z][\w'&]*[A-Za-z]\b")
_WORDS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_AS_DIGITS = {word: str(value) for value, word in enumerate(_WORDS, start=2)}
_NOT_FOUND = re.compile(r"\b(?:was|were) (?:not )?found\b")


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement and the ids of the documents it rests on: a sheet's bullet or a sentence."""

    text: str
    ids: frozenset[str]


def main(folder: Path, names: Sequence[str]) -> int:
    """Compare each sheet with its digest; 1 if there is something to look at."""
    settings = Settings(ROOT / "corpus" / "documents", ROOT, ROOT / "corpus" / "catalog.yaml")
    catalog = read_catalog(settings)
    total, found = 0, 0
    for name in names or sorted(path.stem for path in folder.glob("*.md")):
        facts = read_facts(folder / f"{name}.md")
        remarks = list(compare(facts, read_digest(name, catalog), catalog))
        print(f"{name}: {len(facts)} facts, {len(remarks)} to look at")
        for remark in remarks:
            print(f"  {remark}")
        total, found = total + len(facts), found + len(remarks)
    print(f"{total} facts compared, {found} to look at")
    return 1 if found else 0


def read_facts(path: Path) -> list[Fact]:
    """Read a sheet's bullets."""
    found = _BULLET.findall(path.read_text("utf-8"))
    return [Fact(text, frozenset(re.split(r",\s*", ids))) for text, ids in found]


def read_digest(name: str, catalog: Catalog) -> list[Fact]:
    """Read a digest's sentences with the ids of their origins, as ingest does."""
    folders = (ROOT / "corpus" / "markdown", ROOT / "corpus" / "documents")
    path = next(f / f"{name}.md" for f in folders if (f / f"{name}.md").is_file())
    whole = TokenBudget(lambda texts: [len(text.split()) for text in texts], 10_000)
    pieces = cut(name, name, read_markdown(path), catalog.origins, whole)
    return [Fact(s.text, frozenset(o.id for o in s.origins)) for s in pieces.sentences]


def compare(facts: Sequence[Fact], told: Sequence[Fact], catalog: Catalog) -> Iterator[str]:
    """Say what of the facts is not told, and what is told that no fact says."""
    for fact in facts:
        tellers = best_tellers(fact, told)
        text = " ".join(teller.text for teller in tellers)
        for kind, lost in (
            ("numbers", numbers(fact.text) - numbers(text)),
            ("names", names_in(fact.text) - all_words(text)),
            ("ids", fact.ids.difference(*(teller.ids for teller in tellers))),
        ):
            if lost:
                yield f"fact lost {kind} {', '.join(sorted(lost))}: {fact.text}"
        wanted = stems(fact.text.replace("(sources disagree)", ""))
        kept = len(wanted & stems(text)) / max(len(wanted), 1)
        if kept < LEAST_WORDS_KEPT:
            yield f"fact told with {kept:.0%} of its words: {fact.text}"
    for sentence in told:
        yield from unbacked(sentence, facts, catalog)


def best_tellers(fact: Fact, told: Sequence[Fact]) -> list[Fact]:
    """Choose the sentences of shared ids that together hold most of a fact's words and numbers."""
    wanted = stems(fact.text) | numbers(fact.text)
    candidates = [sentence for sentence in told if sentence.ids & fact.ids]
    chosen: list[Fact] = []
    held: set[str] = set()
    for _ in range(MOST_SENTENCES):
        rest = [c for c in candidates if c not in chosen]
        if not rest:
            break
        best = max(rest, key=lambda c: _gain(c, wanted - held, fact, chosen))
        if not _gain(best, wanted - held, fact, chosen):
            break
        chosen.append(best)
        held |= _held(best.text)
    return chosen


def _gain(sentence: Fact, missing: set[str], fact: Fact, chosen: Sequence[Fact]) -> float:
    """Weigh what a sentence adds: words, and ids that no chosen sentence has yet."""
    new_ids = (sentence.ids & fact.ids).difference(*(c.ids for c in chosen))
    words = len(missing & _held(sentence.text))
    return words + (0.5 * len(new_ids) if words else 0)


@cache
def _held(text: str) -> set[str]:
    return stems(text) | numbers(text)


def unbacked(sentence: Fact, facts: Sequence[Fact], catalog: Catalog) -> Iterator[str]:
    """Say what a sentence tells that neither facts of its ids nor their catalogue entries hold."""
    if not sentence.ids:
        return
    backing = [fact for fact in facts if fact.ids & sentence.ids]
    entries = [catalog.origins[document_id] for document_id in sentence.ids]
    known = " ".join(fact.text for fact in backing)
    known += "".join(f" {e.title} {e.publisher} {e.year} {' '.join(e.districts)}" for e in entries)
    extra = numbers(sentence.text) - numbers(known)
    if extra:
        yield f"number {', '.join(sorted(extra))} of no fact: {sentence.text}"
    spelt = " ".join(" ".join((name.name, *name.aliases)) for name in catalog.names)
    everywhere = all_words(f"California {spelt} {known} {' '.join(fact.text for fact in facts)}")
    strange = names_in(sentence.text) - everywhere
    if strange:
        yield f"name {', '.join(sorted(strange))} of no fact: {sentence.text}"
    strange_ids = sentence.ids.difference(*(fact.ids for fact in backing))
    if strange_ids and not _NOT_FOUND.search(sentence.text):
        yield f"id {', '.join(sorted(strange_ids))} of no fact: {sentence.text}"


def numbers(text: str) -> set[str]:
    """Return a text's numbers in digits, thousands unmarked; "one" is no number."""
    digits = {n.replace(",", "") for n in _NUMBER.findall(text)}
    spelt = {_AS_DIGITS[w] for w in re.findall(r"[a-z]+", text.lower()) if w in _AS_DIGITS}
    return digits | spelt


def names_in(text: str) -> set[str]:
    """Return the capitalised words that do not open a sentence, without a possessive ending."""
    return {re.sub(r"'s?$", "", name).casefold() for name in _NAME.findall(text)}


def all_words(text: str) -> set[str]:
    """Return every word of a text as `names_in` would, capitalised or not."""
    return {re.sub(r"'s?$", "", w).casefold() for w in re.findall(r"[\w'&]*[A-Za-z]\b", text)}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
