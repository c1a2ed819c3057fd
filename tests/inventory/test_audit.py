"""The data audit: all owners asked at once, one press an activity, progress for all to see."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.core.findings import registry
from governance.core.workflow import advance
from governance.inventory import auditing
from governance.inventory.models import AuditAnswer, DataAudit, ProcessingActivity, Said
from governance.reminders.sweep import sweep
from tests.factories import make, person
from tests.pages import signed_in
from tests.reminders.rows import deliver_at

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def owners() -> list:
    return [person(name="Ana"), person(name="Ben")]


@pytest.fixture
def activities(owners) -> list[ProcessingActivity]:
    ana, ben = owners
    told = {"state": "current", "subjects": ["customer"], "categories": ["name"]}
    made = [
        make(ProcessingActivity, name=f"Of {one.name} {n}", owner=one, **told) for one in (ana, ben) for n in (1, 2)
    ]
    make(ProcessingActivity, name="Not on record", owner=ana)
    return made


@pytest.fixture
def audit(activities, people, today) -> DataAudit:
    made = make(DataAudit, name="Data audit 2026", owner=people.lead, answer_by=today + 30 * DAY)
    return advance(made, "start", by=people.lead)


def of(activity: ProcessingActivity) -> AuditAnswer:
    return AuditAnswer.objects.get(activity=activity)


def test_starting_asks_the_owner_of_each_activity_on_record_once(audit, activities, owners, today):
    assert [(one.activity, one.asked) for one in audit.answers.order_by("pk")] == [(a, a.owner) for a in activities]
    assert (audit.started_on, audit.state) == (today, "open")


def test_each_owner_gets_one_mail_with_all_of_theirs_and_no_second_one(audit, activities, owners):
    now = timezone.now()
    sweep(now)
    deliver_at(now)
    told = {one.to[0]: one.body for one in mail.outbox if "Data audit" in one.body}
    assert set(told) == {one.email for one in owners}
    assert [told[owners[0].email].count(name) for name in ("Of Ana 1", "Of Ana 2", "Of Ben 1")] == [1, 1, 0]
    sweep(now + DAY)
    deliver_at(now + DAY)
    assert len([one for one in mail.outbox if "Data audit" in one.body]) == 2


def test_one_press_says_that_nothing_has_changed_and_sets_the_next_review(audit, activities, owners, today):
    browser = signed_in(owners[0])
    page = browser.get(audit.page).content.decode()
    assert [name in page for name in ("Of Ana 1", "Customers", "Of Ben 1")] == [True, True, False]
    browser.post(audit.page, {"answer": of(activities[0]).pk, "said": "unchanged"})
    answer = of(activities[0])
    assert (answer.said, answer.said_by, answer.said_on) == (Said.UNCHANGED, owners[0], today)
    assert answer.activity.review_on.year == today.year + 1
    assert answer.activity.state == "current"
    assert "1 of 2" in browser.get(audit.page).content.decode()


def test_an_answer_can_be_taken_back_while_the_audit_is_open(audit, activities, owners, people, today):
    answer = auditing.answer(of(activities[0]), Said.CHANGED, by=owners[0], today=today)
    assert auditing.take_back(answer, by=owners[0]).said_on is None
    auditing.answer(of(activities[1]), Said.CHANGED, by=owners[0], today=today)
    advance(audit, "close", by=people.lead, note="Ben is away.")
    for step in (
        lambda: auditing.take_back(of(activities[1]), by=owners[0]),
        lambda: auditing.answer(of(activities[2]), Said.UNCHANGED, by=owners[1], today=today),
    ):
        with pytest.raises(ValidationError, match="closed"):
            step()


def test_only_its_owner_and_who_keeps_the_register_answer_for_an_activity(audit, activities, owners, people, today):
    with pytest.raises(PermissionDenied):
        auditing.answer(of(activities[0]), Said.UNCHANGED, by=owners[1], today=today)
    assert signed_in(people.auditor).post(audit.page, {"answer": of(activities[0]).pk, "said": ""}).status_code == 403
    assert auditing.answer(of(activities[0]), Said.UNCHANGED, by=people.steward, today=today).said_by == people.steward


def test_what_is_kept_from_a_person_is_neither_listed_nor_counted(audit, activities, people):
    activities[0].confidential = True
    activities[0].save()
    browser = signed_in(people.steward)
    assert "0 of 3 answered" in browser.get(audit.page).content.decode()
    assert "Of Ana 1" not in browser.get(f"{audit.page}?of={activities[0].owner_id}").content.decode()
    told = {"answer": of(activities[0]).pk, "said": "unchanged"}
    assert browser.post(audit.page, told).status_code == 404


def test_one_audit_is_open_at_a_time_and_there_must_be_something_to_ask(audit, people, today):
    second = make(DataAudit, owner=people.lead, answer_by=today)
    with pytest.raises(ValidationError, match="Another data audit is open"):
        advance(second, "start", by=people.lead)
    advance(audit, "close", by=people.lead, note="Done.")
    late = make(DataAudit, owner=people.lead, answer_by=today - DAY)
    with pytest.raises(ValidationError, match="has passed"):
        advance(late, "start", by=people.lead)


def test_without_any_activity_on_record_nobody_is_asked(people, today):
    made = make(DataAudit, owner=people.lead, answer_by=today)
    with pytest.raises(ValidationError, match="No processing activity is on record yet"):
        advance(made, "start", by=people.lead)


def test_who_has_not_answered_is_found_once_the_day_has_passed_until_the_audit_is_closed(audit, activities, people):
    found = registry["inventory.audit_unanswered"].query
    assert list(found(audit.answer_by)) == []
    auditing.answer(of(activities[0]), Said.UNCHANGED, by=people.lead, today=audit.answer_by)
    activities[1].state = "ended"
    activities[1].save()
    assert list(found(audit.answer_by + DAY).order_by("pk")) == activities[2:]
    advance(audit, "close", by=people.lead, note="They left.")
    assert list(found(audit.answer_by + DAY)) == []


def test_the_page_costs_the_same_for_few_activities_and_for_many(audit, owners, people):
    browser = signed_in(owners[0])
    with CaptureQueriesContext(connection) as few:
        browser.get(audit.page)
    for n in range(20):
        activity = make(ProcessingActivity, name=f"More {n}", owner=owners[0], state="current")
        make(AuditAnswer, activity=activity, audit=audit, asked=owners[0], answer_by=audit.answer_by)
    with CaptureQueriesContext(connection) as many:
        browser.get(audit.page)
    assert len(many) == len(few)
