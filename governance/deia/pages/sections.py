"""One section of the questionnaire on a page, for several people at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.core.links import KEY
from governance.core.pages import page
from governance.deia import answering, facts, filling
from governance.deia.answering.forms import take_over
from governance.deia.models import Answer, Assessment, Evidence
from governance.questionnaires.models import Section
from governance.questionnaires.sheets import Sheet

from .base import AssessmentPage


@page
class SectionPage(AssessmentPage):
    path = "assessments/<int:pk>/sections/<str:code>/"
    name = "assessment_section"
    template_name = "governance/deia/section.html"

    def dispatch(self, request, *args: Any, **kwargs: Any):
        self.sections = self._laid_out() if self.assessment and self.assessment.template else []
        self.here = next((one for one in self.sections if one.code == kwargs["code"]), None)
        if self.here is None:
            raise Http404
        self.title = self.here.title
        return super().dispatch(request, *args, **kwargs)

    def _laid_out(self) -> list[Section]:
        """A light assessment has some of the sections only."""
        asked = self.assessment.answers.to(self.assessment.template).values("question__section")
        return list(self.assessment.template.sections.filter(pk__in=asked))

    # What is here

    def sheet(self) -> Sheet:
        return filling.sheet_of(self.assessment, self.assessment.template, self.today)

    def answers(self, sheet: Sheet, sent: Any = None) -> list[Answer]:
        """Of the questions here, with their evidence: those that show, or those that were `sent`.

        What somebody was shown is taken even if another person has hidden it since, or moved it to another section
        with a newer edition, and what has come to show since is not missed.
        """
        rows = self.assessment.answers.to(self.assessment.template)
        rows = rows.prefetch_related("evidence__added_by", "evidence__verified_by")
        if sent is not None:
            return [row for row in rows if f"q{row.pk}-seen_version" in sent]
        return [row for row in rows.filter(question__section=self.here) if row.question.key in sheet.visible]

    def forms(self, sheet: Sheet, data: Any = None, more: dict[int, int] | None = None) -> list[answering.AnswerForm]:
        suggested = facts.suggested(self.assessment, self.today, self.request.user) if self.may_change else {}
        files = self.request.FILES if data is not None else None
        return answering.forms_for(self.answers(sheet, data), suggested, data, files, more or {})

    # What is done here

    def post(self, request, *args: Any, **kwargs: Any):
        if "verify" in request.POST and not self.may_change:
            return self._verified()
        with transaction.atomic():
            self.assessment = Assessment._base_manager.select_for_update().get(pk=self.assessment.pk)
            self.require_change()
            sheet = self.sheet()
            found = self.forms(sheet, request.POST, dict.fromkeys(self._sent("rows"), 8))
            kept = answering.keep(found, request.user)
            kept = self._asked(found) and kept
        self._tell_of_gone()
        if not kept:
            return self.render_to_response(self.get_context_data(forms=found))
        return self._after(sheet, found)

    def _sent(self, name: str) -> list[int]:
        return [int(one) for one in self.request.POST.getlist(name) if KEY.fullmatch(one)]

    def _asked(self, found: list[answering.AnswerForm]) -> bool:
        """What its own buttons ask for besides saving. Whether it went in."""
        by, forms = self.request.user, {form.instance.pk: form for form in found}
        wanted = self.request.POST.get("take", "")
        for form in found:
            if wanted in {"all", str(form.instance.pk)} and not form.errors:
                self._take(form)
        for pk in self._sent("confirm"):
            if pk in forms and not forms[pk].errors:
                filling.confirm(forms[pk].instance, by=by, seen_version=forms[pk].instance.version)
        for evidence in Evidence.objects.filter(pk__in=self._sent("drop"), answer__in=list(forms)):
            filling.take_out(evidence, by=by)
        return "verify" not in self.request.POST or self._verify()

    def _take(self, form: answering.AnswerForm) -> None:
        """One asked for by name takes the place of an answer; all of them, only of none."""
        form.instance.refresh_from_db()
        if self.request.POST["take"] != "all" or form.instance.value is None:
            form.cleaned_data["seen_version"] = form.instance.version
            take_over(form, self.request.user)

    def _verify(self) -> bool:
        shown = Evidence.objects.filter(answer__assessment=self.assessment)
        evidence = shown.select_related("answer").filter(pk__in=self._sent("verify")).first()
        if evidence is None:
            raise Http404
        try:
            filling.verify(evidence, by=self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return True
        messages.success(self.request, _("%(name)s is verified.") % {"name": evidence})
        return True

    def _verified(self):
        self._verify()
        return HttpResponseRedirect(self.url_of(self.here))

    # Where to go next

    def url_of(self, section: Section) -> str:
        return reverse("admin:assessment_section", args=[self.assessment.pk, section.code])

    def _after(self, before: Sheet, found: list[answering.AnswerForm]):
        stay = next(
            (name for name in ("more", "take", "confirm", "verify", "drop_now") if name in self.request.POST), ""
        )
        messages.success(self.request, _("Your answers are saved."))
        after = self.sheet()
        self._tell_of_rest(after, found)
        new = [form for form in self.answers(after) if form.question.key not in before.visible]
        if new:
            told = ngettext(
                "Your answers have opened %(n)d more question.",
                "Your answers have opened %(n)d more questions.",
                len(new),
            )
            messages.info(self.request, told % {"n": len(new)})
        if "later" in self.request.POST:
            return HttpResponseRedirect(self.assessment.tasks_url)
        if new or stay:
            where = self.request.POST[stay] if stay in {"more", "take", "confirm"} else (new[0].pk if new else "")
            more = f"?more={where}" if stay == "more" else ""
            return HttpResponseRedirect(
                f"{self.url_of(self.here)}{more}" + (f"#q{where}" if str(where).isdecimal() else "")
            )
        return HttpResponseRedirect(self._next(after))

    def _tell_of_rest(self, after: Sheet, found: list[answering.AnswerForm]) -> None:
        """What was sent and does not count by now: nothing that somebody wrote goes in silence."""
        asleep = [form for form in found if form.has_changed() and form.item.key not in after.visible]
        if asleep:
            told = ngettext(
                "%(n)d answer is kept, but its question is hidden by now: it counts again once it is asked.",
                "%(n)d answers are kept, but their questions are hidden by now: they count again once they are asked.",
                len(asleep),
            )
            messages.warning(self.request, told % {"n": len(asleep)})

    def _tell_of_gone(self) -> None:
        for question, said in answering.gone(self.assessment, self.request.POST):
            told = _("“%(question)s” is no longer asked. What you wrote was: “%(said)s”.")
            messages.warning(self.request, told % {"question": question, "said": said})

    def _next(self, sheet: Sheet) -> str:
        """The next section with questions, or back to the list."""
        asked = {item.section for item in sheet.items if item.key in sheet.visible}
        later = [one for one in self.sections if one.position > self.here.position and one.code in asked]
        return self.url_of(later[0]) if later else self.assessment.tasks_url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"section": self.here, "sections": self.sections}
        told["number"] = self.sections.index(self.here) + 1
        if "forms" not in kwargs:
            more = self.request.GET.get("more", "")
            told["forms"] = self.forms(self.sheet(), more={int(more): 2} if KEY.fullmatch(more) else {})
        forms = kwargs.get("forms") or told.get("forms", [])
        told["invalid"] = any(form.errors for form in forms)
        told["offered"] = [form for form in forms if form.suggestion and form.instance.value is None]
        return super().get_context_data() | told | kwargs
