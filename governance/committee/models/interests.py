"""What members say of their own interest in a proposal, and who read one that was closed to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.committee.conflicts import Ruling, Says
from governance.core.deadlines import Deadline
from governance.core.fields import CodesField
from governance.core.models import Tracked
from governance.core.roles import Role

from .proposals import Proposal


class Declaration(Tracked):
    """What a member says of their own interest, asked anew in each review, and how the chair rules on it.

    Who `steps_aside` sees nothing more of the proposal. `signals` are what the registers say (specification 2.8).
    """

    part_of = "proposal"

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="declarations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    review = models.ForeignKey(
        "committee.Review", models.PROTECT, null=True, related_name="declarations", verbose_name=_("round of review")
    )
    says = models.CharField(_("says"), max_length=10, choices=Says.choices, blank=True)
    why = models.TextField(_("interest"), blank=True)
    signals = CodesField(_("what the registers say"), open=True)
    ruling = models.CharField(_("ruling"), max_length=10, choices=Ruling.choices, blank=True)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ruled by")
    )
    ruled_why = models.TextField(_("grounds of the ruling"), blank=True)
    steps_aside = models.BooleanField(_("steps aside"), default=False)

    class Meta:
        verbose_name = _("declaration of interest")
        verbose_name_plural = _("declarations of interest")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="committee_one_declaration_a_person"),
            models.CheckConstraint(
                condition=Q(steps_aside=False) | ~Q(why="") | ~Q(signals="") | ~Q(ruled_why=""),
                name="committee_recusal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(ruling="", ruled_by=None) | (~Q(ruling="") & Q(ruled_by__isnull=False) & ~Q(ruled_why="")),
                name="committee_ruling_has_a_judge_and_grounds",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def waits_for_ruling(self) -> bool:
        return self.says == Says.POSSIBLE and not self.ruling and not self.steps_aside


class BreakGlass(Tracked):
    """Somebody read a dossier that is closed to them, in an emergency: who, when and why. It is mailed to the chair."""

    part_of = "proposal"
    deadlines = [
        Deadline(
            "at",
            _("A dossier was opened in an emergency"),
            open=Q(),
            notice=(0,),
            to=(Role.AUDITOR, Role.CHAIR),
            lapses=7,
        )
    ]

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="broken_glass")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    why = models.TextField(_("why"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency accesses")
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="committee_emergency_has_a_reason")]

    def __str__(self) -> str:
        return str(self.person)
