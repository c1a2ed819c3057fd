"""What whoever presides does: opens the ballots, puts a motion, records the decision."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from governance.committee import deciding, ending, motions, voting, weighing
from governance.committee.duties import Duty, Wording
from governance.committee.models import Meeting, Sort
from governance.committee.tally import WITH_DUTIES, outcomes
from governance.people.models import User

from .acts import ActForm, lines, room_acts
from .votes import motion_of

DAY = {"type": "date"}


class DutyForm(forms.Form):
    text = forms.CharField(label=_("Condition"), max_length=250)
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=User.objects.active())
    due_on = forms.DateField(label=_("Due on"), widget=forms.DateInput(attrs=DAY))
    sort = forms.ChoiceField(label=_("Kind"), choices=Sort.choices, required=False, initial=Sort.BLOCKING)
    how = forms.CharField(label=_("How it is verified"), max_length=250, required=False)
    every_months = forms.IntegerField(label=_("Again after months"), required=False, min_value=1, max_value=120)

    def has_changed(self) -> bool:
        """A kind alone, which is chosen beforehand, is no condition."""
        return bool(set(self.changed_data) - {"sort"})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("sort") == Sort.ONGOING and not said.get("every_months"):
            self.add_error("every_months", _("Say after how many months it is due again."))
        return said | {"sort": said.get("sort") or Sort.BLOCKING}


DutyFormSet = formset_factory(DutyForm, extra=4, max_num=20, absolute_max=20)


class CloseForm(ActForm):
    """Nothing to fill in."""


class WordingForm(ActForm):
    """An outcome with its reasons and conditions, to be voted on or recorded."""

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("Reasons"), max_length=8000, widget=lines(4))
    meeting = forms.ModelChoiceField(label=_("Meeting"), queryset=Meeting.objects.none(), required=False)

    def __init__(self, data=None, **options: Any) -> None:
        super().__init__(data, **options)
        review, committee = self.page.review, self.page.proposal.committee
        offered = outcomes(review.kind, is_small=review.is_small)
        self.fields["outcome"].choices = [(one.value, one.label) for one in offered]
        self.takes_duties = bool(set(offered) & WITH_DUTIES)
        self.duties = DutyFormSet(data, prefix="duty")
        self.fields["meeting"].queryset = Meeting.objects.visible_to(self.page.user).filter(
            committee=committee, state="planned"
        )
        if not committee.meets or review.is_small:
            del self.fields["meeting"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.takes_duties and not self.duties.is_valid():
            self.add_error(None, _("Complete each condition: what, who, until when."))
        return said

    @property
    def has_more(self) -> bool:
        """Whether something stands in the folded conditions."""
        return self.is_bound and any(one.has_changed() for one in self.duties.forms[1:])

    @property
    def wording(self) -> Wording:
        rows = self.duties.cleaned_data if self.takes_duties else ()
        said = self.cleaned_data
        return Wording(said["outcome"], said["reasons"], tuple(Duty(**row) for row in rows if row.get("text")))


class LengthenForm(ActForm):
    until = forms.DateField(label=_("Vote until"), widget=forms.DateInput(attrs=DAY))


@room_acts.act("close", CloseForm, _("The vote is over; the ballots are open."))
def close(page, form: CloseForm) -> None:
    page.must_chair()
    voting.close(page.review, by=page.user, now=page.now)


@room_acts.act("lengthen", LengthenForm, _("Everybody has more time."))
def lengthen(page, form: LengthenForm) -> None:
    page.must_chair()
    voting.lengthen(page.review, form.cleaned_data["until"], by=page.user, now=page.now)


@room_acts.act("decide", WordingForm, _("The decision is recorded."))
def decide(page, form: WordingForm) -> None:
    deciding.decide(page.review, form.wording, by=page.user, now=page.now)


@room_acts.act("motion", WordingForm, _("The motion is put: all who may vote are asked."))
def put(page, form: WordingForm) -> None:
    motions.put(page.review, form.wording, by=page.user, meeting=form.cleaned_data.get("meeting"), now=page.now)


@room_acts.act("close_motion", CloseForm, _("The vote on the motion is over."))
def close_motion(page, form: CloseForm) -> None:
    motions.close(motion_of(page, form.target), by=page.user, now=page.now)


@room_acts.act("record", CloseForm, _("The decision is recorded."))
def record(page, form: CloseForm) -> None:
    deciding.decide_motion(motion_of(page, form.target), by=page.user, now=page.now)


class EndForm(ActForm):
    why = forms.CharField(label=_("Why"), max_length=1000, widget=lines(2))


@room_acts.act("end", EndForm, _("This round has ended without a decision."))
def end(page, form: EndForm) -> None:
    ending.end_without_decision(page.review, by=page.user, why=form.cleaned_data["why"], now=page.now)


def context(page, moved: list[dict[str, Any]]) -> dict[str, Any]:
    """Nothing for who does not preside, and once it is decided."""
    review = page.review
    if not page.chairs or review.closed_at:
        return {}
    is_late, back = page.today > review.closes_on, weighing.has_no_way_but_back(review, page.today)
    told: dict[str, Any] = {"goes_back": back, "can_close": is_late and review.is_sealed and not back}
    if weighing.ends_without_decision(review, page.today):
        return told | {"end": page.form("end")}
    told["lengthen"] = page.form("lengthen") if review.is_sealed and not is_late else None
    told["carried"] = next((one["motion"] for one in moved if one["motion"].result == "carried"), None)
    waiting = next((one["motion"] for one in moved if one["motion"].closed_at is None), None)
    told |= {"waiting": waiting, "can_close_motion": _may_close(page, waiting)}
    if (review.is_sealed and not back) or waiting:
        return told
    sent = "motion" if ("motion", "") in page.bound else "decide"
    return told | {"form": page.form(sent), "may_move": not review.is_sealed and not back}


def _may_close(page, motion) -> bool:
    return bool(motion) and (bool(motion.meeting_id) or page.today > motion.closes_on)
