"""The moment at which we knew: said once with how, corrected with a reason."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from governance.core.acting import acting

from .risking import note
from .vocabulary import Sort


@transaction.atomic
def become_aware(incident, at: dt.datetime, why: str, *, by, now: dt.datetime, reason: str = "") -> None:
    """Starts the clocks, or moves them all. Raises ValidationError for a moment to come, or for what is not said."""
    if at > now:
        raise ValidationError({"at": _("This moment is yet to come.")})
    if not why.strip():
        raise ValidationError({"why": _("Say what made you certain: clocks run from that moment.")})
    was = incident.aware_at
    if was and was != at and not reason.strip():
        raise ValidationError({"reason": _("Say why the moment is corrected: the clocks move with it.")})
    incident.aware_at, incident.aware_why = at, why.strip()
    with acting(by, reason=reason.strip()):
        incident.save()
        told = _("We knew of it on %(when)s: %(why)s") if not was else _("The moment is corrected to %(when)s: %(why)s")
        when = formats.date_format(timezone.localtime(at), "j F Y, H:i")
        note(incident, told % {"when": when, "why": reason.strip() or why.strip()}, by=by, now=now, sort=Sort.DECISION)
