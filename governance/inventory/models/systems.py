"""Where data is: systems, and the bodies of data in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.core.answers import Known
from governance.core.fields import CodesField
from governance.core.models import Record, StateField, Tracked
from governance.inventory.vocabulary import Category, Subject
from governance.inventory.workflow import ASSET, SYSTEM
from governance.vendors.models import Vendor


class System(Record):
    """A place where data is kept or used: software, a service, a cabinet."""

    prefix = "SYS"

    vendor = models.ForeignKey(
        Vendor, models.PROTECT, null=True, blank=True, related_name="systems", verbose_name=_("vendor")
    )
    description = models.TextField(_("description"), blank=True)
    department = models.CharField(_("department"), max_length=120, blank=True)
    hosted_in = models.CharField(
        _("hosted in"), max_length=100, blank=True, help_text=_("The country where the data is.")
    )
    state = StateField(SYSTEM)

    class Meta:
        verbose_name = _("system")
        verbose_name_plural = _("systems")
        constraints = [SYSTEM.constraint()]


class DataAsset(Record):
    """A body of data that belongs together, such as the newsletter list."""

    prefix = "DAT"
    contents = ("fields",)

    system = models.ForeignKey(
        System, models.PROTECT, null=True, blank=True, related_name="assets", verbose_name=_("system")
    )
    description = models.TextField(_("description"), blank=True)
    personal_data = models.CharField(
        _("holds personal data"), max_length=10, choices=Known.choices, default=Known.UNKNOWN
    )
    subjects = CodesField(_("whose data"), codes=Subject, open=True)
    categories = CodesField(_("categories of data"), codes=Category, open=True)
    state = StateField(ASSET)

    class Meta:
        verbose_name = _("data asset")
        verbose_name_plural = _("data assets")
        constraints = [ASSET.constraint()]


class DataField(Tracked):
    """One field of a data asset, such as `users.email`, with the categories of what it holds."""

    part_of = "asset"
    removable = True

    asset = models.ForeignKey(DataAsset, models.PROTECT, related_name="fields")
    path = models.CharField(_("field"), max_length=500)
    description = models.TextField(_("description"), blank=True)
    categories = CodesField(_("categories of data"), codes=Category, open=True)

    class Meta:
        verbose_name = _("field")
        verbose_name_plural = _("fields")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["asset", "path"], name="inventory_field_is_listed_once")]

    def __str__(self) -> str:
        return self.path
