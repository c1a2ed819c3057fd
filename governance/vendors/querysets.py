"""Lists of vendors and agreements, in the words of the field."""

import datetime as dt
from typing import Self

from django.db.models import Exists, OuterRef, Q

from governance.core.querysets import RecordQuerySet
from governance.law.models import Rule


class AgreementQuerySet(RecordQuerySet):
    def in_force(self, on: dt.date) -> Self:
        began = Q(starts_on=None) | Q(starts_on__lte=on)
        return self.in_state("in_force").filter(began, Q(ends_on=None) | Q(ends_on__gte=on))

    def with_a_gap(self, on: dt.date) -> Self:
        """Processing agreements in force that lack an item that must be there, and that nobody accepts on that day.

        By the rules that hold on that day: the checklist of one agreement goes by the day of its signing.
        """
        clauses = self.model._meta.get_field("clauses").related_model
        settled = clauses.objects.filter(agreement=OuterRef(OuterRef("pk")), code=OuterRef("code")).filter(
            Q(found__in=["met", "not_needed"]) | Q(found="accepted", accepted_until__gte=on)
        )
        musts = Rule.objects.holding(on).filter(kind="item", terms__level="must", code__startswith="DPA-")
        return self.in_force(on).filter(Exists(musts.filter(~Exists(settled))), kind="processing")


class VendorQuerySet(RecordQuerySet):
    def in_use(self) -> Self:
        return self.in_state("active")

    def processors(self) -> Self:
        return self.filter(role="processor")

    def without_agreement(self, on: dt.date) -> Self:
        agreements = self.model._meta.get_field("agreements").related_model
        signed = agreements.objects.in_force(on).filter(vendor=OuterRef("pk"), kind="processing")
        return self.filter(~Exists(signed))

    def handling_personal_data(self) -> Self:
        return self.exclude(personal_data="no")
