"""What nobody gets past, although no page offers it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from governance.committee import answering, appealing, declaring, motions, voting
from governance.committee.duties import Wording
from governance.committee.models import Declaration, Proposal
from governance.core import story
from governance.ledger.models import Entry
from tests.factories import NOW, make, person

from .acts import all_cast, cast, decide


@pytest.mark.parametrize("step", ["reject", "remit", "terminate", "confirm", "supersede"])
def test_a_step_of_the_review_room_is_not_taken_at_its_address(world, client, step):
    all_cast(world.review)
    decide(world.review, "approve", by=world.cleo)
    proposal = Proposal.objects.get(pk=world.proposal.pk)
    client.force_login(world.cleo)
    url = reverse("admin:committee_proposal_step", args=[proposal.pk, step])
    assert client.post(url, {"note": "So.", "seen_version": proposal.version}).status_code == 404
    assert Proposal.objects.get(pk=proposal.pk).state == "approved"


def test_who_may_have_an_interest_does_not_clear_themselves(world):
    declaring.declare(world.review, "possible", by=world.lisa, why="My brother works there.", now=NOW)
    with pytest.raises(ValidationError, match="ruling counts"):
        declaring.declare(world.review, "none", by=world.lisa, now=NOW)
    declaring.step_aside(world.review, by=world.lisa, why="My brother works there.", now=NOW)


def test_who_stepped_aside_is_not_ruled_back_in(world):
    said = declaring.declare(world.review, "possible", by=world.lisa, why="My brother works there.", now=NOW)
    declaring.step_aside(world.review, by=world.lisa, why="My brother works there.", now=NOW)
    with pytest.raises(ValidationError, match="nothing to rule on"):
        declaring.rule(said, "clear", by=world.cleo, why="It is nothing.", now=NOW)
    assert Declaration.objects.get(person=world.lisa).steps_aside


def test_a_chair_whose_own_interest_waits_for_a_ruling_decides_nothing(world):
    cast(world.review, (world.mark, "approve"), (world.lisa, "approve"), (world.ivan, "approve"))
    declaring.declare(world.review, "possible", by=world.cleo, why="I know the vendor.", now=NOW)
    with pytest.raises(PermissionDenied, match="waits for a ruling"):
        decide(world.review, "approve", by=world.cleo)


def test_no_motion_follows_a_decision(world):
    all_cast(world.review)
    decide(world.review, "approve", by=world.cleo)
    with pytest.raises(ValidationError, match="This is decided"):
        motions.put(world.review, Wording("reject", "On second thoughts."), by=world.cleo, now=NOW)


def test_an_appeal_is_carried_by_its_panel_however_small_the_panel_before_was(world):
    world.review.route = "fast"
    world.review.save()
    all_cast(world.review, "changes")
    decision = decide(world.review, "changes", by=world.cleo, now=NOW.replace(day=30))
    decision.outcome = "advise_against"
    decision.save()
    others = [person(name=f"Other {number}") for number in range(3)]
    told = {"by": world.owner, "why": "The survey was left out.", "panel": others, "now": NOW}
    review = appealing.appeal(decision, "evidence", **told)
    cast(review, (others[0], "remit"), (others[1], "remit"), (others[2], "uphold"))
    review.refresh_from_db()
    assert (review.is_small, review.ended) == (False, "")
    assert voting.voted(review) == {one.pk for one in others}


def test_a_dissent_without_a_name_is_told_on_no_page_of_history(world):
    cast(
        world.review, (world.cleo, "approve"), (world.mark, "approve"), (world.lisa, "approve"), (world.ivan, "reject")
    )
    decision = decide(world.review, "approve", by=world.cleo)
    answering.dissent(decision, "The logs were not checked.", by=world.ivan, is_named=False, now=NOW)
    for user in (world.owner, world.cleo, world.lead):
        changes, _more = story.of_record(world.proposal, user, size=100)
        assert not [one for one in changes if "dissent" in one.sentence or "logs" in str(one.fields)]


def test_a_link_to_what_one_may_not_see_is_told_by_its_reference_in_history_and_on_past_days(world, client):
    """Lisa stepped aside from the first proposal, and reads the one that follows it."""
    hidden = world.proposal
    declaring.step_aside(world.review, by=world.lisa, why="My brother works there.", now=NOW)
    later = make(
        Proposal, owner=world.owner, committee=hidden.committee, name="Once more", follows=hidden, link="amends"
    )
    moment = timezone.localtime()
    entry = Entry.objects.filter(kind="committee.historicalproposal", of=later.pk).first()
    pages = [
        f"/committee/proposal/{later.pk}/history/",
        f"/past/committee/proposal/{later.pk}/?at_0={moment:%Y-%m-%d}&at_1={moment:%H:%M:%S.%f}",
        f"/history/entry/{entry.pk}/",
    ]
    world.lisa.roles = [*world.lisa.roles, "steward"]
    world.lisa.save()
    for reader, reads in ((world.lisa, False), (world.lead, True)):
        client.force_login(reader)
        for page in pages:
            told = client.get(page).content.decode()
            assert hidden.reference in told, page
            assert (hidden.name in told) is reads, page
