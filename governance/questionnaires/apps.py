"""Questionnaires: written once for screenings, assessments and whatever else is asked in order."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class QuestionnairesConfig(AppConfig):
    name = "governance.questionnaires"
    verbose_name = _("Questionnaires")
    section, section_of = 27, "deia"

    def ready(self) -> None:
        autodiscover_modules("scorers")
