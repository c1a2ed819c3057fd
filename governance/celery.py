"""The Celery application: tasks are wake-up calls, the database is the truth."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "governance.settings")

app = Celery("fairhold")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
