"""Titles: whether a sentence speaks of just the post that is asked for.

In: what is asked of each district, and a sentence. Out: whether it names that post. "A linked
learning director" is no curriculum director, though the sentence may speak of Linked Learning too:
what stands before a title belongs to it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TITLE = (
    r"(?:directors?|coordinators?|managers?|administrators?|superintendents?|officers?"
    r"|specialists?|deans?|supervisors?)"
)
_POST = re.compile(
    r"\b(?:a|an|the|its|their|have|has|had|hired|hires?|employs?|employed|appointed|named|with) "
    r"(?:(?:own|full-time|part-time|new|a|an|the) )*"
    rf"(?P<of>(?:(?!(?:own|new|an?|the)\b)[\w-]+ ){{1,3}}?)(?P<title>{_TITLE})\b",
    re.I,
)


def names_the_post(about: str, sentence: str) -> bool:
    """Say whether a sentence names the post that is asked for; true where none is."""
    post = _post(about)
    return post is None or bool(post.search(sentence))


@lru_cache(maxsize=64)
def _post(about: str) -> re.Pattern[str] | None:
    """Return a pattern of a post: "linked learning director", "director of linked learning"."""
    found = _POST.search(about)
    if found is None:
        return None
    of = r"[ -]".join(re.escape(word) for word in re.split(r"[ -]", found["of"].strip()))
    title = rf"{re.escape(found['title'].removesuffix('s'))}s?"
    before = rf"\b{of}(?:,? (?:and|or) [\w-]+)? {title}\b"
    behind = rf"\b{title} (?:of|for) (?:the |its |their )?{of}\b"
    return re.compile(rf"{before}|{behind}", re.I)
