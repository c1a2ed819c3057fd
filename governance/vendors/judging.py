"""What we make of a vendor's answers."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.core import bulk
from governance.core.acting import acting
from governance.law.clocks import months_after

from . import asking, tiering
from .models import Certificate, Inquiry, Scheme, Vendor, Verdict

CERTIFICATES = "certificates"
"""The question whose rows become certificates of the vendor."""


@transaction.atomic
def judge(inquiry: Inquiry, verdict: str, *, by, why: str, today: dt.date) -> None:
    """Notes the verdict, takes over the certificates that the vendor named, and plans the next review by its tier."""
    stored = Inquiry._base_manager.select_for_update().select_related("vendor").get(pk=inquiry.pk)
    asking.require(by, stored.vendor)
    if stored.sent_in_at is None or stored.verdict:
        raise ValidationError(_("There is nothing to judge."))
    if verdict not in set(Verdict.values) - {Verdict.OPEN} or not why.strip():
        raise ValidationError({"why": _("Choose a verdict, and say why.")})
    stored.verdict, stored.why, stored.judged_by, stored.judged_on = verdict, why.strip(), by, today
    with acting(by, reason=why.strip()):
        stored.save()
        bulk.write(_certificates(stored))
        _plan_review(stored.vendor, today)


def _certificates(inquiry: Inquiry) -> list[Certificate]:
    """Those that are new; of a certificate that is here already, the later end is for people to compare."""
    reply = inquiry.replies.filter(question__key=CERTIFICATES).first()
    known = set(inquiry.vendor.certificates.filter(replaced=False).values_list("scheme", flat=True))
    return [
        Certificate(
            vendor=inquiry.vendor, scheme=row["scheme"], scope=row.get("scope", "")[:250], valid_until=_day(row)
        )
        for row in (reply.value if reply else None) or []
        if row.get("scheme") in set(Scheme.values) - known
    ]


def _day(row: dict[str, Any]) -> dt.date | None:
    try:
        return dt.date.fromisoformat(row.get("valid_until", "").strip())
    except ValueError:
        return None


def _plan_review(vendor: Vendor, today: dt.date) -> None:
    vendor.review_on = months_after(today, tiering.interval(tiering.of(vendor, today).tier))
    vendor.save()
