"""Colleagues who left, out of sight: on screen they go by a pseudonym, and what they did stays provable.

Their name leaves the register of people, and with it every page, list and paper made from then on; sentences of
history are told with the pseudonym. History and ledger keep the name, as who decided what must stay readable to
whoever checks it.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from governance.core import policy
from governance.core.acting import acting
from governance.core.masking import pseudonyms
from governance.people.models import NOBODY, User
from governance.persons.models import DataSubject, Pseudonym

from . import rules


@pseudonyms
def given(people: set[int]) -> dict[int, str]:
    """Of these people, the names on record of those who go by a pseudonym."""
    rows = Pseudonym.objects.filter(person__in=people, confirmed_at__isnull=False)
    return dict(rows.values_list("person", "person__name"))


def may_settle(user) -> bool:
    """The same people as may erase somebody outside."""
    return policy.may(user, policy.CHANGE, DataSubject)


def settled_by(user) -> QuerySet:
    """What this person may settle, or see settled."""
    return Pseudonym.objects.all() if may_settle(user) else Pseudonym.objects.none()


def who_left(user) -> QuerySet:
    """Inactive people for whom nobody has asked for a pseudonym, the newest first."""
    settled = Pseudonym.objects.filter(person=OuterRef("pk"), dropped_at=None)
    rows = User.objects.filter(is_active=False).exclude(email=NOBODY).filter(~Exists(settled)).order_by("-pk")
    return rows if may_settle(user) else rows.none()


@transaction.atomic
def ask(person: User, *, by, reason: str, now: dt.datetime) -> Pseudonym:
    person = _locked(person, by)
    rules.a_reason_is_given(reason)
    if person.is_active:
        raise ValidationError(_("They still work here. Take away the tick at “Active” first."))
    if person.pseudonyms.filter(dropped_at=None).exists():
        raise ValidationError(_("Somebody has asked for this already, or it is done."))
    with acting(by, reason=reason.strip()):
        made = Pseudonym(person=person, asked_by=by, reason=reason.strip(), asked_at=now)
        made.save()
    return made


@transaction.atomic
def confirm(asked: Pseudonym, *, by, now: dt.datetime) -> None:
    """The second person's step: the name leaves the register of people."""
    person = _locked(asked.person, by)
    asked = _waiting(asked)
    rules.somebody_else_asked(asked, by)
    asked.settled_by, asked.confirmed_at = by, now
    person.name = _("Former colleague %(number)d") % {"number": person.pk}
    person.email = f"former-{person.pk}@fairhold.invalid"
    with acting(by, reason=asked.reason):
        asked.save()
        person.save()


@transaction.atomic
def drop(asked: Pseudonym, *, by, now: dt.datetime) -> None:
    """Takes back what was asked for, by whoever asked or another."""
    _locked(asked.person, by)
    asked = _waiting(asked)
    asked.settled_by, asked.dropped_at = by, now
    with acting(by):
        asked.save()


def _locked(person: User, by) -> User:
    if not may_settle(by):
        raise PermissionDenied
    return User.objects.select_for_update().get(pk=person.pk)


def _waiting(asked: Pseudonym) -> Pseudonym:
    found = Pseudonym.objects.get(pk=asked.pk)
    rules.it_still_waits(found)
    return found
