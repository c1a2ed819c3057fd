"""All forms in which the record of processing leaves, and what each says of what it leaves out."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.exchange.exports import Export, exported
from governance.inventory.models import ProcessingActivity

from . import linked, manifest, paper, workbook


@dataclass(frozen=True)
class Form:
    ending: str
    label: Any
    kind: str
    write: Callable[[list[ProcessingActivity], list[str], dt.datetime], bytes]


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {
    one.ending: one
    for one in (
        Form("xlsx", _("Workbook, to read, fill in and import again"), XLSX, workbook.leave),
        Form("pdf", _("Document to hand over (PDF/A)"), "application/pdf", paper.printed),
        Form("jsonld", _("Linked data in terms of the W3C vocabulary"), "application/ld+json", linked.written),
        Form("yml", _("Manifest of fides"), "application/yaml", manifest.written),
    )
}


def notes(user) -> list[str]:
    """How many records are kept from this person: an export that is not whole says so."""
    everything = ProcessingActivity._base_manager.exclude(state="ended").count()
    hidden = everything - ProcessingActivity.objects.visible_to(user).exclude(state="ended").count()
    told = ngettext("%(n)d confidential activity is left out.", "%(n)d confidential activities are left out.", hidden)
    return [told % {"n": hidden}] if hidden else []


def made(form: Form, user, now: dt.datetime) -> bytes:
    return form.write(workbook.rows_of(user), notes(user), now)


def write(folder: Path, user) -> int:
    now = timezone.now()
    for form in FORMS.values():
        (folder / f"record-of-processing.{form.ending}").write_bytes(made(form, user, now))
    return len(workbook.rows_of(user))


exported(Export("article30", _("The record of processing, in every form"), write))
