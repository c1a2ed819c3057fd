"""Starting a proposal: the assessment that it is about, with its questions laid out, and the proposal itself."""

from typing import Any

from django.db import transaction

from governance.committee.models import Committee, Proposal
from governance.core import bulk
from governance.core.acting import acting
from governance.inventory.models import ProcessingActivity
from governance.questionnaires.models import Questionnaire

from .models import Answer, AssessedActivity, Assessment

SCREENING = "fairhold.screening"


@transaction.atomic
def propose(
    *,
    by,
    name: str,
    what: str,
    why: str,
    committee: Committee,
    questionnaire: Questionnaire,
    activities: list[ProcessingActivity],
    **more: Any,
) -> Proposal:
    """Both are drafts owned by `by`."""
    with acting(by):
        assessment = assess(by=by, name=name, questionnaire=questionnaire, activities=activities)
        proposal = Proposal(about=assessment, owner=by, name=name, what=what, why=why, committee=committee, **more)
        proposal.save()
    return proposal


@transaction.atomic
def assess(*, by, name: str, questionnaire: Questionnaire, activities: list[ProcessingActivity]) -> Assessment:
    assessment = Assessment(owner=by, name=name, questionnaire=questionnaire)
    with acting(by):
        assessment.save()
        answers = [Answer(assessment=assessment, question=question) for question in questionnaire.questions.all()]
        bulk.write([*answers, *(AssessedActivity(assessment=assessment, activity=activity) for activity in activities)])
    return assessment
