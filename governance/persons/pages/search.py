"""Finds people outside by exactly a name, an address or a number; no list of names is shown, nor could one be made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.pages import WorkPage, page
from governance.core.roles import Role
from governance.persons import finding, pseudonymising
from governance.persons.models import DataSubject, Erasure

SHOWN = 25


def may_open(user) -> bool:
    """A director too, who may be the second person."""
    return policy.may(user, policy.VIEW, DataSubject) or Role.DIRECTOR in Role.of(user)


class SearchForm(forms.Form):
    words = forms.CharField(
        label=_("Name, e-mail address or telephone number"), max_length=250,
        help_text=_("Exactly as it is kept, in full. Capitals and spaces do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )  # fmt: skip


@page
class Persons(WorkPage):
    """What is looked for is posted: an address would keep it in logs and in the browser."""

    path = "persons/"
    name = "persons"
    title = _("People outside")
    section = "persons"
    template_name = "governance/persons/search.html"

    @classmethod
    def may_open(cls, user) -> bool:
        return super().may_open(user) and may_open(user)

    def post(self, request, *args: Any, **kwargs: Any):
        form = SearchForm(request.POST)
        found = None
        if form.is_valid():
            found = list(finding.by(form.cleaned_data["words"], request.user)[:SHOWN])
        return self.render_to_response(self.get_context_data(form=form, found=found))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = DataSubject.objects.visible_to(self.request.user)
        asked = Erasure.objects.filter(subject__in=seen).select_related("subject", "asked_by")
        waiting = asked.filter(confirmed_at=None, dropped_at=None).order_by("asked_at")
        done = seen.filter(erased_on__isnull=False).order_by("-erased_on", "-pk")
        told = {"form": SearchForm(), "waiting": waiting[:SHOWN], "done": done[:SHOWN]}
        told["left"] = pseudonymising.who_left(self.request.user)[:SHOWN]
        return super().get_context_data() | told | kwargs
