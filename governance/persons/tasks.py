"""The wake-up call of the day: keys are replaced and age out, and what an erasure left undone is done."""

from celery import shared_task
from django.utils import timezone

from . import certificates, replaying, rotating


@shared_task
def keep_keys() -> None:
    now = timezone.now()
    replaying.replay()
    rotating.keep(timezone.localdate(now))
    certificates.write_missing(now)
