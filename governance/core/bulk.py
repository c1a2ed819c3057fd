"""The one door for many rows at once: rows, history and proof in batches, inside one transaction."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from .acting import current
from .errors import StaleRecord, Unrecorded
from .history import recorded, told_by_acting
from .models import Record, Sequence, Tracked

BATCH = 500


@transaction.atomic
def write(rows: Iterable[Tracked]) -> None:
    """Inserts new rows and updates changed ones, all or nothing. The caller leaves out what did not change.

    Raises StaleRecord if somebody saved one of the rows after it was read, Unrecorded for a change of what is written
    once, ValidationError never: clean before.
    """
    by_model: dict[type[Tracked], list[Tracked]] = defaultdict(list)
    for row in rows:
        row.writing()
        by_model[type(row)].append(row)
    for model, found in by_model.items():
        new = [row for row in found if row._state.adding]
        known = [row for row in found if not row._state.adding]
        _insert(model, new)
        _update(model, known)
    for row in [one for found in by_model.values() for one in found]:
        row.written()


def _insert(model: type[Tracked], rows: list[Tracked]) -> None:
    if not rows:
        return
    unnumbered = [row for row in rows if issubclass(model, Record) and not row.reference]
    if unnumbered:
        for row, reference in zip(unnumbered, Sequence.take(model.prefix, len(unnumbered)), strict=True):
            row.reference = reference
    for row in rows:
        row.version = 1
    model._base_manager.bulk_create(rows, batch_size=BATCH)
    _remember(model, rows, "+")


def _update(model: type[Tracked], rows: list[Tracked]) -> None:
    if not rows:
        return
    if model.written_once:
        raise Unrecorded(f"{model._meta.label}: written once, never changed.")
    stored = model._base_manager.select_for_update().in_bulk([row.pk for row in rows])
    for row in rows:
        if row.pk not in stored or stored[row.pk].version != row.version:
            raise StaleRecord(stored.get(row.pk))
    for row in rows:
        row.version += 1
    model._base_manager.bulk_update(rows, _changed(model, rows, stored), batch_size=BATCH)
    _remember(model, rows, "~")


def _changed(model: type[Tracked], rows: list[Tracked], stored: dict[int, Tracked]) -> list[str]:
    """The fields in which any row differs from what is stored: each one more makes the statement longer and slower."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if any(getattr(row, field.attname) != getattr(stored[row.pk], field.attname) for row in rows)
    ]


def _remember(model: type[Tracked], rows: list[Tracked], kind: str) -> None:
    history, act, now = model.history.model, current(), timezone.now()
    names = [field.attname for field in history.tracked_fields]
    written = [
        history(
            history_date=now,
            history_type=kind,
            history_user_id=act.user_id,
            history_change_reason=act.reason,
            **told_by_acting(),
            **{name: getattr(row, name) for name in names},
        )
        for row in rows
    ]
    recorded.send(sender=history, rows=history._base_manager.bulk_create(written, batch_size=BATCH))
