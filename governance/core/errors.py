"""What the core refuses, by name."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class StaleRecord(ValidationError):
    """Somebody saved this record after it was read. Carries the row as it stands in `stored`."""

    def __init__(self, stored) -> None:
        self.stored = stored
        super().__init__(_("Somebody has changed this since you opened it. Nothing was saved."), code="stale")


class Unrecorded(TypeError):
    """A write that would leave no history: a programmer's mistake."""
