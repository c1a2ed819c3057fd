"""Where data flows, as a picture with a table."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.lookups import page_of
from governance.core.pages import WorkPage, page
from governance.inventory import flows
from governance.inventory.models import ProcessingActivity


@page
class Flow(WorkPage):
    path = "flow/"
    name = "flow"
    title = _("Where data flows")
    section = "inventory"
    template_name = "governance/inventory/flow.html"

    @classmethod
    def may_open(cls, user) -> bool:
        return super().may_open(user) and policy.may(user, policy.VIEW, ProcessingActivity)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number, department = page_of(self.request), self.request.GET.get("department", "")[:120].replace("\0", "")
        rows = flows.found(self.request.user, department=department, start=(number - 1) * flows.MOST)
        shown = rows[: flows.MOST]
        told = {"flows": shown, "picture": flows.picture(shown), "more": len(rows) > flows.MOST, "page": number}
        told |= {"width": len(flows.COLUMNS) * (flows.WIDTH + flows.GAP), "box": flows.BOX, "box_width": flows.WIDTH}
        visible = ProcessingActivity.objects.visible_to(self.request.user).exclude(department="")
        names = visible.order_by("department").values_list("department", flat=True).distinct()[:50]
        return super().get_context_data() | told | {"departments": names, "department": department} | kwargs
