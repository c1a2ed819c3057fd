"""The form of a row about a person outside: once they are erased, what was kept of them is no field any more."""

from typing import Any

from django.core.exceptions import ValidationError

from governance.core.stale import TrackedForm

from .opening import NOT_AGAIN


class PersonalForm(TrackedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.closed = self._sealed() if self.instance.pk and self.instance.is_unreadable else []
        for name in self.closed:
            self.fields[name].disabled = True

    def _sealed(self) -> list[str]:
        return [field.name for field in self.instance.sealed_fields() if field.name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Who still had the form open while they were erased is told, instead of losing what they typed."""
        cleaned = super().clean()
        if any(self._typed(name) for name in self.closed):
            raise ValidationError(NOT_AGAIN)
        return cleaned

    def _typed(self, name: str) -> bool:
        said = self.data.get(self.add_prefix(name))
        return said is not None and said != getattr(self.instance, name)
