"""C2, beside the checkpoints: what is noted of keeping and verifying them was noted by the application."""

from governance.ledger.models import Kept, Verification

from .report import Check, Report

READ = 2000


def check(report: Report) -> None:
    for model in (Kept, Verification):
        for row in model.objects.order_by("pk").iterator(chunk_size=READ):
            if not row.is_ours:
                told = "The application did not make this row, and it counts as none."
                report.tell(Check.CHECKPOINTS, f"{model._meta.verbose_name} {row.pk}", told)
