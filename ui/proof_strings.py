"""The words in which the source's drawer says how far a quote holds what the answer says.

In: nothing. Out: constants; braces are filled by `str.format`.
"""

from __future__ import annotations

from assistant.facts import Held

RESTING_ONE = "The sentence that rests on this quote"
RESTING_MANY = "The sentences that rest on this quote"
ALSO = "It cites {markers} as well."
FACTS = "Fact by fact"
HELD: dict[Held, str] = {
    "word for word": "word for word in {markers}",
    "in other words": "in other words in {markers}",
    "with the rest": "weighed with the rest of the sentence",
    "not": "not in the cited words",
}
