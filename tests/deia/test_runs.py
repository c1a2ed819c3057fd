"""Ratings of assessments in the database: kept as they were made, made anew when an acceptance expires."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.core.errors import Unrecorded
from governance.core.findings import declared
from governance.core.workflow import advance
from governance.deia import rating, tasks
from governance.deia.models import Acceptance, Assessment, Mitigation, MitigationEffect, Risk, ScoreRun
from tests.factories import NOW, TODAY, make

from .conftest import answer_all, signed_in

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(days=10)


def treated(assessment, *, accepted=None, **told) -> Risk:
    """A critical risk that is brought down to a high one, and perhaps accepted as that until a day."""
    risk = make(Risk, assessment=assessment, likelihood=5, impact=4)
    does = {"progress": "implemented", "evidence": "See the ticket."} | told
    make(MitigationEffect, risk=risk, mitigation=make(Mitigation, assessment=assessment, **does), likelihood=-2)
    if accepted:
        make(Acceptance, risk=risk, level=3, until=accepted)
    return risk


def completed(assessment, people) -> Assessment:
    answer_all(assessment)
    return advance(assessment, "complete", by=people.member, now=NOW)


def test_completing_keeps_a_rating_with_every_number(assessment, people):
    treated(assessment)
    completed(assessment, people)
    run = assessment.score_runs.get()
    assert (run.inherent_tier, run.residual_tier, run.target_tier) == (4, 3, 3)
    assert (assessment.tier, assessment.residual_tier, assessment.target_tier) == (4, 3, 3)
    assert (run.edition, run.config, run.exposure_index) == ("fairhold.screening 1", "1.0", None)
    assert run.numbers["register"] == {"inherent": 4, "current": 3, "target": 3}
    assert run.explanation.startswith("Critical risk because a risk in the register weighs that much.")


def test_a_rating_is_never_changed_and_reopening_keeps_it(assessment, people):
    completed(assessment, people)
    run = assessment.score_runs.get()
    run.explanation = "Better"
    with pytest.raises(Unrecorded):
        run.save()
    advance(assessment, "reopen", by=people.member, note="More to say")
    advance(assessment, "complete", by=people.member, now=LATER)
    assert assessment.score_runs.count() == 2


def test_an_expired_acceptance_raises_what_is_left_and_is_found(assessment, people):
    """Scenario 24."""
    treated(assessment, accepted=TODAY)
    completed(assessment, people)
    assert (assessment.residual_tier, rating.rate_anew(NOW)) == (3, 0)
    assert [rating.rate_anew(LATER), rating.rate_anew(LATER)] == [1, 0]
    assessment.refresh_from_db()
    assert (assessment.tier, assessment.residual_tier, assessment.state) == (4, 4, "complete")
    assert assessment.score_runs.count() == 2
    assert assessment.history.first().history_change_reason == "the acceptance of a risk has expired"
    (found,) = (one for one in declared() if one.id == "deia.acceptance_expired")
    assert list(found.query(LATER.date())) == [assessment]
    assert not found.query(TODAY).exists()


def test_the_task_rates_anew(assessment, people, settings):
    treated(assessment, accepted=TODAY)
    completed(assessment, people)
    assert settings.CELERY_BEAT_SCHEDULE["rerate"]["task"] == tasks.rerate.name
    tasks.rerate()
    assert assessment.score_runs.count() in {1, 2}, "by the real clock"


def test_a_register_that_does_not_add_up_keeps_it_from_being_complete(assessment, people):
    answer_all(assessment)
    make(
        Risk, assessment=assessment, name="A wrong mail", likelihood=4, impact=4, current_likelihood=1, current_impact=4
    )
    with pytest.raises(ValidationError) as refused:
        advance(assessment, "complete", by=people.member)
    assert (
        "A wrong mail: it is said to be lower now, but no mitigation in place accounts for that."
        in refused.value.messages
    )


def test_rating_takes_as_many_queries_for_many_risks_as_for_one(assessment, people):
    answer_all(assessment)
    treated(assessment, accepted=TODAY)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            rating.rated(Assessment.objects.get(pk=assessment.pk), TODAY)
        return len(counted)

    before = queries()
    for _row in range(5):
        treated(assessment, accepted=TODAY)
    assert queries() == before


@pytest.mark.parametrize(
    "told",
    [
        {"current_likelihood": 4, "current_impact": 3},
        {"current_likelihood": 3},
        {"target_likelihood": 3, "target_impact": 4},
        {"current_likelihood": 2, "current_impact": 3, "target_likelihood": 3, "target_impact": 3},
        {"likelihood": 6},
    ],
)
def test_the_database_refuses_a_risk_that_gets_worse_or_is_half_stated(assessment, told):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(Risk, **{"assessment": assessment, "likelihood": 3, "impact": 3} | told)


def test_a_rating_that_gets_worse_by_safeguards_is_refused(assessment):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(ScoreRun, assessment=assessment, inherent_tier=2, residual_tier=3)


@pytest.mark.parametrize("model", [MitigationEffect, Acceptance])
def test_links_stay_within_one_assessment(assessment, model):
    row = make(model)
    row.assessment = assessment
    with pytest.raises(ValidationError, match="same assessment"):
        row.clean()


def test_the_register_of_an_assessment_offers_only_its_own_risks(assessment, people):
    mine, other = make(Risk, assessment=assessment, name="Of this one"), make(Risk, name="Of another")
    page = signed_in(people.lead).get(reverse("admin:deia_assessment_change", args=[assessment.pk])).content.decode()
    assert (mine.name in page, other.name in page) == (True, False)
