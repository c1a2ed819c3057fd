"""Takes the workbook back in: all of it or nothing."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from governance.core.acting import Source as From
from governance.core.acting import acting
from governance.core.models import Tracked
from governance.core.reading import Source
from governance.core.refusals import Refused
from governance.exchange.reports import Report
from governance.inventory.models import ProcessingActivity

from .reading import Reading
from .sheets import PARTS, Sheet


def take_in(sources: Iterable[Source], report: Report, *, by, owner, dry_run: bool) -> Report:
    """Activities by their reference follow the workbook; other names are new ones, as drafts. All or nothing."""
    with transaction.atomic(), acting(by, source=From.IMPORT, reason=_("imported from a workbook")):
        for source in sources:
            report.files += 1
            book = Reading(source, by).book()
            report.found["activities"] += len(book.activities)
            for key, told in book.activities.items():
                _take(source, key, told, book.parts.get(key, {}), report, by=by, owner=owner)
        transaction.set_rollback(dry_run)
    return report


def _take(source: Source, key: str, told: dict[str, Any], parts, report: Report, *, by, owner) -> None:
    row = ProcessingActivity.objects.visible_to(by).filter(reference__iexact=key).first()
    is_new = row is None
    if row is None:
        row = ProcessingActivity(owner=told.get("owner") or owner)
    try:
        differs = [_parts(row, sheet, parts.get(sheet.title), dry=True) for sheet in PARTS]
        changed = _set(row, told) or any(differs)
        if changed and not is_new and not row.is_editable:
            report.held_back += 1
            note = _("%(it)s is “%(state)s”, so it was left as it is. Revise it, then import again.")
            report.notes.append(note % {"it": row, "state": row.get_state_display()})
            return
        if changed or is_new:
            row.full_clean(exclude=["reference"])
            row.save()
            for sheet in PARTS:
                _parts(row, sheet, parts.get(sheet.title))
    except ValidationError as error:
        raise Refused.at(source.name, key, " ".join(error.messages)) from None
    counted = report.created if is_new else report.changed
    if changed or is_new:
        counted[ProcessingActivity] += 1
    else:
        report.unchanged += 1


def _set(row: Tracked, told: dict[str, Any]) -> bool:
    """Whether anything is new."""
    news = {name: value for name, value in told.items() if getattr(row, name) != value}
    for name, found in news.items():
        setattr(row, name, found)
    return bool(news)


def _parts(row: ProcessingActivity, sheet: Sheet, told: list[dict[str, Any]] | None, *, dry: bool = False) -> bool:
    """Rows that are alike stay; the others are added or taken out. A workbook without the sheet changes none."""
    if told is None:
        return False
    kept = list(sheet.model._base_manager.filter(**{sheet.model.part_of: row.pk}).order_by("pk")) if row.pk else []
    wanted = list(told)
    gone = []
    for part in kept:
        same = next((one for one in wanted if all(getattr(part, name) == found for name, found in one.items())), None)
        wanted.remove(same) if same is not None else gone.append(part)
    if not dry:
        for part in gone:
            part.delete()
        for one in wanted:
            new = sheet.model(**{sheet.model.part_of: row}, **one)
            new.full_clean()
            new.save()
    return bool(gone or wanted)
