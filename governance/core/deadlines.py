"""A date or moment on a row that someone must be told about. Declared; knows nothing of mail."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce

from django.apps import apps
from django.db.models import Case, DateTimeField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .roles import Role


@dataclass(frozen=True)
class Deadline:
    """`field` holds the date; `open` says for which rows it still counts; `notice` is in days before it.

    A moment that must be told more finely has `hours` instead: notices that many hours before it. What other kinds of
    rows say of it is asked by a function, as they are not there yet when it is declared.

    `to` names the roles that are told: OWNER is the person whom `whose` names, a path of foreign keys. Where they have
    left it is the privacy leads, so that no date falls silent. A date counts, as late, until it is settled; one that
    settles itself `lapses`, in days after it.
    """

    field: str
    label: str | Promise
    open: Q | Callable[[], Q]
    notice: tuple[int, ...] = (30, 7, 0)
    to: tuple[Role, ...] = (Role.OWNER,)
    lapses: int | None = None
    whose: str = "owner"
    hours: tuple[int, ...] = ()

    @property
    def notices(self) -> tuple[int, ...]:
        """In hours where it has some, else in days."""
        return self.hours or self.notice

    def is_moment(self, model) -> bool:
        return isinstance(model._meta.get_field(self.field), DateTimeField)

    def near(self, model, today: dt.date) -> QuerySet:
        """Rows whose first notice has come: `due <= today + notice`, so that a missed day is made up for."""
        most = dt.timedelta(hours=max(self.hours)) if self.hours else dt.timedelta(days=max(self.notice))
        near = {f"{self.field}__lte": self._at(model, today + dt.timedelta(days=most.days), dt.time.max)}
        if self.lapses is not None:
            near[f"{self.field}__gte"] = self._at(model, today - dt.timedelta(days=self.lapses), dt.time.min)
        rows = model._base_manager.filter(self.open() if callable(self.open) else self.open, **near)
        return rows.select_related(self.whose) if Role.OWNER in self.to else rows

    def come(self, model, now: dt.datetime) -> Case:
        """The most urgent notice that has come: the least whose end the date has reached. NULL where none has."""
        ends = ((notice, self._horizon(model, now, notice)) for notice in sorted(self.notices))
        return Case(*(When(**{f"{self.field}__lte": end}, then=Value(notice)) for notice, end in ends))

    def _horizon(self, model, now: dt.datetime, notice: int) -> dt.date:
        if self.hours:
            return now + dt.timedelta(hours=notice)
        return self._at(model, timezone.localdate(now) + dt.timedelta(days=notice), dt.time.max)

    def _at(self, model, day: dt.date, time: dt.time) -> dt.date:
        return timezone.make_aware(dt.datetime.combine(day, time)) if self.is_moment(model) else day

    def told_to(self, person) -> Q:
        """The rows whose date is this person's to be told."""
        roles = Role.of(person)
        if roles & set(self.to):
            return Q()
        mine = Q(pk__in=[])
        if Role.OWNER in self.to and person.is_active:
            mine |= Q(**{self.whose: person.pk})
            mine |= Q(**{f"{self.whose}__is_active": False}) if Role.PRIVACY_LEAD in roles else Q()
        return mine

    def person_of(self, row):
        return reduce(getattr, self.whose.split("__"), row)

    def says(self, row) -> str:
        """The label, and why it comes to somebody else where its person has left."""
        if Role.OWNER in self.to and not (person := self.person_of(row)).is_active:
            return _("%(who)s has left, and it waits: %(what)s") % {"who": person, "what": self.label}
        return str(self.label)

    def moment_of(self, row) -> dt.datetime | None:
        """The moment, of what is told by the hour."""
        return getattr(row, self.field) if self.hours else None

    def date_of(self, row) -> dt.date:
        due = getattr(row, self.field)
        return timezone.localdate(due) if isinstance(due, dt.datetime) else due


def declared() -> Iterator[tuple[type, Deadline]]:
    """Every deadline of every kind of row."""
    for model in apps.get_models():
        for deadline in getattr(model, "deadlines", ()):
            yield model, deadline
