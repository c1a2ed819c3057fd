"""What every row about a person outside shares: whose it is, and what its texts are bound to."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.core.models import Tracked
from governance.core.querysets import TrackedQuerySet
from governance.persons import finding, opening
from governance.persons.fields import EncryptedField

from .subjects import DataSubject, Kind


class PersonalManager(models.Manager.from_queryset(TrackedQuerySet)):
    """With what opens the rows, so that no list asks for a key row by row."""

    def get_queryset(self):
        return super().get_queryset().select_related("subject__key")


class Personal(Tracked):
    """A row about one person, who is a data subject of its own from the first save on."""

    subject_kind: ClassVar[str] = Kind.CONTACT

    subject = models.ForeignKey(
        DataSubject, models.PROTECT, blank=True, editable=False, related_name="+", verbose_name=_("data subject")
    )
    row_key = models.UUIDField(_("number of the row"), default=uuid.uuid4, editable=False)

    objects = PersonalManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"#{self.pk}"

    @classmethod
    def sealed_fields(cls) -> list[EncryptedField]:
        return [field for field in cls._meta.concrete_fields if isinstance(field, EncryptedField)]

    @property
    def lines(self) -> list[str]:
        """What is kept of them, the name first; one word where their key is gone."""
        said = (getattr(self, field.name) for field in self.sealed_fields())
        return list(dict.fromkeys(text for text in said if text))

    @property
    def is_unreadable(self) -> bool:
        """Whether their key is gone: they were erased, or it was lost."""
        return self.subject_id is not None and not opening.is_readable(self)

    def writing(self) -> None:
        """Seals what was set. What somebody was called before still finds them: it is kept in the history."""
        super().writing()
        if self.subject_id is None:
            self.subject = DataSubject(kind=self.subject_kind)
            self.subject.save()
        for field in self.sealed_fields():
            if (text := field.seal(self)) and field.is_found:
                finding.remember(self.subject, text)
