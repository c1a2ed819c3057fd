"""The wake-up calls of the ledger: what is to be done stands in the database."""

from celery import shared_task
from django.utils import timezone

from . import sequencing, standing, witnessing


@shared_task
def number() -> None:
    sequencing.drain()


@shared_task
def witness() -> None:
    witnessing.keep(timezone.now())


@shared_task
def verify_all() -> None:
    now = timezone.now()
    if standing.is_due(now):
        standing.verify_and_note(now)
