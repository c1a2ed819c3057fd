"""Parts in a form, when somebody has taken one of them out since the page was opened."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from .links import KEY

GONE = _(
    "Somebody has taken out one of these since you opened the page, so nothing was saved. What you had there is now "
    "a new one: empty it, or save again to add it."
)


class PartFormSet(BaseInlineFormSet):
    """What was taken out comes back as a new part, told so; without its words it is left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lost: list[int] = []
        if self.is_bound and self.management_form.is_valid():
            self._set_apart()

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = _("Take out")

    def clean(self) -> None:
        super().clean()
        if self.lost:
            raise ValidationError(GONE, code="stale")

    def _set_apart(self) -> None:
        """Puts the rows that are gone behind those that are there, as new ones."""
        count = self.initial_form_count()
        gone = [index for index in range(count) if self._is_gone(index)]
        if not gone:
            return
        self.lost = [index for index in gone if not self.data.get(f"{self.add_prefix(index)}-{DELETION_FIELD_NAME}")]
        order = [index for index in range(count) if index not in gone] + gone
        self._renumber({old: new for new, old in enumerate(order)}, set(gone))
        self.data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(count - len(gone))
        del self.__dict__["management_form"]

    def _is_gone(self, index: int) -> bool:
        key = self.data.get(f"{self.add_prefix(index)}-{self.model._meta.pk.name}", "")
        return bool(KEY.fullmatch(key)) and self._existing_object(int(key)) is None

    def _renumber(self, places: dict[int, int], gone: set[int]) -> None:
        shape = re.compile(rf"{re.escape(self.prefix)}-([0-9]{{1,4}})-(\w+)")
        found = {name: shape.fullmatch(name) for name in self.data}
        mine = {name: match for name, match in found.items() if match and int(match[1]) in places}
        kept = {name: self.data.getlist(name) for name in mine if not self._is_lost(mine[name], gone)}
        self.data = self.data.copy()
        for name in mine:
            del self.data[name]
        for name, values in kept.items():
            self.data.setlist(f"{self.prefix}-{places[int(mine[name][1])]}-{mine[name][2]}", values)

    def _is_lost(self, match: re.Match, gone: set[int]) -> bool:
        """A new row has no number and no version, and one that was to go anyhow has nothing."""
        index = int(match[1])
        return index in gone and (index not in self.lost or match[2] in {self.model._meta.pk.name, "seen_version"})
