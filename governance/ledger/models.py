"""Proof: one entry for every history row, written in the same transaction. Nobody imports this app."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.core.once import OnceQuerySet, WrittenOnce

from . import keys, notes

LOOKED_AT = 100
"""Rows of others that are passed over before none is found: whoever asked then does the work again, which is safe."""


class OursQuerySet(OnceQuerySet):
    def first_of_ours(self) -> Any:
        """The first row that the application made, in the order asked for: what others inserted counts as none."""
        rows = self if self.ordered else self.order_by("pk")
        first = rows.first()
        if first is None or first.is_ours:
            return first
        return next((row for row in rows[1:LOOKED_AT] if row.is_ours), None)


class Coded(WrittenOnce):
    """A row with a code that only the application can make: whoever may insert rows cannot make one that counts."""

    coded: ClassVar[tuple[str, ...]]

    mac = models.CharField(_("authentication code"), max_length=80)

    objects = OursQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.mac = keys.current().mac(self.said)
        super().save(*args, **kwargs)

    @property
    def said(self) -> str:
        return keys.said(self._meta.label_lower, {name: getattr(self, name) for name in self.coded})

    @property
    def is_ours(self) -> bool:
        return keys.current().is_ours(self.said, self.mac)


class Entry(WrittenOnce):
    """The canonical JSON of a history row as stored, and a code that only the application can make.

    `kind` and `row` name the history row; `of_kind` and `of` the record that it belongs to. Who, when, what and in
    which save is said in the payload, and stands here besides for finding it. `number` is its place in the tree, given
    after the commit: rows that were rolled back leave no gap. `hash` is that of the leaf: SHA-256 over 0x00, the
    payload, a line feed and the code.
    """

    kind = models.CharField(_("kind"), max_length=100)
    row = models.PositiveBigIntegerField(_("row"))
    of_kind = models.CharField(_("kind of record"), max_length=100, blank=True)
    of = models.PositiveBigIntegerField(_("record"), null=True)
    at = models.DateTimeField(_("when"))
    actor = models.CharField(_("who"), max_length=200, blank=True)
    person = models.PositiveBigIntegerField(_("person"), null=True)
    action = models.CharField(_("action"), max_length=1, blank=True)
    save_id = models.UUIDField(_("save"), null=True)
    payload = models.TextField(_("content"))
    mac = models.CharField(_("authentication code"), max_length=80)
    hash = models.CharField(_("leaf hash"), max_length=64)
    number = models.PositiveBigIntegerField(_("number"), null=True, unique=True)

    objects = OnceQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        indexes = [
            models.Index(fields=["id"], condition=Q(number=None), name="ledger_entry_waits"),
            models.Index(fields=["at"], name="ledger_entry_at"),
            models.Index(fields=["of_kind", "of", "id"], name="ledger_entry_of"),
            models.Index(fields=["person", "id"], name="ledger_entry_person"),
            models.Index(fields=["kind", "id"], name="ledger_entry_kind"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "row"], name="ledger_row_is_entered_once"),
        ]

    def __str__(self) -> str:
        return self.hash

    @property
    def data(self) -> bytes:
        """The bytes of the leaf."""
        return f"{self.payload}\n{self.mac}".encode()


class Node(WrittenOnce):
    """An inner node of the tree: the hash over `2**level` leaves from leaf `place * 2**level` on."""

    level = models.PositiveSmallIntegerField()
    place = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    objects = OnceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "place"], name="ledger_node_is_computed_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.place}"


class Checkpoint(WrittenOnce):
    """A signed statement of how many entries there are and of the root over them."""

    size = models.PositiveBigIntegerField(_("entries"), unique=True)
    root = models.CharField(_("root"), max_length=64)
    note = models.TextField(_("text"))
    made_at = models.DateTimeField(_("made at"))

    objects = OursQuerySet.as_manager()

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")

    def __str__(self) -> str:
        return f"{self.size}"

    @property
    def is_ours(self) -> bool:
        """Signed with our key, and saying what stands beside it."""
        try:
            head = notes.opened(self.note, keys.current().origin, keys.current().public)
        except notes.BadNote:
            return False
        return (head.size, head.root.hex()) == (self.size, self.root)


class Never(models.Model):
    """Always empty: what points here cannot be committed."""

    def __str__(self) -> str:
        return str(self.pk)


class Expectation(models.Model):
    """What the database still expects in this transaction: history of a change, or the entry of a history row.

    Triggers write and remove these rows. One that is left points at a row that is never there, so that the commit
    fails, on SQLite and on PostgreSQL alike.
    """

    key = models.CharField(max_length=200, unique=True)
    never = models.ForeignKey(Never, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


class Kept(Coded):
    """That a checkpoint has left the database, for a place from which it can be held against the ledger."""

    coded = ("checkpoint_id", "place", "at")

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="kept")
    place = models.CharField(_("where"), max_length=250)
    at = models.DateTimeField(_("at"))

    class Meta:
        # With the code: a row that somebody else put there first does not stand in the way of ours.
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "place", "mac"], name="ledger_checkpoint_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.checkpoint_id}: {self.place}"


class Verification(Coded):
    """What verifying found at one time."""

    coded = ("at", "intact", "entries", "told")

    at = models.DateTimeField(_("at"), db_index=True)
    intact = models.BooleanField(_("intact"))
    entries = models.PositiveBigIntegerField(_("entries"))
    told = models.JSONField(_("report"))

    class Meta:
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.at}"
