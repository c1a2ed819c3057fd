"""One sweep over every declared deadline: makes the notices that have come and were not made yet."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from governance.core.deadlines import Deadline, declared
from governance.core.roles import Role
from governance.people.models import User

from .models import Reminder

BATCH = 1000


def sweep(now: dt.datetime) -> int:
    """How many notices it made. Level-triggered and unique: run it twice, or four days late, and nothing doubles."""
    run, with_role = uuid.uuid4(), cache(lambda *roles: list(User.objects.with_role(*roles)))
    for model, deadline in declared():
        batch: list[Reminder] = []
        for reminder in _missing(model, deadline, now, with_role):
            reminder.sweep, reminder.made_at = run, now
            batch.append(reminder)
            if len(batch) == BATCH:
                _keep(batch)
        _keep(batch)
    return Reminder.objects.filter(sweep=run).count()


def _keep(batch: list[Reminder]) -> None:
    """A second sweep at the same moment loses on the unique row, silently."""
    Reminder.objects.bulk_create(batch, ignore_conflicts=True)
    batch.clear()


def _missing(model, deadline: Deadline, now: dt.datetime, with_role: Callable[..., list[User]]) -> Iterator[Reminder]:
    kind = ContentType.objects.get_for_model(model)
    near = deadline.near(model, timezone.localdate(now)).annotate(come=deadline.come(model, now))
    near = near.annotate(due=TruncDate(deadline.field)) if deadline.is_moment(model) else near
    others, leads = with_role(*deadline.to), with_role(Role.PRIVACY_LEAD)
    for row in _untold(near, kind, model, deadline).iterator(chunk_size=BATCH):
        told = {"content_type": kind, "object_id": row.pk, "deadline": deadline.field, "notice": row.come}
        for person in dict.fromkeys([*_owner(row, deadline, leads), *others]):
            dates = {"due_on": deadline.date_of(row), "due_at": deadline.moment_of(row)}
            yield Reminder(recipient=person, **dates, **told)


def _owner(row, deadline: Deadline, leads: list[User]) -> list[User]:
    """The owner; where the owner has left, the privacy leads, so that no date falls silent."""
    if Role.OWNER not in deadline.to:
        return []
    person = deadline.person_of(row)
    return [person] if person.is_active else leads


def _untold(rows: QuerySet, kind: ContentType, model, deadline: Deadline) -> QuerySet:
    """Rows of which whoever is to be told now was not told at the notice that has come.

    It counts only if they still are that.
    """
    due = OuterRef("due") if deadline.is_moment(model) and not deadline.hours else OuterRef(deadline.field)
    given = Reminder.objects.filter(
        dropped_at=None, content_type=kind, object_id=OuterRef("pk"), deadline=deadline.field, notice=OuterRef("come"),
        **{"due_at" if deadline.hours else "due_on": due},
    )  # fmt: skip
    untold = Q(pk__in=[])
    if set(deadline.to) - {Role.OWNER}:
        untold |= ~_heard(given, *deadline.to)
    if Role.OWNER in deadline.to:
        rows, is_active = rows.select_related(deadline.whose), f"{deadline.whose}__is_active"
        untold |= Q(**{is_active: True}) & ~Exists(given.filter(recipient=OuterRef(deadline.whose)))
        untold |= Q(**{is_active: False}) & ~_heard(given, Role.PRIVACY_LEAD)
    return rows.filter(untold, come__isnull=False).order_by("pk")


def _heard(given: QuerySet, *roles: Role) -> Exists:
    return Exists(given.filter(recipient__in=User.objects.with_role(*roles)))
