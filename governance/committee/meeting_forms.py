"""The forms of a meeting's page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.people.models import User

from .models import AgendaItem, Meeting, Proposal

KEY = "item-"


class ComeForm(forms.Form):
    person = forms.ModelChoiceField(label=_("Somebody else has come"), queryset=User.objects.active())


class LeaveForm(ComeForm):
    why = forms.CharField(label=_("Why"), max_length=250, required=False)


class ItemForm(forms.Form):
    """A subject, or a proposal of this committee that is under review or in force."""

    text = forms.CharField(label=_("Subject"), max_length=250, required=False)
    proposal = forms.ModelChoiceField(label=_("or a proposal"), queryset=Proposal.objects.none(), required=False)

    def __init__(self, *args: Any, meeting: Meeting, user, **told: Any) -> None:
        super().__init__(*args, **told)
        rows = Proposal.objects.visible_to(user).filter(committee=meeting.committee_id, reviews__closed_at=None)
        self.fields["proposal"].queryset = rows.filter(reviews__isnull=False).distinct().order_by("-pk")


class MinutesForm(forms.Form):
    """The text of the meeting, and a text for each item that its editor may see."""

    theirs: Sequence[tuple[Any, str]] = ()
    seen = forms.CharField(widget=forms.HiddenInput)
    minutes = forms.CharField(label=_("The meeting"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}))

    def __init__(self, *args: Any, items: list[AgendaItem], texts: dict[int, str], **told: Any) -> None:
        super().__init__(*args, **told)
        for item in items:
            self.fields[f"{KEY}{item.pk}"] = forms.CharField(
                label=str(item), max_length=20_000, required=False, initial=texts.get(item.pk, ""),
                widget=forms.Textarea(attrs={"rows": 6}),
            )  # fmt: skip

    def set_beside(self, stored: "MinutesForm") -> None:
        """What somebody else has saved meanwhile, where it differs; saving again goes on from that."""
        sent = {name: self[name].value() or "" if name in self.fields else "" for name in stored.fields}
        told = {name: stored[name].value() or "" for name in stored.fields if name != "seen"}
        self.theirs = [(stored[name].label, text) for name, text in told.items() if _words(text) != _words(sent[name])]
        self.data = self.data.copy()
        self.data["seen"] = stored["seen"].value()

    def paragraphs(self) -> dict[int, str]:
        return {int(name.removeprefix(KEY)): said for name, said in self.cleaned_data.items() if name.startswith(KEY)}


def _words(text: str) -> list[str]:
    return text.split()


class AddendumForm(forms.Form):
    item = forms.ModelChoiceField(
        label=_("About"), queryset=AgendaItem.objects.none(), required=False, empty_label=_("All of it")
    )
    text = forms.CharField(label=_("What is added"), max_length=8000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, items, **told: Any) -> None:
        super().__init__(*args, **told)
        self.fields["item"].queryset = items
