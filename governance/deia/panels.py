"""Beside an assessment, and beside a processing activity: the proposals about it, and whether they may go live."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee import going_live
from governance.committee.models import Proposal
from governance.core.models import Record
from governance.core.panels import SHOWN, panel
from governance.inventory.models import ProcessingActivity

from . import facts
from .models import Assessment

ASKED = 3
"""Proposals in force of which going live is asked: each costs some queries, so never more than these."""


@panel
def proposals(user, record: Record) -> dict[str, Any] | None:
    if not isinstance(record, Assessment | ProcessingActivity):
        return None
    rows = list(_about(record).visible_to(user).select_related("committee", "snapshot").order_by("-pk")[: SHOWN + 1])
    in_force = [row for row in rows if row.is_in_force][:ASKED]
    today = timezone.localdate()
    asked = [{"proposal": row, "not_live": going_live.why_not(row, today)} for row in in_force]
    told = {"title": _("Proposals about it"), "rows": rows[:SHOWN], "more": len(rows) > SHOWN, "name": "proposals"}
    return {"template": "governance/deia/proposals_panel.html", "asked": asked} | told


def _about(record: Record):
    if isinstance(record, Assessment):
        return Proposal.objects.about(record)
    assessed = Assessment._base_manager.filter(activities__activity=record.pk)
    kind = ContentType.objects.get_for_model(Assessment)
    return Proposal.objects.filter(content_type=kind, object_id__in=assessed.values("pk"))


@panel
def out_of_date(user, record: Record) -> dict[str, Any] | None:
    """Which facts of the registers have changed since an assessment was answered."""
    if not isinstance(record, Assessment):
        return None
    found = facts.changes(record, timezone.localdate(), ProcessingActivity.objects.visible_to(user))
    told = {"template": "governance/deia/panel.html", "assessment": record, "warns": True}
    return told | {"changes": found} if found else None
