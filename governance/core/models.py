"""What every app builds on: tracked rows, records, and rows that point at any other row."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .querysets import AboutQuerySet, AcceptedQuerySet, RecordQuerySet
from .roles import Role
from .sequences import Sequence
from .tracked import Tracked
from .workflow import StateField, Workflow


class Record(Tracked):
    """Something that the organisation answers for. It has an owner and a state; it is closed, never deleted.

    `contents` names the related rows that a snapshot takes in besides the record's own fields.
    """

    prefix: ClassVar[str] = ""
    contents: ClassVar[tuple[str, ...]] = ()

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=250)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("The person who answers for this and is reminded of its dates."),
    )
    confidential = models.BooleanField(
        _("confidential"),
        default=False,
        help_text=_("Seen only by the owner, the privacy lead, auditors, and people added one by one."),
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """The reference alone for a confidential record: this text ends up in mails, messages and logs."""
        return self.reference if self.confidential or not self.name else f"{self.reference} {self.name}"

    @classmethod
    def workflow(cls) -> Workflow:
        return cls._meta.get_field("state").workflow

    @property
    def is_editable(self) -> bool:
        return self.state in self.workflow().editable

    @property
    def tone(self) -> str:
        return self.workflow().tone(self.state)

    def roles_of(self, user) -> frozenset[Role]:
        roles = Role.of(user)
        return roles | {Role.OWNER} if roles is not None and user.is_active and self.owner_id == user.pk else roles

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            if not self.reference:
                self.reference = Sequence.take(self.prefix)[0]
            super().save(*args, **kwargs)

    @property
    def record(self):
        return self

    def links(self) -> Iterable[dict[str, Any]]:
        """Pages of its own besides the register's, as `title` and `url`."""
        return []

    def step_url(self, name: str) -> str:
        route = f"admin:{self._meta.app_label}_{self._meta.model_name}_step"
        return reverse(route, args=[self.pk, name])

    def todo_url(self, name: str) -> str:
        """Where the home page sends whoever may take a step, if elsewhere than to the step's own page."""
        return self.step_url(name)

    def get_absolute_url(self) -> str:
        return reverse(f"admin:{self._meta.app_label}_{self._meta.model_name}_change", args=[self.pk])


class About(models.Model):
    """A row that points at any other row: the one generic foreign key."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("kind"))
    object_id = models.PositiveBigIntegerField(_("number"))
    about = GenericForeignKey("content_type", "object_id")

    objects = AboutQuerySet.as_manager()

    class Meta:
        abstract = True


class Snapshot(About, Tracked):
    """What a record said at one moment, parts included, as canonical JSON with its SHA-256."""

    text = models.TextField(_("content"), editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    taken_at = models.DateTimeField(_("taken at"), auto_now_add=True)

    objects = AboutQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "sha256"], name="core_snapshot_is_kept_once"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class AcceptedFinding(About, Tracked):
    """One finding on one record, accepted through the day `until`; after that it counts again."""

    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("accepted by")
    )
    finding = models.CharField(_("finding"), max_length=100)
    reason = models.TextField(_("why"))
    until = models.DateField(_("until"))
    taken_back_on = models.DateField(_("taken back on"), null=True, blank=True)

    objects = AcceptedQuerySet.as_manager()
    about_key = "object_id"

    class Meta:
        verbose_name = _("accepted finding")
        verbose_name_plural = _("accepted findings")
        indexes = [models.Index(fields=["finding", "content_type", "until"], name="core_accepted_finding")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="core_acceptance_of_a_finding_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.finding} #{self.object_id}"


__all__ = ["About", "AcceptedFinding", "Record", "Sequence", "Snapshot", "StateField", "Tracked"]
