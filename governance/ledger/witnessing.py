"""Checkpoints leave the database: to a folder, and once a day by mail to those who watch over it."""

import datetime as dt
import logging

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from governance.core.roles import Role
from governance.core.witness import provide
from governance.people.models import User

from . import checkpoints, folder, keys, sequencing
from .models import Checkpoint, Kept

logger = logging.getLogger(__name__)
NAMED = (Role.AUDITOR, Role.DIRECTOR, Role.PRIVACY_LEAD)
FOLDER, ELSEWHERE = "folder", "folder elsewhere"
MAIL, SENT = "mail", "mail sent"
"""The mail of a day is claimed before it is sent, and noted again once a mail server took it."""
UNSENT = (OSError, ValueError, ImproperlyConfigured)
CLAIMS = 0x4641_4953
"""The name of the lock under which the mail of the day is claimed."""


@provide
def note(since: dt.datetime | None = None) -> str:
    """The newest one, or the first that was made from a moment on."""
    later = Checkpoint.objects.filter(made_at__gte=since).order_by("size") if since else None
    head = checkpoints.newest() if later is None else later.first_of_ours()
    return head.note if head else ""


def keep(now: dt.datetime) -> Checkpoint | None:
    """Signs what is new and writes it to the folder; mails it, if a day has passed since the last mail.

    Neither stops the other: where the folder refuses, OSError or Contradicted is raised once the mail was sent.
    """
    head = checkpoints.make(now)
    if head is None:
        return None
    refused = _written(head, now)
    today = timezone.localdate(now)
    if _claimed(head, f"{MAIL} {today}", now) and _mailed(head) and has_mail_server():
        Kept.objects.create(checkpoint=head, place=f"{SENT} {today}", at=now)
    if refused:
        raise refused
    return head


def _written(head: Checkpoint, now: dt.datetime) -> Exception | None:
    """Why it was not written to the folder."""
    place = ELSEWHERE if folder.is_elsewhere() else FOLDER
    try:
        folder.write(head)
    except (OSError, folder.Contradicted) as error:
        logger.exception("The checkpoint of %s entries was not written to the folder.", head.size)
        return error
    if not head.kept.filter(place=place).first_of_ours():
        Kept.objects.create(checkpoint=head, place=place, at=now)
    return None


def _claimed(head: Checkpoint, place: str, now: dt.datetime) -> bool:
    """Before it is sent, so that it leaves once a day; a mail that fails is tried the next day."""
    with transaction.atomic():
        sequencing.alone(CLAIMS, wait=True)
        if Kept.objects.filter(place=place).first_of_ours():
            return False
        Kept.objects.create(checkpoint=head, place=place, at=now)
    return True


def _mailed(head: Checkpoint) -> int:
    """To how many."""
    people = [one for one in User.objects.active().order_by("pk") if Role.of(one) & set(NAMED)]
    with translation.override(settings.LANGUAGE_CODE):
        told = {"head": head, "key": keys.current().vkey, "site": settings.SITE_URL}
        text = render_to_string("governance/mail/checkpoint.txt", told)
        return sum(_sent(text, person) for person in people)


def _sent(text: str, person: User) -> bool:
    try:
        return bool(EmailMessage(_("Checkpoint of the ledger"), text, to=[person.email]).send())
    except UNSENT:
        logger.exception("The checkpoint did not leave for person %s.", person.pk)
        return False


def has_mail_server() -> bool:
    """Without one, mails are files in the data folder."""
    return bool(settings.EMAIL_HOST)


def leaves() -> bool:
    """Whether checkpoints are set to leave this machine, as far as one can tell from here."""
    return has_mail_server() or folder.is_elsewhere()


def last_left(now: dt.datetime) -> Kept | None:
    """The newest that left this machine: of those that the application noted, and not in the future."""
    left = Q(place=ELSEWHERE) | Q(place__startswith=f"{SENT} ")
    return Kept.objects.filter(left, at__lte=now).order_by("-at").first_of_ours()
