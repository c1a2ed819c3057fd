"""Writes the record of processing as a workbook: a sheet of activities, a sheet for each kind of part, and notes."""

import datetime as dt
import io
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from governance.core import witness
from governance.core.fields import CodesField
from governance.inventory.models import ProcessingActivity
from governance.people.organisation import ours

from .sheets import ACTIVITIES, PARTS, SHEETS, Sheet, cell

NOTES = "Notes"
WIDEST = 60


def rows_of(user) -> list[ProcessingActivity]:
    """The record as this person may see it, drafts included, without what has ended; parts fetched at once."""
    rows = ProcessingActivity.objects.visible_to(user).exclude(state="ended").select_related("owner")
    names = [*ProcessingActivity.contents, "recipients__vendor", "uses__system"]
    return list(rows.prefetch_related(*names).order_by("pk"))


def written(activities: list[ProcessingActivity], *, notes: list[str]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    _fill(book.create_sheet(ACTIVITIES.title), ACTIVITIES, [(one, one) for one in activities])
    for sheet in PARTS:
        name = sheet.model._meta.get_field(sheet.model.part_of).remote_field.get_accessor_name()
        _fill(book.create_sheet(sheet.title), sheet, [(one, part) for one in activities for part in _parts(one, name)])
    _explain(book.create_sheet(NOTES), notes)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def leave(activities: list[ProcessingActivity], notes: list[str], _now: dt.datetime) -> bytes:
    return written(activities, notes=notes)


def _parts(activity: ProcessingActivity, name: str) -> list[Any]:
    return sorted(getattr(activity, name).all(), key=lambda part: part.pk)


def template() -> bytes:
    """An empty workbook with its heads and what may be written where."""
    return written([], notes=[_("Name each activity in the first column, such as “new-1”, and its parts alike.")])


def _fill(page, sheet: Sheet, rows: list[tuple[ProcessingActivity, Any]]) -> None:
    page.append(sheet.heads())
    for activity, row in rows:
        page.append([activity.reference, *(cell(row, field) for field in sheet.columns())])
    for head in page[1]:
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "B2"
    for number, head in enumerate(sheet.heads(), start=1):
        longest = max([len(head), *(len(str(one.value or "")) for one in page[get_column_letter(number)])])
        page.column_dimensions[get_column_letter(number)].width = min(longest + 2, WIDEST)


def _explain(page, notes: list[str]) -> None:
    """What the columns take, for whoever fills in the workbook."""
    facts = [f"{label}: {text}" for label, text in ours().facts()]
    for note in [*facts, *notes, _("Several codes in one cell are parted by semicolons."), witness.line()]:
        page.append([note])
    page.append([])
    page.append([_("Sheet"), _("Column"), _("What may stand there")])
    for sheet in SHEETS:
        for field in sheet.columns():
            known = field.options if isinstance(field, CodesField) else field.flatchoices
            if known:
                told = "; ".join(str(label) for code, label in known if code)
                page.append([sheet.title, str(field.verbose_name), told])
