"""What a reminder mail says."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.core import witness
from governance.core.deadlines import Deadline
from governance.people.models import User


@dataclass(frozen=True)
class Line:
    """One date in a mail; of what is told by the hour, the moment. The title of a secret is its reference alone."""

    label: str
    title: str
    due_on: dt.date
    url: str
    due_at: dt.datetime | None = None

    @classmethod
    def about(cls, row, deadline: Deadline) -> "Line":
        url = f"{settings.SITE_URL}{row.page_url}"
        told = [_on_one_line(deadline.says(row)), _on_one_line(row.record), deadline.date_of(row), url]
        return cls(*told, deadline.moment_of(row))


def letter(person: User, lines: list[Line], notices: Iterable[int]) -> EmailMessage:
    """The same notices have the same Message-ID, whenever they are sent."""
    lines = list(dict.fromkeys(lines))
    with translation.override(settings.LANGUAGE_CODE):
        told = {"person": person, "lines": lines, "site": settings.SITE_URL, "witness": witness.line()}
        text = render_to_string("governance/mail/reminder.txt", told)
        headers = {"Message-ID": _message_id(person, sorted(notices))}
        return EmailMessage(_subject(lines), text, to=[person.email], headers=headers)


def _message_id(person: User, notices: list[int]) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<reminder-{person.pk}-{notices[0]}-{notices[-1]}-{len(notices)}@{host}>"


def _subject(lines: list[Line]) -> str:
    if len(lines) == 1:
        return _("%(label)s: %(title)s") % {"label": lines[0].label, "title": lines[0].title}
    return ngettext("%(n)d date needs you", "%(n)d dates need you", len(lines)) % {"n": len(lines)}


def _on_one_line(text: object) -> str:
    return " ".join(str(text).split())
