"""Clearing the flags of an assessment, on its result page: for privacy leads who do not own it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.roles import Role
from governance.deia import clearing


class ClearForm(forms.Form):
    finding = forms.CharField(label=_("What you found"), max_length=8000, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label=_("What shows it, as a file"), required=False)


class WithdrawForm(forms.Form):
    why = forms.CharField(label=_("What has changed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class FlagsMixin:
    """What a privacy lead does about flags. Each form names the flag that it is about."""

    sent: tuple[str, forms.Form] | None = None

    @property
    def may_clear(self) -> bool:
        user = self.request.user
        return Role.PRIVACY_LEAD in Role.of(user) and self.assessment.owner_id != user.pk

    def post(self, request, *args: Any, **kwargs: Any):
        doing = {"clear": self._clear, "withdraw": self._withdraw}
        act, code = doing.get(request.POST.get("do", "")), request.POST.get("flag", "")
        if not self.may_clear:
            raise PermissionDenied
        if act is None:
            raise Http404
        return act(code) or self.render_to_response(self.get_context_data(**kwargs))

    def _clear(self, code: str):
        form = ClearForm(self.request.POST, self.request.FILES, prefix=code)
        told = {"by": self.request.user, "now": timezone.now()}
        return self._try(code, form, lambda said: clearing.clear(self.assessment, code, **said, **told))

    def _withdraw(self, code: str):
        found = self.assessment.clearances.filter(code=code).first()
        if found is None:
            raise Http404
        form = WithdrawForm(self.request.POST, prefix=code)
        told = {"by": self.request.user, "now": timezone.now()}
        return self._try(code, form, lambda said: clearing.withdraw(found, **said, **told))

    def _try(self, code: str, form, act):
        self.sent = code, form
        if not form.is_valid():
            return None
        try:
            act(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return None
        messages.success(self.request, _("Recorded. The rating follows."))
        return HttpResponseRedirect(self.request.path)

    def flags(self, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The flags as told, each with who cleared it and, for who may, the form to clear it or take that back."""
        by_hand = {one.code: one for one in self.assessment.clearances.select_related("cleared_by")}
        return [one | {"clearance": by_hand.get(one["code"]), "form": self._form(one, by_hand)} for one in told]

    def _form(self, told: dict[str, Any], by_hand: dict[str, Any]) -> forms.Form | None:
        code = told["code"]
        if not self.may_clear or (told["cleared"] and code not in by_hand):
            return None
        if self.sent and self.sent[0] == code:
            return self.sent[1]
        return WithdrawForm(prefix=code) if code in by_hand else ClearForm(prefix=code)
