"""Writes a register into a folder, in the format of another system."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from governance.exchange.exports import exports

from .import_register import Command as Import


class Command(BaseCommand):
    help = "Writes a register into an empty or new folder, in the format of another system."

    def add_arguments(self, parser) -> None:
        told = "; ".join(f"{code}: {exports[code].label}" for code in sorted(exports))
        parser.add_argument("format", choices=sorted(exports), help=told)
        parser.add_argument("folder", type=Path, help="a folder, made if it is not there")

    def handle(self, *args, folder: Path, **options) -> None:
        self._check(folder)
        folder.mkdir(parents=True, exist_ok=True)
        count = exports[options["format"]].write(folder, Import.command_line())
        self.stdout.write(f"Exported {count} into {folder}.")

    @staticmethod
    def _check(folder: Path) -> None:
        """Files of an earlier export, or of anything else, are not mixed with those of this one."""
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            message = f"{folder} is not an empty folder. Name a new one."
            raise CommandError(message)
