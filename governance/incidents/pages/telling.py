"""What can be done about one clock: a notice, the decision to tell nobody, its confirmation, the reason for a delay."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from governance.committee.pages.acts import ActForm, lines
from governance.core.files import acceptable
from governance.core.roles import Role
from governance.incidents import notifying
from governance.incidents.models import Notice
from governance.incidents.notifying import Sent
from governance.incidents.vocabulary import Ground, Phase, To

from .acts import case_acts, moment_field

CONFIRM = {Role.OWNER, Role.STEWARD, Role.PRIVACY_LEAD, Role.DIRECTOR}


class TrackForm(ActForm):
    def __init__(self, data=None, **options) -> None:
        super().__init__(data, **options)
        self.track = self.page.track(self.target)


class NoticeForm(TrackForm):
    phase = forms.ChoiceField(label=_("Which notice?"), choices=Phase.choices, widget=forms.RadioSelect)
    at = moment_field(Notice, "sent_at", label=_("When was it sent?"))
    reference = forms.CharField(label=_("Their reference"), max_length=120, required=False)
    way = forms.CharField(label=_("How was it sent?"), max_length=120, required=False)
    people_told = forms.IntegerField(
        label=_("How many people were told?"), min_value=0, max_value=10**10, required=False
    )
    text = forms.CharField(label=_("Text"), max_length=20000, widget=lines(), required=False)
    late_why = forms.CharField(
        label=_("Reason for the delay"), max_length=4000, widget=lines(2), required=False,
        help_text=_("Needed after the deadline."),
    )  # fmt: skip
    file = forms.FileField(label=_("File"), required=False, validators=[acceptable])

    def __init__(self, data=None, **options) -> None:
        super().__init__(data, **options)
        begun = self.track.told_at is not None
        offered = {Phase.SUPPLEMENT, Phase.FINAL, Phase.WITHDRAWN} if begun else {Phase.INITIAL, Phase.FINAL}
        self.fields["phase"].choices = [one for one in Phase.choices if one[0] in offered]
        self.fields["text"].help_text = _("If there is no file.")
        if self.track.to == To.PEOPLE:
            self.fields["text"].help_text = _("What people were sent.")
        else:
            del self.fields["people_told"]
        if begun or not self.track.is_late(self.page.now):
            del self.fields["late_why"]


@case_acts.act("notice", NoticeForm, _("The notice is recorded."))
def notice(page, form: NoticeForm) -> None:
    page.must_change()
    notifying.send(form.track, Sent(**form.cleaned_data), by=page.user, now=page.now)


class NobodyForm(TrackForm):
    ground = forms.ChoiceField(label=_("On what ground?"), widget=forms.RadioSelect)
    why = forms.CharField(label=_("Reasons"), max_length=8000, widget=lines())
    dpo_view = forms.CharField(
        label=_("View of the data protection officer"), max_length=4000, widget=lines(2), required=False
    )

    def __init__(self, data=None, **options) -> None:
        super().__init__(data, **options)
        people = self.track.to == To.PEOPLE
        offered = set(Ground) - {Ground.UNLIKELY} if people else {Ground.UNLIKELY, Ground.OUT_OF_SCOPE}
        self.fields["ground"].choices = [one for one in Ground.choices if one[0] in offered]


@case_acts.act("nobody", NobodyForm, _("The decision is recorded. It holds once somebody else has confirmed it."))
def nobody(page, form: NobodyForm) -> None:
    page.must_change()
    said = form.cleaned_data
    told = {"by": page.user, "now": page.now, "dpo_view": said["dpo_view"]}
    notifying.tell_nobody(form.track, said["ground"], said["why"], **told)


class ConfirmForm(TrackForm):
    dpo_view = forms.CharField(
        label=_("View of the data protection officer"), max_length=4000, widget=lines(2), required=False
    )


@case_acts.act("confirm", ConfirmForm, _("The decision is confirmed."))
def confirm(page, form: ConfirmForm) -> None:
    if not page.may_confirm:
        raise PermissionDenied
    notifying.confirm(form.track, by=page.user, now=page.now, dpo_view=form.cleaned_data["dpo_view"])


class BackForm(TrackForm):
    why = forms.CharField(label=_("What has changed?"), max_length=2000, widget=lines(2))


@case_acts.act("take_back", BackForm, _("The decision is taken back, and the clock counts."))
def take_back(page, form: BackForm) -> None:
    page.must_change()
    notifying.take_back(form.track, form.cleaned_data["why"], by=page.user, now=page.now)


class DelayForm(TrackForm):
    late_why = forms.CharField(label=_("Reason for the delay"), max_length=4000, widget=lines(2))


@case_acts.act("delay", DelayForm, _("The reason is recorded."))
def delay(page, form: DelayForm) -> None:
    page.must_change()
    notifying.explain_delay(form.track, form.cleaned_data["late_why"], by=page.user, now=page.now)
