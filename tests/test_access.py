"""Walks every address as every role: nothing confidential shows, nothing is written that may not be, nothing breaks."""

import pytest
from django.test import Client

from governance.committee import declaring, voting
from governance.committee.models import Ballot, Committee, Declaration, Proposal, Review, Seat, Voter
from governance.committee.quorum import Rule
from governance.committee.tally import Choice
from governance.core import policy
from governance.core.records import record_types, tracked_types
from governance.core.roles import HELD, Role
from governance.core.snapshots import take
from governance.deia.models import Answer, Assessment
from governance.questionnaires.models import Question

from .factories import NOW, TODAY, make, person
from .walking import (
    CANARY,
    NOT_WALKED,
    PUBLIC,
    ROLES,
    SEARCHED,
    TRUSTED,
    addresses,
    file_of,
    history,
    routes,
    secret_world,
    share_of,
    signed_in,
    step_of,
    walked,
)


def rows_kept() -> dict[str, int]:
    return {model._meta.label: model.history.count() for model in tracked_types()}


def test_every_address_is_walked_or_says_why_not():
    assert set(NOT_WALKED) <= set(routes())
    assert len(set(routes())) > 80


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(set(ROLES) - TRUSTED))
def test_no_address_shows_a_confidential_record_to_whom_it_is_hidden_from(role):
    world = secret_world()
    for address, (status, text) in walked(world, role).items():
        assert CANARY not in text, address
        if role in {"anonymous", "leaver"} and "login" not in address:
            assert status in ({200} if address in PUBLIC else {302, 403, 404}), address


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(TRUSTED))
def test_the_same_walk_shows_them_to_whom_they_are_shown(role):
    """Else the walk above would pass because it saw nothing."""
    world = secret_world()
    answers = walked(world, role)
    pages = [row.get_absolute_url() for row in world.rows.values()] + [history(row) for row in world.rows.values()]
    pages += [file_of(world), world.rows["committee.proposal"].room_url, f"/origins/{world.origin.pk}/"]
    incident = world.rows["incidents.incident"]
    pages += [incident.page, f"{incident.page}pack/{world.track.pk}/", world.informant.subject.get_absolute_url()]
    pages += [f"/{row._meta.app_label}/{row._meta.model_name}/?q={SEARCHED}" for row in world.rows.values()]
    assert [page for page in pages if CANARY not in answers[page][1]] == []
    for row in world.pointing:
        assert answers[row.get_absolute_url()][0] == 200


@pytest.mark.once
@pytest.mark.django_db
def test_the_walk_opens_the_pages_on_which_a_privacy_lead_shares_and_takes_steps():
    world = secret_world()
    answers = walked(world, Role.PRIVACY_LEAD)
    steps = [row.step_url(step_of(row)) for row in world.rows.values()]
    assert answers[share_of(world)][0] == 200
    assert {answers[step][0] for step in steps} == {200, 404}


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_an_empty_post_to_any_address_breaks_and_writes_nothing(role):
    world = secret_world()
    client = signed_in(role)
    before = rows_kept()
    may_install = role == Role.PRIVACY_LEAD
    for address in addresses(world):
        if may_install and address == "/questionnaires/starter/":
            continue
        response = client.post(address)
        assert response.status_code in {200, 302, 400, 403, 404, 405}, f"{address}: {response.status_code}"
    assert rows_kept() == before


@pytest.mark.django_db
@pytest.mark.parametrize("model", record_types(), ids=lambda model: model._meta.label)
@pytest.mark.parametrize("role", HELD)
def test_a_list_holds_what_the_matrix_says(model, role):
    access, someone = policy.matrix[model._meta.label], person(role)
    open_one, secret_one, own = (
        make(model),
        make(model, confidential=True),
        make(model, confidential=True, owner=someone),
    )
    shown = set(model.objects.visible_to(someone).values_list("pk", flat=True))
    expected = {own.pk} if Role.OWNER in access.view else set()
    expected |= {open_one.pk} if role in access.view else set()
    expected |= {secret_one.pk} if role in access.secret else set()
    parent_is_open = not model.part_of or role in policy.matrix[type(own.parent)._meta.label].view
    assert parent_is_open
    assert shown & {open_one.pk, secret_one.pk, own.pk} == expected


@pytest.mark.django_db
def test_a_sealed_ballot_is_shown_to_its_voter_only_whatever_the_role(people):
    review = open_vote(people)
    declaring.declare(review, "none", by=people.member, now=NOW)
    voting.cast(review, Choice.REJECT, by=people.member, reason="a secret reason", now=NOW)
    for other in (people.lead, people.auditor, people.director, people.chair, person(Role.AUDITOR, is_superuser=True)):
        assert Ballot.objects.visible_to(other).count() == 0
        client = Client()
        client.force_login(other)
        for page in ("room", "history"):
            url = review.proposal.room_url if page == "room" else f"/committee/proposal/{review.proposal_id}/history/"
            assert "a secret reason" not in client.get(url).content.decode()
    assert Ballot.objects.visible_to(people.member).get().voter.person == people.member


@pytest.mark.django_db
def test_who_stepped_aside_sees_neither_the_proposal_nor_what_it_is_about(people):
    review = open_vote(people)
    Declaration(proposal=review.proposal, person=people.member, steps_aside=True, why="My cousin sells it.").save()
    assert not Proposal.objects.visible_to(people.member).exists()
    assert not Assessment.objects.visible_to(people.member).exists()
    assert not Review.objects.visible_to(people.member).exists()
    assert not Answer.objects.visible_to(people.member).exists()
    client = Client()
    client.force_login(people.member)
    response = client.get(review.proposal.room_url)
    assert response.status_code == 403
    assert review.proposal.name not in response.content.decode()


def open_vote(people) -> Review:
    group = make(
        Committee, preset="own", voting_seats=1, min_present=1, min_functions=1, needs_law=False, needs_people=False
    )
    for member, function in ((people.member, "legal"), (people.chair, "hr")):
        told = {"is_chair": member == people.chair, "starts_on": TODAY.replace(year=2020)}
        make(Seat, committee=group, person=member, function=function, **told)
    about = make(Assessment)
    make(Answer, assessment=about, question=make(Question, questionnaire=about.questionnaire))
    proposal = make(Proposal, committee=group, about=about)
    proposal.snapshot = take(proposal)
    proposal.save()
    told = {"proposal": proposal, "snapshot": proposal.snapshot, "opened_at": NOW}
    review = make(Review, closes_on=TODAY.replace(year=2030), rule=Rule(1, 1).said(), **told)
    for voice in proposal.voices(TODAY):
        make(Voter, review=review, person_id=voice.person, function=voice.function)
    return review
