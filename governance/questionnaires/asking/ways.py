"""How each kind of question is asked in a form: its fields, what they show of a value, and the value they make."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.core.bounds import DayField
from governance.questionnaires.items import PLANNED, Item
from governance.questionnaires.vocabulary import Kind

from .base import Fields, Told, Way, text
from .rows import Rows


class Number(Way):
    def fields(self, value: Any) -> Fields:
        return {"value": forms.IntegerField(label=_("Answer"), required=False)}

    def read(self, told: Told) -> Any:
        return told["value"]


class Day(Way):
    def fields(self, value: Any) -> Fields:
        return {"value": _day(_("Answer"))}

    def read(self, told: Told) -> Any:
        return told["value"].isoformat() if told["value"] else None


def _day(label: Any) -> DayField:
    return DayField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class One(Way):
    template = "choice"

    def fields(self, value: Any) -> Fields:
        choices = [(one.key, one.text or one.key) for one in self.item.options]
        field = forms.ChoiceField(label=_("Answer"), choices=choices, widget=forms.RadioSelect, required=False)
        return {"value": field}

    def read(self, told: Told) -> Any:
        return told["value"] or None


class Several(Way):
    template = "choice"

    def fields(self, value: Any) -> Fields:
        choices = [(one.key, one.text or one.key) for one in self.item.options]
        widget = forms.CheckboxSelectMultiple
        return {"value": forms.MultipleChoiceField(label=_("Answer"), choices=choices, widget=widget, required=False)}

    def read(self, told: Told) -> Any:
        return told["value"] or None


class Scale(One):
    """With who does it and until when, which a planned step needs."""

    template = "scale"

    def fields(self, value: Any) -> Fields:
        return super().fields(value) | {"who": text(_("Who does it?")), "due_on": _day(_("Until which day?"))}

    def shown(self, value: Any) -> Told:
        told = value or {}
        return {"value": str(told.get("step", "")), "who": told.get("who", ""), "due_on": told.get("due_on", "")}

    def read(self, told: Told) -> Any:
        if not told["value"]:
            return None
        plan = {"who": told["who"].strip(), "due_on": told["due_on"] and told["due_on"].isoformat()}
        step = int(told["value"])
        return {"step": step} | ({name: one for name, one in plan.items() if one} if step == PLANNED else {})


class Records(Way):
    """Records of a register: those offered, and those that were chosen before, as they were frozen."""

    template = "choice"

    def _known(self, value: Any) -> dict[str, dict[str, Any]]:
        return {str(one["id"]): one for one in [*(value or []), *self.records]}

    def fields(self, value: Any) -> Fields:
        self.known = self._known(value)
        choices = [(key, one["text"]) for key, one in self.known.items()]
        widget = forms.CheckboxSelectMultiple
        label = _("Records")
        return {"value": forms.MultipleChoiceField(label=label, choices=choices, widget=widget, required=False)}

    def shown(self, value: Any) -> Told:
        return {"value": [str(one["id"]) for one in value or []]}

    def read(self, told: Told) -> Any:
        return [self.known[key] for key in told["value"]] or None


class Silent(Way):
    """Nothing is stored for it."""

    template = "silent"

    def fields(self, value: Any) -> Fields:
        return {}

    def read(self, told: Told) -> Any:
        return None


WAYS: dict[str, type[Way]] = {
    Kind.SINGLE: One,
    Kind.YES_NO_UNSURE: One,
    Kind.MULTI: Several,
    Kind.SCALE: Scale,
    Kind.MATRIX: Rows,
    Kind.REPEAT_GROUP: Rows,
    Kind.RISK_ROWS: Rows,
    Kind.NUMBER: Number,
    Kind.DATE: Day,
    Kind.SHORT_TEXT: Way,
    Kind.LONG_TEXT: Way,
    Kind.RELATION: Records,
}


def way(item: Item, **options: Any) -> Way:
    return WAYS.get(item.kind, Silent)(item, **options)
