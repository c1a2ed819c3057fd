"""Before the dossier: what interest a voter has, the chair's ruling on it, and what comes to light late."""

from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from governance.committee import declaring
from governance.committee.conflicts import Ruling, Says, Signal
from governance.committee.models import Declaration
from governance.people.models import User

from .acts import ActForm, lines, room_acts


class DeclareForm(ActForm):
    says = forms.ChoiceField(choices=Says.choices, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("What is your interest?"), max_length=500, required=False,
        help_text=_("One sentence. It goes into the record."),
    )  # fmt: skip


@room_acts.act("declare", DeclareForm, _("What you said is recorded."))
def declare(page, form: DeclareForm) -> None:
    said = form.cleaned_data
    declaring.declare(page.review, said["says"], by=page.user, why=said["why"], now=page.now)


class AsideForm(ActForm):
    why = forms.CharField(
        label=_("What is your interest?"), max_length=500, help_text=_("One sentence. It goes into the record.")
    )


@room_acts.act("aside", AsideForm, _("You stepped aside. This proposal is no longer shown to you."), leaves=True)
def step_aside(page, form: AsideForm) -> None:
    declaring.step_aside(page.review, by=page.user, why=form.cleaned_data["why"], now=page.now)


class RuleForm(ActForm):
    ruling = forms.ChoiceField(label=_("Ruling"), choices=Ruling.choices, widget=forms.RadioSelect)
    why = forms.CharField(label=_("Grounds"), max_length=1000, widget=lines(2), help_text=_("They go into the record."))


@room_acts.act("rule", RuleForm, _("Your ruling is recorded."))
def rule(page, form: RuleForm) -> None:
    said = form.cleaned_data
    declaring.rule(_declaration(page, form.target), said["ruling"], by=page.user, why=said["why"], now=page.now)


def _declaration(page, key: str) -> Declaration:
    found = next((one for one in page.proposal.declarations.all() if str(one.pk) == key), None)
    if found is None or found.review_id != page.review.pk:
        raise Http404
    return found


class DiscoverForm(ActForm):
    person = forms.ModelChoiceField(label=_("Member"), queryset=User.objects.none())
    why = forms.CharField(label=_("What has come to light"), max_length=1000, widget=lines(2))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = self.page.review.panel().people - {self.page.user.pk}
        self.fields["person"].queryset = User.objects.filter(pk__in=people)


@room_acts.act("discover", DiscoverForm, _("It is recorded. The vote is kept, and no longer counts."))
def discover(page, form: DiscoverForm) -> None:
    said = form.cleaned_data
    declaring.discover(page.review, said["person"], by=page.user, why=said["why"], now=page.now)


def context(page) -> dict[str, Any]:
    """What the members have said, as far as this person is to act on it."""
    review, told = page.review, list(page.proposal.declarations.all())
    is_open = review.closed_at is None
    ruled = [one for one in told if is_open and one.waits_for_ruling and one.review_id == review.pk]
    mine = next((one for one in told if one.person_id == page.user.pk), None)
    return {
        "rulings": [_ruling(page, one) for one in ruled if page.user.pk in declaring.judges(one)],
        "noted": [_noted(one) for one in told if page.chairs and one.signals and not one.steps_aside],
        "mine": mine,
        "waits": bool(mine and mine.waits_for_ruling and mine.review_id == review.pk),
        "discover": page.form("discover") if page.chairs and is_open else None,
        "forms": {says: page.form("declare", says, initial={"says": says}) for says in Says.values},
        "aside": page.form("aside"),
    }


def _ruling(page, one: Declaration) -> dict[str, Any]:
    one.proposal = page.proposal
    return _noted(one) | {"form": page.form("rule", one.pk)}


def _noted(one: Declaration) -> dict[str, Any]:
    return {"said": one, "signals": [Signal(code).label for code in one.signals if code in Signal.values]}
