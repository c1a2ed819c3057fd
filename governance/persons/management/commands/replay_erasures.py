"""Erases again, after a backup was restored, whoever was erased since."""

from pathlib import Path

from django.core.management.base import BaseCommand

from governance.persons import replaying


class Command(BaseCommand):
    help = "Destroys the keys of persons who are erased by the word of the ledger. Run it after a backup was restored."

    def add_arguments(self, parser) -> None:
        told = "certificates that are kept elsewhere than beside the checkpoints"
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=told)

    def handle(self, *args, **options) -> None:
        done = replaying.replay(options["files"])
        if done.erased or done.refused or options["verbosity"]:
            self.stdout.write("\n".join([f"{done.erased} persons are erased again.", *done.refused]))
        if done.refused and options["files"]:
            raise SystemExit(1)
