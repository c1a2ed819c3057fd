"""Empties the database of the tests, guards or not."""

from django.core.management.commands.flush import Command as Flush

from governance.core import guards


class Command(Flush):
    def handle(self, **options) -> None:
        with guards.lifted():
            super().handle(**options)
