"""A step: who, what first, what follows, all or nothing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.core.workflow import advance
from governance.incidents.models import Action, Incident
from governance.vendors.models import Agreement, Vendor
from tests.factories import NOW, TODAY, make

pytestmark = pytest.mark.django_db


def test_all_unmet_rules_are_told_at_once_and_nothing_moves(people):
    row = make(Incident, owner=people.steward)
    make(Action, incident=row)
    with pytest.raises(ValidationError) as refused:
        advance(row, "close", by=people.steward)
    assert refused.value.messages == [
        "Rate the severity.",
        "Name the cause before you close.",
        "Finish the open actions, or drop them with a reason.",
        "Say what is learned from it, or why there is nothing to learn.",
    ]
    row.refresh_from_db()
    assert (row.state, row.version) == ("open", 1)


def test_what_follows_is_saved_in_the_same_version_with_actor_and_reason(people):
    row = make(Incident, owner=people.steward, severity="low", cause="A slip.", no_lessons_why="It was luck.")
    advance(row, "close", by=people.steward, note="All told.", now=NOW)
    assert (row.state, row.closed_at, row.version) == ("closed", NOW, 2)
    newest = row.history.order_by("-history_id").first()
    assert (newest.actor, newest.history_change_reason, newest.history_user) == (
        "Stu Steward",
        "All told.",
        people.steward,
    )


def test_a_step_that_asks_why_is_refused_without_a_note(people):
    row = make(Vendor)
    with pytest.raises(ValidationError, match="Say why"):
        advance(row, "retire", by=people.steward, note="  ")


def test_who_may_not_is_refused_before_what_is_missing_is_told(people):
    with pytest.raises(PermissionDenied):
        advance(make(Incident), "close", by=people.director)


def test_somebody_deactivated_takes_no_step(people):
    row = make(Vendor, personal_data="no", review_on=TODAY)
    with pytest.raises(PermissionDenied):
        advance(row, "take_into_use", by=people.leaver)


def test_an_unknown_step_is_a_programmers_mistake(people):
    with pytest.raises(LookupError):
        advance(make(Vendor), "explode", by=people.lead)


def test_an_agreement_without_a_signing_date_does_not_come_into_force(people):
    row = make(Agreement)
    with pytest.raises(ValidationError, match="signed"):
        advance(row, "bring_into_force", by=people.steward)
    row.signed_on = TODAY
    row.save()
    advance(row, "bring_into_force", by=people.steward)
    assert list(Agreement.objects.in_force(TODAY)) == [row]
