"""What every form of one answer shares, whoever asks: the fields of its kind, and the version that was seen."""

from typing import Any

from django import forms

from governance.questionnaires import kinds

from .base import Fields, Way


class AskedForm(forms.Form):
    """A subclass sets `instance`, an answer; `way`, how its question is asked; and `asked`, the fields for that."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    instance: Any
    way: Way
    asked: Fields

    @property
    def template(self) -> str:
        return f"governance/questionnaires/ways/{self.way.template}.html"

    @property
    def rows(self) -> list[list[Any]]:
        """The fields of each row, for kinds with rows."""
        names = list(self.way.columns())
        count = sum(name.endswith("_id") for name in self.asked)
        return [[self[f"r{number}_{name}"] for name in ("id", *names)] for number in range(count)]

    @property
    def lacks(self) -> list[str]:
        """What the stored answer still needs to be complete."""
        value = self.instance.value
        return [] if kinds.is_empty(value) else kinds.lacking(self.way.item, value)

    def see(self, version: int) -> None:
        """The version that the page goes on from, if it is shown again because another answer was refused.

        Not for what was left alone here and answered by somebody else: sent again, it would take their answer away.
        """
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_version")] = str(version)
