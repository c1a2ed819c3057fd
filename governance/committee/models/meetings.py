"""Meetings: who was in the room from when to when, what was on the agenda, and the minutes."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee.querysets import AgendaItemQuerySet
from governance.committee.workflow import MEETING
from governance.core.models import Record, StateField, Tracked
from governance.core.roles import Role

from .membership import Committee, Seat
from .proposals import Proposal


class Mode(models.TextChoices):
    ROOM = "room", _("In one room")
    CALL = "call", _("By call")
    MIXED = "mixed", _("In a room and by call")


class Meeting(Record):
    """A meeting of a committee. Its minutes are drafted from what happened, then edited, then locked.

    `minutes` hold what is true of the whole meeting; each item of the agenda has its own `Paragraph`, which is kept
    from who may not see the proposal.
    """

    prefix = "MTG"
    part_of = "committee"
    roles_need = ("committee__seats__person",)

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings", verbose_name=_("committee"))
    starts_at = models.DateTimeField(_("starts at"), db_index=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    mode = models.CharField(_("held"), max_length=10, choices=Mode.choices, default=Mode.ROOM)
    place = models.CharField(_("place"), max_length=250, blank=True, help_text=_("A room, or the address of a call."))
    minutes = models.TextField(_("minutes"), blank=True, editable=False)
    state = StateField(MEETING)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [MEETING.constraint()]

    def links(self):
        return [{"title": _("Agenda, attendance, minutes"), "url": self.page_url}]

    @property
    def page_url(self) -> str:
        return reverse("admin:meeting", args=[self.pk])

    def todo_url(self, name: str) -> str:
        return self.page_url

    @property
    def is_on(self) -> bool:
        """Whether people may still come and go."""
        return self.state == MEETING.initial

    def seats_on_the_day(self) -> list[Seat]:
        """Of a meeting that is over also those of people who have left since."""
        day = timezone.localdate(self.starts_at)
        return [one for one in self.committee.seats.all() if (one.is_held_on if self.is_on else one.covers)(day)]

    def roles_of(self, user) -> frozenset[Role]:
        """The chair of a meeting is who chairs, or deputises in, this committee."""
        presiding = {one.person_id for one in self.seats_on_the_day() if one.is_chair or one.is_deputy}
        roles = super().roles_of(user)
        return (roles - {Role.CHAIR}) | ({Role.CHAIR} if user.is_active and user.pk in presiding else set())

    def people_at(self, moment: dt.datetime) -> set[int]:
        """Who is in the room at this second."""
        return {one.person_id for one in self.attendances.all() if one.covers(moment)}


class Attendance(Tracked):
    """One stay of one person in the room. Who leaves and comes back has two."""

    part_of = "meeting"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    joined_at = models.DateTimeField(_("joined at"))
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    why_left = models.CharField(_("why they left"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["joined_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gt=F("joined_at")),
                name="committee_leaves_after_joining",
                violation_error_message=_("Nobody leaves before they have come."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(left_at=None), name="committee_in_the_room_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def covers(self, moment: dt.datetime) -> bool:
        return self.joined_at <= moment and (self.left_at is None or moment < self.left_at)


class Matter(models.TextChoices):
    """Why something is on the agenda."""

    REVIEW = "review", _("To decide")
    CONFIRM = "confirm", _("Urgent approval to confirm")
    CONDITIONS = "conditions", _("Overdue conditions")
    REPORT = "report", _("Decided by few since the last meeting")
    OTHER = "other", _("Other")


class AgendaItem(Tracked):
    """A proposal or a subject to talk about. Taken off, it stays in the record."""

    part_of = "meeting"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    matter = models.CharField(_("matter"), max_length=10, choices=Matter.choices, default=Matter.OTHER)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="agenda_items", verbose_name=_("proposal")
    )
    text = models.CharField(_("subject"), max_length=250, blank=True)
    taken_off = models.BooleanField(_("taken off the agenda"), default=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("items of the agenda")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal__isnull=False) | ~Q(text=""),
                name="committee_agenda_item_says_something",
                violation_error_message=_("Name a proposal or a subject."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "proposal", "matter"], name="committee_matter_is_on_the_agenda_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.proposal)
