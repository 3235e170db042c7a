"""Names: every name of a statement must stand in the evidence, under one of its aliases.

In: a pair and the library's known names. Out: findings. Heading, title and origins may supply a
subject that the sentence leaves out, but not where the sentence names another of the same kind:
words about Pasadena do not become words about Porterville because the title names both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.finding import Finding
from assistant.checking.known import Named, find_known
from assistant.checking.pairing import Pair, likeness, neighbours
from assistant.checking.reading import Token, stem
from assistant.checking.rule_attribution import is_saying
from assistant.checking.wordlists import listed
from core.schema import KnownName

_ABBREVIATED = range(2, 7)
_CLEARLY = 0.35
_LEAST_ROOT = 4
# "Attendance was", "research has": nouns that need no article.
_COMMON = re.compile(
    r"(ing|ance|ence|tion|sion|ment|ship|ity|ness|ism|ics|s)$|^(data|growth|support|research|work"
    r"|access|money|help|time|staff|leadership|quality|it|he|she|this|that|what|there|everyone)$"
)
_AFTER_NO_NAME = frozenset(listed("of for to the a an in on with by from as than about at into"))
_FORMS = frozenset(("n", "an", "ian", "ean", "ese", "ish", "i", "nian", "esian"))
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "to", "on", "at"})
# Words of titles and kinds, which a name may gain or lose and stay the same.
_TITLES = frozenset(
    listed(
        "unified district school schools high superintendent principal dr mr ms mrs senator county "
        "foundation university the californian state us american assembly member director "
        "city initiative academy center professor governor program students i ii english"
    )
)
# Kinds of organisation: words of one line mean the same.
_KINDS = {
    stem(word): number
    for number, line in enumerate(
        (
            "district unified",
            "chamber",
            "university",
            "college",
            "foundation trust fund",
            "academy high magnet",
            "institute",
            "council",
            "department",
            "coalition consortium",
            "alliance",
            "network",
            "company corporation inc",
            "hospital",
            "union",
        )
    )
    for word in listed(line)
}


def check_names(pair: Pair, names: tuple[KnownName, ...]) -> Iterator[Finding]:
    """Yield the names that the evidence does not have, or has in another's place."""
    said, told = find_known(pair.said, names), find_known(pair.told, names)
    held = {named.name for named in told}
    known = {i for named in said if named.name in held for i in named.positions}
    named_here = {i for named in said for i in named.positions}
    seen: set[str] = set()
    for i, token in enumerate(pair.said):
        if not (i in named_here or _counts(pair, i)) or token.key in seen:
            continue
        finding = None
        if token.key not in pair.told_keys and i not in known:
            finding = _missing(pair, i, said, told)
        elif i not in known or token.key in pair.told_keys:
            finding = _moved(pair, i)
        if finding:
            seen |= {pair.said[k].key for k in _whole(pair.said, i)}
            yield finding


def check_kinds(pair: Pair) -> Iterator[Finding]:
    """Yield an organisation of another kind under the same name ("Oakland's chamber, district")."""
    told = {_whole(pair.told, j) for j, token in enumerate(pair.told) if token.name}
    for whole in {_whole(pair.said, i) for i, token in enumerate(pair.said) if token.name}:
        own, kinds = _parts(pair.said, whole)
        if not kinds or kinds & {_KINDS.get(key) for key in pair.told_keys | pair.context}:
            continue
        for there in told:
            others, rivals = _parts(pair.told, there)
            if own & others and rivals:
                says = _text(pair.said, whole[0])
                page = _text(pair.told, there[0])
                yield Finding("name", f"says {says}; the page says {page}", missing=True)
                return


def _parts(tokens: Sequence[Token], whole: range) -> tuple[set[str], set[int]]:
    """Return the words of a name, and the kinds of organisation among them."""
    keys = {tokens[k].key for k in whole if tokens[k].content}
    return keys - _KINDS.keys(), {_KINDS[key] for key in keys if key in _KINDS}


def _counts(pair: Pair, i: int) -> bool:
    """Say whether a word is a name: written as one here, or where it opens a sentence, there."""
    token = pair.said[i]
    if not token.content or token.figure or token.lower in _TITLES:
        return False
    if token.name:
        return True
    if not token.text[0].isupper():
        return False
    named = any(t.name and t.key == token.key for t in (*pair.told, *pair.said))
    in_place = any(
        i in slot.said and any(pair.told[j].name for j in slot.told) for slot in pair.slots
    )
    return named or (in_place and token.key not in pair.told_keys and _is_called(pair, i))


def _is_called(pair: Pair, i: int) -> bool:
    """Say whether an opening word is no common word: it owns or says something, or a name follows.

    In a paraphrase any word may open ("Better outcomes"); where the rest keeps to the page's words,
    what stands in a name's place is a name.
    """
    after = pair.said[i + 1] if i + 1 < len(pair.said) else None
    if pair.said[i].lower.endswith("ing"):
        return False
    if "'" in pair.said[i].lower or (after is not None and (after.name or is_saying(after))):
        return True
    if after is None or after.text.endswith("ing") or after.lower in _AFTER_NO_NAME:
        return False
    if after.lower in ("has", "is", "was") and not _COMMON.search(pair.said[i].lower):
        return True
    return pair.keeps_words


def _missing(pair: Pair, i: int, said: Sequence[Named], told: Sequence[Named]) -> Finding | None:
    if _abbreviation(pair, i) or _other_form(pair, i):
        return None
    own = [named for named in said if i in named.positions]
    rivals = {named.name for named in told for mine in own if named.kind == mine.kind}
    slot = next((slot for slot in pair.slots if i in slot.said), None)
    replaced = slot is not None and any(_name_there(pair, j, told) for j in slot.told)
    if pair.said[i].key in pair.context and not rivals and not replaced:
        return None
    name = _text(pair.said, i)
    if own and rivals:
        about = " and ".join(sorted(rivals))
        return Finding("name", f"says {name}; the cited words are about {about}", missing=True)
    if slot is not None and replaced:
        first = next(j for j in slot.told if _name_there(pair, j, told))
        there = _text(pair.told, first)
        return Finding("name", f"says {name}; the page says {there}", missing=True)
    return Finding("name", f"says {name}, a name that the cited words do not have", missing=True)


def _name_there(pair: Pair, j: int, told: Sequence[Named]) -> bool:
    return pair.told[j].name or any(j in named.positions for named in told)


def _moved(pair: Pair, i: int) -> Finding | None:
    """Find a name that stands where the evidence has another one, which it has elsewhere."""
    if i in pair.aligned or _is_date(pair, i) or _speaks_in_both(pair, i):
        return None
    for slot in pair.slots:
        if i not in slot.said:
            continue
        there = [j for j in slot.told if pair.told[j].name]
        if not there or pair.said[i].key in {pair.told[j].key for j in slot.told}:
            continue
        elsewhere = pair.places.get(pair.said[i].key, ())
        around = neighbours(pair.said, i)
        own = max((likeness(around, neighbours(pair.told, j)) for j in elsewhere), default=0.0)
        rival = max(likeness(around, neighbours(pair.told, j)) for j in there)
        if rival >= own + _CLEARLY:
            says, page = _text(pair.said, i), _text(pair.told, there[0])
            return Finding("name", f"says {says} where the page says {page}")
    return None


def _speaks_in_both(pair: Pair, i: int) -> bool:
    """Say whether a name stands beside a verb of saying in either text."""
    places = pair.places.get(pair.said[i].key, ())
    return _is_speaker(pair.said, i) and any(_is_speaker(pair.told, j) for j in places)


def _is_speaker(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "according to" stands before a name, or a verb of saying behind it."""
    whole = _whole(tokens, at)
    before = [token.lower for token in tokens[max(0, whole.start - 2) : whole.start]]
    after = tokens[whole.stop : whole.stop + 1]
    return "according" in before or any(map(is_saying, after))


def _is_date(pair: Pair, i: int) -> bool:
    """Say whether a word stands before the figure that it has on the page ("March 2008")."""
    after = pair.said[i + 1].key if i + 1 < len(pair.said) and pair.said[i + 1].figure else ""
    places = [j + 1 for j in pair.places.get(pair.said[i].key, ())]
    return bool(after) and any(j < len(pair.told) and pair.told[j].key == after for j in places)


def _abbreviation(pair: Pair, i: int) -> bool:
    """Say whether a name stands in the evidence as its initials, or its initials as a name."""
    text = pair.said[i].text.replace(".", "").removesuffix("'s").removesuffix("’s")
    if text.isupper() and len(text) in _ABBREVIATED:
        initials = "".join(t.text[0] for t in pair.told if _initial(t))
        return text.casefold() in initials.casefold()
    whole = list(_whole(pair.said, i))
    runs = [whole[a:b] for a in range(len(whole)) for b in range(a + 2, len(whole) + 1)]
    letters = {_initials(pair.said, run) for run in runs if i in run}
    return any(len(short) in _ABBREVIATED and short in pair.told_keys for short in letters)


def _initials(tokens: Sequence[Token], places: Sequence[int]) -> str:
    return "".join(tokens[k].text[0] for k in places if _initial(tokens[k])).casefold()


def _other_form(pair: Pair, i: int) -> bool:
    """Say whether the evidence has the land of a people's name, or the reverse ("Californian")."""
    own = pair.said[i].lower.removesuffix("'s")
    for token in pair.told:
        short, long = sorted((own, token.lower.removesuffix("'s")), key=len)
        root = short.rstrip("aeoiy") if len(short) > _LEAST_ROOT else short
        if token.name and len(root) >= _LEAST_ROOT and long.startswith(root):
            rest = long[len(root) :]
            if rest.removesuffix("s") in _FORMS or rest in _FORMS:
                return True
    return False


def _initial(token: Token) -> bool:
    return token.text[0].isalpha() and token.lower not in _SMALL_WORDS


def _whole(tokens: Sequence[Token], i: int) -> range:
    """Return the positions of the whole name that a word belongs to."""
    first = last = i
    while first > 0 and _joins(tokens, first - 1, first):
        first -= 1
    while last + 1 < len(tokens) and _joins(tokens, last, last + 1):
        last += 1
    return range(first, last + 1)


def _joins(tokens: Sequence[Token], one: int, other: int) -> bool:
    """Say whether two neighbouring words are one name ("Long Beach", "Center for Policy")."""
    pair = tokens[one], tokens[other]
    if any(token.figure or not token.text[0].isalpha() for token in pair):
        return False
    if "'" in tokens[one].lower:
        return False
    return all(t.text[0].isupper() or t.lower in ("of", "for") for t in pair) and any(
        t.text[0].isupper() for t in pair
    )


def _text(tokens: Sequence[Token], i: int) -> str:
    whole = [tokens[k].text for k in _whole(tokens, i)]
    while whole and whole[-1] in ("of", "for"):
        whole.pop()
    while len(whole) > 1 and whole[0] in ("of", "for", "The", "In", "At", "For"):
        whole.pop(0)
    return " ".join(whole).removesuffix("'s").removesuffix("’s") or tokens[i].text
