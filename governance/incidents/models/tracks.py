"""A clock that the law starts: whom to tell by when, what was told in which phase, or why nobody is."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.files import EvidenceField
from governance.core.models import Snapshot, Tracked
from governance.core.roles import Role
from governance.incidents.duties import DUTIES
from governance.incidents.vocabulary import Ground, Phase, To
from governance.law.models import Rule
from governance.law.terms import Term

from .incidents import Incident

UNANSWERED = Q(applies=True, told_at=None, confirmed_at=None)
HOURS = (48, 24, 12, 6, 2, 0)
"""Of 72 hours: after 24, 48, 60, 66 and 70, and at the end."""


class Track(Tracked):
    """One duty to tell under one rule, with a copy of that rule and of all that its end was computed from.

    `target_at` is when to be done, `latest_at` the most that the law can be read to allow; both are empty where it
    says “without undue delay” and no more. Settled once `done_at` is set: by a final notice, a withdrawal, or a
    decision to tell nobody that a second person has confirmed.
    """

    part_of = "incident"
    deadlines: ClassVar[list[Deadline]] = [
        Deadline(
            "target_at", _("Notice of a breach is due"), open=UNANSWERED, hours=HOURS,
            to=(Role.OWNER, Role.PRIVACY_LEAD), whose="incident__owner",
        ),
    ]  # fmt: skip

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="tracks")
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="+", verbose_name=_("rule"))
    code = models.CharField(_("code of the rule"), max_length=60)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=10)
    title = models.CharField(_("duty"), max_length=250)
    citation = models.CharField(_("where it stands"), max_length=120, blank=True)
    term = models.JSONField(_("term"), default=dict, blank=True)
    zone = models.CharField(_("time zone"), max_length=50)
    country = models.CharField(_("country of the holidays"), max_length=2, blank=True)
    applies = models.BooleanField(_("applies"), default=True)
    start_at = models.DateTimeField(_("clock starts"))
    target_at = models.DateTimeField(_("due"), null=True, blank=True, db_index=True)
    latest_at = models.DateTimeField(_("latest"), null=True, blank=True)
    told_at = models.DateTimeField(_("first told at"), null=True, blank=True)
    late_why = models.TextField(_("reason for the delay"), blank=True)
    ground = models.CharField(_("ground for telling nobody"), max_length=20, choices=Ground.choices, blank=True)
    why_not = models.TextField(_("why nobody is told"), blank=True)
    dpo_view = models.TextField(_("view of the data protection officer"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("confirmed by"),
    )  # fmt: skip
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    done_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        ordering = ["target_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "code", "jurisdiction"], name="incidents_duty_has_one_clock"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("decided_by")),
                name="incidents_second_person_confirms",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | ~Q(why_not=""), name="incidents_telling_nobody_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.jurisdiction})"

    @property
    def page_url(self) -> str:
        return f"{self.incident.page}#track-{self.pk}"

    @property
    def to(self) -> To:
        return DUTIES[self.code].to

    @property
    def length(self) -> Term:
        return Term.read(self.term)

    def is_late(self, moment: dt.datetime) -> bool:
        return self.target_at is not None and moment > self.target_at

    @property
    def is_open(self) -> bool:
        return self.applies and self.done_at is None


class Notice(Tracked):
    """One notice as it was sent, with what was known at that moment. Never changed: what is new is the next notice."""

    part_of = "track"
    written_once = True

    track = models.ForeignKey(Track, models.PROTECT, related_name="notices")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, null=True, related_name="+", verbose_name=_("incident as it was")
    )
    phase = models.CharField(_("phase"), max_length=12, choices=Phase.choices)
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    sent_at = models.DateTimeField(_("sent at"))
    reference = models.CharField(_("their reference"), max_length=120, blank=True)
    way = models.CharField(_("how"), max_length=120, blank=True)
    people_told = models.PositiveBigIntegerField(_("people told"), null=True, blank=True)
    file = EvidenceField(_("file"))
    text = models.TextField(_("text"), blank=True)
    said = models.TextField(_("pack as it stood"), blank=True, editable=False)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["track", "number"], name="incidents_notices_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.get_phase_display()} ({self.number})"
