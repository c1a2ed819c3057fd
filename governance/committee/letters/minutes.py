"""Minutes as a paper: what this reader may see of them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.committee.models import Addendum, Meeting, Paragraph
from governance.committee.workflow import MeetingState
from governance.core import witness
from governance.core.printing import for_everybody, pdf

TEMPLATE = Path(__file__).with_name("minutes.typ")


def printed(meeting: Meeting, user) -> bytes:
    """As a PDF, without the items that are kept from this reader."""
    return pdf(TEMPLATE, said(meeting, user), at=meeting.ended_at or meeting.starts_at)


def said(meeting: Meeting, user) -> dict[str, Any]:
    with for_everybody():
        shown = paragraphs(meeting, user)
        told = {"title": _("Minutes of %s") % meeting, "heading": _("Minutes: %s") % meeting.name}
        told |= {"from": meeting.committee.name, "language": settings.LANGUAGE_CODE.split("-")[0]}
        told |= {"date": date_format(timezone.localtime(meeting.starts_at), "j F Y"), "footer": meeting.reference}
        told |= {"status": status(meeting), "general": meeting.minutes, "addenda_title": _("Addenda")}
        told |= {"proof": _("Signed checkpoint of the history"), "witness": witness.line(since=meeting.starts_at)}
        told["sections"] = [{"title": str(one.item), "text": one.text} for one in shown]
        told["addenda"] = [{"about": _about(one), "text": one.text} for one in addenda(meeting, user)]
    return told


def status(meeting: Meeting) -> str:
    return _("Approved.") if meeting.state == MeetingState.MINUTED else _("Draft: these minutes are not approved yet.")


def paragraphs(meeting: Meeting, user) -> list[Paragraph]:
    rows = Paragraph.objects.visible_to(user).filter(meeting=meeting, item__taken_off=False)
    return list(rows.select_related("item__proposal"))


def addenda(meeting: Meeting, user) -> list[Addendum]:
    return list(Addendum.objects.visible_to(user).filter(meeting=meeting).select_related("item__proposal", "by"))


def _about(addendum: Addendum) -> str:
    day = date_format(timezone.localtime(addendum.added_at), "j F Y, H:i")
    return f"{addendum.item or _('All of it')} – {addendum.by}, {day}"
