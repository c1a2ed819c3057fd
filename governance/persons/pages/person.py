"""One person outside: what is kept of them and where, and the steps of erasing them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import policy, story
from governance.core.acting import Source, acting
from governance.core.links import KEY
from governance.core.pages import WorkPage, page
from governance.persons import certificates, erasing, finding, mentions
from governance.persons.models import DataSubject
from governance.persons.models.erasures import NO_NAME

DONE = {
    "ask": _("It is asked for. Somebody else confirms it."),
    "drop": _("It is taken back."),
    "confirm": _("They are erased."),
    "hold": _("The hold stands until it is lifted."),
    "lift": _("The hold is lifted."),
}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=500, help_text=NO_NAME, widget=forms.Textarea(attrs={"rows": 2})
    )


class OnSubject(WorkPage):
    """A page about one data subject that its reader may know of."""

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.subject = DataSubject.objects.visible_to(request.user).filter(pk=kwargs["pk"]).first()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.subject is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data() | {"subject": self.subject} | kwargs


@page
class Person(OnSubject):
    path = "persons/<int:pk>/"
    name = "person"
    title = _("A person outside")
    template_name = "governance/persons/person.html"

    def post(self, request, *args: Any, **kwargs: Any):
        do = request.POST.get("do")
        if do == "look":
            return self.render_to_response(self.get_context_data(named=mentions.of(self.subject, request.user)))
        form = ReasonForm(request.POST, prefix=do) if do in {"ask", "hold"} else forms.Form(request.POST)
        if do not in DONE:
            raise Http404
        if form.is_valid():
            try:
                self._act(do, form.cleaned_data.get("reason", ""))
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, DONE[do])
                return HttpResponseRedirect(request.path)
        return self.render_to_response(self.get_context_data(form=form, **{f"{do}_form": form}))

    def _act(self, do: str, reason: str) -> None:
        told = {"by": self.request.user, "now": self.now}
        with acting(source=Source.PAGE):
            match do:
                case "ask" | "hold":
                    getattr(erasing, do)(self.subject, reason=reason, **told)
                case "confirm" | "drop":
                    getattr(erasing, do)(self._named(self.subject.erasures), **told)
                case "lift":
                    erasing.lift(self._named(self.subject.holds), **told)

    def _named(self, rows) -> Any:
        key = self.request.POST.get("target", "")
        return get_object_or_404(rows, pk=int(key) if KEY.fullmatch(key) else 0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, subject = self.request.user, self.subject
        told = {"held": [_held(row) for row in finding.held([subject], user)]}
        told["called"] = finding.known_as([subject], user).get(subject.pk)
        told |= {"may_settle": policy.may(user, policy.CHANGE, DataSubject, subject) and not subject.erased_on}
        told |= {"holds": subject.holds.filter(lifted_at=None).select_related("placed_by")}
        waiting = subject.erasures.filter(confirmed_at=None, dropped_at=None).select_related("asked_by").first()
        told |= {"waiting": waiting, "is_mine": waiting and waiting.asked_by_id == user.pk}
        told |= {"ask_form": ReasonForm(prefix="ask"), "hold_form": ReasonForm(prefix="hold")}
        told |= {"changes": story.of_record(subject, user)[0], "is_certified": certificates.path(subject).exists()}
        return super().get_context_data() | told | kwargs


def _held(row: Any) -> dict[str, Any]:
    """What is kept in one row, opened, with the record that it belongs to."""
    fields = [(field.verbose_name, getattr(row, field.name)) for field in row.sealed_fields()]
    told = {"kind": row._meta.verbose_name, "record": row.record, "url": row.page_url}
    return told | {"fields": [(label, text) for label, text in fields if text]}
