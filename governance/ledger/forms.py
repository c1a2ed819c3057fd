"""What to look for in the history, and what an outsider saw of the ledger."""

import datetime as dt
from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from governance.core import workdays
from governance.core.bounds import DayField
from governance.core.records import record_types, tracked_types
from governance.core.widgets import DateInput
from governance.people.models import User

from .looking import Wanted

MOST = 2**53
"""More entries than there will ever be, and as many as a program that reads JSON can tell apart."""
WIDEST = dt.timedelta(days=92)
"""The period over which words are looked for, unless a record is named."""
ANY = ("", _("Any"))
ACTIONS = [ANY, ("+", _("Recorded")), ("~", _("Changed")), ("-", _("Taken out"))]


def kinds() -> list[tuple[str, Any]]:
    """By name; where two kinds have the same one, with that of their section."""
    told = [one for one in tracked_types() if not one.untold]
    often = Counter(str(one._meta.verbose_name) for one in told)
    found = [(one.history.model._meta.label_lower, _name(one, often)) for one in told]
    return [ANY, *sorted(found, key=lambda one: one[1])]


def _name(model: Any, often: Counter) -> str:
    name = str(model._meta.verbose_name)
    return capfirst(name) if often[name] == 1 else f"{capfirst(name)} ({model._meta.app_config.verbose_name})"


class LookFor(forms.Form):
    who = forms.ModelChoiceField(
        label=_("Who"), queryset=User.objects.order_by("name", "pk"), required=False, empty_label=_("Any")
    )
    record = forms.CharField(label=_("Record"), required=False, max_length=20, help_text=_("Such as INC-006."))
    kind = forms.ChoiceField(label=_("What"), required=False)
    action = forms.ChoiceField(label=_("Action"), required=False, choices=ACTIONS)
    first = DayField(label=_("From"), required=False, widget=DateInput())
    last = DayField(label=_("To"), required=False, widget=DateInput())
    words = forms.CharField(
        label=_("Words"), required=False, max_length=100, help_text=_("With a record, or three months at the most.")
    )

    def __init__(self, *args: Any, user, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["kind"].choices = kinds()

    def clean_record(self) -> tuple[str, int] | None:
        """One that this person may see: of others the page says the same as of those that are not there."""
        reference = self.cleaned_data["record"].strip().upper()
        if not reference:
            return None
        prefix = reference.rpartition("-")[0]
        for model in record_types():
            key = model.prefix == prefix and model.objects.visible_to(self.user).filter(reference=reference)
            if key and (found := key.values_list("pk", flat=True).first()):
                return model._meta.label_lower, found
        raise ValidationError(_("There is no record by that reference, or you may not see it."))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            raise ValidationError(_("The period ends before it begins."))
        is_wide = not first or (last or timezone.localdate()) - first > WIDEST
        if said.get("words") and not said.get("record") and is_wide:
            raise ValidationError(_("To look for words, name a record, or a period of three months at the most."))
        return said

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        told = {"person": said["who"] and said["who"].pk, "record": said["record"], "kind": said["kind"]}
        told |= {"action": said["action"], "words": said["words"]}
        told |= {"first": said["first"] and workdays.begins(said["first"])}
        return Wanted(**told, past=said["last"] and workdays.begins(said["last"] + dt.timedelta(days=1)))


class SeenLast(forms.Form):
    since = forms.IntegerField(
        label=_("Entries that they saw last"),
        help_text=_("Where the program says that a pack does not begin where it left off, it names this number."),
        required=False,
        min_value=1,
        max_value=MOST,
    )
