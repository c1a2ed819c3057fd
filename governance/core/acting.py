"""Who acts, from where, and why: read by history, whoever writes."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    ADMIN = "admin", _("register")
    PAGE = "page", _("page")
    IMPORT = "import", _("import")
    TASK = "task", _("task")
    SHELL = "shell", _("command line")


@dataclass(frozen=True)
class Acting:
    """One act: its changes share `save`, so that they can be read together."""

    user: Any = None
    source: str = Source.SHELL
    reason: str = ""
    save: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def actor(self) -> str:
        """The name as text: it outlives the account."""
        known = self.user is not None and self.user.is_authenticated
        return str(self.user) if known else {"task": "Fairhold", "page": "Visitor"}.get(self.source, "Command line")

    @property
    def user_id(self) -> int | None:
        return self.user.pk if self.user is not None and self.user.is_authenticated else None


_current: ContextVar[Acting | None] = ContextVar("acting", default=None)


def current() -> Acting:
    return _current.get() or Acting()


@contextmanager
def acting(user=None, **told: Any) -> Iterator[Acting]:
    """Says who acts within the block; what is not said is inherited from the block around it."""
    if user is not None:
        told["user"] = user
    token = _current.set(replace(current(), **told))
    try:
        yield current()
    finally:
        _current.reset(token)
