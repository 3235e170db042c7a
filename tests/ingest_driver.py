"""An ingest in a process of its own, for tests that kill it or search beside it.

python ingest_driver.py once CORPUS DATA          one ingest; prints "started" when it begins
python ingest_driver.py versions CORPUS DATA N    N new versions of a file, then its removal;
                                                  prints "version n" after each commit
"""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

from fakes import WordHashEmbeddings

from core.settings import ROOT, Settings
from ingest.run import ingest


def settings_of(corpus: str, data: str) -> Settings:
    return Settings(Path(corpus), Path(data), ROOT / "corpus" / "catalog.yaml")


def text_of(version: int) -> str:
    """A document of five sections, every sentence of which names the version."""
    sections = [
        f"## Part {part} of the maple plan\n\n"
        + " ".join(
            f"Maple High wrote line {line} of part {part} in version v{version}."
            for line in range(12)
        )
        for part in range(5)
    ]
    return "# The maple plan\n\n" + "\n\n".join(sections) + "\n"


def write_versions(corpus: str, data: str, versions: int) -> None:
    settings = settings_of(corpus, data)
    path = settings.corpus_dir / "maple.md"
    for version in range(versions):
        path.write_text(text_of(version), "utf-8")
        ingest([settings.corpus_dir], settings, WordHashEmbeddings())
        print(f"version {version}", flush=True)
    path.unlink()
    ingest([settings.corpus_dir], settings, WordHashEmbeddings())
    print("removed", flush=True)


if __name__ == "__main__":
    verb, corpus, data = sys.argv[1:4]
    if verb == "once":
        print("started", flush=True)
        settings = settings_of(corpus, data)
        ingest([settings.corpus_dir], settings, WordHashEmbeddings())
    else:
        write_versions(corpus, data, int(sys.argv[4]))
