"""Lists of vendors and agreements, in the words of the field."""

import datetime as dt
from typing import Self

from django.db.models import Exists, OuterRef, Q

from governance.core.querysets import RecordQuerySet


class AgreementQuerySet(RecordQuerySet):
    def in_force(self, on: dt.date) -> Self:
        began = Q(starts_on=None) | Q(starts_on__lte=on)
        return self.in_state("in_force").filter(began, Q(ends_on=None) | Q(ends_on__gte=on))


class VendorQuerySet(RecordQuerySet):
    def in_use(self) -> Self:
        return self.in_state("active")

    def processors(self) -> Self:
        return self.filter(role="processor")

    def without_agreement(self, on: dt.date) -> Self:
        agreements = self.model._meta.get_field("agreements").related_model
        signed = agreements.objects.in_force(on).filter(vendor=OuterRef("pk"), kind="processing")
        return self.filter(~Exists(signed))
