"""An incident made of five answers."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.core.acting import acting
from governance.core.fields import PartialDate

from . import awareness
from .models import Incident
from .vocabulary import Kind

LONGEST = 90


class What(TextChoices):
    """A kind, and for a breach whether one is certain: only that starts a clock."""

    SURE = "sure", gettext_lazy("Personal data was seen, changed or lost: I am sure")
    UNSURE = "unsure", gettext_lazy("Personal data may be affected: I am not sure yet")
    SECURITY = "security", gettext_lazy("A security incident without personal data")
    NEAR_MISS = "near_miss", gettext_lazy("A near miss: it was caught in time")
    CONCERN = "concern", gettext_lazy("An ethical concern: something we do does not seem right")
    COMPLAINT = "complaint", gettext_lazy("A complaint")


@dataclass(frozen=True)
class Answers:
    what: str
    found: PartialDate
    kind: str
    goes_on: str
    people: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)


@transaction.atomic
def log(said: Answers, *, by, now: dt.datetime) -> Incident:
    """Whoever logs it owns it. Who is sure of a breach knows it now, and the clocks start; a suspicion starts none."""
    kind = Kind.BREACH if said.kind in {What.SURE, What.UNSURE} else Kind(said.kind)
    told = {"description": said.what, "found": said.found, "people_kinds": said.people, "goes_on": said.goes_on}
    told |= {"jurisdictions": said.where or (["EU"] if kind == Kind.BREACH else [])}
    made = Incident(name=title(said.what), kind=kind, owner=by, confidential=kind == Kind.CONCERN, **told)
    if said.kind == What.UNSURE:
        made.suspected = PartialDate(f"{timezone.localdate(now):%Y-%m-%d}")
    with acting(by):
        made.save()
    if said.kind == What.SURE:
        why = _("Whoever logged it was sure that personal data is affected.")
        awareness.become_aware(made, now, why, by=by, now=now)
    return made


def title(text: str) -> str:
    """The first sentence, cut at a word where it is long."""
    first = " ".join(text.split()).split(". ")[0].rstrip(".")
    return first if len(first) <= LONGEST else first[:LONGEST].rsplit(" ", 1)[0] + "…"
