"""Minutes of a meeting by item, and what is added once they are approved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.committee.querysets import AddendumQuerySet, ParagraphQuerySet
from governance.core.models import Tracked

from .meetings import AgendaItem, Meeting


class Paragraph(Tracked):
    """What the minutes say of one item: kept from who stepped aside, and while it is a draft from who proposed it."""

    part_of = "meeting"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="paragraphs")
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="paragraph", verbose_name=_("item"))
    text = models.TextField(_("text"))

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = _("paragraph of the minutes")
        verbose_name_plural = _("paragraphs of the minutes")
        ordering = ["item__position", "item"]

    def __str__(self) -> str:
        return str(self.item)


class Addendum(Tracked):
    """What is added to minutes once they are approved; nothing in them changes any more."""

    part_of = "meeting"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="addenda")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="addenda", verbose_name=_("about the item")
    )
    text = models.TextField(_("addendum"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added at"))

    objects = AddendumQuerySet.as_manager()

    class Meta:
        verbose_name = _("addendum to the minutes")
        verbose_name_plural = _("addenda to the minutes")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="committee_addendum_says_something")]

    def __str__(self) -> str:
        return str(self.item or self.meeting)
