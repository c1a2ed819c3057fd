"""What can be done on the page of an incident, besides telling and learning: awareness, risk, notes, tasks."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee.pages.acts import ActForm, Acts, lines
from governance.core.acting import acting
from governance.core.bounds import DayField, MomentField
from governance.core.links import LinkField
from governance.core.widgets import DateInput, LabelledSplitDateTime
from governance.incidents import awareness, reporting, risking
from governance.incidents.models import Action, Incident, TimelineEntry, Triage
from governance.incidents.vocabulary import Grade, Nature, Sort
from governance.people.models import User

case_acts = Acts()
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def moment_field(model, name: str, **told) -> MomentField:
    db_field = model._meta.get_field(name)
    told = {"label": db_field.verbose_name, "initial": timezone.now} | told
    return MomentField(widget=LabelledSplitDateTime(db_field.verbose_name), **told)


class AwareForm(ActForm):
    """Said once with how; corrected with a reason."""

    at = moment_field(Incident, "aware_at")
    why = forms.CharField(label=_("How did we know?"), max_length=2000, widget=lines(2))
    reason = forms.CharField(label=_("Why is it corrected?"), max_length=500, required=False)

    def __init__(self, data=None, **options) -> None:
        super().__init__(data, **options)
        if self.page.incident.aware_at:
            self.initial |= {"at": self.page.incident.aware_at, "why": self.page.incident.aware_why}
        else:
            del self.fields["reason"]


@case_acts.act("aware", AwareForm, _("Recorded: the clocks run from this moment."))
def aware(page, form: AwareForm) -> None:
    page.must_change()
    said = form.cleaned_data
    told = {"by": page.user, "now": page.now, "reason": said.get("reason", "")}
    awareness.become_aware(page.incident, said["at"], said["why"], **told)


class RiskForm(ActForm):
    """Three questions. The factors below may help, and are kept with the answer."""

    personal = forms.ChoiceField(
        label=_("Is it personal data of living people?"), choices=YES_NO, widget=forms.RadioSelect
    )
    likely = forms.ChoiceField(
        label=_("Is a risk to them likely?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    high = forms.ChoiceField(label=_("Is the risk high?"), choices=YES_NO, widget=forms.RadioSelect, required=False)
    why = forms.CharField(label=_("Why"), max_length=4000, widget=lines(2), required=False)
    nature = forms.MultipleChoiceField(
        label=_("What was hurt?"), choices=Nature.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    sensitivity = forms.ChoiceField(label=_("How sensitive is the data?"), choices=Grade.choices, required=False)
    identification = forms.ChoiceField(
        label=_("How easily are people recognised?"), choices=Grade.choices, required=False
    )
    harm = forms.ChoiceField(label=_("How grave may the harm be?"), choices=Grade.choices, required=False)
    vulnerable = forms.BooleanField(label=_("Children or other vulnerable people"), required=False)

    QUESTIONS = ("personal", "likely", "high", "why")

    def asked(self):
        return [self[name] for name in self.QUESTIONS]

    def helping(self):
        return [self[name] for name in self.fields if name not in self.QUESTIONS]

    def clean(self):
        said = super().clean() or {}
        if said.get("personal") == "yes" and not said.get("likely"):
            self.add_error("likely", _("Choose an answer."))
        if said.get("likely") == "yes" and not said.get("high"):
            self.add_error("high", _("Choose an answer."))
        return said

    @property
    def factors(self) -> risking.Factors:
        said = self.cleaned_data
        told = {name: said[name] for name in ("sensitivity", "identification", "harm", "vulnerable")}
        return risking.Factors(tuple(said["nature"]), people=self.page.incident.people_affected, **told)


@case_acts.act("risk", RiskForm, _("The risk is recorded."))
def risk(page, form: RiskForm) -> Triage:
    page.must_change()
    said = form.cleaned_data
    answers = {name: said[name] == "yes" for name in ("personal", "likely", "high")}
    decided = risking.from_answers(**answers)
    return risking.decide(page.incident, decided, form.factors, by=page.user, now=page.now, why=said["why"])


class NoteForm(ActForm):
    sort = forms.ChoiceField(label=_("What is it?"), choices=Sort.choices, initial=Sort.NOTE)
    at = moment_field(TimelineEntry, "at")
    text = forms.CharField(
        label=_("What happened?"), max_length=8000, widget=lines(), help_text=_("No names of customers, please.")
    )


@case_acts.act("note", NoteForm, _("The note is in the timeline."))
def note(page, form: NoteForm) -> None:
    page.must_change()
    said = form.cleaned_data
    if said["at"] > page.now + timezone.timedelta(minutes=1):
        raise ValidationError({"at": _("This moment is yet to come.")})
    risking.note(page.incident, said["text"], by=page.user, now=said["at"], sort=said["sort"])


class TaskForm(ActForm):
    name = forms.CharField(label=_("What is to be done?"), max_length=250)
    owner = LinkField(label=_("Who?"), queryset=User.objects.active())
    due_on = DayField(label=_("By when?"), widget=DateInput)


@case_acts.act("task", TaskForm, _("The task is recorded."))
def task(page, form: TaskForm) -> None:
    page.must_change()
    secret = page.incident.confidential
    with acting(page.user):
        Action(incident=page.incident, confidential=secret, **form.cleaned_data).save()


class ReplyForm(ActForm):
    text = forms.CharField(
        label=_("Your answer"), max_length=8000, widget=lines(), help_text=_("The reporter reads it with their code.")
    )


@case_acts.act("reply", ReplyForm, _("The answer waits for the reporter."))
def reply(page, form: ReplyForm) -> None:
    page.must_change()
    if not page.has_concern:
        raise Http404
    with acting(page.user):
        reporting.say(page.incident.concern, form.cleaned_data["text"], now=page.now, writer=page.user)
