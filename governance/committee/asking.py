"""Asking the owner: one request a review, under the committee's name; the clock stands still until all is answered."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import workdays
from governance.core.acting import acting
from governance.core.roles import Role

from . import voting
from .models import InfoQuestion, InfoRequest, Result, Review
from .tally import Choice

ANSWER_DAYS = 10
"""Working days that the owner has."""


@dataclass(frozen=True)
class Ask:
    """A question to the owner; `repeats` one that was asked before, `anchor` is the key of what it is about."""

    text: str
    anchor: str = ""
    repeats: InfoQuestion | None = None


@transaction.atomic
def ask(review: Review, questions: list[Ask], *, by, now: dt.datetime) -> InfoRequest:
    """Raises ValidationError where a second request asks something new that the committee did not vote for."""
    review = voting.locked(review)
    if Role.CHAIR not in review.proposal.roles_of(by):
        raise PermissionDenied(_("The chair asks, for the committee."))
    if told := [str(one) for one in _against(review, questions)]:
        raise ValidationError(told)
    with acting(by):
        due = workdays.after(timezone.localdate(now), ANSWER_DAYS)
        request = InfoRequest(review=review, asked_by=by, asked_at=now, due_on=due)
        request.save()
        for one in questions:
            InfoQuestion(request=request, text=one.text.strip(), anchor=one.anchor, repeats=one.repeats).save()
    return request


def _against(review: Review, questions: list[Ask]):
    if review.closed_at:
        yield _("This is decided.")
    if not questions or not all(one.text.strip() for one in questions):
        yield _("Write down what you want to know.")
    if review.requests.filter(answered_at=None).exists():
        yield _("The owner has yet to answer what was asked.")
    if review.requests.exists() and any(one.repeats is None for one in questions) and not may_ask_anew(review):
        yield _("A second request repeats earlier questions. For new ones the committee votes first.")


def may_ask_anew(review: Review) -> bool:
    return review.motions.filter(outcome=Choice.CHANGES, result=Result.CARRIED).exists()


@transaction.atomic
def reply(request: InfoRequest, replies: dict[int, str], *, by, now: dt.datetime) -> InfoRequest:
    """Keeps what the owner answers, by the question's key. Only once all is answered does the clock go on."""
    review = voting.locked(request.review)
    request = InfoRequest.objects.select_for_update().get(pk=request.pk)
    if review.proposal.owner_id != by.pk:
        raise PermissionDenied(_("The owner answers."))
    if request.answered_at or review.closed_at:
        raise ValidationError(_("This has been answered."))
    with acting(by):
        for question in request.questions.all():
            question.reply = replies.get(question.pk, question.reply).strip()
            question.save()
        if all(question.reply for question in request.questions.all()):
            request.answered_at = now
            request.save()
    return request


def net_days(review: Review, today: dt.date) -> int:
    """Working days that the committee has had: since it opened, without the days in which it waited for answers."""
    start, end = timezone.localdate(review.opened_at), _day(review.closed_at) or today
    waited = [(timezone.localdate(one.asked_at), _day(one.answered_at) or end) for one in review.requests.all()]
    return workdays.between(start, end) - sum(workdays.between(since, until) for since, until in waited)


def due_on(review: Review, today: dt.date) -> dt.date:
    """When a decision is due: the target, moved by the days spent waiting for answers."""
    start, end = timezone.localdate(review.opened_at), _day(review.closed_at) or today
    return workdays.after(start, review.target_days + workdays.between(start, end) - net_days(review, today))


def _day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(moment) if moment else None
