"""Rows, without a script: there are empty ones to write in, and a row that is emptied is gone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.questionnaires.vocabulary import Kind

from .base import Fields, Told, Way, text


class Rows(Way):
    """A line of fields a row. Which row a line is, its hidden `id` says."""

    template = "rows"

    def columns(self) -> dict[str, tuple[Any, list[tuple[str, Any]]]]:
        """The label of each column and the choices that it offers, if any."""
        told = {one.key: (one.text, [(o.key, o.text) for o in one.options]) for one in self.item.columns}
        if self.item.kind != Kind.MATRIX:
            return told
        options = [(one.key, one.text) for one in self.item.options]
        return {"name": (_("What it is about"), []), "option": (_("Answer"), options), **told}

    def count(self, value: Any) -> int:
        there = len(value or [])
        return max(there + 1 + self.more, self.item.limits.get("least", 1))

    def fields(self, value: Any) -> Fields:
        found: Fields = {}
        for number in range(self.count(value)):
            found[f"r{number}_id"] = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
            for key, (label, choices) in self.columns().items():
                found[f"r{number}_{key}"] = self._cell(label, choices)
        return found

    @staticmethod
    def _cell(label: Any, choices: list[tuple[str, Any]]) -> forms.Field:
        if choices:
            return forms.ChoiceField(label=label, choices=[("", _("Choose …")), *choices], required=False)
        return text(label, widget=forms.Textarea(attrs={"rows": 1}))

    def shown(self, value: Any) -> Told:
        return {f"r{n}_{key}": cell for n, row in enumerate(value or []) for key, cell in row.items()}

    def read(self, told: Told) -> Any:
        rows, taken = [], {cell for name, cell in told.items() if name.endswith("_id")}
        for number in range(sum(name.endswith("_id") for name in told)):
            cells = {key: str(told.get(f"r{number}_{key}") or "").strip() for key in self.columns()}
            row = {key: cell for key, cell in cells.items() if cell}
            if row:
                rows.append({"id": told[f"r{number}_id"] or self._free(taken)} | row)
        return rows or None

    @staticmethod
    def _free(taken: set[str]) -> str:
        number = next(n for n in range(1, len(taken) + 2) if f"r{n}" not in taken)
        taken.add(f"r{number}")
        return f"r{number}"
