"""What is kept until when: disposed of here, held back here."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.acting import acting
from governance.core.bounds import DayField
from governance.core.files import acceptable
from governance.core.links import KEY
from governance.core.lookups import page_of
from governance.core.pages import WorkPage, page
from governance.core.widgets import DateInput
from governance.inventory import disposing
from governance.inventory.models import Batch, ProcessingActivity

SIZE = 25


class DisposeForm(forms.Form):
    on = DayField(label=_("Disposed of on"), widget=DateInput())
    how = forms.CharField(label=_("How, and who saw to it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    proof = forms.FileField(label=_("Proof"), required=False, validators=[acceptable])


class HoldForm(forms.Form):
    reason = forms.CharField(label=_("Why it has to stay"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class LiftForm(forms.Form):
    why = forms.CharField(label=_("Why it may go now"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class BatchForm(forms.ModelForm):
    event_on = DayField(label=_("Counted from"), widget=DateInput())

    class Meta:
        model = Batch
        fields = ("name", "event_on", "people_count")


FORMS: dict[str, type[forms.BaseForm]] = {"dispose": DisposeForm, "hold": HoldForm, "lift": LiftForm, "add": BatchForm}


@page
class Disposal(WorkPage):
    """Of one activity, with `?activity=`, more can be done: add what is kept, set a legal hold or lift it."""

    path = "disposal/"
    name = "disposal"
    title = _("What is kept until when")
    section = "inventory"
    template_name = "governance/inventory/disposal.html"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today, asked = timezone.localdate(), request.GET.get("activity", "")
        self.activity: ProcessingActivity | None = None
        if KEY.fullmatch(asked):
            shown = ProcessingActivity.objects.visible_to(request.user).select_related("owner")
            self.activity = shown.filter(pk=asked).first()
        self.is_lost = bool(asked) and self.activity is None

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.is_lost:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_change(self) -> bool:
        return bool(self.activity) and policy.may(self.request.user, policy.CHANGE, ProcessingActivity, self.activity)

    def post(self, request, *args: Any, **kwargs: Any):
        doing = request.POST.get("do", "")
        if doing not in FORMS:
            raise Http404
        if doing != "dispose" and not self.may_change:
            raise PermissionDenied
        form = FORMS[doing](request.POST, request.FILES)
        if form.is_valid():
            try:
                messages.success(request, getattr(self, f"_{doing}")(form.cleaned_data))
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                return HttpResponseRedirect(request.get_full_path())
        return self.render_to_response(self.get_context_data(sent=(doing, request.POST.get("batch"), form)))

    def _dispose(self, said: dict[str, Any]):
        key = self.request.POST.get("batch", "")
        found = Batch.objects.visible_to(self.request.user).filter(pk=key if KEY.fullmatch(key) else 0).first()
        if found is None:
            raise Http404
        disposing.dispose(found, by=self.request.user, today=self.today, **said)
        return _("Recorded, with its proof.") if said["proof"] else _("Recorded.")

    def _hold(self, said: dict[str, Any]):
        disposing.hold(self.activity, by=self.request.user, today=self.today, **said)
        return _("Nothing of it is disposed of until the hold is lifted.")

    def _lift(self, said: dict[str, Any]):
        found = self.activity.holds.filter(lifted_on=None).first()
        if found is None:
            raise Http404
        disposing.lift(found, by=self.request.user, today=self.today, **said)
        return _("The hold is lifted.")

    def _add(self, said: dict[str, Any]):
        row = Batch(activity=self.activity, **said)
        with acting(self.request.user):
            row.save()
        return _("Added.")

    def get_context_data(self, *, sent: Any = None, **kwargs: Any) -> dict[str, Any]:
        number = page_of(self.request)
        rows = disposing.kept(self.request.user, self.today)
        rows = rows.filter(activity=self.activity) if self.activity else rows
        found = list(rows[(number - 1) * SIZE : number * SIZE + 1])
        told = {"rows": [self._row(one, sent) for one in found[:SIZE]], "more": len(found) > SIZE, "page": number}
        told |= {"activity": self.activity, "today": self.today, "soon": self.today + dt.timedelta(days=30)}
        told |= {"may_change": self.may_change, "form": sent and sent[2]}
        if self.activity:
            told |= {"hold": self.activity.holds.filter(lifted_on=None).select_related("set_by").first()}
            told |= {name: self._form(name, sent) for name in ("hold_form", "lift_form", "add_form")}
        return super().get_context_data() | told | kwargs

    def _form(self, name: str, sent: Any) -> forms.BaseForm:
        doing = name.removesuffix("_form")
        return sent[2] if sent and sent[0] == doing else FORMS[doing]()

    def _row(self, batch: Batch, sent: Any) -> dict[str, Any]:
        is_sent = sent and sent[0] == "dispose" and sent[1] == str(batch.pk)
        may = policy.may(self.request.user, policy.CHANGE, ProcessingActivity) or (
            batch.activity.owner_id == self.request.user.pk
        )
        return {"batch": batch, "may": may, "form": sent[2] if is_sent else DisposeForm(initial={"on": self.today})}
