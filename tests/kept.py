"""Rows that the tests of a module share: made once, in a transaction around them, and read afresh for each test.

What a test does with them is undone after it, as everything else that it writes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

from django.db import models, transaction


@contextmanager
def kept(build: Callable[[], SimpleNamespace], blocker) -> Iterator[SimpleNamespace]:
    """`blocker` is pytest-django's `django_db_blocker`; `django_db_setup` must have run."""
    with blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def afresh(world: SimpleNamespace) -> SimpleNamespace:
    """The same rows as the database has them, so that no test sees what another has set on an object."""
    return SimpleNamespace(**{name: _read(row) for name, row in vars(world).items()})


def _read(row):
    return type(row)._base_manager.get(pk=row.pk) if isinstance(row, models.Model) else row
