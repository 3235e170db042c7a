"""What a question is wanted for, and how it is to be laid out: nothing that documents say.

In: a question. Out: the question without its occasion ("for a warm up:", "… for a slide") and
without what is wished of the lines ("with the district next to each one"). What is left must still
say what it is about, else nothing is taken away; "what belongs on a slide for parents?" asks of
slides and keeps them.
"""

from __future__ import annotations

import re

from assistant.understanding.clauses import subject_words

_OCCASION = (
    r"(?:slides?|slide deck|deck|hand-?outs?|footnote|memo|one[- ]pager|newsletter|warm[- ]?up|"
    r"ice[- ]?breaker|presentation|power ?point|talk|speech|keynote|session|workshop|meeting|"
    r"training|flyer|poster|board (?:meeting|memo|report|packet)|webinar|panel|quiz|fact sheet|"
    r"cheat sheet|talking points|blog post|grant (?:report|application|proposal))"
)
_OWN = r"(?:a|an|my|our|the|this|tomorrow(?:[’']s)?|today(?:[’']s)?|tonight(?:[’']s)?)"
_WHEN = (
    r"(?: (?:tomorrow|today|tonight|(?:next|this) (?:week|month|morning|afternoon)"
    r"|on (?:mon|tues|wednes|thurs|fri)day))?"
)
_FOR = rf"for {_OWN} (?:(?!of\b)[\w’'-]+ ){{0,2}}?{_OCCASION}{_WHEN}"
_FIRST = re.compile(rf"^{_FOR}\s*(?:[:,]|\s[–—-])\s*(?=\w)", re.I)
_REQUEST = re.compile(
    r"^(?:please )?(?:i(?:[’']d like|[’']m looking for| need| want)|we need|give (?:me|us)|"
    r"(?:can|could) you|list|name|find|show (?:me|us)|tell (?:me|us))\b",
    re.I,
)
_LAST = re.compile(rf",?\s+{_FOR}(?=\s*(?:[,.?!]|$))", re.I)
_OF_LINES = re.compile(
    r",?\s+with (?:the|its|their|a|an) (?:[\w’'-]+ ){1,3}"
    r"(?:next to|beside|behind|after|under|below|for|of) (?:each|every|them)(?: (?:one|of them))?"
    r"(?=\s*(?:[,.?!]|$))"
    r"|,?\s+(?:in|as) (?:\w+ )?(?:bullet points|bullets|a bulleted list|a table|one line each)"
    r"(?=\s*(?:[,.?!]|$))",
    re.I,
)
_FEWEST = 2  # words that say what is asked, without which nothing is taken away


def without_occasion(question: str) -> str:
    """Return a question without what it is wanted for and how it is to be laid out."""
    left = _FIRST.sub("", question)
    if _REQUEST.match(left) or left != question:
        left = _OF_LINES.sub("", _LAST.sub("", left))
    asked = _REQUEST.sub("", left)  # "list the steps for a workshop" asks of workshops
    return left if len(subject_words(asked)) >= _FEWEST else question
