"""A row whose every version is kept: what all models here inherit."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .deadlines import Deadline
from .errors import StaleRecord, Unrecorded
from .history import History
from .querysets import TrackedQuerySet
from .roles import Role


class Tracked(models.Model):
    """A row whose every version is kept. What is `untold` shows on no page of history: who wrote it may be a secret.

    `part_of` names the foreign key to the record that it belongs to; a `removable` part may be taken out of it again,
    and stays in its history. Of a part that `tells_newest_only`, the page of history shows no earlier version.
    What is `written_once` never changes: what comes later is a row of its own.
    What has an `about_key` is about a record, by that field and its content type, and belongs with its history.
    `roles_need` names what `roles_of` reads, for lists to fetch beforehand.
    """

    part_of: ClassVar[str] = ""
    about_key: ClassVar[str] = ""
    roles_need: ClassVar[tuple[str, ...]] = ()
    deadlines: ClassVar[list[Deadline]] = []
    removable: ClassVar[bool] = False
    tells_newest_only: ClassVar[bool] = False
    written_once: ClassVar[bool] = False
    untold: ClassVar[bool] = False

    version = models.PositiveIntegerField(_("version"), default=0, editable=False)

    history = History()
    objects = TrackedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def parent(self):
        return getattr(self, self.part_of) if self.part_of else None

    @property
    def record(self):
        """The record that it belongs to, however deep; itself, if it is part of nothing."""
        return self.parent.record if self.part_of else self

    @property
    def page_url(self) -> str:
        """Where one goes to deal with it."""
        return self.record.get_absolute_url()

    @property
    def is_editable(self) -> bool:
        return self.parent is None or self.parent.is_editable

    def roles_of(self, user) -> frozenset[Role]:
        """Who this person is to this row."""
        return self.parent.roles_of(user) if self.part_of else Role.of(user)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves with history and proof in one transaction; saving what has not changed writes nothing.

        The whole row is saved, even if only some fields are named: history and proof are of whole rows.
        Raises StaleRecord if somebody saved the row after it was read, or took it out, and Unrecorded for a change of
        what is written once.
        """
        kwargs.pop("update_fields", None)
        with transaction.atomic():
            self.writing()
            if not self._state.adding and not self._has_changed():
                return
            self.version += 1
            try:
                super().save(*args, **kwargs)
            except BaseException:
                self.version -= 1
                raise

    def writing(self) -> None:
        """What must be in place before this row is written, alone or with many at once."""

    def written(self) -> None:
        """What follows once this row was written with many at once, where `save` would see to more than the row."""

    def _has_changed(self) -> bool:
        stored = type(self)._base_manager.select_for_update().filter(pk=self.pk).first()
        if stored is None or stored.version != self.version:
            raise StaleRecord(stored)
        fields = [field for field in self._meta.concrete_fields if field.name != "version"]
        changed = any(field.value_from_object(self) != field.value_from_object(stored) for field in fields)
        if changed and self.written_once:
            raise Unrecorded(f"{self._meta.label}: written once, never changed.")
        return changed

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any):
        if not self.removable:
            message = f"{self._meta.label}: what was recorded is closed, not deleted."
            raise Unrecorded(message)
        self.version += 1
        return super().delete(*args, **kwargs)
