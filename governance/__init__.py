"""Fairhold: govern data ethically, and be able to prove it."""

from .celery import app as celery_app

__all__ = ["celery_app"]
