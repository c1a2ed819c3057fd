"""Reads the workbook, with sheet, row and column of whatever is wrong."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from governance.core.reading import Source
from governance.core.refusals import Problem, Refused
from governance.inventory.models import System
from governance.people.models import User
from governance.vendors.models import Vendor

from .sheets import ACTIVITIES, PARTS, Sheet, value

MOST = 20
"""Problems told of one file."""
LONGEST = 20_000
"""Rows of one sheet."""


@dataclass
class Book:
    """What a workbook says: by name of an activity its values, and its parts by sheet, in order."""

    activities: dict[str, dict[str, Any]] = field(default_factory=dict)
    parts: dict[str, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)


class Reading:
    """One file, read with everything that is wrong in it."""

    def __init__(self, source: Source, user) -> None:
        self.source, self.user = source, user
        self.problems: list[Problem] = []
        self.known: dict[tuple[type, str], Any] = {}

    def book(self) -> Book:
        pages = self._pages()
        made = Book()
        for number, told in self._rows(pages, ACTIVITIES):
            key = told.pop("")
            if key in made.activities:
                self._tell(ACTIVITIES, number, 1, _("“%(key)s” stands twice.") % {"key": key})
            made.activities[key] = told
            made.parts[key] = {sheet.title: [] for sheet in PARTS if sheet.title in pages}
        for sheet in PARTS:
            for number, told in self._rows(pages, sheet):
                key = told.pop("")
                if key not in made.activities:
                    self._tell(sheet, number, 1, _("There is no activity “%(key)s” on the first sheet.") % {"key": key})
                    continue
                made.parts[key][sheet.title].append(told)
        if self.problems:
            raise Refused(*self.problems[:MOST])
        return made

    def _pages(self) -> dict[str, Any]:
        try:
            book = load_workbook(io.BytesIO(self.source.content), read_only=False, data_only=False)
        except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError):
            raise Refused.at(self.source.name, "", _("This is not an XLSX workbook.")) from None
        if ACTIVITIES.title not in book.sheetnames:
            told = _("There is no sheet “%(name)s”. Begin with the template.")
            raise Refused.at(self.source.name, "", told % {"name": ACTIVITIES.title})
        return {name: book[name] for name in book.sheetnames}

    def _rows(self, pages: dict[str, Any], sheet: Sheet) -> Iterable[tuple[int, dict[str, Any]]]:
        page = pages.get(sheet.title)
        if page is None:
            return
        columns = self._columns(page, sheet)
        for number, cells in enumerate(page.iter_rows(min_row=2, max_row=min(page.max_row, LONGEST)), start=2):
            if any(one.value not in (None, "") for one in cells):
                yield number, self._row(sheet, number, cells, columns)
        if page.max_row > LONGEST:
            self._tell(sheet, LONGEST, 1, _("A sheet has at most %(n)d rows.") % {"n": LONGEST})

    def _columns(self, page, sheet: Sheet) -> dict[int, str]:
        """By the place of a column the field that its head names, whatever the order."""
        names = dict(zip([head.casefold() for head in sheet.heads()], ["", *sheet.fields], strict=True))
        found = {}
        for one in page[1]:
            head = str(one.value or "").strip().casefold()
            if head in names:
                found[one.column - 1] = names[head]
            elif head:
                self._tell(sheet, 1, one.column, _("“%(head)s” is no column of this sheet.") % {"head": one.value})
        if "" not in found.values():
            self._tell(sheet, 1, 1, _("The column “Activity” is missing."))
        return found

    def _row(self, sheet: Sheet, number: int, cells: Any, columns: dict[int, str]) -> dict[str, Any]:
        told: dict[str, Any] = {"": ""}
        for place, name in columns.items():
            one = cells[place] if place < len(cells) else None
            if name == "owner" and (one is None or one.value in (None, "")):
                continue  # It stays as it is; a new one belongs to whoever imports it.
            try:
                told[name] = self._value(sheet, name, one)
            except ValidationError as error:
                self._tell(sheet, number, place + 1, " ".join(error.messages))
        if not told[""] and "" in columns.values():
            self._tell(sheet, number, 1, _("Name the activity."))
        return told

    def _value(self, sheet: Sheet, name: str, one: Any) -> Any:
        if one is not None and one.data_type == "f":
            raise ValidationError(_("This is a formula. Write what it comes to."))
        told = one.value if one is not None else None
        if not name:
            return str(told or "").strip()
        column = sheet.model._meta.get_field(name)
        found = value(column, told, self._find)
        if not column.is_relation:
            column.clean(found, None) if found not in (None, "", []) else None
        return found

    def _find(self, model: type, told: str) -> Any:
        key = model, told.casefold()
        if key not in self.known:
            self.known[key] = self._looked_up(model, told)
        return self.known[key]

    def _looked_up(self, model: type, told: str) -> Any:
        if model is User:
            return User.objects.active().filter(email__iexact=told).first()
        rows = (
            model._default_manager.visible_to(self.user) if model in {Vendor, System} else model._default_manager.none()
        )
        return rows.filter(reference__iexact=told).first() or rows.filter(name__iexact=told).first()

    def _tell(self, sheet: Sheet, row: int, column: int, why: str) -> None:
        place = _("%(sheet)s, row %(row)d, column %(column)s")
        told = {"sheet": sheet.title, "row": row, "column": get_column_letter(column)}
        self.problems.append(Problem(self.source.name, place % told, why))
