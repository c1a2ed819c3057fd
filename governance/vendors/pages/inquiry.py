"""Due diligence from our side: ask, send the link, read the answers, judge them."""

import datetime as dt
from functools import cached_property
from typing import Any
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee.pages.acts import ActForm, Acts, lines
from governance.core.bounds import DayField
from governance.core.pages import WorkPage, page
from governance.core.widgets import DateInput
from governance.questionnaires.items import Item
from governance.vendors import asking, judging, replying
from governance.vendors.models import Inquiry, Reply, Vendor, Verdict

WORRIES = 3
"""Points from which an answer worries."""
acts = Acts()


class ByForm(ActForm):
    answer_by = DayField(label=_("To be answered by"), widget=DateInput, help_text=_("The link works until this day."))

    def __init__(self, data=None, **options: Any) -> None:
        super().__init__(data, **options)
        self.initial["answer_by"] = self.page.today + dt.timedelta(days=asking.DAYS)


class WhyForm(ActForm):
    why = forms.CharField(label=_("Why"), max_length=2000, widget=lines(2))


class VerdictForm(ActForm):
    verdict = forms.ChoiceField(
        label=_("Does it offer enough guarantees?"),
        choices=[one for one in Verdict.choices if one[0]],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Why"), max_length=4000, widget=lines(3))


@acts.act("ask", ByForm, _("The questions are ready. Send the link."))
def ask(page, form: ByForm) -> None:
    page.inquiry, page.link = asking.ask(page.vendor, by=page.request.user, today=page.today, **form.cleaned_data)


@acts.act("renew", ByForm, _("The old link is closed. Send the new one."))
def renew(page, form: ByForm) -> None:
    page.link = asking.renew(page.inquiry, by=page.request.user, today=page.today, **form.cleaned_data)


@acts.act("withdraw", WhyForm, _("The questions are withdrawn, and the link is closed."))
def withdraw(page, form: WhyForm) -> None:
    asking.withdraw(page.inquiry, by=page.request.user, today=page.today, **form.cleaned_data)


@acts.act("judge", VerdictForm, _("The verdict is recorded, and the next review is planned."))
def judge(page, form: VerdictForm) -> None:
    judging.judge(page.inquiry, by=page.request.user, today=page.today, **form.cleaned_data)


class ActsPage(WorkPage):
    """The link is told in the answer to the press that made it, and on no page afterwards."""

    shown_under = "vendors.vendor"
    template_name = "governance/vendors/inquiry.html"
    inquiry: Inquiry | None = None
    link = ""

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today, self.bound = timezone.localdate(), {}
        self.target = ""
        self.find(kwargs["pk"])

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.vendor is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form(self, name: str, _target: str = "", data: Any = None) -> ActForm:
        if name not in self.bound or data is not None:
            self.bound[name] = acts[name].form(data, page=self, name=name)
        return self.bound[name]

    def done_url(self) -> str:
        return self.inquiry.page

    def post(self, request, *args: Any, **kwargs: Any):
        name = request.POST.get("do", "")
        if name not in self.offered():
            raise Http404
        done = acts[name].answer(self)
        if done is None or self.link:
            return self.render_to_response(self.get_context_data())
        return done

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"vendor": self.vendor, "inquiry": self.inquiry, "today": self.today, "link": self._address()}
        told |= {f"{name}_form": self.form(name) for name in self.offered()}
        told["invalid"] = any(form.errors for form in self.bound.values() if form.is_bound)
        return super().get_context_data(**kwargs) | told

    def _address(self) -> dict[str, str] | None:
        """The address, and a mail that holds it, for this person's own mail program."""
        if not self.link:
            return None
        url = settings.SITE_URL + reverse("admin:vendor_answers", args=[self.link])
        subject = quote(str(_("Questions about data protection")))
        text = _("Please answer our questions by %(day)s: %(url)s") % {"day": self.inquiry.answer_by, "url": url}
        return {"url": url, "mail": f"mailto:?subject={subject}&body={quote(str(text))}"}


@page
class Ask(ActsPage):
    path = "vendors/<int:pk>/ask/"
    name = "ask_vendor"
    title = _("Ask this vendor")

    def find(self, pk: int) -> None:
        self.vendor = Vendor.objects.visible_to(self.request.user).filter(pk=pk).first()

    def offered(self) -> list[str]:
        return ["ask"] if self.inquiry is None and asking.may_ask(self.request.user, self.vendor) else []


@page
class InquiryPage(ActsPage):
    path = "inquiries/<int:pk>/"
    name = "inquiry"
    title = _("Due diligence")

    def find(self, pk: int) -> None:
        shown = Inquiry.objects.visible_to(self.request.user)
        shown = shown.select_related("vendor", "questionnaire", "asked_by", "judged_by")
        self.inquiry = shown.filter(pk=pk).first()
        self.vendor = self.inquiry and self.inquiry.vendor

    @cached_property
    def may_change(self) -> bool:
        return asking.may_ask(self.request.user, self.vendor)

    def offered(self) -> list[str]:
        if not self.may_change:
            return []
        if self.inquiry.is_waiting:
            return ["renew", "withdraw"]
        return ["judge"] if self.inquiry.sent_in_at and not self.inquiry.verdict else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheet = replying.sheet_of(self.inquiry, self.today)
        rows = [one for one in self._replies() if one.question.key in sheet.visible]
        told = {"replies": [(one, self._worries(sheet.by_key[one.question.key], sheet)) for one in rows]}
        told |= {"given": sum(sheet.entry(key).is_given for key in sheet.visible), "asked": len(rows)}
        return super().get_context_data(**kwargs) | told

    def _replies(self) -> list[Reply]:
        return list(self.inquiry.replies.select_related("question__section"))

    @staticmethod
    def _worries(item: Item, sheet: Any) -> bool:
        return (sheet.points(item.key) or 0) >= WORRIES
