"""The result: how risky it is, why, what would change that, and what follows."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.core.pages import page
from governance.deia import rating, reading

from .base import AssessmentPage
from .flags import FlagsMixin

RUNS = 20
"""Earlier ratings that are listed, the newest first."""


@page
class Result(FlagsMixin, AssessmentPage):
    path = "assessments/<int:pk>/result/"
    name = "assessment_result"
    title = _("Result")
    template_name = "governance/deia/result.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runs = list(self.assessment.score_runs.all()[: RUNS + 1])
        stands = bool(runs) and self.assessment.tier is not None
        numbers = runs[0].numbers if stands else rating.rated(self.assessment, self.today).plain()
        found = reading.told(numbers, self._items())
        told = {
            "is_preview": not stands,
            "found": found | {"flags": self.flags(found["flags"])},
            "invalid": [self.sent[1]] if self.sent and self.sent[1].errors else [],
            "risks": reading.risks(self.assessment.hazards(), self.today),
            "runs": runs[:RUNS],
            "more_runs": len(runs) > RUNS,
            "run": runs[0] if stands else None,
            "changes": self.out_of_date(),
            "proposal": self.proposal(),
        }
        return super().get_context_data() | told | kwargs

    def _items(self) -> dict[str, Any]:
        template = self.assessment.template
        return {item.key: item for item in template.items()} if template else {}
