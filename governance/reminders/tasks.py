"""The wake-up call for reminders: what is due stands in the database."""

from celery import shared_task
from django.utils import timezone

from governance.core.acting import Source, acting

from .delivery import deliver
from .sweep import sweep


@shared_task
def remind() -> None:
    with acting(source=Source.TASK):
        sweep(timezone.now())
        deliver(timezone.now(), timezone.now)
