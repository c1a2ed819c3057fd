"""What others answer to a decision, and who held an approval up."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.committee.querysets import DissentQuerySet
from governance.core.deadlines import Deadline
from governance.core.models import Tracked
from governance.core.roles import Role

from .decisions import Decision
from .proposals import Proposal
from .reviews import Voter

WORDS = 600
"""The length of a dissent, in words."""


def short_enough(text: str) -> None:
    if len(text.split()) > WORDS:
        raise ValidationError(_("Say it in %(n)d words at the most."), params={"n": WORDS})


class Dissent(Tracked):
    """The view of a member who voted otherwise, kept with the decision. Nobody edits it, the chair included."""

    part_of = "decision"
    untold = True

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="dissents")
    voter = models.ForeignKey(Voter, models.PROTECT, related_name="+", verbose_name=_("member"))
    text = models.TextField(_("dissent"), validators=[short_enough])
    is_named = models.BooleanField(_("with my name"), default=True)
    owner_may_read = models.BooleanField(_("the owner may read it"), default=True)
    filed_at = models.DateTimeField(_("filed at"))

    objects = DissentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dissent")
        verbose_name_plural = _("dissents")
        constraints = [
            models.UniqueConstraint(fields=["decision", "voter"], name="committee_one_dissent_a_member"),
            models.CheckConstraint(condition=~Q(text=""), name="committee_dissent_says_something"),
        ]

    def __str__(self) -> str:
        return str(self.voter.person) if self.is_named else str(_("a member"))


class Answer(Tracked):
    """What management makes of an advisory committee's decision: it may stop what was approved, not the reverse."""

    part_of = "decision"

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="answer")
    follows = models.BooleanField(_("follows the advice"))
    reasons = models.TextField(_("reasons"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"))

    class Meta:
        verbose_name = _("answer of management")
        verbose_name_plural = _("answers of management")
        constraints = [
            models.CheckConstraint(condition=Q(follows=True) | ~Q(reasons=""), name="committee_departure_has_reasons")
        ]

    def __str__(self) -> str:
        return str(_("Followed")) if self.follows else str(_("Departed from"))


class Suspension(Tracked):
    """An approval that is held up: by the chair for some working days, longer only by vote."""

    part_of = "proposal"
    deadlines = [
        Deadline(
            "starts_at", _("An approval was suspended"), open=Q(lifted_at=None), notice=(0,),
            to=(Role.OWNER, Role.PRIVACY_LEAD, Role.DIRECTOR), whose="proposal__owner", lapses=7,
        ),
        Deadline(
            "interim_until", _("A suspension by the chair ends without a vote"),
            open=Q(lifted_at=None, confirmed=None), notice=(3, 0), to=(Role.CHAIR, Role.AUDITOR), lapses=14,
        ),
    ]  # fmt: skip

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="suspensions")
    reason = models.TextField(_("reason"))
    scope = models.CharField(_("scope"), max_length=250, blank=True, help_text=_("Empty: all of it."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("suspended by"))
    starts_at = models.DateTimeField(_("suspended at"))
    interim_until = models.DateField(_("holds until"), db_index=True)
    confirmed = models.ForeignKey(
        Decision, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by decision")
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(lifted_at=None), name="committee_one_suspension_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="committee_suspension_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.scope or str(_("all of it"))

    @property
    def page_url(self) -> str:
        return self.proposal.room_url

    def holds_on(self, day) -> bool:
        """Without a vote to confirm it, it ends by itself."""
        return self.lifted_at is None and (self.confirmed_id is not None or day <= self.interim_until)
