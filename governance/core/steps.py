"""The page on which a person takes a step: what follows, why, and a button."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from .workflow import Move, Step, advance


class StepForm(forms.Form):
    note = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class StepView(FormView):
    """GET shows and changes nothing; POST advances the record."""

    template_name = "governance/register/step.html"
    form_class = StepForm
    register: Any = None

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record = self.register.get_object(request, str(kwargs["pk"]))
        if self.record is None or not self.register.has_view_permission(request, self.record):
            raise Http404
        self.step = self._step(kwargs["step"])

    def _step(self, name: str) -> Step:
        try:
            step = self.record.workflow().step(name)
        except LookupError:
            raise Http404 from None
        if step.on_page or not step.is_open_to(self.record, self.request.user):
            raise Http404
        return step

    def get_initial(self) -> dict[str, Any]:
        return {"seen_version": self.record.version}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["note"].required = self.step.asks_why
        form.fields["note"].label = _("Why") if self.step.asks_why else _("Why (optional)")
        return form

    def form_valid(self, form):
        self.record.version = form.cleaned_data["seen_version"]
        try:
            advance(self.record, self.step.name, by=self.request.user, note=form.cleaned_data["note"])
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        told = _("%(record)s is now “%(state)s”.")
        messages.success(self.request, told % {"record": self.record, "state": self.record.get_state_display()})
        return HttpResponseRedirect(self.record.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        move = Move(self.request.user, timezone.now())
        in_place = self.record.state in self.step.sources
        told = {"title": self.step.title, "record": self.record, "original": self.record, "opts": self.record._meta}
        told |= {"step": self.step, "unmet": self.step.unmet(self.record, move) if in_place else []}
        told |= {"target": self.record.workflow().states(self.step.target).label}
        return self.register.admin_site.each_context(self.request) | super().get_context_data(**kwargs) | told
