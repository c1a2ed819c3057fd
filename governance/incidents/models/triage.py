"""How the risk of a breach to people was judged: a row each time, kept as evidence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.core.fields import CodesField
from governance.core.models import Tracked
from governance.incidents.vocabulary import Grade, Nature, Risk

from .incidents import Incident


class Triage(Tracked):
    """The factors as they were rated, what they suggest, and what a person decided."""

    part_of = "incident"
    written_once = True

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="triages")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    nature = CodesField(_("what was hurt"), codes=Nature)
    sensitivity = models.CharField(_("how sensitive the data is"), max_length=10, choices=Grade.choices, blank=True)
    identification = models.CharField(
        _("how easily people are recognised"), max_length=10, choices=Grade.choices, blank=True
    )
    harm = models.CharField(_("how grave the harm may be"), max_length=10, choices=Grade.choices, blank=True)
    vulnerable = models.BooleanField(_("children or other vulnerable people"), default=False)
    people = models.PositiveBigIntegerField(_("number of people"), null=True, blank=True)
    suggested = models.CharField(_("suggested"), max_length=10, choices=Risk.choices, blank=True)
    decided = models.CharField(_("decided"), max_length=10, choices=Risk.choices)
    decided_at = models.DateTimeField(_("decided at"))
    why = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("risk triage")
        verbose_name_plural = _("risk triages")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_decided_display())
