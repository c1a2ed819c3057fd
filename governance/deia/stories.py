"""The stories of harm that the questionnaire asks for, and the risks that are rated from them (specification 3.8)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.core.acting import acting
from governance.questionnaires.vocabulary import Kind

from . import filling
from .models import Assessment, Risk
from .scoring import Cause

CAUSES = {"as_designed": Cause.DESIGN, "breaks": Cause.FAILURE, "misused": Cause.MISUSE}
NAME = Risk._meta.get_field("name").max_length


@dataclass(frozen=True)
class Story:
    """One row of the question; `key` finds it again whatever its words become."""

    key: str
    text: str
    sort: str = ""
    who: str = ""

    @property
    def cause(self) -> str:
        return CAUSES.get(self.sort, "")

    @property
    def name(self) -> str:
        told = " ".join(self.text.split())
        return told if len(told) <= NAME else f"{told[: NAME - 1].rstrip()}…"


def told(assessment: Assessment) -> list[Story]:
    answers = assessment.answers.filter(question__kind=Kind.RISK_ROWS, not_applicable="").select_related("question")
    rows = [(one.question.key, row) for one in answers.order_by("question__position") for row in one.value or []]
    return [
        Story(f"{key}:{row['id']}", row["story"].strip(), row.get("sort", ""), row.get("who", ""))
        for key, row in rows
        if row.get("story", "").strip()
    ]


def untaken(assessment: Assessment) -> list[Story]:
    """Those of which nobody has made a risk yet."""
    known = set(assessment.risks.values_list("story", flat=True))
    return [story for story in told(assessment) if story.key not in known]


@transaction.atomic
def take(assessment: Assessment, story: Story, *, likelihood: int, impact: int, by) -> Risk:
    """Puts a story into the risk register, once. Raises ValidationError where it is there, or told no longer."""
    stored = filling.locked(assessment.pk, by)
    if story not in untaken(stored):
        raise ValidationError(_("This story is in the register already, or is told otherwise by now."))
    with acting(by, reason=_("from a story of the questionnaire")):
        risk = Risk(assessment=stored, name=story.name, story=story.key, cause=story.cause)
        risk.likelihood, risk.impact = likelihood, impact
        risk.full_clean()
        risk.save()
    return risk
