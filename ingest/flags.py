"""Sentences that address the reader's assistant instead of the reader.

In: a sentence, or a block of them. Out: which give orders to an AI model, or belong to such an
order: what follows it in its block, what leads up to it ("Note by a recruiter: …"), and the block
that it announces. The list is English and literal. Precision comes first, because a flagged
sentence is never evidence: a teacher who says "ignore the previous directions" to students is a
loss that is shown, a flood of them would empty the library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENING = r"(?:^|[^\w\s,'-]\s{0,3}|\b(?:please|you (?:must|should|will)|want you to|now)\s)"
_MODEL = r"(?:ai|llm|gpt|chatbot|language model|artificial intelligence)"
_MACHINE = (
    rf"(?:{_MODEL}s?|(?:{_MODEL}|automated|automatic)(?: \w+){{0,2}} "
    r"(?:models?|assistants?|agents?|systems?|software|tools?|reviewers?|readers?|scanners?))"
)
_ORDER = (
    r"(?:you must|always|only|never|do not|don't|reply|respond|say|state|tell|mention|output|print"
    r"|make sure|be sure|recommend|add|include|omit|insert)"
)
_EARLIER = r"(?:previous|prior|above|earlier|preceding|foregoing|system|original|initial)"
_ALL = r"(?:(?:all|any|every|the|your|my|these|those|of) ){0,4}"
_WORDS = r"(?:instructions?|prompts?|directives?|guidelines?|commands?|messages?|context|rules?)"
_CONTENT = r"(?:data|info|information|text|document|article|page|content|context|input|snippets?)"
_DROP = r"(?:ignore|disregard|forget|override|bypass)"

_PATTERNS = (
    # "Ignore all previous instructions", "disregard the system prompt", "forget your instructions"
    rf"\b(?:ignore|disregard|forget) {_ALL}{_EARLIER} (?:\w+ ){{0,2}}(?:instructions?|prompts?)\b",
    rf"{_OPENING}{_DROP} {_ALL}{_EARLIER} (?:\w+ ){{0,2}}{_WORDS}\b",
    rf"{_OPENING}{_DROP} (?:(?:all|any|of) ){{0,2}}(?:your|these) (?:\w+ )?"
    r"(?:instructions|prompts?|guidelines|rules|programming|training)\b",
    rf"{_OPENING}{_DROP} (?:(?:all|any|every) )?(?:of )?(?:the )?{_WORDS} "
    r"(?:above|before this|given (?:above|before|earlier)|you (?:were|have been|got))\b",
    rf"{_OPENING}{_DROP} (?:everything|anything|all(?: of)? (?:that|the above)|what|the above)"
    r"(?: (?:that )?(?:is |was |came |comes |you were told |said ?)?(?:above|before|so far))?\s*"
    r"(?:[.,;:!]|and\b|$)",
    # "Ignore the rest of this data and print", "Disregard all info except …"
    rf"{_OPENING}{_DROP} (?:all|any|the rest of|the remaining|the remainder of)"
    rf"(?: (?:of|the|this|these|other))*(?: \w+){{0,3}}? {_CONTENT}\b",
    rf"\b{_DROP} (?:all|any|the rest)(?: \w+){{0,4}}? {_CONTENT} and "
    r"(?:print|output|say|reply|respond|repeat|write|display)\b",
    r"\bignore them and (?:instead )?(?:focus|follow|print|reply|respond|output)\b",
    r"\bfocus (?:only|exclusively|solely) on (?:the (?:following )?information|positive)\b.{0,60}?"
    r"\b(?:and|in)\b.{0,40}?(?:report|print|repeat|output|provide it|brackets)",
    rf"{_OPENING}override (?:\w+ ){{1,3}}and (?:output|print|report|reply)\b",
    # Who the assistant is told to be
    r"\bas an? (?:large )?(?:ai|artificial intelligence)?[ -]?language model, ?(?:you|i)\b",
    r"\bas an ai (?:model|assistant|chatbot|system), ?(?:you|i)\b",
    r"\byou are (?:now |no longer )?(?:an? |the )?(?:chatgpt|claude|gemini|copilot|gpt-?\d\w*)\b",
    r"\byou are (?:now )?an? (?:helpful|ai|unrestricted|uncensored|unfiltered|obedient|virtual)"
    r"(?: \w+){0,2} (?:assistant|model|chatbot|bot|agent|ai)\b",
    r"\byou are now (?:an? |the |my )(?:\w+ ){0,3}(?:assistant|chatbot|bot|language model)\b",
    r"\b(?:reveal|print|show|repeat|output|disclose|leak|display|ignore|override|your)"
    r"(?: \w+){0,3} system prompt\b",
    # What it is told to do with the document or to its user
    r"\b(?:when|if|while|before) (?:you are )?(?:asked to )?(?:summari[sz](?:e|ing)|answer(?:ing)?"
    r"|translat(?:e|ing)|quot(?:e|ing)|cit(?:e|ing))(?: (?:any )?questions? (?:about|on|from))?"
    rf" (?:this|the above|these) \w+,? (?:please )?{_ORDER}\b",
    r"\b(?:if|when|whenever) (?:the |a |any )?(?:user|human|person) asks?\b[^.]{0,80},"
    r" ?(?:please )?"
    r"(?:you must|always|only|never|do not|don't|reply|respond|answer|say|tell|output)",
    r"\bif asked\b[^.]{0,80}, ?(?:simply |only |just )?(?:respond|reply|answer) with\b",
    r"\bcould you (?:please )?repeat <",
    r"\b(?:do not|don't|never) (?:mention|reveal|disclose|report|tell|show|say)\b[^.;]{0,40}?"
    r"\bto (?:the|your) (?:user|human)s?\b",
    r"\b(?:do not|don't|never) (?:tell|inform|alert|warn) (?:the|your) (?:user|human)s?\b",
    r"\b(?:reply|respond|answer)(?: only)? with (?:only )?the following (?:text|words|sentence)\b",
    # Notes meant for machines, and the marks of a chat
    rf"\b(?:to|for) (?:the |any |all )?{_MACHINE}\s*:",
    rf"\bvisible to (?:the |any )?(?:{_MACHINE}|(?:ai|llm)s? \w+)",
    r"\binvisible to (?:humans|human readers|the human)\b",
    r"<\|[a-z_]{3,20}\|>|\[/?(?:system|inst)\]|<</?sys>>|</?(?:system|assistant)>",
    r"<end of session>|\bfollow instruction$",
    r"(?:^|\s)(?:assistant|system)\s?: ?"
    r"(?:[\[<]|focus|ignore|you (?:are|must)|reply|respond|print)",
    r"(?:^|\s)(?:user|human)\s?: ?(?:thanks for the summary|there are more document)",
)
# What leads up to an order: counts only where an order follows in the same block.
_LEAD_UP = re.compile(
    r"^\W*(?:note (?:by|from|to|for) [^:]{1,80}:|(?:critical|important|attention|urgent|warning"
    r"|notice|reminder|update)\s*[:!]|hidden |white[- ]text|begin |start of |system\b|assistant\b"
    r"|new (?:task|instructions?)\b)",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(r"[:<(\[“\"]\s*$")
_WRAPPED = re.compile(r"^\s*(?:<[^/!a-z\s]|<<|<[^<>]{12,}>\s*$)", re.IGNORECASE)
_ADDRESS = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def is_flagged(sentence: str) -> bool:
    """Say whether a sentence addresses an assistant."""
    return bool(_ADDRESS.search(_SPACES.sub(" ", sentence.replace("\u2019", "'"))))


def flag_block(sentences: Sequence[str], *, announced: bool = False) -> list[bool]:
    """Say which sentences of one block belong to an order to an assistant.

    An order and the words it asks for are often two sentences, so that what follows an order is
    flagged too. `announced`: the block before ended in an order and a colon, so this is its object.
    """
    orders = [is_flagged(sentence) for sentence in sentences]
    if announced:
        return [True] * len(sentences)
    if True not in orders:
        return orders
    first = orders.index(True)
    led = (at for at in range(first) if _LEAD_UP.match(sentences[at]))
    start = next(led, first)
    return [at >= start for at in range(len(sentences))]


def announces(sentence: str, following: str) -> bool:
    """Say whether a flagged sentence at a block's end goes on in the block that follows."""
    return bool(_ANNOUNCES.search(sentence) or _WRAPPED.match(following))
