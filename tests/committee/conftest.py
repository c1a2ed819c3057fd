"""A committee of four, and a proposal in review."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.utils import timezone

from governance.committee.models import Committee, Proposal, Seat
from governance.core.roles import Role
from governance.core.workflow import advance
from governance.deia.models import Assessment
from tests.factories import NOW, TODAY, make, person
from tests.kept import afresh, kept

SEATS = [("cleo", "customer_service"), ("mark", "marketing"), ("lisa", "legal"), ("ivan", "it_security")]


OWN = {"preset": "own", "voting_seats": 4, "needs_law": False, "needs_people": False}


def in_review(*, min_present: int = 3, min_functions: int = 3, tier: int = 3, now=NOW, **told) -> SimpleNamespace:
    """A proposal before a committee of four; `told` are the committee's other rules."""
    who = SimpleNamespace(
        owner=person(Role.MEMBER, name="Pia Proposer"), lead=person(Role.PRIVACY_LEAD, name="Lena Lead")
    )
    group = make(Committee, min_present=min_present, min_functions=min_functions, **OWN | told)
    for name, function in SEATS:
        chairs = name == "cleo"
        member = person(Role.MEMBER, *([Role.CHAIR] if chairs else []), name=name.capitalize())
        setattr(who, name, member)
        make(
            Seat, committee=group, person=member, function=function, is_chair=chairs, starts_on=TODAY.replace(year=2020)
        )
    about = make(Assessment, owner=who.owner, state="complete", route="full", tier=tier)
    who.proposal = make(Proposal, owner=who.owner, committee=group, about=about, name="Recommend books")
    advance(who.proposal, "submit", by=who.owner, now=now)
    who.review = who.proposal.open_review
    return who


@pytest.fixture(scope="module")
def kept_world(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    with kept(in_review, django_db_blocker) as found:
        yield found


@pytest.fixture
def world(kept_world, db) -> SimpleNamespace:
    """As `in_review` makes it."""
    return afresh(kept_world)


@pytest.fixture(scope="module")
def kept_world_of_today(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    with kept(lambda: in_review(now=timezone.now()), django_db_blocker) as found:
        yield found


@pytest.fixture
def today_world(kept_world_of_today, db) -> SimpleNamespace:
    """For pages, which read the clock: submitted just now."""
    return afresh(kept_world_of_today)
