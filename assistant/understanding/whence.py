"""Whence: "who says so?", "where does that come from?", "how old is that figure?".

In: a question and the last answer. Out: whether it asks where what was said stands, and what of the
answer it means: a figure, the words that it names again, or all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vectorstore.words import content_words, words

_THAT = r"(?:that|this|it|those|these|so)"
_PAPER = (
    r"(?:document|source|study|studies|report|paper|newspaper|article|brief|page|website"
    r"|evaluation|press release|release|survey|publication|text)s?"
)
_FIGURE = r"(?:figure|number|percentage|statistic|stat|rate|data|count|share|amount|total)s?"
_TAIL = (
    r"(?:,? (?:and|or|in) (?:when|where|which|what|how|who)\b.*| (?:exactly|again|anyway|then))?"
)
_WHENCE = re.compile(
    r"^(?:and |but |so |ok(?:ay)?,? |hm+,? |wait,? )*(?:"
    rf"who(?:['’]s| is| was| has| had)? (?:say|says|said|saying|claim|claims|claimed|report|reports"
    rf"|reported|wrote|publish(?:es|ed)?|found|counted|measured|told you|told us|came up with|put)"
    rf" (?:{_THAT}|the {_FIGURE}|(?:that|this) {_FIGURE}){_TAIL}"
    rf"|who (?:did|made|ran|conducted|carried out|led|wrote|published)"
    rf" (?:that|this|those|these) (?:research|analysis|profile|{_PAPER}){_TAIL}"
    r"|says who|according to (?:whom|who|what)"
    rf"|who(?:['’]s| is| was) (?:the source(?: (?:of|for|behind) {_THAT})?"
    rf"|behind (?:{_THAT}|the {_FIGURE})(?: {_FIGURE}| claim)?)"
    rf"|whose (?:{_FIGURE}|claim|words?|statement) (?:is|are|was|were) {_THAT}"
    rf"|where (?:does|do|did|is|are|was|were|['’]s) (?:{_THAT}|they|the {_FIGURE})(?: {_FIGURE})?"
    r"(?: \w+)? (?:from|stand|stands|written|published|reported|found|come|come from)"
    rf"(?: from)?{_TAIL}"
    rf"|where (?:did|do|does) (?:you|they|we|one) (?:get|find|read|see|take|have) {_THAT}"
    rf"(?: {_FIGURE})?(?: from)?"
    rf"|where (?:can|could) (?:i|we) (?:read|find|check|see|look) {_THAT}(?: up| myself)?"
    rf"|(?:and )?from (?:which|what|where|whom)(?: {_PAPER})?"
    rf"|(?:which|what) {_PAPER} (?:say|says|said|is|are|was|were|give|gives|gave|report|reports"
    rf"|reported|published?|does|did|has|have|claims?|states?|told us) (?:\w+ )?{_THAT}"
    rf"(?: {_FIGURE})?(?: (?:say|come|from|in))*{_TAIL}"
    rf"|(?:in )?(?:which|what) {_PAPER}"
    rf"|what(?:['’]s| is| are| was| were) (?:the|your) (?:source|evidence|basis)s?"
    rf"(?: (?:of|for|behind) (?:{_THAT}|the {_FIGURE}))?"
    rf"|what (?:is|are|was|were) {_THAT}(?: {_FIGURE})? (?:based on|from|taken from)"
    rf"|how (?:old|recent|current|new|dated|reliable|far back) (?:is|are|was|were)"
    rf" (?:{_THAT}|the)(?: {_FIGURE}| {_PAPER}| finding| claim| quote)?"
    rf"|(?:is|are|was|were) (?:{_THAT}|the {_FIGURE})(?: {_FIGURE})?"
    rf"(?: (?:really|actually|all|taken|based))* (?:from|in|out of|on|by)"
    rf" (?:an?|the|one of|some|your|which|what) (?:[\w-]+ ){{0,4}}{_PAPER}(?: or .*)?"
    rf"|(?:what|which) year (?:is|are|was|were|does|do|did) {_THAT}(?: {_FIGURE})?(?: come)? from"
    rf"|when (?:is|are|was|were) (?:{_THAT}|the)(?: {_FIGURE})?"
    r" (?:from|written|published|reported|measured|counted|said|collected)"
    rf"|(?:do you have|is there|got|have you got|can you (?:give|show|name|cite)(?: me| us)?)"
    rf" (?:a|an|any|the|your) (?:source|citation|reference|evidence|proof)s?"
    rf"(?: (?:of|for|behind|on) (?:{_THAT}|the {_FIGURE})(?: {_FIGURE}| claim)?)?"
    r"|(?:source|sources|citation|reference|evidence|proof)"
    rf"|can you (?:back|source|cite|prove|quote) {_THAT}(?: up)?"
    r")[ ?.!]*$",
    re.I,
)
_ABOUT_FIGURES = re.compile(
    rf"\b{_FIGURE}\b|\bhow (?:old|recent|current)\b|\bcounted|measured\b", re.I
)
_MOST_WORDS = 16
_ASKING = frozenset(
    word
    for line in (
        "who says said say so that this it where come comes from did does do is are was were which",
        "what document source study report paper newspaper article brief page website evaluation",
        "press release figure number percentage statistic stat rate data count old recent current",
        "new claim reported reports published publish found find wrote written when year you get",
        "read your the evidence citation reference based on actually really how and or a an of in",
        "one told sources documents studies figures numbers those these whose according whom",
    )
    for word in line.split()
)
# What a text that is asked about looks like when it is asked again: the reading of this program.
_READ_AS = re.compile(r"^Which documents? says?: “(?P<said>.+)”\s*(?:\(.*\))?\?*$", re.S)


def asks_whence(question: str) -> bool:
    """Say whether a question asks where that stands which was said before it."""
    return len(words(question)) <= _MOST_WORDS and bool(_WHENCE.match(question.strip()))


def said_in(reading: str) -> str | None:
    """Return the words whose document is asked for, if a question is so written."""
    found = _READ_AS.match(reading.strip())
    return found["said"] if found else None


def reading_of(sentences: Sequence[str]) -> str:
    """Write the question out: which document says so."""
    first, more = sentences[0], len(sentences) - 1
    if not more:
        return f"Which document says: “{first}”?"
    others = "1 more sentence" if more == 1 else f"{more} more sentences"
    return f"Which documents say: “{first}” (and {others})?"


def meant(question: str, sentences: Sequence[str]) -> list[str]:
    """Return the sentences of an answer that a question means: those that hold what it names."""
    named = set(content_words(question)) - _ASKING
    held = {text: len(named & set(words(text))) for text in sentences}
    most = max(held.values(), default=0)
    if most:
        return [text for text in sentences if held[text] == most]
    if _ABOUT_FIGURES.search(question):
        return [text for text in sentences if re.search(r"\d", text)] or list(sentences)
    return list(sentences)
