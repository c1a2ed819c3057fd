"""The form with which a proposal starts."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.committee.models import Committee
from governance.core.bounds import DayField
from governance.core.links import LinksField
from governance.core.widgets import DateInput
from governance.inventory.models import ProcessingActivity

SHOWN = 30
"""Processing activities offered with a tick box, the newest first; more are named by their references."""


class ProposeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=250, help_text=_("A few words by which everyone will know it."))
    what = forms.CharField(
        label=_("What do you want to do?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In words that a customer would understand."),
    )
    why = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who gains from it, the people in the data included?"),
    )
    activities = LinksField(
        label=_("Which processing is it part of?"),
        queryset=ProcessingActivity.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    others = forms.CharField(
        label=_("Others, by their references (optional)"),
        required=False,
        help_text=_("With commas between them, such as ACT-012, ACT-040."),
    )
    committee = forms.ModelChoiceField(
        label=_("Which committee decides?"), queryset=Committee.objects.none(), empty_label=None
    )
    starts_on = DayField(label=_("When would it start? (optional)"), required=False, widget=DateInput)

    def __init__(self, *args: Any, user, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = ProcessingActivity.objects.visible_to(user).exclude(state="ended").order_by("-pk")
        offered = list(shown[: SHOWN + 1])
        self.fields["activities"].queryset = shown
        self.fields["activities"].widget.choices = [(row.pk, str(row)) for row in offered[:SHOWN]]
        if len(offered) <= SHOWN:
            del self.fields["others"]
        self.fields["committee"].queryset = Committee.objects.visible_to(user).in_state("active").order_by("pk")

    def clean_others(self) -> list[ProcessingActivity]:
        named = {one.upper() for one in re.split(r"[,;\s]+", self.cleaned_data["others"]) if one}
        found = list(self.fields["activities"].queryset.filter(reference__in=named))
        if missing := sorted(named - {row.reference for row in found}):
            told = _("There is no processing %(which)s that you may see.")
            raise ValidationError(told, params={"which": ", ".join(missing)})
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "activities" in cleaned and "others" not in self.errors:
            cleaned["activities"] = list({*cleaned["activities"], *cleaned.pop("others", [])})
            if not cleaned["activities"]:
                self.add_error("activities", _("Choose at least one."))
        return cleaned
