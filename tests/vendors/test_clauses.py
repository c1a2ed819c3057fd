"""The clauses of an agreement: by the law of its day, looked through once, gaps accepted until a day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from governance.core.acting import acting
from governance.core.findings import registry
from governance.law.models import Kind, Rule
from governance.vendors import checklist
from governance.vendors.models import Agreement, Clause, Found
from tests.factories import make
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def agreement(today, people) -> Agreement:
    signed = today - 30 * DAY
    return make(Agreement, kind="processing", state="in_force", signed_on=signed, owner=people.steward, breach_hours=24)


def settle(agreement, today, *, but: str = "", **told) -> None:
    """Everything is there; of one item, what is told, or nothing."""
    for item in checklist.items(agreement, today):
        if item.rule.code != but:
            make(Clause, agreement=agreement, code=item.rule.code, found=Found.MET)
        elif told:
            make(Clause, agreement=agreement, code=but, **told)


def wrong(name: str, today) -> list:
    return list(registry[name].query(today))


def test_the_checklist_is_that_of_the_law_on_the_day_of_signing(agreement, today):
    assert len(checklist.items(agreement, today)) == 20
    agreement.signed_on = dt.date(2020, 1, 1)
    codes = [item.rule.code for item in checklist.items(agreement, today)]
    assert "DPA-16" not in codes, "that opinion came in October 2024"
    assert len(codes) == 19


def test_an_agreement_is_valid_once_everything_that_must_be_there_is_settled(agreement, today):
    assert str(checklist.standing(agreement, today).word) == "In force, with gaps"
    settle(agreement, today)
    assert str(checklist.standing(agreement, today).word) == "Valid"
    assert wrong("vendors.clause_missing", today) == []


@pytest.mark.parametrize(("days", "word"), [(-1, "Expired"), (0, "Expiring"), (90, "Expiring"), (91, "Valid")])
def test_its_end_comes_nearer_day_by_day(agreement, today, days, word):
    settle(agreement, today)
    agreement.ends_on = today + days * DAY
    assert str(checklist.standing(agreement, today).word) == word


def test_a_gap_counts_as_settled_until_the_day_and_is_found_after_it(agreement, today, people):
    told = {"found": Found.ACCEPTED, "accepted_by": people.lead, "accepted_until": today + 5 * DAY, "note": "Later."}
    settle(agreement, today, but="DPA-10", **told)
    assert checklist.gaps(agreement, today + 5 * DAY) == []
    assert [item.rule.code for item in checklist.gaps(agreement, today + 6 * DAY)] == ["DPA-10"]
    assert wrong("vendors.acceptance_lapsed", today + 5 * DAY) == []
    assert wrong("vendors.acceptance_lapsed", today + 6 * DAY) == [agreement]
    assert wrong("vendors.clause_missing", today + 6 * DAY) == [agreement]


@pytest.mark.parametrize("told", [{}, {"found": Found.MISSING}], ids=["not looked at", "missing"])
def test_what_must_be_there_and_is_not_is_found(agreement, today, told):
    settle(agreement, today, but="DPA-03", **told)
    assert wrong("vendors.clause_missing", today) == [agreement]


def test_what_should_be_there_may_be_missing(agreement, today):
    settle(agreement, today, but="DPA-18", found=Found.MISSING)
    assert wrong("vendors.clause_missing", today) == []


def test_a_rule_that_comes_into_force_is_asked_of_all_from_its_day_on(agreement, today):
    settle(agreement, today)
    make(
        Rule, code="DPA-90", kind=Kind.ITEM, jurisdiction="EU", title="New", summary="New", terms={"level": "must"},
        status="in_force", valid_from=today + DAY, checked_on=today,
    )  # fmt: skip
    assert wrong("vendors.clause_missing", today) == []
    assert wrong("vendors.clause_missing", today + DAY) == [agreement]


@pytest.mark.parametrize(
    "told",
    [{"found": Found.ACCEPTED}, {"found": Found.ACCEPTED, "note": "So."}, {"found": Found.NOT_NEEDED}],
    ids=["nothing said", "no end", "no reason"],
)
def test_the_database_keeps_no_gap_without_who_until_when_and_why(agreement, told):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(Clause, agreement=agreement, code="DPA-01", **told)


def url(agreement) -> str:
    return reverse("admin:clauses", args=[agreement.pk])


def sent(agreement, today, **changed) -> dict[str, str]:
    told = {}
    for item in checklist.items(agreement, today):
        told[f"{item.rule.code}-seen_version"] = str(item.clause.version if item.clause else 0)
        told[f"{item.rule.code}-found"] = item.clause.found if item.clause else ""
    return told | changed


def test_the_page_keeps_what_was_found_in_one_go(agreement, people, today):
    client = signed_in(people.steward)
    answer = client.post(
        url(agreement), sent(agreement, today, **{"DPA-00-found": "met", "DPA-03-place": "", "DPA-03-found": "missing"})
    )
    assert answer.status_code == 302
    assert dict(agreement.clauses.values_list("code", "found")) == {"DPA-00": "met", "DPA-03": "missing"}
    assert agreement.clauses.get(code="DPA-00").history.get().actor == "Stu Steward"


def test_an_accepted_gap_names_who_accepted_it(agreement, people, today):
    client = signed_in(people.lead)
    told = {"DPA-10-found": "accepted", "DPA-10-note": "Its report will do.", "DPA-10-accepted_until": str(today + DAY)}
    client.post(url(agreement), sent(agreement, today, **told))
    clause = agreement.clauses.get()
    assert (clause.accepted_by, clause.accepted_until) == (people.lead, today + DAY)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"DPA-10-found": "accepted", "DPA-10-note": "So."}, "Choose a day from today on"),
        ({"DPA-10-found": "accepted", "DPA-10-accepted_until": "2090-01-01", "DPA-10-note": "x"}, "at most one year"),
        ({"DPA-10-found": "not_needed"}, "Say why it does not apply."),
    ],
)
def test_what_is_missing_is_said_beside_the_item_and_the_others_go_in(agreement, people, today, told, says):
    client = signed_in(people.steward)
    answer = client.post(url(agreement), sent(agreement, today, **{"DPA-00-found": "met"} | told))
    assert says in answer.content.decode()
    assert list(agreement.clauses.values_list("code", flat=True)) == ["DPA-00"]


def test_two_people_at_once_lose_nothing(agreement, people, today):
    told = sent(agreement, today, **{"DPA-00-found": "met"})
    signed_in(people.lead).post(url(agreement), told)
    answer = signed_in(people.steward).post(url(agreement), told | {"DPA-00-found": "missing"})
    assert answer.status_code == 200
    assert agreement.clauses.get().found == "met"


def test_who_may_not_change_the_agreement_reads_its_clauses_only(agreement, people, today):
    client = signed_in(people.director)
    assert client.get(url(agreement)).status_code == 200
    assert client.post(url(agreement), sent(agreement, today, **{"DPA-00-found": "met"})).status_code == 403
    agreement.confidential = True
    with acting(people.steward):
        agreement.save()
    assert client.get(url(agreement)).status_code == 404


def test_a_clause_is_looked_at_once_for_an_agreement(agreement):
    make(Clause, agreement=agreement, code="DPA-01", found=Found.MET)
    with pytest.raises(ValidationError, match="already exists"):
        Clause(agreement=agreement, code="DPA-01", found=Found.MET).full_clean()
