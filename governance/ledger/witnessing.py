"""Checkpoints leave the database: to a folder, and once a day by mail to those who watch over it."""

import datetime as dt
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from governance.core.roles import Role
from governance.core.witness import provide
from governance.people.models import User

from . import checkpoints, keys, sequencing
from .models import Checkpoint, Kept

logger = logging.getLogger(__name__)
NAMED = (Role.AUDITOR, Role.DIRECTOR, Role.PRIVACY_LEAD)
FOLDER, MAIL = "folder", "mail"
UNSENT = (OSError, ValueError)
CLAIMS = 0x4641_4953
"""The name of the lock under which the mail of the day is claimed."""


@provide
def note(since: dt.datetime | None = None) -> str:
    """The newest one, or the first that was made from a moment on."""
    later = Checkpoint.objects.filter(made_at__gte=since).order_by("size") if since else None
    head = checkpoints.newest() if later is None else later.first()
    return head.note if head else ""


def keep(now: dt.datetime) -> Checkpoint | None:
    """Signs what is new and writes it to the folder; mails it, if a day has passed since the last mail."""
    head = checkpoints.make(now)
    if head is None:
        return None
    if not head.kept.filter(place=FOLDER).first_of_ours():
        _write(head)
        Kept.objects.create(checkpoint=head, place=FOLDER, at=now)
    if _claimed(head, f"{MAIL} {timezone.localdate(now)}", now):
        _mail(head)
    return head


def _write(head: Checkpoint) -> None:
    """The whole file or none, under a name that sorts by size."""
    folder = settings.LEDGER_WITNESS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{head.size}.part"
    draft.write_text(head.note)
    draft.replace(folder / f"{head.size:012}.txt")


def _claimed(head: Checkpoint, place: str, now: dt.datetime) -> bool:
    """Before it is sent, so that it leaves once a day; a mail that fails is tried the next day."""
    with transaction.atomic():
        sequencing.alone(CLAIMS, wait=True)
        if Kept.objects.filter(place=place, at__lte=now).first_of_ours():
            return False
        Kept.objects.create(checkpoint=head, place=place, at=now)
    return True


def _mail(head: Checkpoint) -> None:
    people = [one for one in User.objects.active().order_by("pk") if Role.of(one) & set(NAMED)]
    with translation.override(settings.LANGUAGE_CODE):
        told = {"head": head, "key": keys.current().vkey, "site": settings.SITE_URL}
        text = render_to_string("governance/mail/checkpoint.txt", told)
        for person in people:
            try:
                EmailMessage(_("Checkpoint of the ledger"), text, to=[person.email]).send()
            except UNSENT:
                logger.exception("The checkpoint did not leave for person %s.", person.pk)


def last_kept(now: dt.datetime) -> Kept | None:
    """Of those that the application noted, and not in the future."""
    return Kept.objects.filter(at__lte=now).order_by("-at").first_of_ours()
