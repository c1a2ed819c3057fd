"""Lists of tracked rows: one door to see them, and no writes that would leave no history."""

import datetime as dt
from typing import Any, NoReturn, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models

from . import policy
from .errors import Unrecorded


class TrackedQuerySet(models.QuerySet):
    """Refuses the writes that pass by history. Many rows at once go through `core.bulk`."""

    def visible_to(self, user) -> Self:
        """The rows that this person may know of: the one door to lists. Seals and recusals filter here."""
        return policy.visible(self, user)

    def shown_besides(self, user) -> models.Q:
        """Rows that the matrix keeps from this person and their part in the matter shows them."""
        return models.Q()

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        message = f"{self.model._meta.label} keeps history: save rows one by one, or through core.bulk."
        raise Unrecorded(message)

    update = delete = bulk_create = bulk_update = _refuse
    update.alters_data = delete.alters_data = True


class RecordQuerySet(TrackedQuerySet):
    def owned_by(self, user) -> Self:
        return self.filter(owner=user)

    def in_state(self, *states: str) -> Self:
        return self.filter(state__in=states)


class AboutQuerySet(TrackedQuerySet):
    def about(self, row: models.Model) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(row), object_id=row.pk)


class AcceptedQuerySet(AboutQuerySet):
    def holding(self, today: dt.date) -> Self:
        return self.filter(taken_back_on=None, until__gte=today)

    def of(self, name: str, model: type[models.Model], today: dt.date) -> Self:
        """Those of one finding, which concerns records of one kind."""
        kind = ContentType.objects.get_for_model(model)
        return self.holding(today).filter(finding=name, content_type=kind)
