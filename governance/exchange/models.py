"""Where a record came from, and all that its source said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.core.models import About, Tracked

LONGEST_KEY = 500
"""Characters; an index of PostgreSQL holds entries of some 2,700 bytes."""


class Origin(About, Tracked):
    """What a source said of a record. Read beside the record, by whoever may see that.

    `taken` is what was taken over into the register, as canonical JSON: a later edition of the source changes a field
    only where the source itself has changed.
    """

    format = models.CharField(_("format"), max_length=20)
    key = models.CharField(_("key in the source"), max_length=LONGEST_KEY)
    file = models.CharField(_("file"), max_length=500)
    as_of = models.DateTimeField(_("as of"), null=True, blank=True)
    said = models.TextField(_("what the source said"))
    taken = models.TextField(_("what was taken over"))

    class Meta:
        verbose_name = _("origin")
        verbose_name_plural = _("origins")
        indexes = [models.Index(fields=["content_type", "object_id"], name="exchange_origin_of_a_record")]
        constraints = [models.UniqueConstraint(fields=["format", "key"], name="exchange_source_makes_one_record")]

    def __str__(self) -> str:
        return f"{self.format} {self.key}"
