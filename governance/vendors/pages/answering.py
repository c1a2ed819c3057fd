"""A vendor's side of the questions: opened by a signed link, without an account."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.acting import Source, acting
from governance.core.pages import WorkPage, page
from governance.questionnaires.sheets import Sheet
from governance.vendors import asking, replying
from governance.vendors.models import Reply
from governance.vendors.reply_forms import ReplyForm


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("In what function do you answer?"),
        max_length=200,
        help_text=_("Such as data protection officer. Leave your name out: it would stay in the history."),
    )


@page
class VendorAnswers(WorkPage):
    """All questions on one page. What was answered is saved with each press, and read-only once it is sent in."""

    path = "vendor-answers/<str:link>/"
    name = "vendor_answers"
    title = _("Questions about data protection")
    is_public = True
    template_name = "governance/vendors/answers.html"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.inquiry, self.today = asking.of_link(kwargs["link"]), timezone.localdate()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.inquiry is None or self.inquiry.withdrawn_on:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def sheet(self) -> Sheet:
        return replying.sheet_of(self.inquiry, self.today)

    def forms(self, sheet: Sheet, data: Any = None, more: int = 0) -> list[ReplyForm]:
        rows = self.inquiry.replies.select_related("question__section")
        shown = [row for row in rows if self._is_here(row, sheet, data)]
        files = self.request.FILES if data is not None else None
        return [ReplyForm(data, files, instance=row, prefix=f"q{row.pk}", more=more) for row in shown]

    @staticmethod
    def _is_here(row: Reply, sheet: Sheet, data: Any) -> bool:
        return row.question.key in sheet.visible if data is None else f"q{row.pk}-seen_version" in data

    def post(self, request, *args: Any, **kwargs: Any):
        """As from a visitor, whoever is signed in beside."""
        said = _("for %(vendor)s, by its link") % {"vendor": self.inquiry.vendor.reference}
        with acting(AnonymousUser(), source=Source.PAGE, reason=said), transaction.atomic():
            found = self.forms(self.sheet(), request.POST, more=8)
            for form in found:
                if form.is_valid() and form.has_changed():
                    form.keep(self.today)
            name = NameForm(request.POST if "send" in request.POST else None)
            sent = not any(form.errors for form in found) and "send" in request.POST and self._send(name)
        if any(form.errors for form in [*found, name]):
            return self.render_to_response(self.get_context_data(forms=found, name_form=name))
        told = _("Your answers have been sent in. Thank you.") if sent else _("Your answers are saved.")
        messages.success(request, told)
        return HttpResponseRedirect(request.path + ("?more=2" if "more" in request.POST else ""))

    def _send(self, form: NameForm) -> bool:
        if form.is_valid():
            try:
                replying.send_in(self.inquiry, name=form.cleaned_data["name"], now=timezone.now())
            except ValidationError as error:
                form.add_error(None, error.messages)
        return not form.errors

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.inquiry.refresh_from_db(fields=["sent_in_at", "sent_in_by"])
        sheet, is_open = self.sheet(), replying.is_open(self.inquiry, self.today)
        more = 2 if self.request.GET.get("more") else 0
        told = {"inquiry": self.inquiry, "is_open": is_open, "may_change": is_open}
        told |= {"open": len(sheet.open) + len(sheet.incomplete), "asked": len(sheet.visible)}
        told["forms"] = kwargs.pop("forms", None) or self.forms(sheet, more=more)
        told["name_form"] = kwargs.pop("name_form", None) or NameForm()
        told["invalid"] = any(form.errors for form in told["forms"] if form.is_bound)
        return super().get_context_data(**kwargs) | told
