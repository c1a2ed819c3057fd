"""Vendors: how risky, when to review, what is wrong, and all of it on one page."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from governance.core.findings import registry
from governance.core.workflow import advance
from governance.vendors import tiering
from governance.vendors.chain import chain
from governance.vendors.models import Agreement, Certificate, ProcessorChange, SubProcessor, Transfer, Vendor
from tests.factories import TODAY, make
from tests.pages import signed_in

DAY = dt.timedelta(days=1)
database = pytest.mark.django_db
SCALES = {
    "criticality": ["low", "medium", "high"],
    "personal_data": ["no", "unknown", "yes"],
    "trains_models": ["no", "unknown", "yes"],
    "untooled_transfers": [0, 1, 3],
    "lapsed_certificates": [0, 1, 2],
}
facts = st.fixed_dictionaries({name: st.integers(0, 2) for name in SCALES})


def tier(places: dict[str, int]) -> int:
    return tiering.rate(tiering.Facts(**{name: SCALES[name][place] for name, place in places.items()})).tier


@given(facts, st.sampled_from(sorted(SCALES)))
def test_nothing_that_gets_worse_lowers_the_tier(places, name):
    worse = places | {name: min(places[name] + 1, 2)}
    assert 1 <= tier(places) <= tier(worse) <= 4


def test_the_tier_says_why():
    found = tiering.rate(tiering.Facts("high", "yes", "unknown"))
    assert (found.tier, str(found.name)) == (4, "Critical risk")
    assert found.reasons == (
        "We stop without it.",
        "It handles personal data.",
        "It trains models on our data, or nobody knows.",
    )


@pytest.mark.parametrize(("count", "word"), [(0, "low"), (1, "low"), (2, "medium"), (4, "medium"), (5, "high")])
def test_the_more_depends_on_a_vendor_the_more_critical_it_is(count, word):
    assert tiering.suggested_criticality(count) == word


@pytest.fixture
def vendor(db, people) -> Vendor:
    told = {"personal_data": "yes", "role": "processor", "trains_models": "no", "review_on": TODAY - 3 * DAY}
    return make(Vendor, state="active", owner=people.steward, chain_checked_on=TODAY, **told)


@database
def test_a_review_plans_the_next_one_from_the_day_that_was_planned(vendor, people):
    noon = dt.datetime.combine(TODAY, dt.time(12), dt.UTC)
    advance(vendor, "reviewed", by=people.steward, note="Read its report.", now=noon)
    assert vendor.review_on == dt.date(2028, 11, 21)
    with pytest.raises(ValidationError, match="Say why"):
        advance(vendor, "reviewed", by=people.steward, now=noon)


@database
@pytest.mark.parametrize(
    ("name", "model", "told", "days"),
    [
        ("certificate_expired", Certificate, {"scheme": "soc2", "valid_until": TODAY}, 1),
        ("change_unanswered", ProcessorChange, {"told_on": TODAY - DAY, "object_by": TODAY}, 1),
        ("transfer_without_tool", Transfer, {"country": "US"}, 0),
        ("transfer_unassessed", Transfer, {"country": "US", "mechanism": "clauses"}, 0),
        (
            "transfer_unassessed",
            Transfer,
            {"country": "US", "mechanism": "clauses", "outcome": "go", "assessed_on": TODAY, "recheck_on": TODAY},
            1,
        ),
    ],
)
def test_what_is_wrong_with_a_vendor_is_found_from_its_day_on_and_not_once_it_is_retired(
    vendor, name, model, told, days
):
    found = registry[f"vendors.{name}"]
    make(model, vendor=vendor, **told)
    assert list(found.query(TODAY + days * DAY)) == [vendor]
    if days:
        assert list(found.query(TODAY)) == []
    vendor.state, vendor.retired_on = "retired", TODAY
    vendor.save()
    assert list(found.query(TODAY + days * DAY)) == []


@database
def test_a_vendor_that_trains_models_or_whose_chain_is_old_is_found(vendor):
    assert list(registry["vendors.trains_models"].query(TODAY)) == []
    vendor.trains_models = "unknown"
    vendor.save()
    assert list(registry["vendors.trains_models"].query(TODAY)) == [vendor]
    assert list(registry["vendors.chain_unknown"].query(TODAY + 365 * DAY)) == []
    assert list(registry["vendors.chain_unknown"].query(TODAY + 366 * DAY)) == [vendor]


@database
def test_an_agreement_that_ends_slow_breach_notice_and_an_unproven_exit_are_found(vendor, people):
    told = {"kind": "processing", "state": "in_force", "signed_on": TODAY, "ends_on": TODAY + 30 * DAY}
    agreement = make(Agreement, vendor=vendor, **told)
    assert list(registry["vendors.ending_unrenewed"].query(TODAY - DAY)) == []
    assert list(registry["vendors.ending_unrenewed"].query(TODAY)) == [agreement]
    assert list(registry["vendors.breach_notice_slow"].query(TODAY)) == [agreement]
    noon = dt.datetime.combine(TODAY, dt.time(12), dt.UTC)
    advance(agreement, "end", by=people.steward, note="Another vendor.", now=noon)
    assert list(registry["vendors.exit_unproven"].query(TODAY + 30 * DAY)) == []
    assert list(registry["vendors.exit_unproven"].query(TODAY + 31 * DAY)) == [agreement]
    with pytest.raises(ValidationError, match="how the deletion or return was proved"):
        advance(agreement, "prove_exit", by=people.steward)
    agreement.exit_proven_on, agreement.exit_note = TODAY, "Their letter."
    agreement.save()
    assert advance(agreement, "prove_exit", by=people.steward).state == "proven"


@database
def test_the_last_day_to_give_notice_is_filled_in_and_may_be_another():
    told = {"ends_on": dt.date(2027, 3, 31), "notice_days": 30}
    assert make(Agreement, **told).notice_by == dt.date(2027, 3, 1)
    assert make(Agreement, notice_by=dt.date(2027, 2, 1), **told).notice_by == dt.date(2027, 2, 1)


@database
def test_a_vendor_is_not_its_own_sub_processor(vendor):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(SubProcessor, vendor=vendor, is_vendor=vendor)


@database
def test_the_page_of_a_vendor_tells_what_it_is_about_and_costs_the_same_however_much_is_known(vendor, people):
    client, url = signed_in(people.steward), reverse("admin:vendor", args=[vendor.pk])
    agreement = make(
        Agreement, vendor=vendor, name="The contract", kind="processing", state="in_force", signed_on=TODAY
    )
    make(Transfer, vendor=vendor, country="US")
    make(ProcessorChange, vendor=vendor, what="A new one joins", told_on=TODAY, object_by=timezone.localdate() + DAY)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url).content.decode()
        assert all(text in page for text in ("The contract", "A new one joins", "No tool", "In force, with gaps"))
        return len(queries)

    asked()
    few = asked()
    for number in range(10):
        make(SubProcessor, vendor=vendor, name=f"Sub {number}")
        make(Certificate, vendor=vendor, scheme="soc2")
        make(Transfer, vendor=vendor, country="US")
    assert asked() == few
    assert agreement.reference in client.get(url).content.decode()


@database
def test_an_agreement_that_is_kept_from_somebody_is_not_on_the_page_of_its_vendor(vendor, people):
    make(Agreement, vendor=vendor, name="A name that is hidden", confidential=True)
    page = signed_in(people.director).get(reverse("admin:vendor", args=[vendor.pk])).content.decode()
    assert "A name that is hidden" not in page


@database
def test_a_vendor_that_is_kept_from_somebody_has_no_page(vendor, people):
    vendor.confidential = True
    vendor.save()
    assert signed_in(people.director).get(reverse("admin:vendor", args=[vendor.pk])).status_code == 404


# The chain


def names(vendor, user) -> list[tuple[int, str, bool]]:
    return [(link.level, link.name.partition(" ")[2] or link.name, link.again) for link in chain(vendor, user)]


@database
def test_the_chain_follows_each_processor_that_is_a_vendor_of_ours_and_stops_at_rings(vendor, people):
    mail, cloud = make(Vendor, name="Mail"), make(Vendor, name="Cloud")
    make(SubProcessor, vendor=vendor, is_vendor=mail)
    make(SubProcessor, vendor=vendor, name="Helpdesk", is_vendor=None)
    make(SubProcessor, vendor=mail, is_vendor=cloud)
    make(SubProcessor, vendor=cloud, is_vendor=mail)
    told = names(vendor, people.director)
    assert told == [(1, "Mail", False), (2, "Cloud", False), (3, "Mail", True), (1, "Helpdesk", False)]


@database
def test_a_confidential_vendor_in_the_chain_is_neither_named_nor_followed(vendor, people):
    secret = make(Vendor, name="Secret", confidential=True)
    make(SubProcessor, vendor=vendor, is_vendor=secret)
    make(SubProcessor, vendor=secret, name="Behind it", is_vendor=None)
    assert [link.name for link in chain(vendor, people.director)] == ["A vendor of ours that is confidential"]
    assert len(chain(vendor, people.lead)) == 2
    assert "Secret" not in signed_in(people.director).get(reverse("admin:vendor", args=[vendor.pk])).content.decode()


@database
def test_the_chain_costs_a_query_or_two_a_level_however_wide_it_is(vendor, people):
    first = [make(Vendor) for _n in range(6)]
    for one in first:
        make(SubProcessor, vendor=vendor, is_vendor=one)
        make(SubProcessor, vendor=one, is_vendor=make(Vendor))
    with CaptureQueriesContext(connection) as queries:
        assert len(chain(vendor, people.lead)) == 12
    assert len(queries) <= 3 * 3


@database
def test_a_criticality_that_is_too_low_for_what_rests_on_it_is_said(vendor):
    vendor.criticality = "low"
    assert tiering.suggested(vendor, 1) == ""
    assert tiering.suggested(vendor, 2) == "Medium"
    vendor.criticality = "high"
    assert tiering.suggested(vendor, 9) == ""
