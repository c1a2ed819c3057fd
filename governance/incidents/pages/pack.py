"""The notify pack of one clock: the authority's headings filled from the record, to copy, print or keep as PDF/A."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from governance.core.pages import page
from governance.incidents import packs

from .base import IncidentPage


class PackMixin(IncidentPage):
    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if self.incident is not None:
            self.of = self.track(str(kwargs["track"]))


@page
class Pack(PackMixin):
    shown_under = "incidents.incident"
    path = "incident/<int:pk>/pack/<int:track>/"
    name = "notify_pack"
    template_name = "governance/incidents/pack.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = packs.parts(self.incident, self.of)
        told = {"title": _("Notify pack"), "track": self.of, "parts": parts, "due": packs.moment(self.of.target_at)}
        told["missing"] = [line for part in parts for line in part.missing]
        return super().get_context_data(**kwargs) | told


@page
class PackPaper(PackMixin):
    path = "incident/<int:pk>/pack/<int:track>/pack.pdf"
    name = "notify_pack_pdf"

    def get(self, request, *args: Any, **kwargs: Any):
        told = {"Cache-Control": "private, no-store"}
        told["Content-Disposition"] = f'inline; filename="{self.incident.reference}-notice-{self.of.pk}.pdf"'
        return HttpResponse(packs.printed(self.of, at=self.now), content_type="application/pdf", headers=told)
