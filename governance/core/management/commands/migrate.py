"""`migrate` as Django has it, but an empty database gets its tables at once, as the models say them.

One migration after the other takes a minute there, for the same tables: tests/test_migrations.py holds that.
"""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

PARTIAL = ("app_label", "migration_name", "plan", "check_unapplied", "fake", "fake_initial", "prune", "one_by_one")


class Command(migrate.Command):
    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("--one-by-one", action="store_true", help="run each migration, also on an empty database")

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if not any(options[name] for name in PARTIAL) and not connection.introspection.table_names():
            self.verbosity = options["verbosity"]
            self._begin(connection)
        super().handle(*args, **options)

    def _begin(self, connection: Any) -> None:
        """All or nothing: a start that is cut off leaves the database as empty as it was."""
        loader = MigrationLoader(connection)
        with connection.constraint_checks_disabled(), transaction.atomic(using=connection.alias):
            self.sync_apps(connection, loader.migrated_apps)
            recorder = MigrationRecorder(connection)
            recorder.ensure_schema()
            for app, name in loader.disk_migrations:
                recorder.record_applied(app, name)
