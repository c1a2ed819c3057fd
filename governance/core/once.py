"""Rows that are written once: what history told, and its proof."""

from typing import Any, NoReturn

from django.db import models

from .errors import Unrecorded


class OnceQuerySet(models.QuerySet):
    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        message = f"{self.model._meta.label} is written once."
        raise Unrecorded(message)

    update = delete = bulk_update = _refuse
    update.alters_data = delete.alters_data = True


class WrittenOnce(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            self._refuse()
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        message = f"{self._meta.label} is written once."
        raise Unrecorded(message)
