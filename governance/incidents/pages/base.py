"""What every page about one incident does: find it, take one act a post."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from governance.committee.pages.acts import Act, ActForm
from governance.core import policy
from governance.core.pages import WorkPage
from governance.incidents.models import Incident, Track


class IncidentPage(WorkPage):
    """404 for who may not see the incident."""

    shown_under = "incidents.incident"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user, self.now = request.user, timezone.now()
        self.target = request.POST.get("target", "")
        self.bound: dict[tuple[str, str], ActForm] = {}
        shown = Incident.objects.visible_to(self.user).select_related("owner", "vendor", "activity", "concern")
        self.incident = shown.filter(pk=kwargs["pk"]).first()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.incident is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_change(self) -> bool:
        may = policy.may(self.user, policy.CHANGE, Incident, self.incident)
        return may and self.incident.is_editable

    def must_change(self) -> None:
        if not self.may_change:
            raise PermissionDenied

    def track(self, key: str) -> Track:
        found = next((one for one in self.tracks if str(one.pk) == key), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def tracks(self) -> list[Track]:
        rows = self.incident.tracks.select_related("decided_by", "confirmed_by")
        found = list(rows.prefetch_related("notices__sent_by"))
        for one in found:
            one.incident = self.incident
        return found

    def act(self, acts: dict[str, Act]) -> Act:
        found = acts.get(self.request.POST.get("do", ""))
        if found is None:
            raise Http404
        return found

    def done_url(self) -> str:
        return self.incident.page

    def form(self, name: str, target: object = "", data: Any = None) -> ActForm:
        """The form that was sent, with what is wrong with it, else a fresh one."""
        key = (name, str(target))
        if key not in self.bound or data is not None:
            told = {"page": self, "name": name, "target": str(target)}
            made = self.acts[name].form(data, files=self.request.FILES if data is not None else None, **told)
            if data is None:
                return made
            self.bound[key] = made
        return self.bound[key]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"title": self.incident.name, "incident": self.incident, "now": self.now, "may_change": self.may_change}
        told["invalid"] = [one for one in self.bound.values() if one.errors]
        return super().get_context_data(**kwargs) | told
