"""Reading a dossier that is closed to oneself, in an emergency: once, and it is told to the chair and the auditors."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee import breaking
from governance.committee.models import Proposal
from governance.core import snapshots
from governance.core.pages import WorkPage, page

from .acts import lines


class EmergencyForm(forms.Form):
    why = forms.CharField(
        label=_("What is the emergency?"), max_length=1000, widget=lines(),
        help_text=_("The chair and the auditors are told who read it, when and why."),
    )  # fmt: skip


@page
class Emergency(WorkPage):
    """A GET only asks why. The frozen text is the answer to the POST and has no address; ballots are not part of it."""

    shown_under = "committee.proposal"
    path = "proposals/<int:pk>/emergency/"
    name = "emergency"
    title = _("Read it in an emergency")
    template_name = "governance/committee/emergency.html"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Proposal._base_manager.select_related("snapshot")
        self.proposal = rows.filter(pk=kwargs["pk"], snapshot__isnull=False).first()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.proposal is None or not self._is_kept_out(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def _is_kept_out(self, user) -> bool:
        may = user.is_authenticated and breaking.may_break(self.proposal, user)
        return may and not Proposal.objects.visible_to(user).filter(pk=self.proposal.pk).exists()

    def post(self, request, *args: Any, **kwargs: Any):
        form = EmergencyForm(request.POST)
        if form.is_valid():
            try:
                breaking.break_glass(self.proposal, by=request.user, why=form.cleaned_data["why"], now=timezone.now())
            except ValidationError as error:
                form.add_error(None, error)
        shown = snapshots.read(self.proposal.snapshot) if form.is_valid() else None
        return self.render_to_response(self.get_context_data(form=form, content=shown))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data() | {"form": EmergencyForm(), "proposal": self.proposal} | kwargs
