"""What each kind of question shares in a form; by itself, a kind whose value is a text."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.questionnaires.items import Item
from governance.questionnaires.vocabulary import Kind

Fields = dict[str, forms.Field]
Told = Mapping[str, Any]
"""What a form holds, by the name of its field."""
LONGEST = 20_000


class Way:
    """Fields, what they show, and the value they make: here, a text. `more` are further empty rows to write in."""

    template = "one"

    def __init__(self, item: Item, *, more: int = 0, records: list[dict[str, Any]] | None = None) -> None:
        self.item, self.more, self.records = item, more, records or []

    def fields(self, value: Any) -> Fields:
        rows = 6 if self.item.kind == Kind.LONG_TEXT else 2
        return {"value": text(_("Answer"), widget=forms.Textarea(attrs={"rows": rows}))}

    def shown(self, value: Any) -> Told:
        return {"value": value}

    def read(self, told: Told) -> Any:
        return told["value"].replace("\r\n", "\n").strip() if told["value"] else None


def text(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST, **options)
