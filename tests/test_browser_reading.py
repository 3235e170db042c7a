"""What a browser alone shows: keys in the field of a reading, and targets for fingers."""

from __future__ import annotations

from statistics import median

from browser import LOOKS, OF_BOTH, ask, chips, drawer, settle
from made_answers import JUDGED
from playwright.sync_api import Locator, Page, expect
from test_browser_answer import site  # noqa: F401 - the planted site

from ui import proof_strings, strings

pytest_plugins = ["browser"]
FINGER = 44
LEAST = 24  # where two stand right above each other they share what is between them
# How far around the middle of an element a touch still reaches it: width and height.
REACH = """element => {
    element.scrollIntoView({block: "center"});
    const box = element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const far = (dx, dy) => {
        let n = 0;
        while (n < 60 && element.contains(document.elementFromPoint(x + n * dx, y + n * dy))) n++;
        return n;
    };
    return [far(-1, 0) + far(1, 0), far(0, -1) + far(0, 1)];
}"""


def field(page: Page) -> Locator:
    return page.locator('[class*="st-key-reading-"] textarea')


def headings(page: Page) -> list[str]:
    return page.locator('[class^="ll-turn-"]').all_inner_texts()


def test_enter_asks_an_edited_reading_once_and_escape_leaves_it(visit):
    page = visit().page
    ask(page, OF_BOTH)  # an earlier answer: nothing may be listened to twice
    ask(page, JUDGED)
    fold = page.locator("summary", has_text=strings.EDIT_READING)
    fold.click()
    before = field(page).input_value()
    field(page).click()
    page.keyboard.type("Nothing of this. ")
    page.keyboard.press("Escape")
    expect(fold).to_be_focused()
    expect(field(page)).to_be_hidden()
    assert headings(page) == [OF_BOTH, JUDGED]
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value(before)
    field(page).fill(OF_BOTH)
    page.keyboard.press("Enter")
    expect(page.locator(".ll-turn-2")).to_have_text(OF_BOTH)
    settle(page)
    assert headings(page) == [OF_BOTH, JUDGED, OF_BOTH]


def test_the_drawer_says_which_sentence_rests_on_the_quote_and_how_far(visit):
    page = visit().page
    ask(page, JUDGED)
    chips(page).first.focus()
    page.keyboard.press("Enter")
    proof = drawer(page).locator(".ll-proof")
    expect(proof.get_by_role("heading", name=proof_strings.RESTING_ONE)).to_be_visible()
    expect(proof).to_contain_text("Partly supported. “two counselors” is in no cited sentence.")


def test_numbers_and_marks_can_be_met_by_a_finger(visit):
    page = visit(**LOOKS["phone"]).page
    ask(page, JUDGED)
    parts = (*chips(page).all(), *page.locator(".ll-verdict button").all())
    widths, heights = zip(*(part.evaluate(REACH) for part in parts), strict=True)
    assert min(widths) >= FINGER
    assert min(heights) >= LEAST
    assert median(heights) >= FINGER
