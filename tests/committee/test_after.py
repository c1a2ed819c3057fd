"""What follows a decision, on pages of its own; and reading a closed dossier in an emergency."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.committee import declaring
from governance.committee.models import (
    Answer,
    BreakGlass,
    Decision,
    Dissent,
    Proposal,
    Review,
    Suspension,
)
from tests.factories import person
from tests.pages import signed_in

from .acts import all_cast, cast, decide
from .conftest import in_review
from .visits import opens, reads, words

ALL = {"appeal", "suspend", "amend", "renew", "replace", "answer", "dissent"}


def decided(outcome: str, *, now=None, **told):
    now = now or timezone.now()
    world = in_review(now=now, **told)
    all_cast(world.review, outcome, now=now)
    decide(world.review, outcome, by=world.cleo, now=now)
    world.proposal.refresh_from_db()
    return world


@pytest.fixture
def approved(db):
    return decided("approve")


@pytest.fixture
def refused(db):
    return decided("reject")


def url(world, name: str) -> str:
    return reverse("admin:after_decision", args=[world.proposal.pk, name])


def open_to(world, user) -> set[str]:
    return {name for name in ALL if signed_in(user).get(url(world, name)).status_code == 200}


def send(world, user, name: str, **said):
    newest = world.proposal.reviews.order_by("-pk").first()
    return signed_in(user).post(url(world, name), {"review": newest.pk} | said, follow=True)


def test_each_person_finds_what_is_theirs_after_an_approval_and_nothing_else(approved, people):
    assert open_to(approved, approved.owner) == {"amend", "renew"}
    assert open_to(approved, approved.cleo) == {"suspend"}
    for user in (approved.lisa, approved.lead, people.director, people.auditor, people.outsider):
        assert open_to(approved, user) == set()


def test_after_a_refusal_the_owner_may_appeal_or_start_anew(refused):
    assert open_to(refused, refused.owner) == {"appeal", "replace"}
    page = words(signed_in(refused.owner).get(refused.proposal.get_absolute_url()))
    assert "Appeal against the decision" in page
    assert "Appeal against the decision" not in words(signed_in(refused.lisa).get(refused.proposal.get_absolute_url()))


def test_an_appeal_goes_to_three_people_who_took_no_part_and_whom_the_owner_does_not_choose(refused, people):
    said = {"ground": "evidence", "why": "The source is public."}
    page = words(signed_in(refused.owner).get(url(refused, "appeal")))
    assert f"These are asked: {people.director}," in page
    assert "Your appeal is recorded." in words(send(refused, refused.owner, "appeal", **said))
    review = refused.proposal.open_review
    asked = [one.person for one in review.voters.all()]
    assert (asked[0], len(asked)) == (people.director, 3)
    assert not {one.pk for one in asked} & {refused.cleo.pk, refused.mark.pk, refused.lisa.pk, refused.owner.pk}
    assert people.auditor not in asked
    opens(review, people.director)
    page = reads(people.director, refused.proposal)
    assert "The source is public." in page
    assert "Uphold the decision" in page
    assert open_to(refused, refused.owner) == {"replace"}


def test_where_too_few_took_no_part_an_appeal_says_so(refused):
    told = words(send(refused, refused.owner, "appeal", ground="evidence", why="The source is public."))
    assert "An appeal needs 3 people who took no part." in told


def test_an_appeal_is_offered_for_thirty_days_with_the_last_of_them(db):
    old = decided("reject", now=timezone.now() - dt.timedelta(days=31))
    assert "appeal" not in open_to(old, old.owner)


def test_the_chair_suspends_at_once_and_the_room_says_why_it_may_not_go_live(approved):
    assert "There is a problem" in words(send(approved, approved.cleo, "suspend", reason=" ", scope=""))
    told = words(send(approved, approved.cleo, "suspend", reason="Readers complain.", scope="The mails"))
    assert "The approval is suspended" in told
    assert Suspension.objects.get().scope == "The mails"
    opens(approved.proposal.open_review, approved.lisa)
    page = reads(approved.lisa, approved.proposal)
    assert "It is suspended (The mails): Readers complain." in page
    assert "Keep it suspended" in page


@pytest.mark.parametrize(("name", "link"), [("amend", "amends"), ("renew", "renews")])
def test_the_owner_starts_a_new_version_and_lands_on_its_draft(approved, name, link):
    page = send(approved, approved.owner, name)
    made = Proposal.objects.get(follows=approved.proposal)
    assert (made.link, made.state, made.snapshot) == (link, "draft", None)
    assert page.redirect_chain[-1][0] == made.get_absolute_url()
    assert name not in open_to(approved, approved.owner)


def test_management_answers_advice_once_and_with_reasons_where_it_departs(db, people):
    world = decided("approve", authority="advisory")
    assert open_to(world, people.director) == {"answer"}
    assert "Give the reasons for departing" in words(send(world, people.director, "answer", follows="no", reasons=""))
    send(world, people.director, "answer", follows="no", reasons="Not this year.")
    assert Answer.objects.get().follows is False
    assert "Management has decided otherwise: Not this year." in reads(world.lisa, world.proposal)
    assert open_to(world, people.director) == set()


def test_who_voted_otherwise_files_a_dissent_that_the_owner_reads_only_where_they_may(db, people):
    world = in_review(now=timezone.now())
    cast(world.review, *[(one, "approve") for one in (world.cleo, world.mark, world.lisa)], now=timezone.now())
    cast(world.review, (world.ivan, "reject"), now=timezone.now())
    decide(world.review, "approve", by=world.cleo, now=timezone.now())
    assert [open_to(world, one) for one in (world.lisa, world.ivan)] == [set(), {"dissent"}]
    assert "600 words" in words(send(world, world.ivan, "dissent", text="no " * 601))
    send(world, world.ivan, "dissent", text="Nobody was asked.", is_named="on")
    assert "Nobody was asked." in reads(world.lisa, world.proposal)
    assert "Nobody was asked." in reads(people.auditor, world.proposal)
    assert "Nobody was asked." not in reads(world.owner, world.proposal)
    assert not Dissent.objects.visible_to(world.owner).exists()
    assert open_to(world, world.ivan) == set()


def test_a_page_that_was_opened_before_something_came_before_the_committee_is_refused(approved):
    newest = approved.proposal.reviews.get()
    send(approved, approved.cleo, "suspend", reason="Readers complain.", scope="")
    page = signed_in(approved.owner).post(url(approved, "amend"), {"review": newest.pk}, follow=True)
    assert "The text has changed since you opened this page." in words(page)
    assert Proposal.objects.count() == 1


def test_what_is_not_offered_is_not_found_by_post_either(approved, people):
    for user in (approved.lisa, people.director, people.outsider):
        for name in ("suspend", "amend", "appeal", "unknown"):
            assert send(approved, user, name, reason="a").status_code == 404
    assert Review.objects.count() == 1
    assert Decision.objects.count() == 1


@pytest.fixture
def kept_out(db, people):
    """A privacy lead who sits on the committee and stepped aside."""
    world = in_review(now=timezone.now())
    world.mark.roles = ["member", "privacy_lead"]
    world.mark.save()
    declaring.declare(world.review, "recuse", by=world.mark, why="My cousin sells it.", now=timezone.now())
    return world


def emergency(world) -> str:
    return reverse("admin:emergency", args=[world.proposal.pk])


def test_a_closed_dossier_is_read_in_an_emergency_once_with_a_reason_and_without_ballots(kept_out):
    cast(kept_out.review, (kept_out.lisa, "reject"), now=timezone.now())
    client, address = signed_in(kept_out.mark), emergency(kept_out)
    assert address in words(client.get(kept_out.proposal.room_url))
    assert kept_out.proposal.name not in words(client.get(address))
    assert "There is a problem" in words(client.post(address, {"why": " "}))
    assert not BreakGlass.objects.exists()
    page = words(client.post(address, {"why": "A reader is in danger."}))
    assert kept_out.proposal.name in page
    assert "because" not in page
    assert BreakGlass.objects.get().why == "A reader is in danger."
    assert kept_out.proposal.name not in words(client.get(address))
    assert client.get(kept_out.proposal.room_url).status_code == 403


def test_nobody_else_finds_the_emergency_page(kept_out, people):
    declaring.declare(kept_out.review, "recuse", by=kept_out.ivan, why="Mine too.", now=timezone.now())
    for user in (kept_out.ivan, kept_out.lisa, kept_out.lead, kept_out.owner, people.director, person()):
        assert signed_in(user).get(emergency(kept_out)).status_code == 404
        assert signed_in(user).post(emergency(kept_out), {"why": "a"}).status_code == 404
    assert "Read it in an emergency" not in words(signed_in(kept_out.ivan).get(kept_out.proposal.room_url))
    assert not BreakGlass.objects.exists()


def test_the_record_its_assessment_and_its_activities_say_whether_it_may_go_live(approved):
    page = words(signed_in(approved.lead).get(approved.proposal.get_absolute_url()))
    assert "May it go live today?" in page
    about = words(signed_in(approved.lead).get(approved.proposal.about.get_absolute_url()))
    assert "May it go live today?" in about
