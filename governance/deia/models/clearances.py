"""What lifts a flag of an assessment: a finding in words, by somebody else than the owner."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.core.files import EvidenceField
from governance.core.models import Tracked
from governance.deia.scoring.flags import FLAGS

from .assessments import Assessment


def codes() -> list[tuple[str, str]]:
    return [(flag.code, flag.because) for flag in FLAGS]


class Clearance(Tracked):
    """Somebody's word that a flag no longer weighs, and what shows it. A flag lowers the residual floor by one then."""

    part_of = "assessment"
    removable = True

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="clearances")
    code = models.CharField(_("flag"), max_length=20, choices=codes)
    file = EvidenceField(_("evidence as a file"))
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("cleared by")
    )
    cleared_at = models.DateTimeField(_("cleared at"))
    finding = models.TextField(_("finding"))

    class Meta:
        verbose_name = _("clearance of a flag")
        verbose_name_plural = _("clearances of flags")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="deia_flag_is_cleared_once"),
            models.CheckConstraint(condition=~Q(finding=""), name="deia_clearance_has_a_finding"),
        ]

    def __str__(self) -> str:
        return self.code
