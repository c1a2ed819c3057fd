"""What stands beside a record on its page: where else to go, and the records that belong to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import policy
from .models import Record
from .records import parts_of
from .roles import Role

Panel = Callable[[Any, Record], dict[str, Any] | None]
extras: list[Panel] = []
SHOWN = 10
MAY_SHARE = {Role.OWNER, Role.PRIVACY_LEAD}


def panel(extra: Panel) -> Panel:
    """Declares a panel beside records: `(user, record)` gives its `template` and what that needs, or None.

    It asks a number of queries that does not grow. One that `warns` is shown too where the record is decided on.
    """
    extras.append(extra)
    return extra


def beside(user, record: Record) -> list[dict[str, Any]]:
    return [found for extra in extras if (found := extra(user, record))]


def warnings(user, record: Record) -> list[dict[str, Any]]:
    return [found for found in beside(user, record) if found.get("warns")]


def links(user, record: Record) -> list[dict[str, Any]]:
    """The record's own links, and for a confidential one who may see it."""
    found = list(record.links())
    if record.confidential and record.roles_of(user) & MAY_SHARE:
        told = [record._meta.app_label, record._meta.model_name, record.pk]
        found.append({"title": _("Who may see it"), "url": reverse("admin:share", args=told)})
    return found


def related(user, record: Record) -> list[dict[str, Any]]:
    """The kinds of record that belong to this one: a few rows of each, and where to add another. One query a kind."""
    return [
        _panel(user, record, part)
        for part, way in parts_of(type(record))
        if way == part.part_of and issubclass(part, Record) and admin.site.is_registered(part)
    ]


def _panel(user, record: Record, part: type[Record]) -> dict[str, Any]:
    rows = list(part.objects.visible_to(user).filter(**{part.part_of: record.pk}).order_by("-pk")[: SHOWN + 1])
    told = {"title": part._meta.verbose_name_plural, "one": part._meta.verbose_name, "rows": rows[:SHOWN]}
    told["more"] = len(rows) > SHOWN
    if policy.may(user, policy.ADD, part):
        url = reverse(f"admin:{part._meta.app_label}_{part._meta.model_name}_add")
        told["add_url"] = f"{url}?{part.part_of}={record.pk}"
    return told
