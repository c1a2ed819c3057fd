"""What the registers say of the activities that an assessment is about: read, kept as seen, and compared with today."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import bulk
from governance.inventory.models import ProcessingActivity, Purpose, Recipient
from governance.vendors.models import Agreement, Vendor

from .models import AssessedActivity, Assessment
from .prefilling import Facts, Suggestion, suggestions

NAMES = {
    "categories": _("categories of data"),
    "subjects": _("whose data"),
    "people": _("how many people"),
    "purposes": _("purposes and legal bases"),
    "vendors": _("vendors, their countries and agreements"),
    "recipients": _("other recipients"),
}
BEARS_ON = {
    "categories": ("data.categories", "people.vulnerable"),
    "subjects": ("people.vulnerable", "people.groups", "data.categories"),
    "people": ("people.scale",),
    "purposes": ("choice.basis",),
    "vendors": ("share.recipients", "share.vendors", "share.transfers"),
    "recipients": ("share.recipients",),
}
"""The questions that a fact bears on."""


@dataclass(frozen=True)
class Change:
    """A fact that is no longer as it was seen. `keys` are the questions that it bears on."""

    reference: str
    name: Any
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.reference}: {self.name}"


def read(activities: Iterable[int], today: dt.date, shown=None) -> dict[int, Facts]:
    """Facts by the number of the activity, of those in `shown` (or all). Four queries, however many."""
    rows = ProcessingActivity._base_manager.filter(pk__in=list(activities))
    rows = rows.filter(pk__in=shown.values("pk")) if shown is not None else rows
    inside = (
        Prefetch("purposes", Purpose._base_manager.order_by("pk")),
        Prefetch("recipients", Recipient._base_manager.select_related("vendor").order_by("pk")),
    )
    found = list(rows.prefetch_related(*inside).order_by("pk"))
    vendors = {one.vendor_id for row in found for one in row.recipients.all() if one.vendor_id}
    signed = defaultdict(list)
    for one in Agreement._base_manager.filter(vendor__in=vendors).exclude(state="ended"):
        signed[one.vendor_id].append(one)
    return {row.pk: plain(row, signed, today) for row in found}


def plain(row: ProcessingActivity, signed: dict[int, list[Agreement]], today: dt.date) -> Facts:
    recipients = list(row.recipients.all())
    vendors = {one.vendor_id: one.vendor for one in recipients if one.vendor}
    return {
        "reference": row.reference,
        "categories": sorted(row.categories),
        "subjects": sorted(row.subjects),
        "people": row.subjects_count,
        "purposes": [{"id": one.pk, "name": one.name, "basis": one.legal_basis} for one in row.purposes.all()],
        "vendors": [of_vendor(vendors[pk], signed[pk], today) for pk in sorted(vendors)],
        "recipients": sorted(one.name for one in recipients if one.name and not one.vendor_id),
    }


def of_vendor(vendor: Vendor, agreements: list[Agreement], today: dt.date) -> Facts:
    in_force = [one for one in agreements if is_in_force(one, today)]
    told = {"id": vendor.pk, "reference": vendor.reference, "name": str(vendor), "country": vendor.country}
    kinds = {one.kind for one in in_force}
    return told | {"role": vendor.role, "clauses": "transfer" in kinds, "points": worth(vendor, agreements, in_force)}


def is_in_force(one: Agreement, today: dt.date) -> bool:
    begun, over = one.starts_on is None or one.starts_on <= today, one.ends_on is not None and one.ends_on < today
    return one.state == "in_force" and begun and not over


def worth(vendor: Vendor, agreements: list[Agreement], in_force: list[Agreement]) -> int | None:
    """0 to 4: no agreement, one prepared, in force, with its signed file kept, and the vendor's review planned too.

    None for who needs none: a processor has a data-processing agreement, a joint controller an arrangement (GDPR
    Art. 26, 28); a vendor whose role nobody knows yet is worth nothing.
    """
    kind = {"processor": "processing", "joint": "joint", "unknown": "processing"}.get(vendor.role)
    if kind is None:
        return None
    found = [one for one in in_force if one.kind == kind]
    if not found:
        return int(any(one.kind == kind for one in agreements))
    return 2 + any(one.file for one in found) * (1 + (vendor.review_on is not None))


def note(assessment: Assessment, now: dt.datetime, *, only_new: bool = False) -> None:
    """Keeps the facts as they are on the day of `now`; `only_new`: of activities that nobody has looked at before."""
    rows = assessment.activities.filter(seen__isnull=True) if only_new else assessment.activities.all()
    rows = list(rows)
    found = read([row.activity_id for row in rows], timezone.localdate(now))
    for row in rows:
        row.seen, row.seen_at = found[row.activity_id], timezone.now()
    bulk.write(rows)


def changes(assessment: Assessment, today: dt.date, shown) -> list[Change]:
    """What is no longer as it was seen. Of activities that are not in `shown`, only that something is."""
    rows: list[AssessedActivity] = [row for row in assessment.activities.all() if row.seen]
    found = read([row.activity_id for row in rows], today)
    visible = set(shown.filter(pk__in=list(found)).values_list("pk", flat=True))
    told = [(row, changed(row.seen, found[row.activity_id])) for row in rows]
    return [
        Change(row.seen["reference"], NAMES[name] if row.activity_id in visible else _("something"), BEARS_ON[name])
        for row, names in told
        for name in (names if row.activity_id in visible else names[:1])
    ]


def changed(seen: Facts, now: Facts) -> list[str]:
    return [name for name in NAMES if seen.get(name) != now.get(name)]


def suggested(assessment: Assessment, today: dt.date, user: Any) -> dict[str, Suggestion]:
    """What the registers would answer, by question, from what this person may see."""
    shown = ProcessingActivity.objects.visible_to(user)
    rows = read(assessment.activities.values_list("activity", flat=True), today, shown)
    return suggestions(list(rows.values()))
