"""Signs how far the ledger has come, keeps it elsewhere, and prints it."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from governance.ledger import checkpoints, folder, keys, witnessing


class Command(BaseCommand):
    help = (
        "Signs a checkpoint of the ledger, writes it to the folder of witnesses, and prints it. --key prints the key."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--key", action="store_true", help="print the public key, which verifiers are given once")

    def handle(self, *args, **options) -> None:
        if options["key"]:
            self.stdout.write(keys.current().vkey)
            return
        try:
            head = witnessing.keep(timezone.now())
        except (OSError, checkpoints.Corrupt, folder.Contradicted) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(head.note if head else "There is nothing to sign yet.")
