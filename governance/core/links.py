"""Links in a form: to rows that its reader may see, and to where the row already points."""

import re
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

KEY = re.compile(r"[0-9]{1,18}")
"""What the number of a row looks like. Longer ones fit no database."""


def choosable(model, user) -> QuerySet:
    """The rows that this person may choose; among people, always themselves."""
    rows = model.objects.visible_to(user)
    return model.objects.filter(Q(pk__in=rows.values("pk")) | Q(pk=user.pk)) if isinstance(user, model) else rows


class LinkField(forms.ModelChoiceField):
    """A link to one row. Where it already points stays valid though it is hidden, told by its reference alone."""

    def keep(self, key: int | None) -> None:
        if key is None:
            return
        shown = self.queryset
        rows = shown.model._base_manager.filter(Q(pk__in=shown.values("pk")) | Q(pk=key))
        rows = rows.annotate(is_shown=Exists(shown.filter(pk=OuterRef("pk"))))
        self.queryset = rows.order_by(*shown.query.order_by or shown.model._meta.ordering)

    def label_from_instance(self, row) -> str:
        told = str(row)
        return told if getattr(row, "is_shown", True) else getattr(row, "reference", told)

    def prepare_value(self, value: Any) -> Any:
        """What cannot be the number of a row is shown as nothing: no database is asked for it."""
        key = super().prepare_value(value)
        return key if key is None or KEY.fullmatch(str(key)) else ""


class LinksField(forms.ModelMultipleChoiceField):
    """Links to several rows."""

    def _check_values(self, value):
        """Refuses what cannot be the number of a row: no database is asked for it."""
        wrong = [key for key in value if not KEY.fullmatch(str(getattr(key, "pk", key)))]
        if wrong:
            raise forms.ValidationError(
                self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": str(wrong[0])[:20]}
            )
        return super()._check_values(value)
