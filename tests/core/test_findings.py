"""What is wrong today: declared once, shown everywhere, accepted with a reason until a day."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from governance.core import accepted, findings, home
from governance.core.findings import Level
from governance.core.models import AcceptedFinding
from governance.core.records import record_types
from governance.inventory.models import ProcessingActivity
from governance.vendors.models import Vendor
from tests.factories import make, person

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
OVERDUE = findings.registry["vendors.review_overdue"]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def late(today):
    """A vendor in use whose review is overdue."""
    return make(Vendor, state="active", review_on=today - DAY, personal_data="no", role="none")


def counting(today, found=OVERDUE):
    return list(accepted.open_rows(found, today))


def printed(*options) -> str:
    out = StringIO()
    call_command("findings", *options, stdout=out)
    return out.getvalue()


def test_there_are_at_least_25_of_them_and_each_says_what_is_wrong_and_what_to_do():
    declared = findings.declared()
    assert len(declared) >= 25
    assert all(str(found.says).endswith(".") and str(found.do).endswith((".", ").")) for found in declared)


@pytest.mark.parametrize("found", findings.declared(), ids=lambda found: found.id)
def test_each_is_one_query_over_one_kind_of_record(found, today, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(found.query(today))
    assert found.model in record_types()


def test_two_findings_may_not_share_a_name():
    with pytest.raises(ValueError, match="two findings"):
        findings.finding("vendors.review_overdue", level=Level.NOTICE, says="", do="")(OVERDUE.query)


def test_accepting_takes_it_off_through_its_last_day_and_no_longer(people, late, today):
    until = today + 30 * DAY
    accepted.accept(OVERDUE, late, by=people.lead, reason="Moving away in a month.", until=until, today=today)
    assert counting(today) == []
    assert counting(until) == []
    assert counting(until + DAY) == [late]


def test_what_was_taken_back_counts_again_and_stays_on_record(people, late, today):
    row = accepted.accept(OVERDUE, late, by=people.director, reason="Later.", until=today, today=today)
    accepted.take_back(row, by=people.lead, today=today)
    assert counting(today) == [late]
    assert list(row.history.values_list("actor", flat=True).order_by("history_id")) == ["Dora Director", "Lena Lead"]


def test_accepting_one_finding_leaves_the_others_of_the_record(people, late, today):
    late.role, late.personal_data = "processor", "yes"
    late.save()
    accepted.accept(OVERDUE, late, by=people.lead, reason="Later.", until=today, today=today)
    assert counting(today, findings.registry["vendors.processor_without_agreement"]) == [late]


@pytest.mark.parametrize("who", ["steward", "member", "auditor", "outsider", "leaver"])
def test_only_a_privacy_lead_or_a_director_accepts(people, late, today, who):
    with pytest.raises(PermissionDenied):
        accepted.accept(OVERDUE, late, by=getattr(people, who), reason="Later.", until=today, today=today)
    assert not AcceptedFinding.objects.exists()


def test_a_director_does_not_accept_what_is_hidden_from_them(people, late, today):
    late.confidential = True
    late.save()
    with pytest.raises(PermissionDenied):
        accepted.accept(OVERDUE, late, by=people.director, reason="Later.", until=today, today=today)


@pytest.mark.parametrize(
    ("reason", "days", "told"),
    [("", 5, "Say why"), ("  ", 5, "Say why"), ("Later.", -1, "from today on"), ("Later.", 400, "one year ahead")],
)
def test_an_acceptance_has_a_reason_and_an_end_within_a_year(people, late, today, reason, days, told):
    with pytest.raises(ValidationError, match=told):
        accepted.accept(OVERDUE, late, by=people.lead, reason=reason, until=today + days * DAY, today=today)


def test_what_is_right_cannot_be_accepted_and_nothing_twice(people, late, today):
    told = {"by": people.lead, "reason": "Later.", "until": today, "today": today}
    accepted.accept(OVERDUE, late, **told)
    for record in (late, make(Vendor)):
        with pytest.raises(ValidationError, match="no longer"):
            accepted.accept(OVERDUE, record, **told)


def test_an_owner_is_told_of_what_is_wrong_with_their_own_and_of_nothing_else(people, late, today):
    mine = make(Vendor, state="active", review_on=today - DAY, owner=people.member, personal_data="no", role="none")
    found = home.wrong(people.member, today)
    assert [(one["finding"].id, one["records"]) for one in found] == [(OVERDUE.id, [mine])]


def test_the_owner_of_a_record_who_has_left_is_a_finding_of_every_kind_of_record(today):
    for model in record_types():
        if model._meta.app_label != "toys":
            assert f"{model._meta.label_lower}.owner_left" in findings.registry
    left = make(ProcessingActivity, owner=person(is_active=False))
    assert counting(today, findings.registry["inventory.processingactivity.owner_left"]) == [left]


def test_a_list_shows_how_much_is_wrong_with_a_row_and_filters_by_it(people, late, client):
    right = make(Vendor, name="All is well")
    client.force_login(people.steward)
    url = reverse("admin:vendors_vendor_changelist")
    assert "1 finding<" in client.get(url).content.decode()
    found = client.get(url, {"wrong": OVERDUE.id})
    assert list(found.context["cl"].result_list) == [late]
    assert right.name not in found.content.decode()


def test_the_badges_of_a_page_cost_one_query_and_one_for_what_is_accepted(today, late, django_assert_num_queries):
    from governance.core.wrong import badges

    rows = [make(Vendor, state="active", review_on=today - DAY) for _ in range(10)]
    list(AcceptedFinding.objects.of(OVERDUE.id, Vendor, today))
    with django_assert_num_queries(2):
        badges(Vendor, [late, *rows], today)
    assert all(OVERDUE in row.wrong for row in rows)


def test_the_page_of_a_record_says_what_is_wrong_and_the_lead_accepts_it_there(people, late, today, client):
    client.force_login(people.lead)
    accept = reverse("admin:accept_finding", args=[OVERDUE.id, late.pk])
    assert accept in client.get(late.get_absolute_url()).content.decode()
    client.post(accept, {"reason": "They leave next month.", "until": today + 9 * DAY})
    page = client.get(late.get_absolute_url()).content.decode()
    assert "They leave next month." in page
    assert accept not in page
    row = AcceptedFinding.objects.get()
    client.post(reverse("admin:finding", args=[OVERDUE.id]), {"accepted": row.pk})
    assert counting(today) == [late]


def test_a_form_without_a_reason_says_so_and_accepts_nothing(people, late, today, client):
    client.force_login(people.lead)
    answer = client.post(reverse("admin:accept_finding", args=[OVERDUE.id, late.pk]), {"reason": "", "until": today})
    assert answer.status_code == 200
    assert "Fill this in." in answer.content.decode()
    assert not AcceptedFinding.objects.exists()


def test_the_page_of_all_says_how_many_and_what_was_found_in_order(people, late, client):
    client.force_login(people.lead)
    page = client.get(reverse("admin:findings")).content.decode()
    assert str(OVERDUE.says) in page
    assert reverse("admin:finding", args=[OVERDUE.id]) in page
    assert "checks found nothing" in page
    one = client.get(reverse("admin:finding", args=[OVERDUE.id])).content.decode()
    assert reverse("admin:accept_finding", args=[OVERDUE.id, late.pk]) in one
    assert client.get(reverse("admin:finding", args=["no.such"])).status_code == 404


def test_an_acceptance_of_a_hidden_record_is_not_shown(people, late, today, client):
    late.confidential, late.name = True, "A name that is hidden"
    late.save()
    accepted.accept(OVERDUE, late, by=people.lead, reason="A reason that is hidden", until=today, today=today)
    client.force_login(people.director)
    assert "that is hidden" not in client.get(reverse("admin:finding", args=[OVERDUE.id])).content.decode()


def test_the_command_counts_and_names_and_ends_with_1_from_a_level_on(late):
    assert f"vendors.review_overdue: {OVERDUE.says} (1: {late.reference})" in printed()
    told = {one["id"]: one for one in json.loads(printed("--json"))}
    assert told[OVERDUE.id] == {
        "id": OVERDUE.id,
        "level": "NOTICE",
        "says": str(OVERDUE.says),
        "do": str(OVERDUE.do),
        "count": 1,
        "records": [late.reference],
    }
    printed("--fail-level", "serious")
    with pytest.raises(SystemExit, match="1"):
        printed("--fail-level", "notice")


def test_the_command_lists_what_is_declared_without_looking_at_records(django_assert_num_queries):
    with django_assert_num_queries(0):
        told = json.loads(printed("--list", "--json"))
    assert [one["id"] for one in told] == [found.id for found in findings.declared()]


def test_the_command_says_when_nothing_is_wrong():
    assert printed() == "Nothing is wrong today.\n"


def test_the_command_refuses_a_level_that_there_is_not():
    with pytest.raises(CommandError, match="invalid choice"):
        printed("--fail-level", "dreadful")
