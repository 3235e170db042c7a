"""How long a list is: what comes first or in between, and whether the sentence says its number."""

import pytest

from assistant.understanding.listing import list_length, listed_items, numbers_its_list


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        (
            "Rain comes first in the list of 2017-18, followed by snow, hail and fog.",
            ("Rain", "snow", "hail", "fog"),
        ),
        (
            "He worked against a divided board, a stern mayor and a disengaged town.",
            ("a divided board", "a stern mayor", "a disengaged town"),
        ),
        (
            "They were asked, besides rent, to sweep yards, feed cows and mend roofs.",
            ("sweep yards", "feed cows", "mend roofs"),
        ),
        (
            "The town faced rain, snow, calls for help and the exit of a mayor who had lost.",
            ("rain", "snow", "calls for help", "the exit of a mayor"),
        ),
    ],
)
def test_what_comes_first_or_in_between_is_told_from_the_items(sentence, items):
    assert listed_items(sentence) == items


@pytest.mark.parametrize(
    ("sentence", "numbers", "length"),
    [
        ("The four hubs were East, West, North, and Mid.", True, 4),
        ("The hubs were East, West, North, and Mid.", False, 4),
        ("There were four hubs.", False, 0),
    ],
)
def test_a_list_may_say_how_many_it_has(sentence, numbers, length):
    assert (numbers_its_list(sentence), list_length(sentence)) == (numbers, length)
