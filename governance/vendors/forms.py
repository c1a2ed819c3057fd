"""One item of a checklist as a form: what was found, where, and for an accepted gap until when and why."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.core.bounds import DayField
from governance.core.errors import StaleRecord
from governance.core.widgets import DateInput

from .checklist import Item
from .models import Agreement, Clause, Found

LONGEST = dt.timedelta(days=366)


class ClauseForm(forms.Form):
    """Each stands by itself: one that could not be saved holds back no other."""

    found = forms.ChoiceField(label=_("Found"), required=False, choices=[("", _("Not looked at")), *Found.choices])
    place = forms.CharField(label=_("Where"), required=False, max_length=120)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 1}))
    accepted_until = DayField(label=_("Accepted until"), required=False, widget=DateInput())
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: Item, agreement: Agreement, today: dt.date, **kwargs: Any) -> None:
        self.item, self.agreement, self.today = item, agreement, today
        clause = item.clause or Clause(agreement=agreement, code=item.rule.code)
        self.clause = clause
        told = {name: getattr(clause, name) for name in ("found", "place", "note", "accepted_until")}
        super().__init__(*args, prefix=item.rule.code, initial=told | {"seen_version": clause.version}, **kwargs)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("found") == Found.ACCEPTED:
            self._check_acceptance(said)
        if said.get("found") == Found.NOT_NEEDED and not said.get("note"):
            self.add_error("note", _("Say why it does not apply."))
        if not said.get("found") and self.item.clause:
            self.add_error("found", _("What was looked at stays so: choose an answer."))
        return said

    def _check_acceptance(self, said: dict[str, Any]) -> None:
        until = said.get("accepted_until")
        if until is None or not self.today <= until <= self.today + LONGEST:
            self.add_error("accepted_until", _("Choose a day from today on, at most one year ahead."))
        if not said.get("note"):
            self.add_error("note", _("Say why the gap can be lived with."))

    def keep(self, by) -> None:
        """Saves what was changed, and says so beside the item where somebody else was faster."""
        said = self.cleaned_data
        if not said["found"]:
            return
        is_accepted = said["found"] == Found.ACCEPTED
        self.clause.version = said["seen_version"]
        self.clause.found, self.clause.place, self.clause.note = said["found"], said["place"], said["note"]
        self.clause.accepted_until = said["accepted_until"] if is_accepted else None
        self.clause.accepted_by = by if is_accepted else None
        try:
            self.clause.full_clean()
            self.clause.save()
        except StaleRecord:
            self.add_error(None, _("Somebody else has looked at this meanwhile. Reload the page."))
        except ValidationError as error:
            self.add_error(None, error.messages)
