"""Motions, which follow once the ballots are open, and the votes on them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.committee.querysets import MotionVoteQuerySet
from governance.committee.tally import OUTCOMES, Choice
from governance.core.models import Tracked

from .reviews import Review, Voter


class Result(models.TextChoices):
    CARRIED = "carried", _("Carried")
    FAILED = "failed", _("Failed")
    NO_QUORUM = "no_quorum", _("No quorum")


class Motion(Tracked):
    """An outcome with its reasons and conditions, put to the vote word for word: `sha256` is of exactly that text.

    `conditions` are `duties.Duty` as plain values. Votes on it show once it is closed.
    """

    part_of = "review"

    review = models.ForeignKey(Review, models.PROTECT, related_name="motions")
    outcome = models.CharField(_("outcome"), max_length=20, choices=[(one.value, one.label) for one in OUTCOMES])
    reasons = models.TextField(_("reasons"))
    conditions = models.JSONField(_("conditions"), default=list)
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    meeting = models.ForeignKey(
        "committee.Meeting", models.PROTECT, null=True, related_name="motions", verbose_name=_("meeting")
    )
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("put by"))
    put_at = models.DateTimeField(_("put at"))
    closes_on = models.DateField(_("closes on"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=Result.choices, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), default=0)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), default=0)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), default=0)
    lacking = models.JSONField(_("what the quorum lacked"), default=list)

    class Meta:
        verbose_name = _("motion")
        verbose_name_plural = _("motions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(closed_at=None), name="committee_review_has_one_open_motion"
            ),
            models.CheckConstraint(condition=~Q(sha256="") & ~Q(reasons=""), name="committee_motion_has_its_text"),
            models.CheckConstraint(
                condition=Q(closed_at=None, result="") | (Q(closed_at__isnull=False) & ~Q(result="")),
                name="committee_motion_that_closed_has_a_result",
            ),
            models.CheckConstraint(condition=Q(outcome__in=Choice.values), name="committee_motion_outcome_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} · {self.sha256[:12]}"


class Side(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstain")


class MotionVote(Tracked):
    """One voter's vote on a motion."""

    part_of = "motion"
    tells_newest_only = True

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="votes")
    voter = models.ForeignKey(Voter, models.PROTECT, related_name="motion_votes", verbose_name=_("voter"))
    side = models.CharField(_("vote"), max_length=10, choices=Side.choices)
    reason = models.TextField(_("reason"), blank=True)

    objects = MotionVoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote on a motion")
        verbose_name_plural = _("votes on motions")
        constraints = [
            models.UniqueConstraint(fields=["motion", "voter"], name="committee_one_vote_a_motion"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="committee_motion_side_is_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
