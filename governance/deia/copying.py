"""A copy of an assessment, to be changed while the one that was approved stays as it is."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.core import bulk
from governance.core.acting import acting

from .models import Assessment

ANSWERED = ("value", "note", "not_applicable", "confidence", "carried", "taken_from")
SHOWN = ("name", "file", "added_by", "verified_by")
WEIGHED = (
    "name", "story", "cause", "likelihood", "impact", "current_likelihood", "current_impact", "target_likelihood",
    "target_impact", "confidence", "business_impact", "measure",
)  # fmt: skip
DONE = ("name", "owner", "due_on", "progress", "limits_consequence", "evidence")
LOWERED = ("likelihood", "impact")


@transaction.atomic
def copy(assessment: Assessment, by) -> Assessment:
    """A draft with the same questions, answers, evidence, risks and measures.

    Ratings, dates, acceptances of risks and cleared flags stay behind: they were given for the other.
    """
    made = Assessment(owner=by, questionnaire=assessment.questionnaire, template=assessment.template)
    made.name, made.confidential = assessment.name, assessment.confidential
    with acting(by, reason=str(_("copied from %s") % assessment.reference)):
        made.save()
        bulk.write(_same(one, ("activity",), assessment=made) for one in assessment.activities.all())
        _answers(assessment, made)
        _risks(assessment, made)
    return made


def _answers(old: Assessment, new: Assessment) -> None:
    rows = list(old.answers.prefetch_related("evidence"))
    copies = [_same(one, (*ANSWERED, "question"), assessment=new) for one in rows]
    bulk.write(copies)
    made = dict(new.answers.values_list("question_id", "pk"))
    bulk.write(_same(proof, SHOWN, answer_id=made[one.question_id]) for one in rows for proof in one.evidence.all())


def _risks(old: Assessment, new: Assessment) -> None:
    risks = {one.pk: _saved(_same(one, WEIGHED, assessment=new)) for one in old.risks.all()}
    measures = {one.pk: _saved(_same(one, DONE, assessment=new)) for one in old.mitigations.all()}
    for one in old.effects.all():
        links = {"risk": risks[one.risk_id], "mitigation": measures[one.mitigation_id]}
        _saved(_same(one, LOWERED, assessment=new, **links))


def _same(row: Any, names: tuple[str, ...], **told: Any) -> Any:
    return type(row)(**{name: getattr(row, name) for name in names}, **told)


def _saved(row: Any) -> Any:
    row.save()
    return row
