"""History by inheritance: every save of a tracked row leaves a row that says who, when, from where and why."""

import uuid
from functools import cache
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords
from simple_history.signals import post_create_historical_record, pre_create_historical_record

from .acting import Source, current
from .errors import Unrecorded
from .once import WrittenOnce

recorded = Signal()
"""Sent with `rows`, the history rows just written, inside their transaction. The ledger listens."""


class HistoryRow(WrittenOnce):
    """What every history row carries besides the row: the actor's name as text outlives the account."""

    actor = models.CharField(_("who"), max_length=200, blank=True)
    source = models.CharField(_("from"), max_length=10, choices=Source.choices, blank=True)
    save_id = models.UUIDField(_("save"), default=uuid.uuid4, db_index=True)

    class Meta:
        abstract = True


def told_by_acting() -> dict[str, Any]:
    act = current()
    return {"actor": act.actor[:200], "source": act.source, "save_id": act.save}


class Versions(HistoryManager):
    """The library makes this class anew whenever a row is asked for its history, which takes a twentieth of a save."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class, class_name=None):
        return super().from_queryset(queryset_class, class_name)


class History(HistoricalRecords):
    """simple-history, set up once: actor and reason come from `acting()`, never from a sticky attribute."""

    def __init__(self, **options: Any) -> None:
        told = {
            "bases": [HistoryRow],
            "history_manager": Versions,
            "inherit": True,
            "user_db_constraint": False,
            "history_change_reason_field": models.TextField(_("why"), blank=True, default=""),
        }
        super().__init__(**told | options)

    def fields_included(self, model):
        """All but what the model names in `not_recorded`: a password's hash is a secret, not evidence."""
        hidden = getattr(model, "not_recorded", ())
        found = [field for field in super().fields_included(model) if field.name not in hidden]
        if taken := {field.name for field in found} & {field.name for field in HistoryRow._meta.fields}:
            message = f"{model._meta.label}: {', '.join(sorted(taken))} names a column of its history."
            raise ImproperlyConfigured(message)
        return found

    def get_history_user(self, instance):
        act = current()
        return act.user if act.user_id else None

    def get_change_reason_for_object(self, instance, history_type, using) -> str:
        return current().reason


def _say_who(sender, *, history_instance, **_kwargs) -> None:
    for name, value in told_by_acting().items():
        setattr(history_instance, name, value)


def _tell_the_ledger(sender, *, history_instance, **_kwargs) -> None:
    recorded.send(sender=type(history_instance), rows=[history_instance])


def _refuse_fixtures(sender, *, raw: bool, **_kwargs) -> None:
    """`loaddata` saves past every model's own `save`."""
    if raw and hasattr(sender, "history"):
        message = f"{sender._meta.label}: a fixture would leave no history."
        raise Unrecorded(message)


pre_save.connect(_refuse_fixtures)
pre_create_historical_record.connect(_say_who)
post_create_historical_record.connect(_tell_the_ledger)
