"""A person outside of the organisation, the key of all that is kept of them, and what they are found by."""

import uuid
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.models import Tracked
from governance.core.querysets import TrackedQuerySet
from governance.core.roles import Role
from governance.persons import keyring, sealing


class Kind(models.TextChoices):
    CONTACT = "contact", _("Contact person")
    INFORMANT = "informant", _("Somebody who reported or complained")
    REQUESTER = "requester", _("Somebody who asked for their data")


class SubjectQuerySet(TrackedQuerySet):
    def shown_besides(self, user) -> Q:
        """A director may be the second person: they see whom somebody asked to erase, and find nobody else."""
        if Role.DIRECTOR not in Role.of(user):
            return Q()
        asked = self.model._meta.get_field("erasures").related_model._base_manager.filter(subject=OuterRef("pk"))
        return Q(Exists(asked))


class DataSubject(Tracked):
    """Stands for a person without saying who it is: a random number, and the commitment to the key of what is kept."""

    uuid = models.UUIDField(_("number"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.CONTACT)
    commitment = models.CharField(_("commitment to the key"), max_length=64, default="", editable=False)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    erased_on = models.DateField(_("erased on"), null=True, blank=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("data subject")
        verbose_name_plural = _("data subjects")

    def __str__(self) -> str:
        return str(self.uuid)[:8]

    def get_absolute_url(self) -> str:
        return reverse("admin:person", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.written()

    def writing(self) -> None:
        if self._state.adding and not self.commitment:
            self.made = sealing.new_key()
            self.commitment = sealing.commitment(self.made)

    def written(self) -> None:
        """The key follows its commitment, once."""
        if made := self.__dict__.pop("made", None):
            newest = keyring.current().newest
            SubjectKey(subject=self, epoch=newest.number, wrapped=sealing.wrap(newest.key, made)).save()


class SubjectKey(models.Model):
    """The key of one person, wrapped. In no history and no ledger: it must be possible to destroy it."""

    subject = models.OneToOneField(DataSubject, models.PROTECT, primary_key=True, related_name="key")
    epoch = models.PositiveIntegerField(db_index=True)
    wrapped = models.BinaryField(max_length=40)

    def __str__(self) -> str:
        return f"{self.subject_id}"


class BlindIndex(models.Model):
    """What a person is found by: a keyed hash of a text that is or was kept of them, wrapped in an epoch.

    Destroyed with their key.
    """

    subject = models.ForeignKey(DataSubject, models.PROTECT, related_name="found_by")
    epoch = models.PositiveIntegerField(db_index=True)
    digest = models.CharField(max_length=48, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "digest"], name="persons_text_is_indexed_once")]

    def __str__(self) -> str:
        return f"{self.pk}"
