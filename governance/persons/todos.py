"""On the home page: what waits for a second person, told to those who may be it, and naming nobody outside."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.todos import MOST, Todo, todo

from .models import Erasure, Hold
from .pseudonymising import may_settle, settled_by

WHY = _("You may be the second person")
READ = _("Read and confirm")


@dataclass(frozen=True)
class Waits:
    """What a line of home shows of it."""

    name: Any
    reference: Any


@todo
def erasures(user, now: dt.datetime) -> Iterable[Todo]:
    if may_settle(user):
        held = Hold.objects.filter(subject=OuterRef("subject"), lifted_at=None)
        rows = Erasure.objects.filter(~Exists(held), confirmed_at=None, dropped_at=None).exclude(asked_by=user.pk)
        for one in rows.select_related("subject", "asked_by").order_by("pk")[:MOST]:
            shown = Waits(one.subject.get_kind_display(), str(one.subject))
            told = _("%s asks to erase a person outside") % one.asked_by
            yield Todo(shown, told, WHY, one.subject.get_absolute_url(), action=READ)


@todo
def pseudonyms(user, now: dt.datetime) -> Iterable[Todo]:
    rows = settled_by(user).filter(confirmed_at=None, dropped_at=None).exclude(asked_by=user.pk)
    for one in rows.select_related("person", "asked_by").order_by("pk")[:MOST]:
        told = _("%s asks that they go by a pseudonym") % one.asked_by
        shown = Waits(one.person, _("Left"))
        yield Todo(shown, told, WHY, reverse("admin:colleague", args=[one.person_id]), action=READ)
