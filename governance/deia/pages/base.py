"""What all pages of one assessment share: who may see it, who may change it, and where it is out of date."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from governance.committee.models import Proposal
from governance.core import policy
from governance.core.pages import WorkPage
from governance.deia import facts
from governance.deia.models import Assessment
from governance.inventory.models import ProcessingActivity


class AssessmentPage(WorkPage):
    """404 for who may not see the assessment."""

    shown_under = "deia.assessment"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        shown = Assessment.objects.visible_to(request.user).select_related("owner", "questionnaire", "template")
        self.assessment = shown.filter(pk=kwargs["pk"]).first()
        self.today = timezone.localdate()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.assessment is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_change(self) -> bool:
        may = policy.may(self.request.user, policy.CHANGE, Assessment, self.assessment)
        return may and self.assessment.is_editable

    def require_change(self) -> None:
        if not self.may_change:
            raise PermissionDenied

    def out_of_date(self) -> list[facts.Change]:
        shown = ProcessingActivity.objects.visible_to(self.request.user)
        return facts.changes(self.assessment, self.today, shown)

    def proposal(self) -> Proposal | None:
        return Proposal.objects.about(self.assessment).visible_to(self.request.user).order_by("-pk").first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"assessment": self.assessment, "may_change": self.may_change}
        return super().get_context_data() | told | kwargs
