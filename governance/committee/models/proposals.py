"""What is put to the committee."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee.querysets import ProposalQuerySet
from governance.committee.quorum import Voice
from governance.committee.workflow import PROPOSAL, ProposalState
from governance.core.deadlines import Deadline
from governance.core.models import About, Record, Snapshot, StateField
from governance.core.roles import Role

from .membership import Committee, Seat

if TYPE_CHECKING:
    from .reviews import Review

IN_FORCE = (ProposalState.APPROVED, ProposalState.CONDITIONAL)


class Link(models.TextChoices):
    """What a proposal is to the one that it follows."""

    AMENDS = "amends", _("Amends it: the approved text holds until this is decided")
    RENEWS = "renews", _("Renews it: the approval is about to end, or has ended")
    REPLACES = "replaces", _("Starts anew where that one ended")


class Proposal(About, Record):
    """A new use of data, put to the committee. What it is about is another record, such as an assessment."""

    prefix = "P"
    not_content = (
        "snapshot", "committee", "content_type", "object_id", "reference", "follows", "link", "expires_on", "practice"
    )  # fmt: skip
    roles_need = ("committee__seats__person", "declarations", "reviews__voters")
    deadlines = [
        Deadline(
            "expires_on", _("Approval ends: renew it or stop"), open=Q(state__in=IN_FORCE), notice=(60, 30, 14, 7, 0)
        )
    ]  # fmt: skip

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="proposals", verbose_name=_("committee"))
    what = models.TextField(_("what we want to do"), help_text=_("In words that a customer would understand."))
    why = models.TextField(_("why"), help_text=_("Who gains from it, the people in the data included."))
    starts_on = models.DateField(_("planned start"), null=True, blank=True)
    urgency = models.TextField(
        _("why it cannot wait"), blank=True,
        help_text=_("Only where waiting harms people or misses a legal date. An urgent approval ends within 30 days."),
    )  # fmt: skip
    practice = models.BooleanField(
        _("for practice"), default=False, help_text=_("To learn how it works: it is never submitted or counted.")
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="followers",
        verbose_name=_("follows"),
    )  # fmt: skip
    link = models.CharField(_("how it follows"), max_length=10, choices=Link.choices, blank=True, editable=False)
    snapshot = models.ForeignKey(
        Snapshot,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("frozen content"),
    )
    expires_on = models.DateField(_("approved until"), null=True, blank=True, editable=False, db_index=True)
    state = StateField(PROPOSAL)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        indexes = [models.Index(fields=["content_type", "object_id"], name="committee_proposal_about")]
        constraints = [
            PROPOSAL.constraint(),
            models.CheckConstraint(
                condition=Q(state__in=[ProposalState.DRAFT, ProposalState.WITHDRAWN]) | Q(snapshot__isnull=False),
                name="committee_proposal_is_frozen_once_submitted",
            ),
            models.CheckConstraint(
                condition=Q(practice=False) | Q(state=ProposalState.DRAFT), name="committee_practice_stays_a_draft"
            ),
            models.CheckConstraint(
                condition=Q(follows=None, link="") | (Q(follows__isnull=False) & ~Q(link="")),
                name="committee_follower_says_how",
            ),
        ]

    @property
    def is_in_force(self) -> bool:
        return self.state in IN_FORCE

    @property
    def open_review(self) -> "Review | None":
        return self.reviews.open().order_by("-pk").first()

    def links(self):
        room = [{"title": _("Review room"), "url": self.room_url}] if self.snapshot_id else []
        about = self.about
        title = str(about._meta.verbose_name).capitalize() if isinstance(about, Record) else ""
        return [*room, *([{"title": title, "url": about.get_absolute_url()}] if title else [])]

    @property
    def room_url(self) -> str:
        return reverse("admin:review_room", args=[self.pk])

    def people_aside(self) -> set[int]:
        return {one.person_id for one in self.declarations.all() if one.steps_aside}

    def has_stepped_aside(self, user) -> bool:
        return user.pk in self.people_aside()

    def owners(self) -> set[int]:
        """Everybody who ever owned it."""
        return set(self.history.values_list("owner", flat=True)) | {self.owner_id}

    def seats_on(self, day: dt.date) -> list[Seat]:
        """The voting seats from which this may be decided: not of its owner, and not of who stepped aside."""
        apart = self.people_aside() | {self.owner_id}
        seats = self.committee.seats.all()
        return [one for one in seats if one.votes and one.is_held_on(day) and one.person_id not in apart]

    def voices(self, day: dt.date) -> tuple[Voice, ...]:
        """Who could be asked if a vote opened on this day: nobody who ever owned the proposal, and each once."""
        owners = self.owners()
        seats = [one for one in self.seats_on(day) if one.may_be_asked_on(day) and one.person_id not in owners]
        found = {one.person_id: Voice(one.person_id, one.function, one.person.department) for one in reversed(seats)}
        return tuple(found[one] for one in dict.fromkeys(seat.person_id for seat in seats))

    def roles_of(self, user) -> frozenset[Role]:
        """Chair and member are who holds such a seat in this committee today and has not stepped aside.

        Where no chair is left, the deputy takes the chair, else the member who came first to the committee
        (specification 2.8). An appeal is for its own panel, the first of whom presides.
        """
        panel = next((one for one in self.reviews.all() if one.has_its_own_panel and not one.closed_at), None)
        return self._roles_on(user, self._panel(panel) if panel else self._seated(timezone.localdate()))

    def standing_roles_of(self, user) -> frozenset[Role]:
        """Without regard to an appeal: who presides over conditions and suspensions is always the committee."""
        return self._roles_on(user, self._seated(timezone.localdate()))

    def _roles_on(self, user, bench: tuple[list[int], set[int]]) -> frozenset[Role]:
        roles = super().roles_of(user) - {Role.CHAIR, Role.MEMBER}
        if not user.is_active:
            return roles
        people, presiding = bench
        if user.pk not in people:
            return roles
        return roles | ({Role.CHAIR, Role.MEMBER} if user.pk in presiding else {Role.MEMBER})

    def bench(self, day: dt.date) -> tuple[list[int], set[int]]:
        """Who sits on this, and who of them presides."""
        panel = next((one for one in self.reviews.all() if one.has_its_own_panel and not one.closed_at), None)
        return self._panel(panel) if panel else self._seated(day)

    def _panel(self, review: "Review") -> tuple[list[int], set[int]]:
        apart = self.people_aside()
        people = [one.person_id for one in review.voters.all() if one.person_id not in apart and not one.void_reason]
        return people, set(people[:1])

    def _seated(self, day: dt.date) -> tuple[list[int], set[int]]:
        seats = self.seats_on(day)
        chairs = [one for one in seats if one.is_chair] or [one for one in seats if one.is_deputy] or seats[:1]
        return [one.person_id for one in seats], {one.person_id for one in chairs}
