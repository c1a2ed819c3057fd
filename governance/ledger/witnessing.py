"""Checkpoints leave the database: to a folder, and once a day by mail to those who watch over it."""

import datetime as dt
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from governance.core.roles import Role
from governance.core.witness import provide
from governance.people.models import User

from . import checkpoints, keys
from .models import Checkpoint, Kept

logger = logging.getLogger(__name__)
NAMED = (Role.AUDITOR, Role.DIRECTOR, Role.PRIVACY_LEAD)
FOLDER, MAIL = "folder", "mail"
UNSENT = (OSError, ValueError)


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
    if not head.kept.filter(place=FOLDER).exists():
        _write(head)
        Kept.objects.create(checkpoint=head, place=FOLDER, at=now)
    today = timezone.localdate(now)
    last = Kept.objects.filter(place__startswith=f"{MAIL} ").order_by("-at").first()
    if last is None or timezone.localdate(last.at) < today:
        _mail(head, today, now)
    return head


def _write(head: Checkpoint) -> None:
    """The whole file or none, under a name that sorts by size."""
    folder = settings.LEDGER_WITNESS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{head.size}.part"
    draft.write_text(head.note)
    draft.replace(folder / f"{head.size:012}.txt")


def _mail(head: Checkpoint, today: dt.date, now: dt.datetime) -> None:
    """Claimed before it is sent, so that it leaves once a day; a mail that fails is tried the next day."""
    people = [one for one in User.objects.active().order_by("pk") if Role.of(one) & set(NAMED)]
    try:
        with transaction.atomic():
            Kept.objects.create(checkpoint=head, place=f"{MAIL} {today}", at=now)
    except IntegrityError:
        return
    with translation.override(settings.LANGUAGE_CODE):
        told = {"head": head, "key": keys.current().vkey, "site": settings.SITE_URL}
        text = render_to_string("governance/mail/checkpoint.txt", told)
        for person in people:
            try:
                EmailMessage(_("Checkpoint of the ledger"), text, to=[person.email]).send()
            except UNSENT:
                logger.exception("The checkpoint did not leave for person %s.", person.pk)


def last_kept() -> Kept | None:
    return Kept.objects.order_by("-at").first()
