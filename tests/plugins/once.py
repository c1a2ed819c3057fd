"""A test that touches no database is run once, not once for each kind of database."""

import pytest

TOUCHES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Before tests are chosen by their marks."""
    for item in items:
        if not (item.get_closest_marker("django_db") or TOUCHES & set(item.fixturenames)):
            item.add_marker("once")
