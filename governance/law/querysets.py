"""Which rules hold on a day."""

import datetime as dt
from typing import Self

from django.db.models import Q

from governance.core.querysets import TrackedQuerySet


class RuleQuerySet(TrackedQuerySet):
    def holding(self, on: dt.date) -> Self:
        """In force on that day. What becomes law later, or is only proposed, changes nothing of what came before."""
        since = Q(status="in_force", valid_from__lte=on)
        return self.filter(since, Q(valid_until=None) | Q(valid_until__gte=on))

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def newest(self, on: dt.date, **which: str) -> list:
        """One rule for each code and jurisdiction: of those that hold on that day, the one that began last."""
        rows = self.holding(on).filter(**which).order_by("code", "jurisdiction", "valid_from", "pk")
        return list({(row.code, row.jurisdiction): row for row in rows}.values())

    def the(self, code: str, jurisdiction: str, on: dt.date):
        """The rule by that code on that day, or None."""
        return next(iter(self.newest(on, code=code, jurisdiction=jurisdiction)), None)
