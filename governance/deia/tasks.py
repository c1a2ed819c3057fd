"""The wake-up call for ratings: what has expired stands in the database."""

from celery import shared_task
from django.utils import timezone

from governance.core.acting import Source, acting

from .rating import rate_anew


@shared_task
def rerate() -> None:
    with acting(source=Source.TASK):
        rate_anew(timezone.now())
