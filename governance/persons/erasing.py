"""Erasing somebody: one person asks, another confirms, and with the key all that is kept of them is gone."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.utils import timezone

from governance.core.acting import acting
from governance.persons.models import DataSubject, Erasure, Hold, SubjectKey

from . import certificates, rules, sweeping


@transaction.atomic
def ask(subject: DataSubject, *, by, reason: str, now: dt.datetime) -> Erasure:
    subject = _locked(subject)
    rules.they_may_settle_it(subject, by)
    rules.a_reason_is_given(reason)
    for rule in (rules.they_are_not_erased_yet, rules.no_hold_stands, rules.nobody_has_asked_yet):
        rule(subject)
    with acting(by, reason=reason.strip()):
        made = Erasure(subject=subject, asked_by=by, reason=reason.strip(), asked_at=now)
        made.save()
    return made


@transaction.atomic
def confirm(erasure: Erasure, *, by, now: dt.datetime) -> None:
    """The second person's step, by which the key is destroyed. There is no way back."""
    erasure, subject = _waiting(erasure, by)
    rules.somebody_else_asked(erasure, by)
    rules.they_are_not_erased_yet(subject)
    rules.no_hold_stands(subject)
    with acting(by, reason=erasure.reason):
        erasure.settled_by, erasure.confirmed_at = by, now
        erasure.save()
        erase(subject, timezone.localdate(now))
    transaction.on_commit(partial(_after, now), robust=True)


@transaction.atomic
def drop(erasure: Erasure, *, by, now: dt.datetime) -> None:
    """Takes back what was asked for, by whoever asked or another."""
    erasure, _subject = _waiting(erasure, by)
    with acting(by):
        erasure.settled_by, erasure.dropped_at = by, now
        erasure.save()


@transaction.atomic
def hold(subject: DataSubject, *, by, reason: str, now: dt.datetime) -> Hold:
    subject = _locked(subject)
    rules.they_may_settle_it(subject, by)
    rules.a_reason_is_given(reason)
    rules.they_are_not_erased_yet(subject)
    with acting(by, reason=reason.strip()):
        made = Hold(subject=subject, placed_by=by, reason=reason.strip(), placed_at=now)
        made.save()
    return made


@transaction.atomic
def lift(held: Hold, *, by, now: dt.datetime) -> None:
    rules.they_may_settle_it(held.subject, by)
    if held.lifted_at is None:
        with acting(by):
            held.lifted_by, held.lifted_at = by, now
            held.save()


def erase(subject: DataSubject, day: dt.date) -> None:
    """The row first: whoever adds to what they are found by waits for it, and is refused then."""
    if subject.erased_on is None:
        subject.erased_on = day
        subject.save()
    SubjectKey.objects.filter(subject=subject).delete()
    subject.found_by.all().delete()


def _locked(subject: DataSubject) -> DataSubject:
    return DataSubject.objects.select_for_update().get(pk=subject.pk)


def _waiting(erasure: Erasure, by) -> tuple[Erasure, DataSubject]:
    subject = _locked(erasure.subject)
    rules.they_may_settle_it(subject, by)
    erasure = Erasure.objects.get(pk=erasure.pk)
    rules.it_still_waits(erasure)
    return erasure, subject


def _after(now: dt.datetime) -> None:
    sweeping.sweep()
    certificates.write_missing(now)
