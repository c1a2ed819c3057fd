"""What waits for a person. Apps declare sources with `@todo`; the home page shows them in the order of urgency."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise

from . import deadlines
from .models import Record
from .records import record_types, way_up
from .roles import Role

MOST = 25
"""Rows asked of each source: a home page is for today, lists are for the rest."""


@dataclass(frozen=True)
class Todo:
    """One line of the home page. `due` is a date, `due_at` the moment of what is told by the hour.

    `why` says why it is this person's.
    """

    record: Record
    what: str | Promise
    why: str | Promise
    url: str
    due: dt.date | None = None
    action: str | Promise = ""
    due_at: dt.datetime | None = None


Provider = Callable[[object, dt.datetime], Iterable[Todo]]
sources: list[Provider] = []


def todo(provider: Provider) -> Provider:
    """Declares a source of things to do: `(user, now)` gives todos, in a number of queries that does not grow."""
    sources.append(provider)
    return provider


def waiting_for(user, now: dt.datetime) -> list[Todo]:
    found: dict[tuple, Todo] = {}
    for source in sources:
        for item in source(user, now):
            key = (item.url, str(item.what))
            if key not in found or (item.action and not found[key].action):
                found[key] = item
    return sorted(found.values(), key=lambda item: (item.due is None, item.due or dt.date.max, str(item.record)))


def relations(model) -> list[str]:
    """Foreign keys by name, and the way to the record: what the words about a row may need."""
    names = [field.name for field in model._meta.concrete_fields if field.many_to_one]
    return [*names, *filter(None, [way_up(model)])]


@todo
def steps(user, now: dt.datetime) -> Iterable[Todo]:
    for model in record_types():
        for step in model.workflow().steps:
            if step.todo:
                rows = _could_be_taken(model, step, user)
                yield from (
                    Todo(row, step.todo, step.title, row.todo_url(step.name), action=step.title)
                    for row in rows
                    if step.is_open_to(row, user)
                )


def _could_be_taken(model, step, user):
    rows = model.objects.visible_to(user).filter(state__in=step.sources).prefetch_related(*model.roles_need)
    if not Role.of(user) & set(step.by):
        rows = rows.filter(owner=user)
    return rows.order_by("pk")[:MOST]


@todo
def dates(user, now: dt.datetime) -> Iterable[Todo]:
    today = timezone.localdate(now)
    for model, deadline in deadlines.declared():
        near = deadline.near(model, today).filter(deadline.told_to(user))
        near = near.filter(pk__in=model.objects.visible_to(user).values("pk")).select_related(*relations(model))
        for row in near.order_by(deadline.field)[:MOST]:
            is_mine = deadline.whose == "person"
            says = deadline.says(row)
            told = says if is_mine or row.record is row else f"{says}: {row}"
            when = {"due": deadline.date_of(row), "due_at": deadline.moment_of(row)}
            yield Todo(row.record, told, told, row.page_url, **when)
