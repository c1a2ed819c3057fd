"""Proposing, answering together, completing, approving."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from governance.committee.models import Committee, Proposal
from governance.core.workflow import advance
from governance.deia.models import Answer, Assessment, Risk
from governance.inventory.models import ProcessingActivity
from governance.questionnaires import packs
from governance.questionnaires.models import Question, Questionnaire
from tests.committee.conftest import in_review
from tests.committee.test_reviews import ALL_YES, cast, decide
from tests.factories import make

from .conftest import answer_all, fill_in, signed_in

pytestmark = pytest.mark.django_db


def test_the_screening_that_comes_with_the_product_has_ten_questions_and_is_published_once(people):
    first, second = (packs.install("screening-1", by=people.lead) for _time in range(2))
    assert (first.pk, first.state) == (second.pk, "published")
    assert Question.objects.filter(questionnaire=first).count() == 10


def test_a_published_edition_no_longer_changes_and_editions_are_unique(people):
    made = packs.install("screening-1", by=people.lead)
    assert not made.is_editable
    with pytest.raises(IntegrityError), transaction.atomic():
        make(Questionnaire, key=made.key, edition=made.edition)


def test_what_is_missing_is_told_before_an_assessment_is_complete(assessment, people):
    with pytest.raises(ValidationError) as refused:
        advance(assessment, "complete", by=people.member)
    assert refused.value.messages == [
        "Answer the 10 open questions; “not sure” will do.",
        "The screening asks for more: open the further questions, and answer them.",
        "The screening asks for a full assessment: write down at least one risk to people.",
    ]


def test_completing_rates_it(assessment, people):
    answer_all(assessment, sensitive="unsure")
    fill_in(assessment)
    make(Risk, assessment=assessment, likelihood=2, impact=5, measure="Not kept.")
    advance(assessment, "complete", by=people.member)
    assert (assessment.route, assessment.hits, assessment.tier) == ("full", 1, 3)
    assert assessment.score_runs.get().exposure_index == 0


def test_a_high_risk_is_not_approved_without_the_committee(assessment, people):
    answer_all(assessment, sensitive="yes")
    fill_in(assessment, worse={"fair.terms": "behaviour"})
    make(Risk, assessment=assessment, likelihood=1, impact=1)
    advance(assessment, "complete", by=people.member)
    with pytest.raises(ValidationError, match="committee has not approved"):
        advance(assessment, "approve", by=people.lead)


def test_an_approval_by_the_committee_holds_for_the_text_that_it_saw_and_no_other(people):
    world = in_review()
    cast(world, *ALL_YES)
    decide(world)
    about = Assessment.objects.get(pk=world.proposal.object_id)
    risk = make(Risk, assessment=about, likelihood=5, impact=5)
    with pytest.raises(ValidationError, match="not approved it as it stands"):
        advance(about, "approve", by=people.lead)
    risk.delete()
    assert advance(about, "approve", by=people.lead).state == "approved"


def test_an_approved_assessment_is_reviewed_by_reopening_it(assessment, people):
    answer_all(assessment)
    for step, by in (("complete", people.member), ("approve", people.lead)):
        advance(assessment, step, by=by)
    advance(assessment, "reopen", by=people.member, note="A year has passed.")
    assert (assessment.state, assessment.tier) == ("draft", None)
    advance(assessment, "retire", by=people.member, note="No longer done.")


def test_a_low_risk_is_approved_by_the_privacy_lead_and_gets_a_review_date(assessment, people):
    answer_all(assessment)
    advance(assessment, "complete", by=people.member)
    advance(assessment, "approve", by=people.lead)
    assert assessment.review_on is not None


def test_proposing_is_six_questions_and_leads_to_the_screening(people):
    packs.install("screening-1", by=people.lead)
    group, activity = make(Committee), make(ProcessingActivity)
    told = {
        "name": "Book club",
        "what": "A parcel",
        "why": "Asked for",
        "activities": [activity.pk],
        "committee": group.pk,
    }
    response = signed_in(people.member).post(reverse("admin:propose"), told)
    proposal = Proposal.objects.get()
    assert response["Location"] == reverse("admin:screening", args=[proposal.about.pk])
    assert (proposal.owner, proposal.about.owner, proposal.about.answers.count()) == (people.member, people.member, 10)


def test_proposing_without_answers_is_refused_and_writes_nothing(people):
    packs.install("screening-1", by=people.lead)
    page = signed_in(people.member).post(reverse("admin:propose"), {"name": "x"}).content.decode()
    assert "There is a problem" in page
    assert not Proposal.objects.exists()


def test_with_many_processing_activities_the_newest_are_offered_and_others_are_named(people):
    packs.install("screening-1", by=people.lead)
    group, made = make(Committee), [make(ProcessingActivity, owner=people.lead) for _row in range(31)]
    client, first, newest = signed_in(people.member), made[0].reference, made[-1]
    page = client.get("/propose/").content.decode()
    assert (first in page, newest.reference in page) == (False, True)
    sent = {"name": "Club", "what": "Parcels.", "why": "Joy.", "committee": group.pk}
    assert "Choose at least one." in client.post("/propose/", sent).content.decode()
    for others in ("ACT-999", make(ProcessingActivity, confidential=True, owner=people.lead).reference):
        refused = client.post("/propose/", sent | {"others": others}).content.decode()
        assert f"There is no processing {others} that you may see." in refused
    told = sent | {"others": f" {first.lower()}, ", "activities": [newest.pk]}
    assert client.post("/propose/", told).status_code == 302
    named = Proposal.objects.get().about.activities.values_list("activity__reference", flat=True)
    assert set(named) == {first, newest.reference}


def test_where_there_is_nothing_to_propose_about_the_page_says_who_can_help(people):
    packs.install("screening-1", by=people.lead)
    page = signed_in(people.member).get("/propose/").content.decode()
    assert "Ask a steward to add it." in page
    assert "Ask the privacy lead to set one up." in page
    assert '<form method="post" novalidate>' not in page


def test_the_screening_tells_its_result_once_all_is_answered(assessment, people):
    client, url = signed_in(people.member), reverse("admin:screening", args=[assessment.pk])
    assert "As it stands:" not in client.get(url).content.decode()
    answer_all(assessment, sensitive="yes", scale="unsure")
    page = client.get(url).content.decode()
    assert "As it stands: <strong>Full assessment</strong>" in page
    assert "3 of the 9 criteria" in page


def test_without_a_published_screening_the_page_says_so_and_the_lead_can_publish_it(people):
    assert "Ask the privacy lead" in signed_in(people.member).get(reverse("admin:propose")).content.decode()
    signed_in(people.lead).post(reverse("admin:install_screening"))
    assert {one.key for one in Questionnaire.objects.published()} == {
        "fairhold.screening",
        "fairhold.deia",
        "fairhold.vendor",
    }


def sent(client: Client, assessment: Assessment) -> dict[str, str]:
    forms = client.get(reverse("admin:screening", args=[assessment.pk])).context["forms"]
    return {field.html_name: field.value() or "" for form in forms for field in form}


def test_two_people_answer_different_questions_at_once_and_both_are_kept(assessment, people):
    url, (first, second, *_rest) = reverse("admin:screening", args=[assessment.pk]), assessment.answers.all()
    mine, theirs = sent(signed_in(people.member), assessment), sent(signed_in(people.lead), assessment)
    signed_in(people.lead).post(url, theirs | {f"q{first.pk}-reply": "yes", f"q{first.pk}-note": "theirs"})
    response = signed_in(people.member).post(url, mine | {f"q{second.pk}-reply": "no"})
    assert response.status_code == 302
    told = {answer.pk: answer.value for answer in Answer.objects.filter(pk__in=[first.pk, second.pk])}
    assert told == {first.pk: "yes", second.pk: "no"}


def test_two_people_answer_the_same_question_at_once_and_the_second_is_told(assessment, people):
    url, answer = reverse("admin:screening", args=[assessment.pk]), assessment.answers.first()
    mine = sent(signed_in(people.member), assessment)
    signed_in(people.lead).post(url, sent(signed_in(people.lead), assessment) | {f"q{answer.pk}-reply": "yes"})
    response = signed_in(people.member).post(url, mine | {f"q{answer.pk}-reply": "no", f"q{answer.pk}-note": "mine"})
    page = response.content.decode()
    assert "Somebody else has answered “Yes” meanwhile" in page
    assert "mine" in page
    answer.refresh_from_db()
    assert (answer.value, answer.note) == ("yes", "")
    form = next(form for form in response.context["forms"] if form.instance.pk == answer.pk)
    again = mine | {
        f"q{answer.pk}-reply": "no",
        f"q{answer.pk}-note": "mine",
        f"q{answer.pk}-seen_version": form.data[f"q{answer.pk}-seen_version"],
    }
    assert signed_in(people.member).post(url, again).status_code == 302


def test_a_complete_assessment_is_no_longer_answered(assessment, people):
    answer_all(assessment)
    advance(assessment, "complete", by=people.member)
    url = reverse("admin:screening", args=[assessment.pk])
    assert signed_in(people.member).post(url, {}).status_code == 403


def test_somebody_else_reads_the_screening_and_does_not_answer_it(assessment, people):
    url = reverse("admin:screening", args=[assessment.pk])
    assert signed_in(people.director).get(url).status_code == 200
    assert signed_in(people.director).post(url, {}).status_code == 403
