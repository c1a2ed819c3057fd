"""An amendment is about a copy, and how deep it is looked at follows from what it changes."""

import pytest

from governance.committee import succession
from governance.committee.models import Proposal
from governance.core.workflow import advance
from governance.deia import stories
from governance.deia.models import Assessment, Mitigation, MitigationEffect, Risk
from governance.inventory.models import Recipient
from governance.vendors.models import Vendor
from tests.committee.acts import all_cast, decide, later
from tests.committee.conftest import in_review
from tests.factories import NOW, make

from .conftest import answer_all, fill_in

pytestmark = pytest.mark.django_db


def approved(assessment, people) -> Proposal:
    answer_all(assessment, sensitive="yes")
    fill_in(assessment)
    risk = make(Risk, assessment=assessment, likelihood=3, impact=4, measure="Left out.")
    measure = make(Mitigation, assessment=assessment, name="Leave it out")
    make(MitigationEffect, assessment=assessment, risk=risk, mitigation=measure, likelihood=-1)
    advance(assessment, "complete", by=people.member, now=NOW)
    world = in_review()
    proposal = make(Proposal, owner=people.member, committee=world.proposal.committee, about=assessment)
    advance(proposal, "submit", by=people.member, now=NOW)
    all_cast(proposal.open_review)
    decide(proposal.open_review, "approve", by=world.cleo)
    return Proposal.objects.get(pk=proposal.pk)


def amended(proposal: Proposal, people, **answers):
    """The route by which the amendment goes."""
    about = proposal.about.copy_for(people.member)
    for key, value in answers.items():
        answer = about.answers.get(question__key=key.replace("__", "."))
        answer.value = value
        answer.save()
    advance(about, "complete", by=people.member, now=later(days=30))
    draft = succession.follow(proposal, "amends", by=people.member, about=about)
    advance(draft, "submit", by=people.member, now=later(days=30))
    return draft.open_review


def test_a_copy_has_the_answers_and_risks_and_leaves_what_was_given_for_the_other(assessment, people):
    proposal = approved(assessment, people)
    copied = proposal.about.copy_for(people.member)
    assert (copied.state, copied.tier, copied.score_runs.count()) == ("draft", None, 0)
    told = ("question__key", "value")
    assert list(copied.answers.values_list(*told)) == list(assessment.answers.values_list(*told))
    assert (copied.risks.count(), copied.mitigations.count(), copied.effects.get().risk.assessment) == (1, 1, copied)
    assert Assessment.objects.get(pk=assessment.pk).state == "complete"


def test_a_copy_knows_which_stories_are_in_its_register(assessment, people):
    answer_all(assessment, sensitive="yes")
    fill_in(assessment)
    stories.take(assessment, stories.untaken(assessment)[0], likelihood=2, impact=2, by=people.member)
    copied = assessment.copy_for(people.member)
    assert [one.key for one in stories.untaken(copied)] == [one.key for one in stories.untaken(assessment)]


@pytest.mark.parametrize(("country", "route"), [("United States", "full"), (None, "fast")])
def test_a_vendor_abroad_that_the_register_adds_makes_an_amendment_substantial(assessment, people, country, route):
    """Scenario 12: the old version stays live, and its last day stays as it is; without the vendor it is minor."""
    proposal = approved(assessment, people)
    end = proposal.expires_on
    if country:
        vendor = make(Vendor, country=country, role="controller", personal_data="yes")
        make(Recipient, activity=assessment.activities.get().activity, vendor=vendor)
    review = amended(proposal, people, people__heard=["affected"])
    assert (review.kind, review.route) == ("amendment", route)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.expires_on) == ("approved", end)


def test_a_minor_amendment_goes_to_few_reviewers_and_names_why(assessment, people):
    review = amended(approved(assessment, people), people, people__heard=["affected"])
    assert (review.kind, review.route, review.reasons[0]["code"]) == ("amendment", "fast", "minor")


@pytest.mark.parametrize(
    "change",
    [
        {"share__transfers": "clauses"},
        {"fair__exclusion": "foreseeable"},
        {"data__linking": "outside"},
        {"gov__owner": {"step": 1}},
        {"purpose__statement": "We now also look at what people read in the shop. " * 8},
    ],
)
def test_what_worsens_or_concerns_people_goes_to_the_whole_committee(assessment, people, change):
    assert amended(approved(assessment, people), people, **change).route == "full"
