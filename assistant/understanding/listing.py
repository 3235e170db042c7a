"""Lists: questions for all of something, and what a sentence lists.

In: a question, or a sentence. Out: whether several things are asked for, and the items that a
sentence names: after a colon, parted by semicolons, or as "A, B and C" anywhere in it. What is
counted of them is our own count of a quoted list.
"""

from __future__ import annotations

import re

_ASKS_FOR_ALL = re.compile(
    r"\b(?:list|name|give me|tell me)\b.{0,20}\b(?:all|every|each|the|them)\b"
    r"|\b(?:what|which) (?:are|were) (?:all|the)\b|\ball (?:of )?the\b|\blist(?:ing)? every\b"
    r"|\bhow many\b.*\b(?:which ones?|what are they|where|who are they|called|by name)\b"
    r"|\bwhich ones\b|\blist (?:it all|everything|all)\b|\bplease (?:list|name)\b"
    r"|(?:^|[.?!,:–-] )all of (?:them|it)\b|\bthe (?:full|whole|complete) list\b"
    r"|\bhow many\b[^.?!]* is (?:that|it|this)\b|(?:^|[.?!] )(?:just|only) the [\w-]+s\b",
    re.I,
)
_LISTED = re.compile(
    r"(?:\b(?:list|name|give me|tell me)|(?:^|[.?!] )(?:just|only))"
    r"(?: all| every| each| the| of| me| us)+"
    r" (?:[\w’'-]+ ){0,2}?(?P<noun>[\w’'-]+[^\Ws]s)\b",
    re.I,
)
# "Which grants …", "what sorts of school …", "who is in …", "what can a student do …"
_ASKS_FOR_SEVERAL = re.compile(
    r"\bhow many\b"
    r"|\b(?:(?P<what>what)|which|whose) (?:[\w’'-]+ ){0,3}?"
    r"(?!(?:is|was|does|has|its|this|as|us|goes|makes|happens|comes|gets|takes|works|counts|means)\b)"
    r"(?P<noun>[\w’'-]+[^\Ws]s)\b"
    r"(?! (?:a|an|the|it|them|us|you|this|that)\b)"
    r"(?(what)(?! (?:between|behind|out|up|down|against)\b))"
    r"|\bwho (?:all )?(?:are\b|is (?:in|on|part of)\b|should be (?:in|on)\b|sits? on|belongs? to"
    r"|takes? part|else)"
    r"|\bwhat (?:can|could|may|must|should)\b",
    re.I,
)
_NOUN_NEXT = re.compile(
    r" (?:(?!(?:of|in|at|for|on)\b)[\w’'-]+ ){0,3}?"
    r"(?!(?:is|was|does|has|its|this|as)\b)(?P<noun>[\w’'-]+s)\b"
)
_SAYS = (
    r"(?:says?|said|reports?|reported|writes|wrote|notes?|noted|finds?|found|puts|shows?|argues?"
    r"|argued|warns?|warned|announced|holds|adds|explains|estimates|estimated|recalled|quoted)"
)
# "…, an undated district page says": who lists them is none of them.
_FRAMES = re.compile(
    rf",? according to [^,;:]+(?=,(?!\d)|\.?$)|^According to [^,]+, "
    rf"|, (?:as )?(?:[\w’'.()-]+ ){{1,12}}{_SAYS}\b(?: (?:in|on) [^,;:]+)?(?=,(?!\d)|\.?$)"
    rf"|, (?:as )?(?:says|said|reports|wrote) [^,;:]+(?=,(?!\d)|\.?$)"
)
_EXAMPLES = re.compile(r"\b(?:such as|including|for example|among (?:them|others))\b[^,;:]*$", re.I)
_STATED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?!(?:19|20)\d\d\b)\d+)\b"
    r"(?! percent)",
    re.I,
)
_WORDS = dict(enumerate("three four five six seven eight nine ten eleven twelve".split(), start=3))  # noqa: SIM905
_LISTS = re.compile(
    r"(?::|\b(?:are|were|be|include[sd]?|comprise[sd]?|covers?|names|joins|namely)(?: the| a| an)?)"
    r" ?$"
)
# Behind these words a list begins.
_VERBS = (
    r"(?:is|are|was|were|be|been|being|has|have|had|may|might|can|could|should|must|will|would"
    r"|do|does|did|includ(?:e[sd]?|ing)|cover(?:s|ed|ing)|joins?|joined|linked|named|listed|lists"
    r"|uses|used|combines?|combined|comprise[sd]?|contains?|requires?|required|asks|asked"
    r"|needed|offered|tracked|measured|looks at|looked at|gives|gave|takes|took|gets|got|ran|began"
    r"|won|came|went|made|makes|brings?|brought|namely|such as|for example|among (?:them|others)"
    r"|served|supported|provides?|provided|follow(?:s|ed) by|based on|made up of|hired|visited"
    r"|hosted|trained|worked|works with|became)"
)
_LEADS = re.compile(
    rf"^.*\b(?:{_VERBS}(?: not)?|between|among|through|of|in|at|for|from|by|with|as|on|to|into)"
    r"(?: (?:the|a|an|its|their|his|her))? (?=\S)",
    re.S,
)
_ONLY_VERBS = re.compile(rf"^.*\b{_VERBS}(?: (?:to|from|in|by|at|for|against))? (?=\S)", re.S)
_PAST = re.compile(r"^.*\b[a-z]{2,}ed (?=\S)", re.S)
# The last item of a list at a sentence's start ends where the sentence's verb begins.
_ENDS = re.compile(
    r" (?:is|are|was|were|has|have|had|may|might|can|could|should|must|will|would|do|does|did"
    r"|[a-z]+ed|began|won|took|went|came|ran|who|which|that|so that|because|while|after|before|when"
    r"|then) \S.*$|(?<=\w) to (?:[a-z]+) .*$",
    re.S,
)
# A phrase put in between is no item.
_NO_ITEM = re.compile(
    r"^(?:with|such as|if|while|then|which|who|whose|when|where|can|could|may|also|found|listed"
    r"|[a-z]+ly|revised|sponsored|says?|said|warns|holds|calls(?! for)|on an? undated|according"
    r"|dates|as|not|together|along|is|are|was|were|has|have|had)\b"
)
# "Pasadena required students, besides credits, to …": what is put in between parts no items.
_BETWEEN = re.compile(
    r",? (?:besides|beyond|in addition to|as well as|apart from|aside from|along with) [^,;:]+,"
)
# "A comes first, followed by B, C and D"
_FIRST = re.compile(
    r"^(?P<first>[^,;:]+?) (?:comes|came|stands|stood|goes|went|is|was|ranks?|ranked) first\b"
    r"[^:;]*?, (?:followed by|then|ahead of|before) (?P<rest>.+)$"
)
# "…, and told of its journey": another thing that was done, and no item.
_GOES_ON = re.compile(
    r"^(?:and|or) (?:[a-z]+ed|told|took|gave|made|was|were|is|are|has|have|had|did|then)\b"
)
_OPENS = re.compile(
    r"^(?:In|By|From|For|On|At|After|Before|As|Under|During|Since|Through|With|When|If|Because"
    r"|While|Although|Besides|Of|To)\b"
)
_DATE = re.compile(r"(\b[A-Z][a-z]+ \d{1,2}(?:-\d{1,2})?), (?=(?:19|20)\d\d\b)")
_CONJUNCTION = re.compile(r"^(?:and|or) |(?<=\S) (?:and|or) (?=\S)")
_ARTICLE = re.compile(r"an?|the|its|their", re.I)
_LEAST, _MOST = 3, 100  # items
_LONGEST = 8  # words of an item


def asks_for_all(question: str) -> bool:
    """Say whether a question asks for every one of something."""
    return bool(_ASKS_FOR_ALL.search(question))


def asks_for_several(question: str) -> bool:
    """Say whether a question asks for more than one thing, or how many they are."""
    return asks_for_all(question) or bool(_ASKS_FOR_SEVERAL.search(question))


def things_asked(question: str) -> str:
    """Return the last noun of what several are asked for, "" where none is said."""
    found = _ASKS_FOR_SEVERAL.search(question) or _LISTED.search(question)
    if found is None:
        return ""
    if found["noun"]:
        return str(found["noun"])
    many = _NOUN_NEXT.match(question[found.end() :])
    return many["noun"] if many else ""


def listed_items(sentence: str) -> tuple[str, ...]:
    """Return the items that a sentence lists; none if it lists none, or says how many they are."""
    lead, items = _find_list(sentence)
    if _EXAMPLES.search(lead):
        return ()  # some of them, not all
    stated = {number.casefold() for number in _STATED.findall(lead)}
    return () if stated & {str(len(items)), _WORDS.get(len(items), "")} else items


def numbers_its_list(sentence: str) -> bool:
    """Say whether a sentence lists things and says how many: "The four hubs were A, B, C and D"."""
    return lists(sentence) and not listed_items(sentence)


def list_length(sentence: str) -> int:
    """Return how many things a sentence lists, also where it says how many; 0 if it lists none."""
    return len(_find_list(sentence)[1])


def lists(sentence: str) -> bool:
    """Say whether a sentence lists things, also where it says how many they are."""
    lead, items = _find_list(sentence)
    return bool(items) and not _EXAMPLES.search(lead)


def lists_plainly(sentence: str) -> bool:
    """Say whether a sentence is there to list: after a colon, "are", "include" or the like."""
    lead, items = _find_list(sentence)
    return bool(items) and bool(_LISTS.search(lead)) and not _EXAMPLES.search(lead)


def _find_list(sentence: str) -> tuple[str, tuple[str, ...]]:
    """Return what stands before a sentence's longest list, and its items."""
    plain = _DATE.sub(r"\1 ", re.sub(r" \([^)]*\)", "", sentence.strip()))
    text = _BETWEEN.sub("", _FRAMES.sub("", plain)).rstrip(" .")
    first = _FIRST.match(text)
    if first and (items := _coordinated(first["rest"], whole=True)[1]):
        return "", (first["first"], *items)
    lead, colon, rest = text.rpartition(": ")
    if colon and len(pieces := _trimmed(rest.split("; "))) >= _LEAST:
        return f"{lead}:", pieces
    if colon and len(items := _coordinated(rest, whole=True)[1]) >= _LEAST:
        return f"{lead}:", items
    clauses = [_coordinated(clause, whole=False) for clause in text.split("; ")]
    return max(clauses, key=lambda found: len(found[1]))


def _trimmed(pieces: list[str]) -> tuple[str, ...]:
    items = (re.sub(r"^(?:and|or) ", "", piece.strip()).strip() for piece in pieces)
    return tuple(item for item in items if item)


def _coordinated(text: str, *, whole: bool) -> tuple[str, tuple[str, ...]]:
    """Return the longest "A, B and C" of a text, and what stands before it."""
    segments = text.split(", ")
    segments = segments if len(segments) <= _MOST else []
    best: tuple[str, tuple[str, ...]] = ("", ())
    for last, segment in enumerate(segments):
        joined = bool(_CONJUNCTION.search(segment))
        if last == 0 or _GOES_ON.match(segment) or not (joined or segment is segments[-1]):
            continue
        first = _first_item(segments, last, whole=whole)
        lead, items = _cut(segments[first : last + 1], at_start=whole and first == 0)
        if not (joined or whole or _LISTS.search(lead)):
            continue
        if len(items) >= max(len(best[1]), _LEAST):  # "A, B and C, and D" ends at D
            best = (", ".join([*segments[:first], lead]), items)
    return best


def _first_item(segments: list[str], last: int, *, whole: bool) -> int:
    """Return where a list begins: at the first segment before its end that holds a verb."""
    first = last - 1
    while first > 0 and not _ONLY_VERBS.match(segments[first]) and _is_short(segments[first]):
        if not whole and first == 1 and _OPENS.match(segments[0]):
            break  # "In 2013, A, B and C …"
        first -= 1
    return first


def _cut(run: list[str], *, at_start: bool) -> tuple[str, tuple[str, ...]]:
    """Return what leads to the first of a list's items, and the items."""
    *before, last = run
    lead = "" if at_start else _lead_of(before[0])
    before[0] = before[0][len(lead) :]
    each_joined = len(before) > 1 and all(" and " in f" {item} " for item in before)
    ends = [last] if each_joined else _CONJUNCTION.split(last, maxsplit=1)
    ends = [end for end in ends if end.strip()]
    items = [item.strip() for item in [*before, *ends]]
    if not at_start:
        ended = _ENDS.sub("", items[-1])
        items[-1] = items[-1] if _ARTICLE.fullmatch(ended) else ended  # "a disengaged town"
    sound = all(0 < len(item.split()) <= _LONGEST for item in items)
    sound = sound and not any(map(_NO_ITEM.match, items[1:]))
    return lead, _trimmed(items) if sound and len(items) >= _LEAST else ()


def _lead_of(segment: str) -> str:
    """Return what of a segment leads to the list: up to its last verb, else its preposition."""
    for pattern in (_ONLY_VERBS, _LEADS, _PAST):
        found = pattern.match(segment)
        if found and len(segment[found.end() :].split()) <= _LONGEST:
            return found.group()
    return ""


def _is_short(segment: str) -> bool:
    return len(segment.split()) <= _LONGEST
