"""Things asked for by nouns: "the budget, the staff and the timeline of X".

In: a clause. Out: a question for each noun, or nothing where a clause enumerates nothing. Two nouns
are two questions only where each has its own article ("the cost and the partners of") or the second
is added ("as well as"): "the strengths and weaknesses of" is one thing.
"""

from __future__ import annotations

import re

_LEAD = (
    r"(?:(?:please )?(?:tell (?:me|us)|give (?:me|us)|show (?:me|us)|describe|explain|summari[sz]e|"
    r"list|i need|i want)(?: about)? |(?:what|who)(?: is| are| was| were|’s|'s) "
    r"|what (?:can you|do you|do the documents|do we) (?:say|know) (?:about|on) )?"
)
_NOUN = (
    r"(?:(?:the|its|their|his|her|an?|what|any) )?"
    r"(?!(?:is|are|was|were|do|does|did|has|have|had|can|of|in|for|by|on|at)\b)"
    r"[\w’'-]+(?: (?!(?:is|are|was|were|do|does|did|has|have|had|can|and|of|in|for|by|on|at|as|plus"
    r"|that|who|which|along)\b)[\w’'-]+){0,2}"
)
_AND = r"(?:,? and |,? plus |,? as well as |,? along with )"
_NOUNS = re.compile(
    rf"^(?P<lead>{_LEAD})(?P<items>{_NOUN}(?:, {_NOUN})*{_AND}{_NOUN})"
    r"(?P<rest> (?:of|for|behind|in|at|to) [^,;]+)$",
    re.I,
)
# "What are the duties of a coach as well as their salary?"
_ADDED = re.compile(
    r"^(?P<first>.+?)(?: (?:of|for) (?P<what>(?:an? |the )?[^,;]+?))?"
    r",? (?:as well as|plus|along with|together with|in addition to) "
    r"(?:the|its|their|his|her) (?P<more>[\w’'-]+(?: [\w’'-]+){0,3})$",
    re.I,
)
# "How is the office staffed as well as funded?"
_DONE = re.compile(
    r"^(?P<asks>how (?:is|are|was|were) .+? )(?P<one>\w+(?:ed|en|un|ught|id))"
    r"(?:,? as well as |,? and )(?P<other>\w+(?:ed|en|un|ught|id))$",
    re.I,
)
_ARTICLE = re.compile(r"^(?:the|its|their|his|her)\b", re.I)
_MANY = 3


def enumerated(clause: str) -> list[str]:
    """Return a question for each of the things that a clause enumerates; none if it does not."""
    if done := _DONE.match(clause):
        return [f"{done['asks']}{done['one']}", f"{done['asks']}{done['other']}"]
    if found := _NOUNS.match(clause):
        items = [item for item in re.split(rf"{_AND}|, ", found["items"]) if item]
        own = all(_ARTICLE.match(item) for item in items)
        added = re.search(r"as well as|plus|along with", found["items"])
        if len(items) >= _MANY or own or added:
            return [f"what is {_with_article(item)}{found['rest']}" for item in items]
    if added := _ADDED.match(clause):
        what = f" of {added['what']}" if added["what"] else ""
        first = f"{added['first']} of {added['what']}" if added["what"] else added["first"]
        return [first, f"what is the {added['more']}{what}"]
    return []


def _with_article(item: str) -> str:
    return (
        item[0].lower() + item[1:]
        if _ARTICLE.match(item)
        else f"the {re.sub(r'^(?:an?|what|any) ', '', item)}"
    )
