"""The login, with a real browser and an OpenID provider: nothing before it, all after it."""

from __future__ import annotations

import json
import re
import time
import tomllib

import pytest
from browser import PDF_PLACE, QUESTION, ROOT, WIDE, ask, chips, indexed, opened, picture_of, served
from oidc_provider import CLIENT_ID, CLIENT_SECRET, LIES, READER, provided
from page_marks import assert_marked
from playwright.sync_api import BrowserContext, Page, expect
from streamlit.runtime.secrets import secrets_singleton
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

import ui.sign_in
from ui import strings

pytest_plugins = ["browser"]
TITLE = "Linked Learning at Rosewater High"
SENTENCE = (
    "Rosewater High opened its health pathway in the fall of 2014 with ninety students and six"
    " teachers."
)
FILE, PICTURE = "/files/prose", "/pages/prose/1.png"
COOKIE, TOKENS = "_streamlit_user", "_streamlit_user_tokens"
SECRET = "the cookie's secret, forty characters on"
SECRETS = f"""[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "{CLIENT_ID}"
client_secret = "{CLIENT_SECRET}"
server_metadata_url = "ISSUER/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def provider():
    with provided() as running:
        yield running


@pytest.fixture(scope="module")
def secrets_file(tmp_path_factory, provider):
    path = tmp_path_factory.mktemp("login") / ".streamlit" / "secrets.toml"
    path.parent.mkdir()
    path.write_text(SECRETS.replace("ISSUER", provider.issuer), "utf-8")
    return path


@pytest.fixture(scope="module")
def guarded(chromium, secrets_file):
    """A server behind a login, told as `serve` tells it where the login stands."""
    folder = secrets_file.parent.parent
    settings = indexed(folder) | {"STREAMLIT_SECRETS_FILES": str(secrets_file)}
    with served(ROOT / "app.py", settings, folder) as address:
        yield address


@pytest.fixture
def context(chromium, guarded):
    """Make a browser of its own: no cookies, paths are the server's."""
    contexts = []

    def make() -> BrowserContext:
        contexts.append(chromium.new_context(**WIDE, base_url=guarded))
        return contexts[-1]

    yield make
    for made in contexts:
        made.close()


@pytest.fixture
def stranger(context):
    """Somebody who never signed in."""
    return context()


@pytest.fixture(scope="module")
def cookies(chromium, guarded):
    """What a browser holds that has signed in."""
    browser = chromium.new_context(**WIDE, base_url=guarded)
    sign_in(browser, "/")
    held = browser.cookies()
    browser.close()
    return held


@pytest.fixture
def reader(context, cookies):
    """Somebody who has signed in."""
    browser = context()
    browser.add_cookies(cookies)
    return browser


def sign_in(browser: BrowserContext, path: str) -> Page:
    page = opened(browser.new_page(), path).page
    sign_in_button(page).click()
    expect(sign_out_button(page)).to_be_visible()
    return page


def sign_in_button(page: Page):
    return page.get_by_role("button", name=strings.SIGN_IN)


def sign_out_button(page: Page):
    return page.get_by_role("button", name=strings.SIGN_OUT)


def statuses(browser: BrowserContext, headers: dict[str, str] | None = None) -> list[int]:
    """Ask for the file and the picture; who is refused gets one line, nothing of the document."""
    answers = [browser.request.get(path, headers=headers) for path in (FILE, PICTURE)]
    for answer in answers:
        assert answer.ok or list(answer.json()) == ["error"]
    return [answer.status for answer in answers]


@pytest.mark.parametrize("path", ["/", "/library", PDF_PLACE])
def test_before_the_login_nothing_is_shown_or_sent(stranger, path):
    page = stranger.new_page()
    sent: list[bytes] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda got: sent.append(got)))
    opened(page, path)
    expect(sign_in_button(page)).to_be_visible()
    expect(page.get_by_text(strings.SIGN_IN_FIRST)).to_be_visible()
    expect(page.get_by_test_id("stChatInputTextArea")).to_have_count(0)
    expect(sign_out_button(page)).to_have_count(0)
    told = b"".join(got if isinstance(got, bytes) else got.encode() for got in sent)
    assert strings.SIGN_IN_FIRST.encode() in told
    assert b"Rosewater" not in told
    assert statuses(stranger) == [401, 401]


def test_after_the_login_questions_are_answered_and_documents_are_sent(reader, stranger, provider):
    assert {"/authorize", "/token", "/jwks"} <= set(provider.asked)
    page = opened(reader.new_page(), "/").page
    ask(page, QUESTION)
    expect(chips(page).first).to_be_visible()
    assert statuses(reader) == [200, 200]
    assert reader.request.get(FILE).body().startswith(b"%PDF-")
    page.goto(PDF_PLACE)
    assert_marked(picture_of(page.get_by_test_id("stMain"))[0], SENTENCE, page_number=3)
    assert statuses(stranger) == [401, 401]


def test_after_signing_out_all_is_refused_again(reader, provider):
    page = opened(reader.new_page(), "/library").page
    page.evaluate("sessionStorage.setItem('ll-conversations', '[\"of the one before\"]')")
    assert statuses(reader) == [200, 200]
    provider.asked.clear()
    sign_out_button(page).click()
    expect(sign_in_button(page)).to_be_visible()
    assert "/logout" in provider.asked  # the session with the provider ends too
    page.wait_for_function("sessionStorage.getItem('ll-conversations') === null")
    assert statuses(reader) == [401, 401]
    page.goto("/library")
    expect(sign_in_button(page)).to_be_visible()
    expect(page.get_by_text(TITLE)).to_have_count(0)


def test_the_login_leads_back_to_the_address_that_was_asked_for_once(context, guarded):
    page = sign_in(context(), PDF_PLACE)
    page.wait_for_url(guarded + PDF_PLACE)
    expect(page.get_by_test_id("stMain").get_by_text(TITLE).first).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('ll-address')") is None


def test_no_token_of_the_provider_is_believed_unseen(context, provider, monkeypatch):
    page = opened(context().new_page(), "/").page
    with page.expect_request(re.compile("/auth/login")) as begun:
        sign_in_button(page).click()
    for lie in (*LIES, ""):
        monkeypatch.setattr(provider, "lie", lie)
        browser = context()
        assert browser.request.get(begun.value.url).ok
        assert (COOKIE in {cookie["name"] for cookie in browser.cookies()}) is not bool(lie), lie
        assert statuses(browser) == ([401, 401] if lie else [200, 200]), lie


def test_the_cookies_are_out_of_reach_for_scripts_and_other_sites(cookies):
    held = {cookie["name"]: cookie for cookie in cookies}
    assert {COOKIE, TOKENS} <= set(held)
    for name in set(held) - {"_streamlit_xsrf"}:  # which the page's script sends back
        assert held[name]["httpOnly"], name
        assert held[name]["sameSite"] == "Lax", name


def test_a_cookie_of_ones_own_making_opens_nothing(cookies, stranger, guarded):
    real = next(cookie for cookie in cookies if cookie["name"] == COOKIE)
    user = json.dumps({**READER, "is_logged_in": True, "origin": guarded, "provider": "default"})
    forged = [
        user,
        create_signed_value("x" * 32, COOKIE, user).decode(),
        create_signed_value("", COOKIE, user).decode(),
        create_signed_value(SECRET, TOKENS, user).decode(),  # signed for another name
        real["value"][:-9] + real["value"][-9:][::-1],
    ]
    for value in forged:
        stranger.add_cookies([{**real, "value": value}])
        assert statuses(stranger) == [401, 401], value
    page = opened(stranger.new_page(), "/library").page
    expect(sign_in_button(page)).to_be_visible()
    stranger.add_cookies([{**real, "value": create_signed_value(SECRET, COOKIE, user).decode()}])
    assert statuses(stranger) == [200, 200]


def test_secrets_that_break_meanwhile_let_nobody_in(reader, stranger, secrets_file):
    kept = secrets_file.read_text("utf-8")
    try:
        secrets_file.write_text("[auth\n", "utf-8")
        wait_for_statuses(reader, [401, 401])
        assert statuses(stranger) == [401, 401]
        page = opened(stranger.new_page(), "/library").page
        expect(page.get_by_text(strings.SIGN_IN_BROKEN.format(why="").strip())).to_be_visible()
        expect(page.get_by_text(TITLE)).to_have_count(0)
    finally:
        secrets_file.write_text(kept, "utf-8")
    wait_for_statuses(reader, [200, 200])


@pytest.mark.parametrize(
    ("has_library", "left_out", "said"),
    [(False, "", "linked-learning[login]"), (True, "client_id", "['client_id']")],
)
def test_a_login_that_cannot_work_is_said_on_the_page(monkeypatch, has_library, left_out, said):
    login = tomllib.loads(SECRETS)["auth"]
    login.pop(left_out, None)
    monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": login})
    monkeypatch.setattr(ui.sign_in, "is_authlib_installed", lambda: has_library)
    page = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=60).run()
    (fault,) = page.error
    assert said in fault.value
    assert "\n" not in fault.value
    assert not page.button
    assert not page.chat_input


def wait_for_statuses(browser: BrowserContext, wanted: list[int]) -> None:
    end = time.monotonic() + 10
    while statuses(browser) != wanted:
        assert time.monotonic() < end, f"{statuses(browser)} is not {wanted}"
        time.sleep(0.1)
