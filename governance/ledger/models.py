"""Proof: one entry for every history row, written in the same transaction. Nobody imports this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.core.models import About
from governance.core.once import OnceQuerySet, WrittenOnce


class LedgerEntry(About, WrittenOnce):
    """The canonical JSON of a history row as stored, and its SHA-256. `about` is the history row."""

    payload = models.TextField(_("content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    objects = OnceQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="ledger_history_row_is_entered_once"),
        ]

    def __str__(self) -> str:
        return self.sha256
