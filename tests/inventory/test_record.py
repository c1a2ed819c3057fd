"""The record of processing: what must be said before it goes on record, and what is wrong with it today."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.core.findings import registry
from governance.core.workflow import advance
from governance.inventory import disposing, flows
from governance.inventory.models import (
    Batch,
    Controller,
    Measure,
    ProcessingActivity,
    Purpose,
    Recipient,
    Segment,
    SystemUse,
    Transfer,
)
from governance.vendors.models import Vendor
from tests.factories import TODAY, make
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
KEPT = {"retention_number": 24, "retention_unit": "months", "retention_event": "last_contact"}


@pytest.fixture
def activity(people) -> ProcessingActivity:
    told = {"subjects": ["customer"], "categories": ["contact"], "owner": people.steward}
    made = make(ProcessingActivity, **told, **KEPT)
    make(Purpose, activity=made, legal_basis="contract")
    return made


def unmet(activity, people) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        advance(activity, "put_on_record", by=people.steward)
    return refused.value.messages


def change(row, **told) -> None:
    for name, value in told.items():
        setattr(row, name, value)
    row.save()


def test_special_categories_need_a_condition_for_each_purpose(activity, people):
    change(activity, categories=["contact", "health"])
    assert unmet(activity, people) == ["Give each purpose its condition for special categories (GDPR Art. 9)."]
    change(activity.purposes.get(), condition="explicit_consent")
    assert advance(activity, "put_on_record", by=people.steward).state == "current"


def test_a_legitimate_interest_is_weighed_first(activity, people):
    change(activity.purposes.get(), legal_basis="legitimate_interests")
    assert "Weigh the legitimate interest" in unmet(activity, people)[0]
    change(activity.purposes.get(), interest="To find fraud; nothing milder finds it.", weighed_on=TODAY)
    assert advance(activity, "put_on_record", by=people.steward).state == "current"


def test_a_processor_names_its_controllers_and_joint_controllers_their_arrangement(activity, people):
    change(activity, capacity="processor")
    assert unmet(activity, people) == ["Name the controllers for whom you process (GDPR Art. 30(2))."]
    make(Controller, activity=activity, name="A school")
    change(activity, capacity="joint")
    assert unmet(activity, people) == ["Describe the arrangement between the joint controllers (GDPR Art. 26)."]
    change(activity, arrangement="We answer requests, they send the mails.")
    assert advance(activity, "put_on_record", by=people.steward).state == "current"


def found(name: str, on: dt.date = TODAY) -> list:
    return list(registry[f"inventory.{name}"].query(on))


@pytest.mark.parametrize(
    ("name", "model", "told"),
    [
        ("interest_unweighed", Purpose, {"legal_basis": "legitimate_interests"}),
        ("transfer_without_tool", Transfer, {"country": "US"}),
        ("transfer_unassessed", Transfer, {"country": "US", "mechanism": "clauses"}),
        ("segment_unexplained", Segment, {"is_sensitive": True}),
    ],
)
def test_what_is_wrong_with_an_activity_on_record_is_found(activity, people, name, model, told):
    advance(activity, "put_on_record", by=people.steward)
    assert found(name) == []
    make(model, activity=activity, **told)
    assert found(name) == [activity]


def test_more_that_is_wrong_is_found(activity, people):
    advance(activity, "put_on_record", by=people.steward)
    make(Recipient, activity=activity, vendor=make(Vendor, state="retired", retired_on=TODAY))
    assert found("recipient_retired") == [activity]
    change(activity, capacity="processor")
    assert found("controllers_unnamed") == [activity]
    change(activity, categories=["health"])
    assert found("special_without_condition") == [activity]
    change(activity, retention_number=None, retention_unit="", retention_event="")
    assert found("retention_unset") == [activity]


# Retention


@pytest.mark.parametrize(
    ("number", "unit", "event", "due"),
    [
        (30, "days", "2026-01-31", "2026-03-02"),
        (1, "months", "2026-01-31", "2026-02-28"),
        (24, "months", "2024-02-29", "2026-02-28"),
        (7, "years", "2020-02-29", "2027-02-28"),
    ],
)
def test_the_day_of_disposal_is_computed_from_number_unit_and_event(activity, number, unit, event, due):
    change(activity, retention_number=number, retention_unit=unit)
    batch = make(Batch, activity=activity, event_on=dt.date.fromisoformat(event))
    assert batch.due_on == dt.date.fromisoformat(due)


def test_it_follows_the_retention_and_history_keeps_what_it_was(activity):
    batch = make(Batch, activity=activity, event_on=dt.date(2025, 1, 15))
    change(activity, retention_number=36)
    batch.refresh_from_db()
    assert batch.due_on == dt.date(2028, 1, 15)
    days = list(batch.history.order_by("history_id").values_list("due_on", flat=True))
    assert days == [dt.date(2027, 1, 15), dt.date(2028, 1, 15)]


def test_data_past_its_day_is_found_until_it_is_gone_and_not_while_a_hold_keeps_it(activity, people):
    batch = make(Batch, activity=activity, event_on=TODAY - 731 * DAY)
    assert batch.due_on == TODAY - DAY
    assert found("retention_passed", TODAY - DAY) == []
    assert found("retention_passed") == [activity]
    (due,) = Batch.deadlines
    assert list(due.near(Batch, TODAY)) == [batch]
    hold = disposing.hold(activity, by=people.steward, reason="A lawsuit.", today=TODAY)
    assert found("retention_passed") == []
    assert list(due.near(Batch, TODAY)) == []
    with pytest.raises(ValidationError, match="legal hold"):
        disposing.dispose(batch, by=people.steward, on=TODAY, how="Shredded.", today=TODAY)
    disposing.lift(hold, by=people.steward, why="It was settled.", today=TODAY)
    assert found("retention_passed") == [activity]
    assert list(due.near(Batch, TODAY)) == [batch]
    disposing.dispose(batch, by=people.steward, on=TODAY, how="Shredded, Stu watched.", today=TODAY)
    assert found("retention_passed") == []


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"on": TODAY + DAY, "how": "x"}, "once it is done"),
        ({"on": TODAY, "how": " "}, "Say how"),
    ],
)
def test_a_disposal_is_written_down_once_it_is_done_with_how(activity, people, told, says):
    batch = make(Batch, activity=activity, event_on=TODAY)
    with pytest.raises(ValidationError, match=says):
        disposing.dispose(batch, by=people.steward, today=TODAY, **told)


def test_only_who_keeps_the_register_disposes_or_holds(activity, people):
    batch = make(Batch, activity=activity, event_on=TODAY)
    with pytest.raises(PermissionDenied):
        disposing.dispose(batch, by=people.member, on=TODAY, how="x", today=TODAY)
    with pytest.raises(PermissionDenied):
        disposing.hold(activity, by=people.director, reason="x", today=TODAY)


def test_the_list_shows_the_soonest_first_and_records_a_disposal(activity, people):
    later = make(Batch, activity=activity, name="Later", event_on=TODAY)
    sooner = make(Batch, activity=activity, name="Sooner", event_on=TODAY - 800 * DAY)
    client, url = signed_in(people.steward), reverse("admin:disposal")
    page = client.get(url).content.decode()
    assert page.index(sooner.name) < page.index(later.name)
    answer = client.post(url, {"do": "dispose", "batch": sooner.pk, "on": str(timezone.localdate()), "how": ""})
    assert "Fill this in." in answer.content.decode()
    told = {"do": "dispose", "batch": sooner.pk, "on": str(timezone.localdate()), "how": "Deleted."}
    assert client.post(url, told).status_code == 302
    sooner.refresh_from_db()
    assert (sooner.how, sooner.disposed_on) == ("Deleted.", timezone.localdate())


def test_on_the_page_of_one_activity_data_is_added_and_held(activity, people):
    client, url = signed_in(people.steward), f"{reverse('admin:disposal')}?activity={activity.pk}"
    client.post(url, {"do": "add", "name": "Orders of 2025", "event_on": "2025-12-31"})
    assert activity.batches.get().due_on == dt.date(2027, 12, 31)
    client.post(url, {"do": "hold", "reason": "A lawsuit."})
    assert "A lawsuit." in client.get(url).content.decode()
    client.post(url, {"do": "lift", "why": "Settled."})
    assert activity.holds.get().lifted_on == timezone.localdate()
    assert signed_in(people.member).post(url, {"do": "hold", "reason": "x"}).status_code == 403


def test_the_list_costs_the_same_for_few_and_many(activity, people):
    client = signed_in(people.steward)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:disposal"))
        return len(queries)

    make(Batch, activity=activity, event_on=TODAY)
    asked()
    few = asked()
    for _number in range(12):
        make(Batch, activity=make(ProcessingActivity, **KEPT), event_on=TODAY)
    assert asked() == few


# Where data flows


def test_the_flow_is_told_as_a_table_and_as_a_picture_and_keeps_what_is_hidden(activity, people):
    vendor = make(Vendor, name="Mailer", confidential=True)
    make(Recipient, activity=activity, vendor=vendor)
    make(SystemUse, activity=activity)
    make(Transfer, activity=activity, country="US")
    page = signed_in(people.director).get(reverse("admin:flow")).content.decode()
    assert activity.name in page
    assert "US" in page
    assert "Mailer" not in page
    assert vendor.reference not in page
    drawn = flows.picture(flows.found(people.lead))
    assert vendor.reference in [text for text, _x, _y in drawn.boxes]
    assert any(abroad for *_ends, abroad in drawn.lines)


def test_the_flow_costs_the_same_for_few_and_many(people):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            flows.found(people.lead)
        return len(queries)

    def one() -> None:
        row = make(ProcessingActivity)
        make(SystemUse, activity=row)
        make(Recipient, activity=row, vendor=make(Vendor))
        make(Measure, activity=row)

    one()
    few = asked()
    for _number in range(8):
        one()
    assert asked() == few
