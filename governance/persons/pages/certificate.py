"""The certificate of an erasure, to read, to print, and to hand to whoever wants to check it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from governance.core import proof
from governance.core.pages import page
from governance.persons import certificates, finding, rotating

from .person import OnSubject


@page
class Certificate(OnSubject):
    path = "persons/<int:pk>/certificate/"
    name = "erasure_certificate"
    title = _("Certificate of erasure")
    template_name = "governance/persons/certificate.html"

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.subject is None or self.subject.erased_on is None or not certificates.path(self.subject).exists():
            raise Http404
        try:
            self.told = certificates.read(certificates.path(self.subject))
        except proof.Unproved as error:
            raise Http404(str(error)) from None
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args: Any, **kwargs: Any):
        headers = {"Content-Disposition": f'attachment; filename="erasure-{self.subject.uuid}.zip"'}
        return HttpResponse(proof.prover().zipped(self.told), content_type="application/zip", headers=headers)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        erasure = self.subject.erasures.filter(confirmed_at__isnull=False).select_related("asked_by", "settled_by")
        last = rotating.EVERY + dt.timedelta(days=settings.PERSON_KEYS_DAYS)
        told = {"told": self.told, "erasure": erasure.last(), "backups_until": self.subject.erased_on + last}
        told |= {"kept": list(self._kept())}
        told |= {"numbers": [entry["number"] for entry in self.told["entries"]]}
        return super().get_context_data() | told | kwargs

    def _kept(self) -> Iterator[str]:
        """The names of the fields, and in which kind of row: never what stood in them."""
        for row in finding.held([self.subject], self.request.user):
            labels = [str(field.verbose_name) for field in row.sealed_fields() if getattr(row, field.attname)]
            yield f"{', '.join(labels)} ({row._meta.verbose_name}, {row.record})"
