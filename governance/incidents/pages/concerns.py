"""Concerns without a name: report, keep the code, come back with it. Open to all; no cookie but that of the form."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.acting import Source, acting
from governance.core.pages import WorkPage, page
from governance.incidents import reporting
from governance.incidents.vocabulary import Kind

NOT_FOUND = _("There is no report with this code. Check each sign, and try again.")


class ConcernForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What should we know?"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What happened, when and where. Leave out whatever would tell who you are."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            Kind.CONCERN: _("Something we do with data does not seem right"),
            Kind.BREACH: _("Personal data was seen, changed or lost"),
            Kind.NEAR_MISS: _("Something nearly went wrong"),
            Kind.COMPLAINT: _("A complaint"),
        }
        self.fields["kind"].choices = list(words.items())


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class MessageForm(forms.Form):
    text = forms.CharField(label=_("Your message"), max_length=8000, widget=forms.Textarea(attrs={"rows": 4}))


class AnonymousMixin(WorkPage):
    """Takes a report in as from a visitor, whoever is signed in beside."""

    is_public = True
    template_name = "governance/incidents/anonymous.html"

    def post(self, request, *args: Any, **kwargs: Any):
        form = ConcernForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            reporting.throttle("report")
        except ValidationError as error:
            form.add_error(None, error)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        with acting(AnonymousUser(), source=Source.PAGE):
            code = reporting.report(form.cleaned_data["kind"], form.cleaned_data["text"], now=timezone.now())
        return self.render_to_response(self.get_context_data(code=code))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"title": _("Report a concern"), "form": kwargs.get("form") or ConcernForm()}
        return super().get_context_data(**kwargs) | told


@page
class Anonymous(AnonymousMixin):
    path = "report/anonymous/"
    name = "report_anonymous"


@page
class Follow(WorkPage):
    """The code is sent with each form and kept nowhere: no address holds it, and no cookie."""

    path = "report/follow/"
    name = "report_follow"
    title = _("Follow your report")
    is_public = True
    template_name = "governance/incidents/follow.html"

    def post(self, request, *args: Any, **kwargs: Any):
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            reporting.throttle("follow")
        except ValidationError as error:
            form.add_error(None, error)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        concern = reporting.find(form.cleaned_data["code"])
        if concern is None:
            form.add_error("code", NOT_FOUND)
            return self.render_to_response(self.get_context_data(form=form))
        return self._found(concern, form.cleaned_data["code"])

    def _found(self, concern, code: str):
        sent = None
        message = MessageForm(self.request.POST if "text" in self.request.POST else None)
        if message.is_bound and message.is_valid():
            with acting(AnonymousUser(), source=Source.PAGE):
                sent = reporting.say(concern, message.cleaned_data["text"], now=timezone.now())
            message = MessageForm()
        rows = concern.messages.order_by("pk")
        told = {"concern": concern, "posted": list(rows), "code": code, "message_form": message, "sent": sent}
        return self.render_to_response(self.get_context_data(**told))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"form": kwargs.get("form") or CodeForm()}
        return super().get_context_data(**kwargs) | told
