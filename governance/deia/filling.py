"""Filling in the questionnaires of an assessment: laid out, and answered by several people at once."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import bulk, policy
from governance.core.acting import acting
from governance.questionnaires import kinds
from governance.questionnaires.models import Question, Questionnaire
from governance.questionnaires.sheets import Sheet
from governance.questionnaires.visibility import Outside

from . import facts, scoring
from .models import Answer, Assessment, Evidence

LIGHT = frozenset("ABDI")
"""Sections of a light assessment, besides that to which the one concern leads (specification 4.1)."""


def sheet_of(
    assessment: Assessment, questionnaire: Questionnaire, today: dt.date, outside: Outside | None = None
) -> Sheet:
    """One of its questionnaires as it is filled in. Two queries, however many questions."""
    return assessment.sheet(questionnaire, today, outside)


# Laying out


@transaction.atomic
def begin(assessment: Assessment, questionnaire: Questionnaire, *, by, in_full: bool = False) -> Assessment:
    """Adds the questions in full to a draft: of a light assessment some sections, unless asked for `in_full`.

    What is laid out already stays, so that a light assessment can grow. Raises ValidationError if the questionnaire
    cannot be answered, PermissionDenied for who may not change the assessment.
    """
    if questionnaire.state != "published":
        raise ValidationError(_("This questionnaire is not published."))
    if assessment.template_id not in {None, questionnaire.pk}:
        raise ValidationError(_("Another edition is in use here. Carry the answers over to this one."))
    stored = locked(assessment.pk, by)
    sections = None if in_full else sections_for(stored)
    known = set(stored.answers.to(questionnaire).values_list("question_id", flat=True))
    missing = [one for one in asked(questionnaire, sections) if one.pk not in known]
    with acting(by):
        stored.template = questionnaire
        stored.save()
        bulk.write(Answer(assessment=stored, question=question) for question in missing)
        facts.note(stored, timezone.now(), only_new=True)
    assessment.refresh_from_db()
    return assessment


def sections_for(assessment: Assessment) -> frozenset[str] | None:
    """The sections that its screening asks for; None for all."""
    if scoring.route(assessment.answered()) != scoring.Route.LIGHT:
        return None
    concerns = assessment.answers.to(assessment.questionnaire).exclude(value=scoring.Reply.NO.value)
    return LIGHT | set(concerns.values_list("question__leads_to", flat=True)) - {""}


def asked(questionnaire: Questionnaire, sections: frozenset[str] | None) -> list[Question]:
    questions = questionnaire.questions.select_related("section")
    return [one for one in questions if sections is None or not one.section or one.section.code in sections]


def locked(pk: int, by) -> Assessment:
    """The assessment, held until the end of the transaction. Raises PermissionDenied if it may not be filled in."""
    stored = Assessment._base_manager.select_for_update().get(pk=pk)
    if not stored.is_editable or not policy.may(by, policy.CHANGE, Assessment, stored):
        raise PermissionDenied(_("This assessment is not yours to change, or is no longer a draft."))
    return stored


# Answering


@transaction.atomic
def save(answer: Answer, value: Any, *, by, seen_version: int, **told: Any) -> Answer:
    """Saves what a person changed of an answer, and returns it as stored.

    `told`: note, not_applicable, confidence, and `taken_from` of a value that a register gave: any other has none.
    What comes back as that person saw it changes nothing, so that nobody's answer is lost to an idle form; nor does
    what says the same as is stored by now. Raises
    StaleRecord with the other's answer if somebody changed it meanwhile, ValidationError for what does not fit.
    """
    locked(answer.assessment_id, by)
    stored = Answer._base_manager.select_related("question__section").get(pk=answer.pk)
    changes = said(value, **told)
    if _is_as_shown(answer.pk, seen_version, changes) or says(stored, changes):
        return stored
    if changes["value"] != stored.value:
        stored.taken_from = None
    for name, given in changes.items():
        setattr(stored, name, given)
    stored.carried, stored.version = False, seen_version
    stored.full_clean()
    with acting(by):
        stored.save()
    return stored


def said(value: Any, **told: Any) -> dict[str, Any]:
    """As it is stored: what is empty is no answer."""
    return {"value": None if kinds.is_empty(value) else value} | told


def _is_as_shown(pk: int, seen_version: int, changes: dict[str, Any]) -> bool:
    shown = Answer.history.filter(id=pk, version=seen_version).first()
    return bool(shown) and says(shown, changes)


def says(row: Any, changes: dict[str, Any]) -> bool:
    """Whether an answer, as stored now or once, says just this."""
    return all(getattr(row, name) == given for name, given in changes.items())


@transaction.atomic
def confirm(answer: Answer, *, by, seen_version: int) -> Answer:
    """Says that an answer that was carried over still holds. Raises StaleRecord if somebody changed it meanwhile."""
    locked(answer.assessment_id, by)
    stored = Answer._base_manager.get(pk=answer.pk)
    stored.carried, stored.version = False, seen_version
    with acting(by):
        stored.save()
    return stored


@transaction.atomic
def attach(answer: Answer, file, *, name: str, by) -> Evidence:
    """Adds a file as evidence. Raises ValidationError for a file that is not taken in."""
    locked(answer.assessment_id, by)
    evidence = Evidence(answer=answer, file=file, name=name, added_by=by)
    evidence.full_clean()
    with acting(by):
        evidence.save()
    return evidence


@transaction.atomic
def take_out(evidence: Evidence, *, by) -> None:
    """Takes a file out again; history keeps which it was, and who had verified it."""
    locked(evidence.answer.assessment_id, by)
    with acting(by):
        evidence.delete()


@transaction.atomic
def verify(evidence: Evidence, *, by) -> Evidence:
    """Says that evidence shows what it should: by anybody who sees it, but whoever added it and who owns the matter."""
    assessment = Assessment._base_manager.select_for_update().get(pk=evidence.answer.assessment_id)
    if not policy.sees(by, assessment) or by.pk in {evidence.added_by_id, assessment.owner_id}:
        raise PermissionDenied(_("Somebody else verifies this evidence."))
    if not assessment.is_editable:
        raise ValidationError(_("This assessment is no longer a draft."))
    evidence.verified_by = by
    with acting(by):
        evidence.save()
    return evidence
