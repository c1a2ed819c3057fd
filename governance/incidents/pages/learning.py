"""What is learned from an incident: a lesson with its owner and day, that it is done, or why there is none."""

from django import forms
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee.pages.acts import ActForm, lines
from governance.core.acting import acting
from governance.core.bounds import DayField
from governance.core.links import LinkField, choosable
from governance.core.widgets import DateInput
from governance.incidents.models import Lesson
from governance.incidents.vocabulary import Teaches
from governance.people.models import User
from governance.vendors.models import Vendor

from .acts import case_acts


class LessonForm(ActForm):
    teaches = forms.ChoiceField(label=_("What changes?"), choices=Teaches.choices)
    text = forms.CharField(label=_("In your words"), max_length=2000, widget=lines(2))
    link = forms.CharField(
        label=_("Policy or training"), max_length=500, required=False, help_text=_("Its name, or where it is found.")
    )
    vendor = LinkField(label=_("Vendor"), queryset=Vendor.objects.none(), required=False)
    person = LinkField(label=_("Who sees to it?"), queryset=User.objects.active())
    due_on = DayField(label=_("By when?"), widget=DateInput)

    def __init__(self, data=None, **options) -> None:
        super().__init__(data, **options)
        self.fields["vendor"].queryset = choosable(Vendor, self.page.user)

    def clean(self):
        said = super().clean() or {}
        if said.get("teaches") == Teaches.VENDOR and not said.get("vendor"):
            self.add_error("vendor", _("Choose the vendor."))
        return said


@case_acts.act("lesson", LessonForm, _("The lesson is recorded."))
def lesson(page, form: LessonForm) -> None:
    page.must_change()
    with acting(page.user):
        Lesson(incident=page.incident, **form.cleaned_data).save()


class DoneForm(ActForm):
    """Nothing to fill in."""


@case_acts.act("lesson_done", DoneForm, _("The lesson is done."))
def lesson_done(page, form: DoneForm) -> None:
    page.must_change()
    found = page.incident.lessons.filter(pk=form.target if form.target.isdigit() else 0, done_on=None).first()
    if found is None:
        raise Http404
    found.done_on = timezone.localdate(page.now)
    with acting(page.user):
        found.save()


class NoLessonForm(ActForm):
    why = forms.CharField(label=_("Why is there nothing to learn?"), max_length=2000, widget=lines(2))


@case_acts.act("no_lesson", NoLessonForm, _("Recorded."))
def no_lesson(page, form: NoLessonForm) -> None:
    page.must_change()
    page.incident.no_lessons_why = form.cleaned_data["why"]
    with acting(page.user):
        page.incident.save()
