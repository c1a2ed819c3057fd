"""Who may see one confidential record: a page of its own, asking for exactly that right."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from governance.core.models import Record
from governance.core.pages import WorkPage, page

from . import sharing
from .models import User


class ShareForm(forms.Form):
    person = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.active())
    reason = forms.CharField(label=_("Why"), max_length=500, help_text=_("One sentence. It goes into the history."))


class WithdrawForm(forms.Form):
    person = forms.ModelChoiceField(queryset=User.objects.all())
    reason = forms.CharField(max_length=500, required=False)


@page
class Share(WorkPage):
    path = "share/<slug:app>/<slug:model>/<int:pk>/"
    name = "share"
    title = _("Who may see it")
    template_name = "governance/people/share.html"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record = self._record(request.user, **kwargs)

    @staticmethod
    def _record(user, app: str, model: str, pk: int) -> Record | None:
        try:
            found = apps.get_model(app, model)
        except LookupError:
            return None
        return found.objects.visible_to(user).filter(pk=pk).first() if issubclass(found, Record) else None

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.record is None:
            raise Http404
        if not sharing.may_share(request.user, self.record):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args: Any, **kwargs: Any):
        taking = request.POST.get("do") == "withdraw"
        form = (WithdrawForm if taking else ShareForm)(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=ShareForm(request.POST)))
        act = sharing.withdraw if taking else sharing.share
        act(self.record, form.cleaned_data["person"], by=request.user, reason=form.cleaned_data["reason"])
        told = _("%(person)s no longer sees it.") if taking else _("%(person)s may see it now.")
        messages.success(request, told % {"person": form.cleaned_data["person"]})
        return HttpResponseRedirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "record": self.record,
            "grants": sharing.grants_on(self.record).order_by("user__name"),
            "form": ShareForm(),
            "changes": sharing.story_of(self.record, self.request.user),
        }
        return super().get_context_data() | told | kwargs
