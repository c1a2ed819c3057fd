"""Due diligence: asked by a signed link, answered without an account, judged by us."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.core.errors import StaleRecord
from governance.core.findings import registry
from governance.core.story import of_record
from governance.questionnaires import packs
from governance.questionnaires.sheets import State
from governance.vendors import asking, judging, replying
from governance.vendors.models import Certificate, Inquiry, Vendor
from tests.factories import make
from tests.pages import form_of, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
WORDS = "You hold the names and addresses of our readers, and note who opened which letter."


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture(autouse=True)
def questions(people):
    return packs.install("vendor-1", by=people.lead)


@pytest.fixture
def vendor(people) -> Vendor:
    told = {"personal_data": "yes", "role": "processor", "trains_models": "no", "criticality": "high"}
    return make(Vendor, name="Mailwell", state="active", owner=people.steward, **told)


@pytest.fixture
def asked(vendor, people, today) -> tuple[Inquiry, str]:
    return asking.ask(vendor, by=people.steward, answer_by=today + 30 * DAY, today=today)


def address(link: str) -> str:
    return f"/vendor-answers/{link}/"


def sent(inquiry: Inquiry, link: str, **values: str) -> dict:
    """What a browser would send: the forms that show as they are, with these answers by key."""
    told = form_of(Client(), address(link))
    pks = dict(inquiry.replies.values_list("question__key", "pk"))
    return told | {f"q{pks[key]}-value": value for key, value in values.items()}


def answer_all(inquiry: Inquiry, today: dt.date, **values) -> None:
    """The best choice of each question that must be answered, but for `values`."""
    for _round in range(2):
        sheet = replying.sheet_of(inquiry, today)
        for key in [*sheet.open, *(key for key in values if sheet.state(key) == State.UNANSWERED)]:
            reply = inquiry.replies.get(question__key=key)
            value = values.get(key, best(sheet.by_key[key]))
            replying.answer(reply, value, note="", seen_version=reply.version, file=None, today=today)


def best(item):
    return {"single": lambda: item.options[0].key, "yes_no_unsure": lambda: "no", "number": lambda: 24}.get(
        item.kind, lambda: [item.options[0].key] if item.kind == "multi" else WORDS
    )()


def test_a_vendor_answers_by_a_signed_link_without_an_account(asked, today):
    inquiry, link = asked
    visitor = Client()
    page = visitor.get(address(link)).content.decode()
    assert "For Mailwell" in page
    assert "What happens to our data when we leave?" in page
    visitor.post(address(link), sent(inquiry, link, service=WORDS, own_purposes="totals"))
    assert inquiry.replies.get(question__key="own_purposes").value == "totals"


def test_what_was_answered_is_in_history_as_a_visitors(asked, people):
    inquiry, link = asked
    Client().post(address(link), sent(inquiry, link, own_purposes="no"))
    reply = inquiry.replies.get(question__key="own_purposes")
    newest = reply.history.first()
    assert (newest.actor, newest.source, newest.history_user_id) == ("Visitor", "page", None)
    changes, _more = of_record(inquiry.vendor, people.steward, size=5)
    assert changes


@pytest.mark.parametrize(
    "change", [lambda link: link[:-1] + ("A" if link[-1] != "A" else "B"), lambda _link: "1:x", str.upper]
)
def test_a_link_that_we_did_not_sign_opens_nothing(asked, change):
    assert Client().get(address(change(asked[1]))).status_code == 404


def test_a_new_link_closes_the_old_one_and_keeps_what_was_answered(asked, people, today):
    inquiry, old = asked
    Client().post(address(old), sent(inquiry, old, own_purposes="no"))
    new = asking.renew(inquiry, by=people.steward, answer_by=today + 9 * DAY, today=today)
    assert Client().get(address(old)).status_code == 404
    assert 'value="no" ' in re.sub(r"\s+", " ", Client().get(address(new)).content.decode())
    assert inquiry.replies.get(question__key="own_purposes").value == "no"


def test_the_database_does_not_hold_the_link(asked):
    inquiry, link = asked
    _pk, secret = asking.SIGNER.unsign_object(link)
    assert secret not in str(Inquiry.history.values())
    assert inquiry.link_sha256 != secret


def test_nothing_can_be_answered_after_the_day_or_once_withdrawn(asked, people, today):
    inquiry, link = asked
    reply = inquiry.replies.first()
    late = inquiry.answer_by + DAY
    with pytest.raises(ValidationError, match="closed"):
        replying.answer(reply, WORDS, note="", seen_version=1, file=None, today=late)
    asking.withdraw(inquiry, by=people.steward, why="They left the market.", today=today)
    assert Client().get(address(link)).status_code == 404
    with pytest.raises(ValidationError, match="closed"):
        replying.answer(reply, WORDS, note="", seen_version=1, file=None, today=today)


def test_it_is_sent_in_once_whole_with_a_name(asked, today):
    inquiry, link = asked
    visitor = Client()
    early = visitor.post(address(link), sent(inquiry, link) | {"send": "1", "name": "Ida Berg"})
    assert "Some questions are not answered yet" in early.content.decode()
    answer_all(inquiry, today)
    nameless = visitor.post(address(link), sent(inquiry, link) | {"send": "1", "name": ""})
    assert nameless.status_code == 200
    assert Inquiry.objects.get().sent_in_at is None
    visitor.post(address(link), sent(inquiry, link) | {"send": "1", "name": "Ida Berg, privacy"})
    inquiry.refresh_from_db()
    assert inquiry.sent_in_by == "Ida Berg, privacy"
    again = visitor.get(address(link)).content.decode()
    assert "no longer changed" in again
    assert "Send in" not in again
    with pytest.raises(ValidationError, match="closed"):
        replying.send_in(inquiry, name="Ida", now=timezone.now())


def test_an_answer_that_is_refused_holds_back_no_other_and_says_why(asked):
    inquiry, link = asked
    page = Client().post(address(link), sent(inquiry, link, breach_hours="many", own_purposes="no")).content.decode()
    assert "There is a problem" in page
    assert "Enter a whole number" in page
    assert inquiry.replies.get(question__key="own_purposes").value == "no"
    assert inquiry.replies.get(question__key="breach_hours").value is None


def test_two_colleagues_do_not_overwrite_each_other(asked, today):
    inquiry, link = asked
    reply = inquiry.replies.get(question__key="own_purposes")
    before = sent(inquiry, link, own_purposes="yes")
    replying.answer(reply, "no", note="", seen_version=reply.version, file=None, today=today)
    with pytest.raises(StaleRecord):
        replying.answer(reply, "yes", note="", seen_version=reply.version, file=None, today=today)
    page = Client().post(address(link), before).content.decode()
    assert "A colleague has answered “No” meanwhile" in page
    assert inquiry.replies.get(question__key="own_purposes").value == "no"


def test_a_question_that_an_answer_hides_need_not_be_answered(asked, today):
    inquiry, _link = asked
    answer_all(inquiry, today, outside_eea="no")
    assert "transfer_tool" not in replying.sheet_of(inquiry, today).visible
    replying.send_in(inquiry, name="Ida", now=timezone.now())


def test_a_file_is_taken_in_and_shown_to_who_may_see_the_vendor(asked, people):
    inquiry, link = asked
    reply = inquiry.replies.get(question__key="report")
    told = sent(inquiry, link) | {f"q{reply.pk}-file": SimpleUploadedFile("soc2.pdf", b"%PDF-1.7 report")}
    Client().post(address(link), told)
    reply.refresh_from_db()
    assert b"".join(signed_in(people.steward).get(reply.file.url).streaming_content) == b"%PDF-1.7 report"
    assert Client().get(reply.file.url).status_code == 302
    bad = sent(inquiry, link) | {f"q{reply.pk}-file": SimpleUploadedFile("soc2.pdf", b"<script>")}
    assert "not what its ending says" in Client().post(address(link), bad).content.decode()


def test_a_verdict_takes_over_certificates_and_plans_the_next_review(asked, vendor, people, today):
    inquiry, _link = asked
    make(Certificate, vendor=vendor, scheme="soc2", valid_until=today + 9 * DAY)
    rows = [
        {"id": "r1", "scheme": "iso27001", "scope": "All", "valid_until": f"{today + 90 * DAY}"},
        {"id": "r2", "scheme": "soc2", "valid_until": "soon"},
        {"id": "r3", "scheme": "dpf", "valid_until": "next summer"},
    ]
    answer_all(inquiry, today, certificates=rows)
    replying.send_in(inquiry, name="Ida", now=timezone.now())
    judging.judge(inquiry, "reserved", by=people.steward, why="One report is old.", today=today)
    found = dict(vendor.certificates.values_list("scheme", "valid_until"))
    assert found == {"iso27001": today + 90 * DAY, "soc2": today + 9 * DAY, "dpf": None}
    vendor.refresh_from_db()
    assert vendor.review_on.year - today.year in {1, 2}
    with pytest.raises(ValidationError, match="nothing to judge"):
        judging.judge(inquiry, "enough", by=people.steward, why="Again.", today=today)


def test_only_who_keeps_the_vendor_asks_and_judges(asked, vendor, people, today):
    inquiry, _link = asked
    for step in (
        lambda by: asking.ask(vendor, by=by, answer_by=today, today=today),
        lambda by: asking.renew(inquiry, by=by, answer_by=today, today=today),
        lambda by: asking.withdraw(inquiry, by=by, why="x", today=today),
        lambda by: judging.judge(inquiry, "enough", by=by, why="x", today=today),
    ):
        with pytest.raises(PermissionDenied):
            step(people.auditor)
    with pytest.raises(ValidationError, match="asked already"):
        asking.ask(vendor, by=people.steward, answer_by=today, today=today)


def test_the_link_is_shown_once_with_a_mail_to_send(vendor, people, today):
    browser = signed_in(people.steward)
    assert "Make the link" in browser.get(f"/vendors/{vendor.pk}/ask/").content.decode()
    past = browser.post(f"/vendors/{vendor.pk}/ask/", {"do": "ask", "answer_by": today - DAY})
    assert "This day has passed" in past.content.decode()
    made = browser.post(f"/vendors/{vendor.pk}/ask/", {"do": "ask", "answer_by": today + DAY}).content.decode()
    link = re.search(r"/vendor-answers/([^/<]+)/</code>", made)[1]
    assert "mailto:?subject=" in made
    inquiry = Inquiry.objects.get()
    assert asking.of_link(link) == inquiry
    assert link not in browser.get(inquiry.page).content.decode()
    assert "0 of" in browser.get(inquiry.page).content.decode()


def test_the_page_of_answers_says_where_to_look_closely_in_a_constant_number_of_queries(asked, people, today):
    inquiry, _link = asked
    browser = signed_in(people.steward)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(inquiry.page)
    answer_all(inquiry, today, own_purposes="yes")
    replying.send_in(inquiry, name="Ida", now=timezone.now())
    with CaptureQueriesContext(connection) as many:
        page = browser.get(inquiry.page).content.decode()
    assert page.count("Look closely") == 1
    assert "Record the verdict" in page
    assert len(many) <= len(few) + 1


@pytest.mark.parametrize("name", ["guarantees_unknown", "guarantees_lacking", "answers_late", "answers_unjudged"])
def test_each_finding_appears_and_goes(asked, vendor, people, today, name):
    inquiry, _link = asked
    found = registry[f"vendors.{name}"].query

    def judged(verdict: str):
        answer_all(inquiry, today)
        replying.send_in(inquiry, name="Ida", now=timezone.now())
        judging.judge(inquiry, verdict, by=people.steward, why="Read it.", today=today)

    match name:
        case "guarantees_unknown":
            assert list(found(today)) == [vendor]
            judged("enough")
            assert not found(today).exists()
            assert found(today + 731 * DAY).exists()
        case "guarantees_lacking":
            assert not found(today).exists()
            judged("lacking")
            assert list(found(today)) == [vendor]
        case "answers_late":
            assert not found(inquiry.answer_by).exists()
            assert list(found(inquiry.answer_by + DAY)) == [vendor]
        case "answers_unjudged":
            answer_all(inquiry, today)
            replying.send_in(inquiry, name="Ida", now=timezone.now())
            assert not found(today).exists()
            assert list(found(today + 16 * DAY)) == [vendor]
