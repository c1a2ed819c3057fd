"""Due diligence: a vendor is asked through a signed link that it opens without an account."""

import datetime as dt
import hashlib
import secrets

from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.core import bulk, policy
from governance.core.acting import acting
from governance.core.roles import Role
from governance.questionnaires import packs
from governance.questionnaires.models import Questionnaire

from .models import Inquiry, Reply, Vendor

KEY, PACK = "fairhold.vendor", "vendor-1"
DAYS = 30
"""How long a vendor has, unless somebody says otherwise."""
SIGNER = signing.Signer(salt="governance.vendors.inquiry")


def may_ask(user, vendor: Vendor) -> bool:
    return policy.may(user, policy.CHANGE, Vendor, vendor)


def require(user, vendor: Vendor) -> None:
    if not may_ask(user, vendor):
        raise PermissionDenied(_("Who keeps this vendor asks it, and judges what it answers."))


# The link


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _link(inquiry: Inquiry, secret: str) -> str:
    return SIGNER.sign_object([inquiry.pk, secret])


def of_link(link: str) -> Inquiry | None:
    """The inquiry that a link opens. None for a link that we did not sign, or that a newer one has replaced."""
    try:
        pk, secret = SIGNER.unsign_object(link)
    except (signing.BadSignature, ValueError):
        return None
    rows = Inquiry._base_manager.select_related("vendor", "questionnaire", "asked_by")
    return rows.filter(pk=pk, link_sha256=_digest(secret)).first()


# Asking


def questionnaire(by) -> Questionnaire:
    """The newest edition in use. Only the privacy lead publishes: with the first vendor that they ask."""
    found = Questionnaire.objects.latest_of(KEY)
    if found is None and Role.PRIVACY_LEAD not in Role.of(by):
        raise ValidationError(
            _("Our questions are not published yet. The privacy lead does so by asking a vendor once.")
        )
    return found or packs.install(PACK, by=by)


@transaction.atomic
def ask(vendor: Vendor, *, by, answer_by: dt.date, today: dt.date) -> tuple[Inquiry, str]:
    """The inquiry, and the link, which is told this once."""
    require(by, vendor)
    _require_days(answer_by, today)
    if vendor.inquiries.filter(sent_in_at=None, withdrawn_on=None).exists():
        raise ValidationError(_("It has been asked already, and has not answered yet."))
    found = questionnaire(by)
    secret = secrets.token_urlsafe(18)
    told = {"asked_by": by, "asked_on": today, "answer_by": answer_by, "link_sha256": _digest(secret)}
    with acting(by):
        made = Inquiry(vendor=vendor, questionnaire=found, **told)
        made.save()
        bulk.write(Reply(inquiry=made, question=one) for one in found.questions.select_related("section"))
    return made, _link(made, secret)


@transaction.atomic
def renew(inquiry: Inquiry, *, by, answer_by: dt.date, today: dt.date) -> str:
    """A new link in place of the old one, which no longer opens anything; what was answered stays."""
    stored = _waiting(inquiry, by)
    _require_days(answer_by, today)
    secret = secrets.token_urlsafe(18)
    stored.link_sha256, stored.answer_by = _digest(secret), answer_by
    with acting(by):
        stored.save()
    return _link(stored, secret)


@transaction.atomic
def withdraw(inquiry: Inquiry, *, by, why: str, today: dt.date) -> None:
    stored = _waiting(inquiry, by)
    if not why.strip():
        raise ValidationError({"why": _("Say why.")})
    stored.withdrawn_on = today
    with acting(by, reason=why.strip()):
        stored.save()


def _require_days(answer_by: dt.date, today: dt.date) -> None:
    if answer_by < today:
        raise ValidationError({"answer_by": _("This day has passed.")})


def _waiting(inquiry: Inquiry, by) -> Inquiry:
    stored = Inquiry._base_manager.select_for_update().select_related("vendor").get(pk=inquiry.pk)
    require(by, stored.vendor)
    if not stored.is_waiting:
        raise ValidationError(_("It is answered or withdrawn already."))
    return stored
