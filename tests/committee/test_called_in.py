"""Why a member calls a proposal in is said to the panel: its owner does not read it, on no page and in no export."""

from governance.committee import declaring, voting
from governance.committee.models import Post, Proposal
from governance.core import story
from tests.factories import NOW, person

from .acts import all_cast, opened
from .test_scenarios import submitted
from .visits import reads

WHY = "It touches children."


def called_in(world) -> Proposal:
    proposal = submitted(world, tier=2)
    few = {one.person for one in proposal.open_review.voters.all()}
    world.caller = next(one for one in (world.cleo, world.mark, world.lisa, world.ivan) if one not in few)
    voting.call_in(proposal.open_review, by=world.caller, why=WHY, now=NOW)
    return Proposal.objects.get(pk=proposal.pk)


def told_in_history(proposal, user) -> str:
    changes, _more = story.of_record(proposal, user, size=100)
    rows = [str(vars(row)) for row in story.rows_of(proposal, user)]
    return "\n".join([*(f"{one.sentence} {one.fields}" for one in changes), *rows])


def test_the_owner_learns_that_it_was_called_in_and_not_why(world):
    proposal = called_in(world)
    page = reads(world.owner, proposal)
    assert "A member called it in" in page
    assert WHY not in page
    assert WHY not in told_in_history(proposal, world.owner)


def test_nobody_outside_the_panel_reads_why_either_nor_who_handed_the_proposal_over(world, people):
    proposal = called_in(world)
    proposal.owner = person(name="New Owner")
    proposal.save()
    for user in (world.owner, people.director, people.steward):
        assert WHY not in told_in_history(proposal, user)
        assert WHY not in reads(user, proposal)


def test_members_read_why_once_they_have_declared_their_interest(world):
    proposal = called_in(world)
    reader = next(one for one in (world.mark, world.lisa, world.ivan) if one != world.caller)
    assert WHY not in reads(reader, proposal)
    opened(proposal.open_review, reader)
    assert WHY in reads(reader, proposal)
    assert WHY in told_in_history(proposal, reader)


def test_who_stepped_aside_does_not_read_why_nor_does_the_owner_after_the_decision(world):
    proposal = called_in(world)
    aside = next(one for one in (world.mark, world.lisa, world.ivan) if one != world.caller)
    declaring.step_aside(proposal.open_review, by=aside, why="I sell it.", now=NOW)
    assert not Post.objects.visible_to(aside).exists()
    all_cast(proposal.open_review)
    assert WHY not in reads(world.owner, proposal)
