"""The committee in figures: what is computed, over what, and that it tells nobody what they may not see."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from governance.committee import figures
from governance.committee.figures import measures, told
from governance.committee.models import (
    Ballot,
    Condition,
    Decision,
    Declaration,
    InfoRequest,
    Motion,
    MotionVote,
    Proposal,
    Review,
    Voter,
)
from governance.core.models import Snapshot
from tests.factories import NOW, TODAY, make
from tests.pages import signed_in

MONDAY = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
KRIPPENDORFF = ["111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3"]
"""Twelve units from the author's own worked example, whose nominal alpha is 0.743."""


def closed(proposal=None, *, outcome: str = "approve", opened=MONDAY, at=NOW, **more) -> Review:
    """A round that ended with that decision."""
    about = {"what": "Send letters", "why": "To sell", "state": "approved", "snapshot": make(Snapshot)}
    proposal = proposal or make(Proposal, **about)
    review = make(Review, proposal=proposal, opened_at=opened, closed_at=at, ended="decided", unsealed_at=at, **more)
    kept = {"kind": review.kind, "route": review.route, "reasons": "Fair."}
    make(Decision, proposal=proposal, review=review, outcome=outcome, decided_at=at, **kept)
    return review


def read(user, days: int = 365) -> figures.Reading:
    return figures.Reading(user, TODAY - dt.timedelta(days=days), TODAY)


def says(table: figures.Table) -> dict[str, str]:
    return {str(line.label): line.says for line in table.lines}


def looks(table: figures.Table) -> list[str]:
    return [str(line.label) for line in table.lines if line.look]


# -------------------------------------------------------------------------------------------------- arithmetic


def test_agreement_is_as_in_the_published_example():
    assert measures.agreement(KRIPPENDORFF).value == pytest.approx(0.743, abs=0.0005)


@given(st.lists(st.sampled_from("ab"), min_size=8, max_size=30))
def test_who_always_agrees_has_an_agreement_of_one_if_anything_differs(choices):
    found = measures.agreement([(one, one, one) for one in choices])
    assert found.value == (pytest.approx(1) if len(set(choices)) == 2 else None)


@given(st.lists(st.integers(0, 100), max_size=40), st.floats(0.01, 1))
def test_a_percentile_is_one_of_the_values_that_so_many_do_not_exceed(values, rank):
    found = measures.percentile(values, rank)
    assert (found.value is None) == (len(values) < 5)
    if found.value is not None:
        assert found.value in values
        assert sum(one <= found.value for one in values) >= rank * len(values) - 1e-9
        assert sum(one < found.value for one in values) < rank * len(values)


def test_over_fewer_than_five_nothing_is_said():
    assert measures.share(1, 4).value is None
    assert measures.share(1, 5).value == pytest.approx(0.2)


# ------------------------------------------------------------------------------------------------------ figures


@pytest.mark.django_db
def test_time_is_counted_from_submitting_and_stands_still_while_the_owner_is_asked(people):
    for _n in range(4):
        closed(opened=MONDAY, at=MONDAY + dt.timedelta(days=2))
    small = make(Review, opened_at=MONDAY, closed_at=MONDAY + dt.timedelta(days=3), ended="escalated", route="fast")
    slow = closed(small.proposal, opened=MONDAY + dt.timedelta(days=3), at=MONDAY + dt.timedelta(days=21), prior=small)
    make(InfoRequest, review=slow, asked_at=MONDAY + dt.timedelta(days=7), answered_at=MONDAY + dt.timedelta(days=14))
    found = says(told.time(read(people.auditor)))
    assert found["From submitting to the decision"] == "2 days"
    assert found["Nine of ten were decided within"] == "21 days"
    assert figures.reading.working_days(slow, TODAY) == 3 + 12 - 5
    assert found["Decided within the target"] == "100 %"


@pytest.mark.django_db
def test_what_was_passed_on_is_counted_once_and_urgent_ones_are_marked_when_many(people):
    for kind in ("initial", "initial", "initial", "initial", "urgent"):
        closed(kind=kind)
    small = make(Review, closed_at=NOW, ended="escalated", route="fast")
    closed(small.proposal, outcome="reject", prior=small)
    found = read(people.auditor)
    (row,) = [one for one in told.outcomes(found, "route").rows if one[0] == "The committee"]
    assert sum(row[1:]) == 6
    assert dict(zip([str(head) for head in told.outcomes(found, "route").heads], row, strict=True))["Rejected"] == 1
    assert looks(told.exceptions(found)) == ["Urgent"]
    assert [line.of for line in told.exceptions(found).lines] == [6, 6, 1]


@pytest.mark.django_db
def test_who_changes_between_ballot_and_motion_is_counted(people):
    for _n in range(2):
        review = closed(outcome="conditional")
        motion = make(Motion, review=review, outcome="conditional", result="carried", closed_at=NOW, sha256="a")
        for choice, side in (("approve", "for"), ("reject", "for"), ("conditional", "against")):
            voter = make(Voter, review=review)
            make(Ballot, voter=voter, choice=choice, reason="because")
            make(MotionVote, motion=motion, voter=voter, side=side)
    line = told.votes(read(people.auditor)).lines[3]
    assert (line.says, line.of, line.look) == ("67 %", 6, True)


@pytest.mark.django_db
def test_a_ballot_that_no_longer_counts_is_not_counted(people):
    review = closed()
    voter = make(Voter, review=review)
    make(Ballot, voter=voter, choice="reject", reason="because")
    make(Ballot, voter=make(Voter, review=review), choice="approve")
    make(Declaration, proposal=review.proposal, person=voter.person, steps_aside=True, why="My brother.")
    assert list(read(people.auditor).ballots[review.pk].values()) == ["approve"]


@pytest.mark.django_db
def test_what_is_due_today_is_neither_in_time_nor_late_yet(people):
    decision = closed().decision
    for _n in range(5):
        make(Condition, due_on=TODAY, decision=decision, proposal=decision.proposal)
    table = told.after(read(people.auditor))
    assert [(line.says, line.of) for line in table.lines[:2]] == [("", 0), ("", 0)]


@pytest.mark.django_db
def test_a_vote_that_is_open_already_is_not_waited_for(people):
    now = timezone.now()
    make(Voter, person=people.member, review=make(Review, opened_at=now, unsealed_at=now))
    make(Voter, person=people.member, review=make(Review, opened_at=now))
    today = timezone.localdate()
    lines = told.of_member(figures.Reading(people.member, today, today)).lines
    assert (lines[0].says, lines[0].of) == ("1", 2)


@pytest.mark.django_db
def test_conditions_are_in_time_when_reported_done_by_their_day(people):
    due = timezone.localdate() + dt.timedelta(days=1)
    owner = {"decision": closed().decision}
    done = [make(Condition, due_on=due, proposal=owner["decision"].proposal, **owner) for _n in range(4)]
    for one in done:
        one.evidence, one.state = "Seen.", "done"
        one.save()
    make(Condition, due_on=due - dt.timedelta(days=11), proposal=owner["decision"].proposal, **owner)
    found = figures.Reading(people.auditor, due - dt.timedelta(days=30), due)
    assert says(told.after(found))["Conditions reported done in time"] == "80 %"
    assert [one.of for one in told.after(found).lines][1] == 1


# ------------------------------------------------------------------------------------------------------ secrets


@pytest.mark.django_db
def test_what_somebody_stepped_aside_from_is_not_counted_for_them(people):
    reviews = [closed() for _n in range(6)]
    make(Declaration, proposal=reviews[0].proposal, person=people.member, steps_aside=True, why="My brother.")
    assert len(read(people.member).rounds) == 5
    assert len(read(people.chair).rounds) == 6


@pytest.mark.django_db
def test_how_a_proposal_was_weighed_is_not_counted_for_whoever_proposed_it(people):
    review = closed(make(Proposal, owner=people.member, state="approved", snapshot=make(Snapshot)))
    make(Ballot, voter=make(Voter, review=review), choice="approve")
    assert read(people.member).decided == [review]
    assert read(people.member).ballots == {}
    assert list(read(people.auditor).ballots) == [review.pk]


@pytest.mark.django_db
def test_rounds_that_are_open_say_nothing(world):
    assert read(world.lead).rounds == []


@pytest.mark.django_db
def test_how_fast_one_votes_is_for_oneself(people):
    opened = timezone.now() - dt.timedelta(days=3)
    for _n in range(5):
        voter = make(Voter, person=people.member, review=make(Review, opened_at=opened))
        make(Ballot, voter=voter, choice="approve")
    today = timezone.localdate()
    own = figures.Reading(people.member, today - dt.timedelta(days=9), today)
    assert says(told.of_member(own))["You voted after"] == "3 days"
    assert figures.Reading(people.chair, today - dt.timedelta(days=9), today).own_votes == []


# --------------------------------------------------------------------------------------------------------- page


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "status"), [("member", 200), ("auditor", 200), ("steward", 403), ("outsider", 403)])
def test_it_is_for_the_committee_and_those_who_watch_over_it(people, name, status):
    assert signed_in(getattr(people, name)).get("/committee/figures/").status_code == status


@pytest.mark.django_db
def test_the_page_says_so_where_nothing_closed_and_takes_odd_choices_for_none(people):
    page = signed_in(people.auditor).get("/committee/figures/?period=0&by=secret").content.decode()
    assert "Nothing to count yet" in page


@pytest.mark.django_db
def test_many_rounds_cost_as_many_queries_as_few(people):
    client = signed_in(people.chair)
    proposal = make(Proposal, state="approved", snapshot=make(Snapshot))

    def queries(count: int) -> int:
        for _n in range(count):
            review = closed(proposal, at=timezone.now())
            make(Ballot, voter=make(Voter, review=review, person=people.chair), choice="approve")
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/committee/figures/").content.decode()
        assert "What came out" in page
        return len(asked)

    assert queries(5) == queries(2) == queries(40)
