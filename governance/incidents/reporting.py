"""Concerns that nobody signs: taken in without a name or an address, and answered by a code that only they have."""

import datetime as dt
import hashlib
import secrets

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.core.roles import Role
from governance.people.models import User

from .models import Concern, Incident, Message

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without the characters that are taken for one another: 32, so that each holds five bits."""
GROUPS, SIZE = 4, 5
WINDOW = 600
MOST = {"report": 20, "follow": 30}
"""How many of each are taken in ten minutes, from all visitors together: no address is kept to count by."""


def new_code() -> str:
    """A hundred random bits, in groups that can be read over the telephone."""
    return "-".join("".join(secrets.choice(ALPHABET) for _n in range(SIZE)) for _n in range(GROUPS))


def digest(code: str) -> str:
    """Of what is typed, in whatever case and with whatever signs between."""
    plain = "".join(sign for sign in code.upper() if sign in ALPHABET)
    return hashlib.sha256(plain.encode()).hexdigest()


def throttle(name: str) -> None:
    """Raises ValidationError once too many have come in a while."""
    if _counted(f"incidents.{name}") > MOST[name]:
        raise ValidationError(_("Too many have come in the last minutes. Wait a quarter of an hour, then try again."))


def _counted(key: str) -> int:
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # It has run out between the two lines.
        return 1


def in_charge() -> User:
    """The privacy lead who has been here longest; without one, nobody, of which privacy leads to come are told."""
    return User.objects.with_role(Role.PRIVACY_LEAD).order_by("pk").first() or User.objects.nobody()


@transaction.atomic
def report(kind: str, text: str, *, now: dt.datetime, **told: str) -> str:
    """Keeps the report, confidential from the start, and gives the code. It is told this once and kept as a hash."""
    code = new_code()
    name = _("Anonymous report of %s") % f"{now:%Y-%m-%d}"
    made = Incident(name=str(name), kind=kind, description=text, owner=in_charge(), confidential=True, **told)
    made.save()
    Concern(incident=made, code_sha256=digest(code), made_at=now).save()
    return code


def find(code: str) -> Concern | None:
    """One look-up by the hash, whether there is such a code or not: how long it takes tells nothing of the code."""
    return Concern.objects.filter(code_sha256=digest(code)).select_related("incident").first()


def say(concern: Concern, text: str, *, now: dt.datetime, writer: User | None = None) -> Message:
    if not text.strip():
        raise ValidationError({"text": _("Write a message.")})
    made = Message(concern=concern, writer=writer, at=now, text=text.strip())
    made.save()
    return made
