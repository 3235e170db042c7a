"""Framing: what a question tells of who asks, and of how it goes for them, beside what it asks.

In: a question as it was typed, and whether a text names somebody that the library knows. Out: the
question without what surely only frames it: "We're a small district.", "…, ours keep ghosting us",
"My boss wants to know …", "pls", "lol". What names a place or a person stays, as it may be what the
question is about, and so does everything else that tells: chatter helps to find more than it
disturbs (evaluation/LOG.md), so only these wordings are taken away.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.understanding.clauses import subject_words
from assistant.understanding.naming import sentences

_ASKING = r"(?:who|whom|whose|what|which|when|where|how|why|if|whether)"
_OURS = (
    r"(?:our|my|ours|mine|we|i|they|half of (?:our|my|them)|some of (?:our|my|them)|"
    r"nobody(?: here)?|no one(?: here)?|everybody|everyone)"
)
# Said by the way, and never a subject.
_CHAT = re.compile(
    r"[\s,]*(?<![\w'’$-])(?:pls|plz|pleeease|lol|lmao|rofl|haha+|omg|ugh|thx|"
    r"(?:thanks(?: in advance)?|thank you)(?=\s*(?:[.,!?;–—-]|$))|"
    r"ty|tia|asap|fyi|btw|tbh|imo|imho|idk|def|realistically|honestly|literally|actually)"
    r"(?![\w'’-])(?:\s*,(?=\s))?",
    re.I,
)
# "We're a mid-size district with four high schools."
_WHO_WE_ARE = re.compile(
    r"^(?:hi|hello|hey|so|ok|context|background)?\W*"
    r"(?:we[’']?re|we are|i[’']?m|i am|ours is|our (?:district|school|team|site) is)"
    r" (?:an? |the |one of |at |in |with |on |new |just |currently |starting )",
    re.I,
)
# "Which ones found gains?" asks of what is said before.
_POINTS_BACK = re.compile(r"\b(?:ones?|they|them|these|those|it|that)\b", re.I)
# "My superintendent wants to know how …": asked is what they want to know.
_WANTS_TO_KNOW = re.compile(
    rf"^(?:so |ok,? |and )?(?:my|our|the|a|some|one of (?:my|our)) (?:[\w’'-]+ ){{1,4}}?"
    r"(?:wants?|needs?|would like|wanted|is dying|are dying|keeps? asking|is asking|"
    r"are asking|asked)"
    r"(?: (?:me|us))?(?: to (?:know|understand|hear|see))?,? (?:about )?"
    rf"(?={_ASKING}\b)",
    re.I,
)
_ASKED_ONCE = re.compile(r"\basked\b", re.I)
_TALKS = (
    r"(?:says?|said|saying|thinks?|thought|claims?|swears?|insists?|tells?|keeps?|kept|is|are|was|"
    r"were|has|have|had|wants?|needs?|can[’']?t|cannot|don[’']?t|doesn[’']?t|won[’']?t|will|just|"
    r"always|never|got|complain|struggle|hates?|worry|worries|feels?|asks?|asked|seems?|barely)"
)
# "…, our counselors say it can't be done", "…? ours keep ghosting us"
_BY_THE_WAY = re.compile(
    rf"(?:\s*[,;]\s*|\s+[–—-]+\s+|(?<=[?!])\s+)(?:but |and )?"
    rf"{_OURS}(?: (?!{_ASKING}\b)[\w’'-]+){{0,3}}? {_TALKS}\b(?:(?!\b{_ASKING}\b)[^?.])*"
    r"(?P<end>[?.!]*)$",
    re.I,
)
# "… - our board flips every two years"
_AFTER_A_DASH = re.compile(
    rf"\s+[–—-]+\s+(?:our|my) [\w’'-]+ [a-z]+s (?:(?!\b{_ASKING}\b)[^?.,])+(?P<end>[?.!]*)$", re.I
)
_ANY_IDEAS = re.compile(
    r"(?:\s*,\s*|\s+[–—-]+\s+|(?<=[?.!])\s+)(?:(?:do you have |got )?any (?:\w+ )?(?:advice|"
    r"tips|ideas?|"
    r"thoughts|suggestions|help|guidance|pointers)|please help|help(?: me| us)?|help please)\W*$",
    re.I,
)
# "a principal will def ask", "need it for slide 3"
_WILL_BE_ASKED = re.compile(
    r"(?:\s*[,;(]\s*|\s+[–—-]+\s+|(?<=[?.!])\s+)(?:because |since |as |and )?"
    r"(?:(?:an?|the|my|our|some|every) [\w’'-]+|somebody|someone|people|they|parents|everybody)"
    r" (?:will|is going to|are going to|is bound to|always|might|may)(?: \w+)?"
    r" (?:ask|asks|want to know|wonder|bring (?:it|this|that) up)\b[^?]*$"
    r"|(?:\s*[,;(]\s*|\s+[–—-]+\s+|(?<=[?.!])\s+)(?:i |we )?(?:need|want) (?:it|this|that|"
    r"one|these)\b[^?]*$"
    r"|(?:\s*[,;(]\s*|(?<=[?.!])\s+)(?:it[’']?s |this is )?for (?:a |my |our |"
    r"the )?slides? ?\d*\W*$",
    re.I,
)
# "…, not just how many did an internship": that is not what is asked.
_NOT_ASKED = re.compile(
    r"\s*(?:,|\s[–—-])\s*(?:and )?not (?:just|only|merely|simply)\b[^,?.!;]*(?=[?.!]*$)", re.I
)
_OR_WHAT = re.compile(r",? or (?:what|something|whatever|anything)(?=\s*[?.!]*$)", re.I)
# "what should my office collect": the office is whoever asks.
_OUR_OFFICE = re.compile(
    r"\b(?P<may>should|can|could|do|must|would|will|might) (?:my|our) "
    r"(?:office|department|dept|shop|crew|org|organi[sz]ation|agency|group|folks|people)\b"
    # "our department chairs", "our people of color": somebody else than whoever asks
    r"(?! (?:of|with|who|that|and|or|in|chart|lead|head|\w*[^\Wsu]s)\b)",
    re.I,
)
_FEWEST = 2  # words that say what is asked, without which nothing is taken away


def without_framing(question: str, names: Callable[[str], bool]) -> str:
    """Return a question without what only frames it; `names` says whether a text names anything."""
    asked = question
    if _CHAT.search(question):
        asked = _enough(" ".join(_CHAT.sub("", question).split()).lstrip(" ,"), question)
    asked = _OUR_OFFICE.sub(r"\g<may> we", asked)
    said = sentences(asked)
    told = [_as_asked(part, names, others="?" in asked.replace(part, "")) for part in said]
    rest = told
    if not any(_POINTS_BACK.search(part) for part in told if "?" in part):
        rest = [part for part in told if names(part) or "?" in part or not _WHO_WE_ARE.match(part)]
    left = _enough(" ".join(rest), asked)
    for pattern in (_ANY_IDEAS, _BY_THE_WAY, _AFTER_A_DASH, _WILL_BE_ASKED, _NOT_ASKED, _OR_WHAT):
        left = _cut(pattern, left, names)
    return left


def _as_asked(told: str, names: Callable[[str], bool], *, others: bool) -> str:
    """Return what somebody wants to know as a question: "My boss wants to know how …".

    What was asked once is the occasion where other sentences ask, and whom the library knows by
    name may be whom it is asked of: "The Oak board wants to know how its teachers are paid".
    """
    wants = _WANTS_TO_KNOW.match(told)
    if wants is None or names(wants.group()) or (others and _ASKED_ONCE.search(wants.group())):
        return told
    return f"{told[wants.end() :].rstrip('.!?')}?"


def _cut(pattern: re.Pattern[str], text: str, names: Callable[[str], bool]) -> str:
    """Take a clause from the end of what asks, unless it names anything or asks itself."""
    found = pattern.search(text)
    if (
        not found
        or names(found.group())
        or not re.search(rf"\b{_ASKING}\b", text[: found.start()], re.I)
    ):
        return text
    left = text[: found.start()] + text[found.end() :]
    if "?" in found.group() and "?" not in left:
        left += "?"
    return _enough(left.rstrip(), text)


def _enough(left: str, before: str) -> str:
    """Return what is left where that still says what it is about."""
    return left if len(subject_words(left)) >= _FEWEST else before
