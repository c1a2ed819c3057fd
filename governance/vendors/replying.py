"""A vendor answers: by somebody without an account, several at once, saved as they go, until they send it in."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.questionnaires import kinds
from governance.questionnaires.models import sheet
from governance.questionnaires.sheets import Sheet
from governance.questionnaires.visibility import Outside

from .models import Inquiry, Reply


def sheet_of(inquiry: Inquiry, today: dt.date) -> Sheet:
    rows = inquiry.replies.select_related("question__section")
    return sheet(rows, inquiry.questionnaire.sections.all(), today=today, outside=Outside())


def is_open(inquiry: Inquiry, today: dt.date) -> bool:
    return inquiry.is_waiting and today <= inquiry.answer_by


@transaction.atomic
def answer(reply: Reply, value: Any, *, note: str, seen_version: int, file: Any, today: dt.date) -> Reply:
    """Raises StaleRecord where a colleague has answered meanwhile, ValidationError for what does not fit."""
    inquiry = Inquiry._base_manager.select_for_update().get(pk=reply.inquiry_id)
    if not is_open(inquiry, today):
        raise ValidationError(_("The questions are closed."))
    stored = Reply._base_manager.select_related("question__section").get(pk=reply.pk)
    stored.value, stored.note, stored.version = None if kinds.is_empty(value) else value, note, seen_version
    if file:
        stored.file = file
    stored.full_clean()
    stored.save()
    return stored


@transaction.atomic
def send_in(inquiry: Inquiry, *, name: str, now: dt.datetime) -> None:
    """Closes the questions. Raises ValidationError while one that must be answered is not."""
    stored = Inquiry._base_manager.select_for_update().select_related("questionnaire").get(pk=inquiry.pk)
    if not is_open(stored, timezone.localdate(now)):
        raise ValidationError(_("The questions are closed."))
    if not name.strip():
        raise ValidationError({"name": _("Say in what function you answer for your firm.")})
    found = sheet_of(stored, timezone.localdate(now))
    if found.open or found.incomplete:
        raise ValidationError(_("Some questions are not answered yet."))
    stored.sent_in_at, stored.sent_in_by = now, name.strip()
    stored.save()
