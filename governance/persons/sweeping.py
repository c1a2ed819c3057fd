"""What a deleted key leaves in the files of the database itself."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

logger = logging.getLogger(__name__)


def sweep() -> bool:
    """Empties the log of SQLite, whose pages still hold what `secure_delete` has overwritten in the file.

    False while somebody reads from it; the task of the hour tries again. On PostgreSQL what is left ages out with the
    key that wraps it (docs/erasure.md).
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor, _at_once(cursor):
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = bool(cursor.fetchone()[0])
    if is_busy:
        logger.warning("The log of the database is in use and was not emptied; it is tried again within the hour.")
    return not is_busy


@contextmanager
def _at_once(cursor) -> Iterator[None]:
    """Whoever waited for a reader here would keep all writers waiting too."""
    cursor.execute("PRAGMA busy_timeout")
    (usual,) = cursor.fetchone()
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
