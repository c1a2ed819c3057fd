"""Finds people outside by exactly a name, an address or a number; no list of names is shown, nor could one be made."""

from collections.abc import Iterable
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
            found = self._called(finding.by(form.cleaned_data["words"], request.user)[:SHOWN])
        return self.render_to_response(self.get_context_data(form=form, found=found))

    def _called(self, subjects: Iterable[DataSubject]) -> list[tuple[DataSubject, str]]:
        """Each with their name, for who may see it, else with their number."""
        rows = list(subjects)
        known = finding.known_as(rows, self.request.user)
        return [(one, known.get(one.pk, f"{one.get_kind_display()}, {one}")) for one in rows]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = DataSubject.objects.visible_to(self.request.user)
        asked = Erasure.objects.filter(subject__in=seen).select_related("subject", "asked_by")
        waiting = asked.filter(confirmed_at=None, dropped_at=None).order_by("asked_at")
        done = seen.filter(erased_on__isnull=False).order_by("-erased_on", "-pk")
        told = {"form": SearchForm(), "done": done[:SHOWN]}
        called = dict(self._called([one.subject for one in waiting[:SHOWN]]))
        told["waiting"] = [(one, called[one.subject]) for one in waiting[:SHOWN]]
        told |= {"left": pseudonymising.who_left(self.request.user)[:SHOWN]} | self._pseudonyms()
        return super().get_context_data() | told | kwargs

    def _pseudonyms(self) -> dict[str, Any]:
        rows = pseudonymising.settled_by(self.request.user).select_related("person", "asked_by")
        waiting = rows.filter(confirmed_at=None, dropped_at=None).order_by("pk")
        done = rows.filter(confirmed_at__isnull=False).order_by("-pk")
        return {"renaming": waiting[:SHOWN], "renamed": done[:SHOWN]}
