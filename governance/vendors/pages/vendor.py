"""A vendor at a glance."""

from typing import Any

from django.http import Http404
from django.utils import timezone

from governance.core import panels
from governance.core.pages import WorkPage, page
from governance.vendors import asking, checklist, tiering
from governance.vendors.chain import chain
from governance.vendors.models import Agreement, Inquiry, Vendor


@page
class VendorPage(WorkPage):
    shown_under = "vendors.vendor"
    path = "vendors/<int:pk>/"
    name = "vendor"
    template_name = "governance/vendors/vendor.html"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        shown = Vendor.objects.visible_to(request.user).select_related("owner", "group")
        self.vendor = shown.filter(pk=kwargs["pk"]).first()
        self.today = timezone.localdate()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.vendor is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vendor = self.vendor
        told = {"title": vendor.name, "record": vendor, "vendor": vendor, "today": self.today}
        told |= {"tier": tiering.of(vendor, self.today), "agreements": self._agreements()}
        told |= {"contacts": vendor.contacts.all(), "certificates": vendor.certificates.all()}
        told["transfers"] = vendor.transfers.all()
        told |= {"chain": chain(vendor, self.request.user), "breaches": vendor.past_breaches.all()}
        told |= {"inquiries": self._inquiries(), "may_ask": asking.may_ask(self.request.user, vendor)}
        told |= {"changes": vendor.processor_changes.select_related("decided_by")[:20]}
        told |= {"beside": panels.beside(self.request.user, vendor)}
        told |= {"related": panels.related(self.request.user, vendor), "needed_by": self._dependents()}
        told["suggested"] = tiering.suggested(vendor, told["needed_by"])
        return super().get_context_data() | told | kwargs

    def _agreements(self) -> list[dict[str, Any]]:
        """The newest ones, each with its checklist; an agreement that is kept from this person is not told of."""
        rows = Agreement.objects.visible_to(self.request.user).filter(vendor=self.vendor).order_by("-pk")[:5]
        return [self._agreement(one) for one in rows]

    def _agreement(self, one: Agreement) -> dict[str, Any]:
        is_open = one.kind == "processing" and one.state in {"draft", "in_force"}
        items = checklist.items(one, self.today) if is_open else []
        done = sum(item.settled(self.today) for item in items)
        told = {"agreement": one, "standing": checklist.standing(one, self.today), "items": items, "done": done}
        return told | {"open": [item for item in items if item.is_must and not item.settled(self.today)]}

    def _inquiries(self) -> list[Inquiry]:
        return list(self.vendor.inquiries.select_related("questionnaire", "judged_by")[:5])

    def _dependents(self) -> int:
        """Systems and activities that rest on it: they know the vendor, it does not know them."""
        return sum(getattr(self.vendor, name).count() for name in ("systems", "received"))
