"""Who reported an incident or complained, and left a name: encrypted, and erased when they ask."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.persons.fields import EncryptedField
from governance.persons.models import Kind, Personal

from .incidents import Incident


class Informant(Personal):
    """Somebody from outside who told us of it. Whoever gave no name has a code instead, and is not entered here."""

    part_of = "incident"
    removable = True
    subject_kind = Kind.INFORMANT

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="informants")
    relation = models.CharField(
        _("who they are to us"), max_length=150, blank=True, help_text=_("Such as customer. Kept when they are erased.")
    )
    full_name = EncryptedField(_("name"), is_found=True)
    address = EncryptedField(
        _("how to reach them"), blank=True, is_found=True, help_text=_("An e-mail address, or whatever they left.")
    )

    class Meta:
        verbose_name = _("informant")
        verbose_name_plural = _("informants")
        ordering = ["pk"]
