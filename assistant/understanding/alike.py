"""Alike: nouns that may stand for one another, as people say "kids" and documents "students".

In: words. Out: whether they may mean the same kind of thing, and a word without its plural's "s".
"""

from __future__ import annotations

# One set holds what may stand for one another.
SAME = tuple(
    frozenset(line.split())
    for line in (
        "student kid pupil schooler child children youth learner teen freshman freshmen sophomore"
        " junior senior graduate grad people person participant applicant girl boy",
        "teacher educator faculty instructor staff",
        "people person member participant leader individual educator staff",
        "school site campus campuse academy academie high",
        "district system",
        "pathway program programme academy academie",
        "employer company companie business businesse firm partner",
        "college university universitie campus",
        "course class classe",
        "placement internship",
        "stage step phase",
        "level rating tier grade rank",
        "kind sort type form model role categorie category",
        "place site",
        "obstacle barrier hurdle",
        "group population",
        "sector industrie industry",
        "class classe cohort",
        "figure number amount",
        "paper document form paperwork template",
        "part section",
    )
)


def is_plural(word: str) -> bool:
    """Say whether a word looks like a plural."""
    return word.endswith("s") and not word.endswith("ss") and len(word) > 3


def singular(word: str) -> str:
    """Return a word without its plural's "s"."""
    return word[:-1] if is_plural(word) else word


def same_kind(one: str, other: str) -> bool:
    """Say whether two words may stand for one another: "kids" and "students"."""
    pair = {singular(one.casefold()), singular(other.casefold())}
    return len(pair) == 1 or any(pair <= group for group in SAME)
