"""Precedents: which decisions are like a case, in which order, and who is told of them when."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from governance.committee import facets, letters, precedents
from governance.committee.models import Decision, DecisionFacet, Proposal, Review
from governance.core.models import Snapshot
from governance.deia.models import AssessedActivity
from governance.inventory.models import ProcessingActivity
from tests.factories import NOW, make

from .conftest import in_review
from .rooms import duty, unsealed
from .test_reviews import cast, decide, decide_with

SETS = st.frozensets(st.sampled_from("abcdef"))


def earlier(code: str = "route:full", *, outcome: str = "approve", days: int = 10, name: str = "Send letters", **told):
    """A decision that was made so many days ago on a case of that kind."""
    about = {"what": "Send letters", "why": "To sell", "state": "approved", "snapshot": make(Snapshot)}
    proposal = make(Proposal, name=name, **about | told)
    review = make(Review, proposal=proposal, closed_at=NOW, ended="decided")
    made = make(
        Decision, proposal=proposal, review=review, outcome=outcome, decided_at=NOW - dt.timedelta(days=days),
        facets=[code], kind="initial", route="full", reasons="Fair.",
    )  # fmt: skip
    precedents.index(made)
    return made


def found(world, **told) -> list:
    return [one.decision for one in precedents.nearest(world.proposal, world.cleo, NOW, **told)]


@given(SETS, SETS)
def test_likeness_of_facets_is_the_same_both_ways_and_whole_for_the_same(one, other):
    near = precedents.jaccard(one, other)
    assert near == precedents.jaccard(other, one)
    assert 0 <= near <= 1
    assert (near == 1) == (one == other and bool(one))


def test_nearness_weighs_facets_six_to_four_and_halves_in_two_years():
    day = precedents.HALF_LIFE
    assert precedents.nearness(1, 0, 0) == pytest.approx(0.6)
    assert precedents.nearness(0, 1, 0) == pytest.approx(0.4)
    assert precedents.nearness(1, 1, day) == pytest.approx(0.5)
    assert precedents.nearness(1, 1, 2 * day) == pytest.approx(0.25)
    assert precedents.nearness(1, 1, 0, overturned=True) < precedents.nearness(1, 1, day)


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_of_texts_is_between_nothing_and_all(one, other):
    assert 0 <= precedents.likeness(one, other) <= 1 + 1e-9


def test_the_nearest_comes_first_and_what_shares_nothing_not_at_all(world):
    far, near = earlier(days=900), earlier(days=10)
    alike = earlier(days=10, name="Recommend books", what="x", why="y")
    earlier("route:light")
    assert found(world) == [alike, near, far]


def test_what_did_not_hold_on_appeal_comes_last(world):
    overturned, other = earlier(days=1), earlier(days=300)
    appeal = make(
        Review, proposal=overturned.proposal, kind="appeal", about_decision=overturned, closed_at=NOW, ended="decided"
    )
    make(
        Decision,
        proposal=overturned.proposal,
        review=appeal,
        outcome="remit",
        kind="appeal",
        route="full",
        decided_at=NOW,
    )
    assert found(world) == [other, overturned]


def test_what_is_for_practice_is_never_a_precedent(world):
    """Scenario 32. The database keeps such a proposal a draft; not even a decision forged beside it is told of."""
    made = earlier(state="draft", practice=True)
    assert made not in found(world)


def test_a_precedent_that_is_hidden_from_the_reader_is_not_told(world):
    hidden = earlier(confidential=True)
    assert found(world) == []
    assert precedents.nearest(world.proposal, world.lead, NOW)[0].decision == hidden


def test_nobody_sees_precedents_while_ballots_are_sealed_and_the_owner_never(world):
    earlier()
    assert precedents.shown(world.review, world.cleo, NOW) == []
    unsealed(world)
    assert len(precedents.shown(world.review, world.cleo, NOW)) == 1
    assert precedents.shown(world.review, world.owner, NOW) == []


def test_a_decision_keeps_what_kind_of_case_it_was(world):
    activity = make(ProcessingActivity, categories=["health", "orders"], subjects=["child"])
    make(AssessedActivity, assessment=world.proposal.about, activity=activity)
    cast(world, *[(name, "approve") for name in ("cleo", "mark", "lisa", "ivan")])
    codes = ["special", "tier:3", "categories:health", "categories:orders", "subjects:child", "route:full"]
    assert [one.code for one in facets.of(world.proposal)] == codes
    world.proposal.about.refresh_from_db()
    review = make(Review, proposal=world.proposal, snapshot=world.review.snapshot, closed_at=NOW, ended="decided")
    made = make(Decision, proposal=world.proposal, review=review, facets=codes)
    precedents.index(made)
    assert set(DecisionFacet.objects.filter(decision=made).values_list("code", flat=True)) == set(codes)


def test_deciding_makes_a_precedent_with_its_conditions(world):
    unsealed(world)
    made = decide_with(world, duty(world))
    later = in_review()
    [one] = precedents.nearest(later.proposal, later.cleo, NOW)
    assert (one.decision, one.terms[0]["text"]) == (made, "Delete after a year")
    assert {"Decided by: The committee", "High risk"} <= set(one.shared)


def test_who_drafts_is_told_the_conditions_of_cases_like_theirs_and_no_more(world, client):
    unsealed(world)
    decide_with(world, duty(world))
    earlier("tier:3")
    later = in_review()
    draft = make(Proposal, owner=later.owner, committee=later.proposal.committee, about=later.proposal.about)
    client.force_login(later.owner)
    page = client.get(f"/proposals/{draft.pk}/precedents/").content.decode()
    assert "Delete after a year" in page
    assert "Send letters" not in page
    assert "What was asked of proposals like this" in client.get(draft.get_absolute_url()).content.decode()
    client.force_login(later.lisa)
    assert client.get(f"/proposals/{draft.pk}/precedents/").status_code == 404


def test_the_chair_is_asked_once_why_a_case_was_decided_otherwise(world, client):
    other = earlier(outcome="reject", state="rejected")
    cast(world, *[(name, "approve") for name in ("cleo", "mark", "lisa", "ivan")])
    decision = decide(world)
    assert [one.decision for one in precedents.otherwise(decision, world.cleo, NOW)] == [other]
    client.force_login(world.cleo)
    assert "Similar cases were decided otherwise" in client.get(letters.url(decision)).content.decode()
    assert client.post(letters.url(decision), {"why": ""}).status_code == 200
    assert client.post(letters.url(decision), {"why": "Nobody is profiled."}).status_code == 302
    assert "Nobody is profiled." in client.get(letters.url(decision)).content.decode()
    with pytest.raises(ValidationError, match="on record already"):
        precedents.distinguish(decision, "Another", by=world.cleo)
    with pytest.raises(PermissionDenied):
        precedents.distinguish(decision, "Another", by=world.lisa)


def test_many_decisions_cost_no_more_queries_than_few(world):
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            found(world)
        return len(seen)

    earlier()
    asked()
    few = asked()
    for n in range(8):
        earlier(days=n)
    assert asked() == few


def test_only_the_newest_of_each_kind_are_looked_at(world, monkeypatch):
    monkeypatch.setattr(precedents, "A_FACET", 2)
    made = [earlier() for _ in range(4)]
    assert found(world) == [made[3], made[2]]
