"""Who speaks for a vendor: people, whose names and addresses are encrypted and can be erased."""

from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.persons.fields import EncryptedField
from governance.persons.models import Kind, Personal

from .vendors import Vendor


class VendorContact(Personal):
    """A person at a vendor. What they do there is kept, who they are can be erased."""

    part_of = "vendor"
    removable = True
    subject_kind = Kind.CONTACT

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="contacts")
    function = models.CharField(
        _("function"), max_length=150, blank=True, help_text=_("Such as account manager. Kept when they are erased.")
    )
    full_name = EncryptedField(_("name"), is_found=True)
    email = EncryptedField(_("e-mail"), blank=True, is_found=True, validators=[validate_email])
    telephone = EncryptedField(_("telephone"), blank=True, is_found=True)

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["pk"]
