"""An incident from five answers to closed, in a real browser: logged in a minute, decided, told, confirmed, closed."""

import os
import re
import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from governance.core.roles import Role
from governance.incidents.models import Incident
from governance.people.models import User

from .eyes import Eyes
from .hands import Keyboard, Mouse
from .test_journey import PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
MINUTE = 60


def hire(key: str, name: str, role: Role) -> User:
    return User.objects.create_user(f"{key}@example.com", PASSWORD, name=name, roles=[role.value])


def test_an_incident_is_logged_in_a_minute_decided_told_and_closed(browser, live_server, tmp_path):
    rita, sam = hire("rita", "Rita Leads", Role.STEWARD), hire("sam", "Sam Second", Role.PRIVACY_LEAD)
    eyes = Eyes(looks_hard=True)
    eyes.seen = {"sign in", "home of Rita Leads", "home of Sam Second", "step Close"}  # by the other journey
    visitor = Visitor(browser, live_server, Mouse, eyes)
    try:
        visitor.enter(rita)
        logs_it_by_keyboard(visitor)
        decides_that_it_is_reportable(visitor)
        tells_the_authority(visitor)
        decides_not_to_tell_the_people(visitor)
        writes_down_what_is_learned(visitor)
        visitor.leave()
        second_person_confirms(visitor, sam)
        closes_it(visitor, rita)
        stays_readable_without_a_script(visitor, browser, rita)
    except BaseException:
        visitor.page.screenshot(path=tmp_path / "failed.png", full_page=True)
        raise
    visitor.eyes.report()
    assert set(Incident.objects.values_list("reference", "state")) == {("INC-001", "closed"), ("INC-002", "open")}


def logs_it_by_keyboard(visitor: Visitor) -> None:
    start = time.monotonic()
    visitor.page.goto(f"{visitor.server}/report/")
    expect(visitor.page.get_by_label("What happened?")).to_be_focused()
    visitor.hand = Keyboard(visitor.page)
    visitor.write("What happened?", "An order list went to the wrong trader. He called us.")
    visitor.tick("Personal data was seen, changed or lost: I am sure")
    visitor.tick("Customers")
    visitor.tick("European Union and EEA")
    visitor.tick("No, it has stopped")
    visitor.press("Log it")
    visitor.reads("INC-001 is logged.")
    expect(visitor.page.get_by_role("timer")).to_have_text(re.compile(r"7[12] h \d\d min left"))
    assert time.monotonic() - start < MINUTE
    visitor.hand = Mouse(visitor.page)


def unfold(visitor: Visitor, words: str, nth: int = 0) -> None:
    visitor.page.locator("summary", has_text=words).nth(nth).click()


def within(visitor: Visitor, duty: str):
    return visitor.page.get_by_role("article", name=re.compile(duty))


def decides_that_it_is_reportable(visitor: Visitor) -> None:
    asked = visitor.page.get_by_role("region", name="Is it reportable?")
    for question, answer in (("personal", "yes"), ("likely", "yes"), ("high", "no")):
        asked.locator(f"input[name={question}][value={answer}]").check()
    visitor.press("Record the answer")
    visitor.reads("Tell the authority. By European and British law the people concerned need not be told")
    visitor.look("incident")


def tells_the_authority(visitor: Visitor) -> None:
    duty = within(visitor, "supervisory authority")
    visitor.go(duty.get_by_role("link", name="Open the notify pack"))
    visitor.reads(re.compile("^Missing: "))
    visitor.look("notify pack")
    visitor.press("Record that it was sent")
    duty.locator("summary", has_text="Record a notice").click()
    duty.get_by_label("Complete or final notice").check()
    duty.get_by_label("Their reference").fill("DPC-7")
    visitor.go(duty.get_by_role("button", name="Record that it was sent"))
    visitor.reads(re.compile(r"On time: told on .*, 7[12] h \d\d min before the deadline"))


def decides_not_to_tell_the_people(visitor: Visitor) -> None:
    duty = within(visitor, "people concerned")
    duty.locator("summary", has_text="Tell nobody").click()
    duty.get_by_label("The risk to people is not high").check()
    duty.get_by_label("Reasons").fill("Names and addresses, and the trader deleted them.")
    visitor.go(duty.get_by_role("button", name="Record the decision"))
    visitor.reads("Waits for a second person")
    expect(duty.get_by_role("button", name="Confirm that nobody is told")).to_have_count(0)


def writes_down_what_is_learned(visitor: Visitor) -> None:
    unfold(visitor, "Add a lesson")
    section = visitor.page.get_by_role("region", name="Lessons")
    section.get_by_label("In your words").fill("Orders leave by the portal only.")
    section.get_by_label("Who sees to it?").select_option(label="Rita Leads")
    section.get_by_label("By when?").fill(str(timezone.localdate()))
    visitor.press("Add the lesson")
    visitor.reads("Orders leave by the portal only.")


def second_person_confirms(visitor: Visitor, sam: User) -> None:
    visitor.enter(sam)
    visitor.page.goto(f"{visitor.server}{Incident.objects.get().page}")
    duty = within(visitor, "people concerned")
    duty.locator("summary", has_text="Confirm the decision").click()
    visitor.go(duty.get_by_role("button", name="Confirm that nobody is told"))
    visitor.reads("The decision is confirmed.")
    visitor.leave()


def closes_it(visitor: Visitor, rita: User) -> None:
    visitor.enter(rita)
    visitor.follow("Incidents", "INC-001")
    visitor.pick("Severity", "Medium")
    visitor.write("Cause", "The address was typed by hand.")
    visitor.press("Save and continue editing")
    visitor.follow("Work on it")
    visitor.take_step("Close")
    visitor.reads(re.compile("is now “Closed”"))
    visitor.leave()


def stays_readable_without_a_script(visitor: Visitor, browser, rita: User) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{visitor.server}/report/")
    expect(page.get_by_role("heading", name="Report a concern")).to_be_visible()
    page.get_by_label("Something we do with data does not seem right").check()
    page.get_by_label("What should we know?").fill("A list hangs in the stock room.")
    page.get_by_role("button", name="Send the report").click()
    code = page.locator(".code code").inner_text()
    page.get_by_role("link", name="Follow your report").click()
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Show my report").click()
    expect(page.get_by_role("heading", name="Where it stands")).to_be_visible()
    assert [cookie["name"] for cookie in context.cookies()] == ["csrftoken"]
    context.close()
