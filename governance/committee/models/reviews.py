"""A round of review: who may vote in it, and their sealed ballots."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.committee.functions import Function
from governance.committee.presets import TARGET_DAYS, URGENT_TARGET_DAYS
from governance.committee.querysets import BallotQuerySet, ReviewQuerySet
from governance.committee.quorum import Majority, Panel, Rule, Voice
from governance.committee.tally import Choice, Kind
from governance.committee.triage import Route
from governance.core.deadlines import Deadline
from governance.core.models import Snapshot, Tracked

from .proposals import Proposal


class End(models.TextChoices):
    DECIDED = "decided", _("Decided")
    ESCALATED = "escalated", _("Passed to the whole committee")
    RETURNED = "returned", _("Returned as incomplete")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NO_QUORUM = "no_quorum", _("Ended without a quorum")


class Review(Tracked):
    """A question before the committee, on exactly one snapshot. Ballots stay sealed until `unsealed_at`.

    Who may vote and how many must is settled when it opens: what happens to seats later changes no result.
    So is the risk that remains, which sets how long an approval holds: an acceptance may expire meanwhile.
    `rule` is `quorum.Rule`, `reasons` are those of the triage; `prior` is the small panel that passed it on.
    """

    part_of = "proposal"

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="reviews")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+", verbose_name=_("frozen content"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.INITIAL)
    route = models.CharField(_("route"), max_length=10, choices=Route.choices, default=Route.FULL)
    tier = models.PositiveSmallIntegerField(_("risk"), null=True, blank=True)
    residual_tier = models.PositiveSmallIntegerField(_("risk that remains"), null=True, blank=True)
    reasons = models.JSONField(_("reasons for the route"), default=list)
    rule = models.JSONField(_("rule of the vote"))
    prior = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="successors", verbose_name=_("passed on by")
    )
    about_decision = models.ForeignKey(
        "committee.Decision",
        models.PROTECT,
        null=True,
        related_name="contested_by",
        verbose_name=_("decision reviewed"),
    )
    grounds = models.TextField(_("grounds"), blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    closes_on = models.DateField(_("closes on"))
    unsealed_at = models.DateTimeField(_("votes opened at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    ended = models.CharField(_("ended"), max_length=10, choices=End.choices, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of voting")
        verbose_name_plural = _("rounds of voting")
        indexes = [models.Index(fields=["closed_at"], name="committee_review_closed")]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(closed_at=None), name="committee_proposal_has_one_open_vote"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, ended="") | (Q(closed_at__isnull=False) & ~Q(ended="")),
                name="committee_review_that_ended_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal.reference} · {self.snapshot}"

    @property
    def is_small(self) -> bool:
        return (Route(self.route).is_small and not self.has_its_own_panel) or self.kind == Kind.URGENT

    @property
    def may_be_called_in(self) -> bool:
        return self.route == Route.FAST and self.kind != Kind.URGENT

    @property
    def has_its_own_panel(self) -> bool:
        """An appeal is decided by people who took no part in what it contests."""
        return self.kind == Kind.APPEAL

    @property
    def is_sealed(self) -> bool:
        return self.unsealed_at is None

    @property
    def target_days(self) -> int:
        """Working days until a decision is due."""
        return URGENT_TARGET_DAYS if self.kind == Kind.URGENT else TARGET_DAYS[self.route]

    @property
    def majority(self) -> Majority:
        return Majority(self.rule["majority"])

    def panel(self) -> Panel:
        """Who may vote, without those who stepped aside or whose vote was voided, and the rule."""
        aside = self.proposal.people_aside()
        voters = [one for one in self.voters.all() if one.person_id not in aside and not one.void_reason]
        voices = tuple(Voice(one.person_id, one.function, one.department) for one in voters)
        return Panel(voices, Rule.read(self.rule))


class Voter(Tracked):
    """A person who may vote in a round, for the function of the seat that they held when it opened."""

    part_of = "review"
    deadlines = [
        Deadline(
            "due_on", _("Your vote is needed"), open=Q(ballot=None, review__closed_at=None, void_reason=""),
            notice=(7, 2, 0), whose="person",
        )
    ]  # fmt: skip

    review = models.ForeignKey(Review, models.PROTECT, related_name="voters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    function = models.CharField(_("function"), max_length=30, choices=Function.choices)
    department = models.CharField(_("department"), max_length=100, blank=True)
    due_on = models.DateField(_("vote due on"), null=True, db_index=True)
    makes_counter_case = models.BooleanField(_("makes the counter-case"), default=False)
    void_reason = models.TextField(_("why the vote does not count"), blank=True)

    class Meta:
        verbose_name = _("voter")
        verbose_name_plural = _("voters")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="committee_one_voice_a_person")]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_function_display()})"

    @property
    def page_url(self) -> str:
        return self.review.proposal.room_url


class Ballot(Tracked):
    """One voter's vote. Sealed: see `BallotQuerySet.visible_to`. History shows the vote that counted, none before."""

    part_of = "voter"
    tells_newest_only = True

    voter = models.OneToOneField(Voter, models.PROTECT, related_name="ballot", verbose_name=_("voter"))
    choice = models.CharField(_("vote"), max_length=20, choices=Choice.choices)
    reason = models.TextField(_("reason"), blank=True)

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=["approve", "advise_for", "uphold", "lift"]) | ~Q(reason=""),
                name="committee_vote_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="committee_ballot_choice_is_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
