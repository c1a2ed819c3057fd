"""A vendor registered, its agreement checked and the vendor asked; the record of processing on its way out."""

import io
import os
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from governance.core.roles import Role
from governance.inventory.models import ProcessingActivity
from governance.people.models import User
from governance.vendors.models import Clause, Inquiry
from tests.factories import make

from .eyes import Eyes
from .hands import Mouse
from .test_journey import PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
SEEN_BY_OTHERS = {"sign in", "home of Lena Lead", "step Take into use", "step Bring into force"}
GUARANTEES = "You hold the names and addresses of our readers, and send them our letters."


def test_a_vendor_is_registered_its_agreement_checked_and_the_record_exported(browser, live_server, tmp_path):
    told = {"name": "Lena Lead", "roles": [Role.PRIVACY_LEAD.value]}
    lead = User.objects.create_user("lead@example.com", PASSWORD, **told)
    make(ProcessingActivity, name="Newsletter", owner=lead, state="current")
    visitor = Visitor(browser, live_server, Mouse, Eyes(looks_hard=True))
    visitor.eyes.seen = set(SEEN_BY_OTHERS)
    try:
        visitor.enter(lead)
        registers_a_vendor(visitor)
        adds_its_agreement(visitor, tmp_path)
        checks_its_clauses(visitor)
        link = asks_it(visitor)
        the_vendor_answers(visitor, link)
        reads_the_answers(visitor)
        exports_the_record(visitor)
        looks_back(visitor)
    except BaseException:
        visitor.page.screenshot(path=tmp_path / "failed.png", full_page=True)
        raise
    visitor.eyes.report()


def registers_a_vendor(visitor: Visitor) -> None:
    visitor.follow("Vendors")
    visitor.press("Add vendor")
    visitor.write("Name", "Mailwell")
    visitor.pick("Handles personal data", "Yes")
    visitor.pick("Role", "Processor: on our instructions")
    visitor.write("Next review on", str(timezone.localdate()))
    visitor.press("Save and continue editing")
    visitor.take_step("Take into use")
    visitor.follow("At a glance")
    visitor.reads("No agreement on file")
    visitor.look("vendor without an agreement")


def adds_its_agreement(visitor: Visitor, folder) -> None:
    agreement = folder / "dpa.pdf"
    agreement.write_bytes(b"%PDF-1.7 signed")
    visitor.press("Add agreement")
    visitor.write("Name", "Mailwell agreement")
    visitor.page.get_by_label("Signed file").set_input_files(agreement)
    visitor.write("Signed on", str(timezone.localdate()))
    visitor.press("Save and continue editing")
    visitor.take_step("Bring into force")


def checks_its_clauses(visitor: Visitor) -> None:
    visitor.follow("Clauses")
    visitor.look("clauses")
    visitor.page.locator("#id_DPA-03-found").select_option(label="It is there")
    visitor.page.locator("#id_DPA-03-place").fill("§ 4")
    visitor.page.locator("#id_DPA-08-found").select_option(label="Missing or unclear")
    visitor.press("Save the clauses")
    visitor.reads("2 clauses are saved.")
    visitor.look("vendor with an agreement")
    assert dict(Clause.objects.values_list("code", "found")) == {"DPA-03": "met", "DPA-08": "missing"}


def asks_it(visitor: Visitor) -> str:
    visitor.press("Ask this vendor")
    visitor.look("asking a vendor")
    visitor.press("Make the link")
    visitor.look("link for a vendor")
    return visitor.page.locator("p.code code").inner_text()


def the_vendor_answers(visitor: Visitor, link: str) -> None:
    """In a browser that knows nothing of us."""
    told = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"}
    context = visitor.browser.new_context(**told)
    page: Page = context.new_page()
    visitor.eyes.follow(page)
    page.goto(visitor.server + urlsplit(link).path)
    visitor.eyes.look(page, "questions to a vendor")
    page.get_by_role("group", name="What will you do for us").get_by_role("textbox").first.fill(GUARANTEES)
    page.get_by_label("Unless we refuse it").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save, and come back later").click()
    expect(page.get_by_text("Your answers are saved.")).to_be_visible()
    expect(page.get_by_label("Unless we refuse it")).to_be_checked()
    context.close()


def reads_the_answers(visitor: Visitor) -> None:
    visitor.press("It is sent")
    visitor.reads("2 of")
    visitor.look("answers of a vendor")
    assert Inquiry.objects.get().replies.exclude(value=None).count() == 2


def exports_the_record(visitor: Visitor) -> None:
    visitor.follow("Processing activities", "Export the record of processing")
    visitor.look("export of the record")
    book = load_workbook(io.BytesIO(download(visitor.page, "Download XLSX")))
    assert [row[1].value for row in book["Activities"].iter_rows(min_row=2)] == ["Newsletter"]
    assert download(visitor.page, "Download PDF").startswith(b"%PDF")


def looks_back(visitor: Visitor) -> None:
    """Who brought the agreement into force, what it was before, and how it all stood."""
    visitor.follow("Audit history")
    visitor.look("audit history")
    visitor.hand.press(visitor.page.locator("summary", has_text="Look for"))
    visitor.write("Record", "AGR-001")
    visitor.go(visitor.page.get_by_role("button", name="Look", exact=True))
    visitor.press("Lena Lead moved agreement")
    visitor.reads("In force")
    visitor.look("one change")
    for name in (
        "Audit history",
        "Registers on a past day",
        "People outside",
        "Where data flows",
        "Pack for the authority",
    ):
        visitor.follow(name)
        visitor.look(name)
    visitor.follow("Vendors", "VEN-001", "Evidence and receipts")
    visitor.look("evidence")
    visitor.follow("VEN-001", "As it stood on a day")
    visitor.look("a vendor as it stood")


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as found:
        page.get_by_role("link", name=name).click()
    return found.value.path().read_bytes()
