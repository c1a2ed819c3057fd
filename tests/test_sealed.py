"""Walks every address for what is sealed: votes while they run, for everybody; a dossier, for who stepped aside."""

from collections.abc import Iterator
from functools import cache
from types import SimpleNamespace

import pytest
from django.test import Client

from governance.committee import declaring, motions, voting
from governance.committee.duties import Wording
from governance.committee.models import Ballot, Condition, Post, Proposal, Seat
from governance.core.roles import HELD, Role
from governance.core.workflow import advance
from governance.deia.models import Assessment

from .committee.conftest import in_review
from .factories import NOW, TODAY, make, person
from .kept import kept
from .walking import Origin, addresses, at_work, formats, history, kinds, walked_by

pytestmark = pytest.mark.django_db
DOSSIER, SEALED, VOTED, CALLED = "dossiercanary", "sealedcanary", "motioncanary", "calledcanary"


def open_world() -> SimpleNamespace:
    """Nothing is confidential. Mark has stepped aside from the one proposal, Lisa has voted on it, sealed.

    On a second proposal, whose ballots are open, Lisa has voted on a motion that is still open. A third was before
    few reviewers, until a member called it in.
    """
    world = in_review()
    world.moved = move(world)
    world.called = call_in(world)
    group = world.proposal.committee
    about = make(Assessment, owner=world.owner, state="complete", route="full", tier=3, name=f"{DOSSIER} assessment")
    told = dict.fromkeys(("name", "what", "why"), DOSSIER)
    proposal = make(Proposal, owner=world.owner, about=about, committee=group, **told)
    advance(proposal, "submit", by=world.owner, now=NOW)
    world.told = vote(world, proposal)
    world.rows = {model._meta.label_lower: make(model) for model in kinds()}
    world.rows |= {"committee.proposal": proposal, "deia.assessment": about, "committee.committee": group}
    decision = world.rows["committee.condition"].decision
    world.rows["committee.condition"] = make(Condition, proposal=proposal, name=DOSSIER, decision=decision)
    told = {"about": world.rows["vendors.vendor"], "format": next(iter(formats)), "file": "list.json"}
    world.origin = make(Origin, said="{}", taken="{}", **told)
    world.pointing, world.track = [], at_work(world.rows["incidents.incident"])
    return world


def vote(world, proposal: Proposal):
    review = proposal.open_review
    declaring.declare(review, "none", by=world.lisa, now=NOW)
    voting.cast(review, "reject", by=world.lisa, reason=SEALED, now=NOW)
    make(Post, proposal=proposal, review=review, author=world.lisa, text=DOSSIER, posted_at=NOW)
    declaring.step_aside(review, by=world.mark, why="My cousin sells it.", now=NOW)
    return review


def move(world):
    """All have voted, two each way, and a motion is put."""
    review = world.review
    for name, choice in (("cleo", "approve"), ("mark", "approve"), ("lisa", "reject"), ("ivan", "reject")):
        declaring.declare(review, "none", by=getattr(world, name), now=NOW)
        voting.cast(review, choice, by=getattr(world, name), reason="because", now=NOW)
    motion = motions.put(review, Wording("approve", "It is fair."), by=world.cleo, now=NOW)
    motions.vote(motion, "for", by=world.lisa, reason=VOTED, now=NOW)
    return motion


def call_in(world) -> Proposal:
    about = make(Assessment, owner=world.owner, state="complete", route="full", tier=2)
    proposal = make(Proposal, owner=world.owner, about=about, committee=world.proposal.committee)
    advance(proposal, "submit", by=world.owner, now=NOW)
    few = {one.person_id for one in proposal.open_review.voters.all()}
    caller = next(one for one in (world.cleo, world.mark, world.lisa, world.ivan) if one.pk not in few)
    voting.call_in(proposal.open_review, by=caller, why=CALLED, now=NOW)
    return proposal


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """Built once, and walked once by each: nothing here changes it but who is signed in."""
    with kept(open_world, django_db_blocker) as found:
        found.people = people(found)
        found.walk = cache(lambda name: walked_by(client_of(found.people[name]), found))
        yield found


def people(world) -> dict:
    """Who might see more than others: whoever has every role, and those who take part."""
    told = {"auditor": person(Role.AUDITOR), "superuser": person(*HELD, is_superuser=True)}
    return told | {name: getattr(world, name) for name in ("cleo", "ivan", "owner", "mark", "lisa")}


def test_no_address_shows_a_sealed_vote_to_anybody_but_its_voter(world):
    for name in ("auditor", "superuser", "cleo", "ivan", "owner"):
        for address, (_status, text) in world.walk(name).items():
            assert SEALED not in text, (name, address)
            assert VOTED not in text, (name, address)
    client = client_of(world.lisa)
    assert SEALED in client.get(world.told.proposal.room_url).content.decode()
    assert VOTED in client.get(world.proposal.room_url).content.decode()


def test_no_address_shows_the_owner_why_a_member_called_it_in_and_a_reader_of_the_discussion_finds_it(world):
    for address, (_status, text) in world.walk("owner").items():
        assert CALLED not in text, address
    pages = (world.called.room_url, history(world.called))
    for name, shown in (("owner", False), ("auditor", True)):
        client = client_of(world.people[name])
        assert [CALLED in client.get(page).content.decode() for page in pages] == [shown, shown]


def test_no_address_shows_the_dossier_to_who_stepped_aside_from_it_and_the_walk_shows_it_to_others(world):
    assert not [address for address, (_status, text) in world.walk("mark").items() if DOSSIER in text]
    assert sum(DOSSIER in text for _status, text in world.walk("ivan").values()) > 10


def test_no_address_shows_the_dossier_to_who_stepped_aside_even_with_every_role_and_as_superuser(world):
    world.mark.is_superuser, world.mark.roles = True, [role.value for role in HELD]
    world.mark.save()
    for address, (_status, text) in walked_by(client_of(world.mark), world).items():
        assert DOSSIER not in text, address


def test_a_search_for_what_is_hidden_finds_nothing(world):
    registers = [one for one in addresses(world) if one.endswith("?q=canar")]
    client = client_of(world.mark)
    for address in registers:
        text = client.get(address.replace("canar", "dossierc")).content.decode()
        assert "DEIA-" not in text, address
        assert f">{Proposal.objects.get(name=DOSSIER).reference}" not in text, address


def client_of(user) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def test_the_world_is_as_it_says(world):
    assert Ballot.objects.filter(reason=SEALED).count() == 1
    assert Post.objects.filter(text=CALLED).count() == 1
    assert Assessment.objects.visible_to(world.ivan).exists()
    assert Seat.objects.filter(person=world.mark, starts_on__lte=TODAY).exists()
