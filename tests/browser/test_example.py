"""The example as it is served: light, quick to vote in, and usable without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from governance.demo.people import PASSWORD, address

pytestmark = [pytest.mark.browser, pytest.mark.once]
LIMITS = {"/": 40_000, "/proposals/5/room/": 40_000, "/vendors/vendor/": 130_000, "/vendors/vendor/1/change/": 170_000}
"""Bytes over the wire for a first visit, with everything that the page loads."""


@pytest.fixture
def example(serve) -> str:
    served = serve("--demo")
    assert "Fairhold is at" in served.read_until("Fairhold is at")
    return f"http://127.0.0.1:{served.port}"


def signed_in(browser: Browser, example: str, key: str) -> dict:
    page = browser.new_page()
    page.goto(example)
    page.get_by_label("E-mail address").fill(address(key))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="What needs you")).to_be_visible()
    return page.context.storage_state()


def weight(browser: Browser, url: str, state: dict) -> int:
    """Of a first visit: a new context has an empty cache."""
    page, sizes = browser.new_context(storage_state=state).new_page(), []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(url, wait_until="networkidle")
    page.context.close()
    return sum(sizes)


def press(page: Page, keys: list[str]) -> None:
    for key in keys:
        page.keyboard.press(key)


TO_CONTENT = ["Tab", "Enter"]
OPENS = [*TO_CONTENT, "Tab", "Enter"]
"""Has no interest, and opens the dossier."""
VOTES = [*TO_CONTENT, "Tab", "Enter", "Tab", "Enter"]
"""Goes to the vote and approves."""


def test_pages_are_light_and_a_vote_takes_ten_keys_and_a_proposal_no_scripts(browser, example):
    state = {key: signed_in(browser, example, key) for key in ("priya", "tomas", "sam")}
    weights = {path: weight(browser, example + path, state["tomas" if "room" in path else "sam"]) for path in LIMITS}
    assert {path: size for path, size in weights.items() if size > LIMITS[path]} == {}
    page = browser.new_context(storage_state=state["priya"], java_script_enabled=False).new_page()
    page.goto(f"{example}/proposals/5/room/")
    press(page, OPENS)
    expect(page.get_by_role("heading", name="In short")).to_be_visible()
    press(page, VOTES)
    expect(page.get_by_text("Your vote is recorded.")).to_be_visible()
    expect(page.get_by_role("heading", name="Decision (chair)")).to_be_visible()
    assert len(OPENS) + len(VOTES) == 10
    page.goto(f"{example}/propose/")
    page.get_by_label("Name").fill("Loan of e-readers")
    page.get_by_label("What do you want to do?").fill("Lend e-readers for a month.")
    page.get_by_label("Why?").fill("Readers asked for it.")
    page.get_by_label("ACT-001 Newsletter").check()
    page.get_by_role("button", name="Continue to the screening").click()
    expect(page.get_by_text("0 of 10 answered")).to_be_visible()
