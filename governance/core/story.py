"""History in words: one plain sentence a change, with the fields that changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import masking, naming, policy
from .models import Record, Tracked
from .naming import Names
from .records import parts_of, tracked_types
from .snapshots import display

SHOWN_FIELDS = 3
LONG = 60


@dataclass(frozen=True)
class Change:
    """One history row, told. `fields` holds (label, was, now)."""

    row: Any
    sentence: str
    fields: list[tuple[str, str, str]]

    @property
    def when(self):
        return self.row.history_date


def of_record(record: Record, user, *, page: int = 1, size: int = 25) -> tuple[list[Change], bool]:
    """The changes of a record and of its parts that this person may see, newest first; and whether more follow."""
    last = page * size
    rows = list(_newest(type(record).history.filter(id=record.pk), last + 1))
    for part, way in ((part, way) for part, way in parts_of(type(record)) if not part.untold):
        rows += _newest(_of_part(part, way, record, user), last + 1)
    rows.sort(key=lambda row: (row.history_date, row.history_id), reverse=True)
    return told(rows[last - size : last], user), len(rows) > last


def rows_of(record: Record, user) -> Iterable[Any]:
    """Every history row of a record and of its parts that this person may see."""
    yield from type(record).history.filter(id=record.pk).order_by("history_id")
    for part, way in ((part, way) for part, way in parts_of(type(record)) if not part.untold):
        yield from _of_part(part, way, record, user).order_by("history_id")
    for model in (model for model in tracked_types() if model.about_key):
        about = {"content_type": ContentType.objects.get_for_model(record), model.about_key: record.pk}
        yield from model.history.filter(**about).order_by("history_id")


def _of_part(part: type[Tracked], way: str, record: Record, user) -> models.QuerySet:
    """Removable parts are told by what they belonged to, since a row that was taken out is no longer there to ask."""
    if part.removable and way == part.part_of:
        return part.history.filter(**{part.part_of: record.pk})
    return _seen(part, part.objects.visible_to(user).filter(**{way: record.pk}))


def of_kind(model: type[Tracked], user) -> models.QuerySet:
    """Every history row of one kind that this person may see."""
    return model.history.none() if model.untold else _seen(model, model.objects.visible_to(user))


def shown(model: type[Tracked], user, history: Iterable[int]) -> list[Any]:
    """Of some history rows of one kind, those that this person may see; also of parts that were taken out since."""
    rows = model.history.filter(history_id__in=list(history))
    if model.about_key:
        return policy.of_seen_records(rows, user, model.about_key)
    seen = Q(history_id__in=of_kind(model, user).filter(history_id__in=rows.values("history_id")).values("history_id"))
    if model.removable and model.part_of and not (model.untold or model.tells_newest_only):
        parents = policy.parent_model(model)._default_manager.visible_to(user)
        seen |= Q(**{f"{model.part_of}__in": parents.values("pk")})
    return list(rows.filter(seen))


def _seen(model: type[Tracked], rows: models.QuerySet) -> models.QuerySet:
    found = model.history.filter(id__in=rows.values("pk"))
    if model.tells_newest_only:
        newer = model.history.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
        found = found.filter(~Exists(newer))
    return found


def _newest(rows: models.QuerySet, count: int) -> Iterable[Any]:
    return rows.order_by("-history_date", "-history_id")[:count]


def told(rows: list[Any], user) -> list[Change]:
    """Two queries a kind of row and two a kind of link at the most, however many rows."""
    before: dict[tuple[type, int, int], Any] = {}
    for history in {type(row) for row in rows if not row.instance_type.tells_newest_only}:
        mine = [row for row in rows if type(row) is history]
        versions = history.objects.filter(
            id__in={row.id for row in mine}, version__in={row.version - 1 for row in mine}
        )
        before |= {(history, row.id, row.version): row for row in versions}
    masking.mask([*rows, *before.values()])
    names = naming.of([*rows, *before.values()], user)
    return [_tell(row, before.get((type(row), row.id, row.version - 1)), names) for row in rows]


def _tell(row: Any, before: Any | None, names: Names) -> Change:
    changes = diff(row, before, names) if row.history_type != "-" else []
    kind = "+" if row.instance_type.tells_newest_only else row.history_type
    doing = {"+": _added, "-": _removed}.get(kind, _changed)
    sentence = doing(row, changes)
    if row.history_change_reason and row.history_change_reason not in sentence:
        sentence = _("%(sentence)s, because: %(why)s") % {"sentence": sentence, "why": row.history_change_reason}
    fields = [(str(field.verbose_name), was, now) for field, was, now in changes]
    return Change(row, f"{row.actor} {sentence.rstrip('.')}.", fields)


FieldChange = tuple[models.Field, str, str]


def diff(row: Any, before: Any | None, names: Names) -> list[FieldChange]:
    """(field, was, now) of each field that differs; all filled ones of a first version."""
    model: type[Tracked] = row.instance_type
    hidden = {"id", "version", model.part_of}
    found = []
    for field in row.tracked_fields:
        now, was = getattr(row, field.attname), getattr(before, field.attname) if before else None
        if field.name not in hidden and now != was and (before or now not in (None, "", [], False)):
            found.append((field, said(before, field, names) if before else "", said(row, field, names)))
    return found


def said(row: Any, field: models.Field, names: Names) -> str:
    """What a version says in a field, as a person reads it."""
    if isinstance(field, models.ForeignKey):
        return names.get((field.related_model, getattr(row, field.attname)), "")
    return display(row, field)


def _thing(row: Any) -> str:
    kind = str(row.instance_type._meta.verbose_name)
    name = row.reference if issubclass(row.instance_type, Record) else getattr(row, "name", "")
    return f"{kind} {name}".strip()


def _added(row: Any, changes: list[FieldChange]) -> str:
    return _("recorded %(thing)s") % {"thing": _thing(row)}


def _removed(row: Any, changes: list[FieldChange]) -> str:
    return _("took out %(thing)s") % {"thing": _thing(row)}


def _changed(row: Any, changes: list[FieldChange]) -> str:
    told = {"thing": _thing(row)}
    for field, was, now in changes:
        if field.name == "state":
            return _("moved %(thing)s from %(was)s to %(now)s") % (told | {"was": was, "now": now})
    if not changes:
        return _("changed what is not kept in the history of %(thing)s") % told
    if len(changes) > SHOWN_FIELDS:
        more = ngettext("%(count)d field", "%(count)d fields", len(changes)) % {"count": len(changes)}
        return _("changed %(what)s of %(thing)s") % (told | {"what": more})
    what = get_text_list([_said(*one) for one in changes], _("and"))
    return _("changed %(what)s in %(thing)s") % (told | {"what": what})


def _said(field: models.Field, was: str, now: str) -> str:
    """What somebody wrote stands in quotes; what was chosen or counted does not."""
    label = str(field.verbose_name)
    label = label[:1].lower() + label[1:] if label[1:2].islower() else label
    if max(len(was), len(now)) > LONG or getattr(field, "is_sealed", False):
        return label
    is_free = type(field) in {models.CharField, models.TextField, models.URLField} and not field.choices
    shown = [f"“{text}”" if is_free and text else text for text in (was, now)]
    told = {"field": label, "was": shown[0] or _("nothing"), "now": shown[1] or _("nothing")}
    return _("%(field)s from %(was)s to %(now)s") % told
