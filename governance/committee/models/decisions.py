"""What the committee decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.committee.functions import Function
from governance.committee.tally import OUTCOMES, Kind
from governance.committee.triage import Route
from governance.core.deadlines import Deadline
from governance.core.fields import CodesField
from governance.core.models import Tracked

from .motions import Motion
from .proposals import Proposal
from .reviews import Review


class Decision(Tracked):
    """What the committee decided in a review, for that review's snapshot and no other text.

    `terms` are its conditions as `duties.Duty` in plain values, `voted` and `aside` the functions of those who voted
    and who stepped aside, `facets` what kind of case it was: all as they were when it was decided. `distinguished`
    says why it differs from similar ones.
    """

    part_of = "proposal"
    deadlines = [
        Deadline("decided_at", _("The committee has decided"), open=Q(), notice=(0,), whose="proposal__owner", lapses=7)
    ]

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="decisions")
    review = models.OneToOneField(Review, models.PROTECT, related_name="decision")
    motion = models.OneToOneField(Motion, models.PROTECT, null=True, related_name="decision", verbose_name=_("motion"))
    kind = models.CharField(_("kind of review"), max_length=20, choices=Kind.choices)
    route = models.CharField(_("route"), max_length=10, choices=Route.choices)
    outcome = models.CharField(_("outcome"), max_length=20, choices=[(one.value, one.label) for one in OUTCOMES])
    reasons = models.TextField(_("reasons"))
    votes_for = models.PositiveSmallIntegerField(_("votes for"))
    votes_against = models.PositiveSmallIntegerField(_("votes against"))
    abstentions = models.PositiveSmallIntegerField(_("abstentions"))
    expires_on = models.DateField(_("holds until"), null=True, blank=True)
    gap_days = models.PositiveIntegerField(
        _("days without approval before it"),
        default=0,
        help_text=_("A renewal that came after the approval had ended."),
    )
    terms = models.JSONField(_("conditions as decided"), default=list, editable=False)
    voted = CodesField(_("functions that voted"), codes=Function, editable=False)
    aside = CodesField(_("functions that stepped aside"), codes=Function, editable=False)
    facets = CodesField(_("kind of case"), open=True, editable=False)
    distinguished = models.TextField(_("why it differs from similar cases"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    decided_at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="committee_decision_has_reasons"),
            models.CheckConstraint(
                condition=~Q(route__in=["light", "fast"], outcome="reject"),
                name="committee_few_reviewers_refuse_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.POSTHOC, outcome__in=["approve", "conditional"]),
                name="committee_what_runs_already_is_not_approved",
            ),
            models.CheckConstraint(
                condition=~Q(route=Route.ENHANCED, outcome__in=["approve", "conditional"])
                | Q(expires_on__isnull=False),
                name="committee_critical_approval_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def page_url(self) -> str:
        return self.proposal.room_url


class DecisionFacet(models.Model):
    """The facets of decisions, one a row, for the newest decisions that share one to be found by index."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    code = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "decision"], name="committee_decision_has_a_facet_once")]

    def __str__(self) -> str:
        return self.code
