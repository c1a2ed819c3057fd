"""Flags hold things up until somebody clears them with a finding, and the rating follows."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile

from governance.committee import going_live
from governance.committee.models import Proposal
from governance.core.workflow import advance
from governance.deia import clearing
from governance.deia.models import Clearance, Risk
from tests.committee.conftest import in_review
from tests.factories import NOW, TODAY, make

from .conftest import answer_all, fill_in

pytestmark = pytest.mark.django_db
FINDING = (
    "Counsel has looked at Art. 5(1)(a) to (h) of the AI Act and found that none of the cases applies here at all."
)


def complete(assessment, people, worse: dict, **replies: str):
    answer_all(assessment, **{"sensitive": "yes"} | replies)
    fill_in(assessment, worse=worse)
    make(Risk, assessment=assessment, likelihood=1, impact=1)
    return advance(assessment, "complete", by=people.member, now=NOW)


def proposed(assessment, people, state: str = "draft") -> Proposal:
    world = in_review()
    told = {"owner": people.member, "committee": world.proposal.committee, "about": assessment}
    return (
        make(Proposal, **told)
        if state == "draft"
        else make(Proposal, state=state, snapshot=world.proposal.snapshot, **told)
    )


def test_what_may_be_forbidden_is_not_submitted_until_a_legal_finding_is_on_file(assessment, people):
    complete(assessment, people, {}, stop="unsure")
    proposal = proposed(assessment, people)
    with pytest.raises(ValidationError, match="It may be forbidden"):
        advance(proposal, "submit", by=people.member, now=NOW)
    with pytest.raises(ValidationError) as refused:
        clearing.clear(assessment, "STOP-LAW", by=people.lead, finding="Fine.", now=NOW)
    assert len(refused.value.messages) == 2
    file = ContentFile(b"%PDF-1.7 finding", name="finding.pdf")
    clearing.clear(assessment, "STOP-LAW", by=people.lead, finding=FINDING, file=file, now=NOW)
    advance(proposal, "submit", by=people.member, now=NOW)
    assert proposal.state == "in_review"


def test_a_cleared_flag_lowers_what_remains_and_is_rated_anew(assessment, people):
    complete(assessment, people, {"fair.terms": "behaviour", "fair.outcome_test": {"step": 1}})
    assert (assessment.tier, assessment.residual_tier, assessment.score_runs.count()) == (3, 3, 1)
    cleared = clearing.clear(assessment, "RF-PRICE", by=people.lead, finding="No gap over three months.", now=NOW)
    assessment.refresh_from_db()
    assert (assessment.tier, assessment.residual_tier, assessment.score_runs.count()) == (3, 2, 2)
    clearing.withdraw(cleared, by=people.lead, why="A gap in June.", now=NOW)
    assessment.refresh_from_db()
    assert (assessment.residual_tier, assessment.score_runs.count()) == (3, 3)
    assert Clearance.history.count() == 2


def test_a_flag_that_blocks_going_live_is_told_until_it_is_cleared(assessment, people):
    complete(assessment, people, {"auto.generative": "unsupervised"})
    proposal = proposed(assessment, people, "approved")
    told = "People meet AI without staff between. Show that the label or notice is live (AI Act Art. 50)."
    assert told in going_live.why_not(proposal, TODAY)
    clearing.clear(assessment, "RF-AI50", by=people.lead, finding="Seen on the live page.", now=NOW)
    assert told not in going_live.why_not(Proposal.objects.get(pk=proposal.pk), TODAY)


def test_who_owns_the_assessment_or_is_no_privacy_lead_clears_nothing(assessment, people):
    complete(assessment, people, {"auto.generative": "unsupervised"})
    for by in (people.member, people.steward, people.auditor):
        with pytest.raises(PermissionDenied):
            clearing.clear(assessment, "RF-AI50", by=by, finding="Seen.", now=NOW)
    with pytest.raises(ValidationError, match="not raised"):
        clearing.clear(assessment, "RF-DARK", by=people.lead, finding="Seen.", now=NOW)


def test_a_high_risk_for_which_nobody_was_heard_is_not_complete(assessment, people):
    with pytest.raises(ValidationError, match="Nobody affected was heard"):
        complete(assessment, people, {"fair.terms": "behaviour", "people.heard": ["nobody"]})


def test_a_grave_risk_without_a_measure_is_not_complete(assessment, people):
    answer_all(assessment, sensitive="yes")
    fill_in(assessment)
    make(Risk, assessment=assessment, likelihood=4, impact=4, name="Health is revealed")
    with pytest.raises(ValidationError, match="what you do about this risk: “Health is revealed”"):
        advance(assessment, "complete", by=people.member, now=NOW)
