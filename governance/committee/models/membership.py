"""The committee, and who sits on it for which function."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.committee.functions import LAW, PEOPLE, Function
from governance.committee.presets import RULES, Authority, Outside, Preset
from governance.committee.querysets import SeatQuerySet
from governance.committee.quorum import Majority, Rule
from governance.committee.triage import Route
from governance.committee.workflow import COMMITTEE
from governance.core.deadlines import Deadline
from governance.core.models import Record, StateField, Tracked
from governance.core.roles import Role

TIER = [MinValueValidator(1), MaxValueValidator(4)]


class Committee(Record):
    """People of different functions who decide together what is done with data.

    The rules follow the size that was chosen; `Preset.OWN` leaves them to be set one by one.
    """

    prefix = "COM"

    remit = models.TextField(_("remit"), help_text=_("What this committee decides, in two or three sentences."))
    preset = models.CharField(
        _("size of the firm"), max_length=10, choices=Preset.choices, default=Preset.SMALL,
        help_text=_("It chooses the rules below."),
    )  # fmt: skip
    voting_seats = models.PositiveSmallIntegerField(
        _("voting seats"), default=5, validators=[MinValueValidator(1)],
        help_text=_("All of them, also those that stand empty: more than half must be there."),
    )  # fmt: skip
    min_present = models.PositiveSmallIntegerField(
        _("votes needed"), default=3, validators=[MinValueValidator(1)],
        help_text=_("At least so many members must vote; who stepped aside does not count."),
    )  # fmt: skip
    min_functions = models.PositiveSmallIntegerField(
        _("functions needed"), default=3, validators=[MinValueValidator(1)],
        help_text=_("The votes must come from at least so many different functions."),
    )  # fmt: skip
    needs_law = models.BooleanField(_("legal or privacy must vote"), default=True)
    needs_people = models.BooleanField(_("somebody who speaks for customers must vote"), default=True)
    outside = models.CharField(
        _("independent voice for critical risk"), max_length=10, choices=Outside.choices, default=Outside.OPINION
    )
    reviewers = models.PositiveSmallIntegerField(
        _("reviewers for moderate risk"), default=2, validators=[MinValueValidator(1)]
    )
    unanimous_from = models.PositiveSmallIntegerField(
        _("all must agree from risk"), null=True, blank=True, validators=TIER, help_text=_("1 low to 4 critical.")
    )
    counter_case_from = models.PositiveSmallIntegerField(
        _("a counter-case is made from risk"), null=True, blank=True, validators=TIER,
        help_text=_("One member writes down the strongest case against, before the vote. 1 low to 4 critical."),
    )  # fmt: skip
    meets = models.BooleanField(
        _("decides in meetings"), default=False, help_text=_("Else in writing. Small panels always decide in writing.")
    )
    authority = models.CharField(_("authority"), max_length=10, choices=Authority.choices, default=Authority.BINDING)
    state = StateField(COMMITTEE)

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        constraints = [
            COMMITTEE.constraint(),
            models.CheckConstraint(
                condition=Q(min_present__gte=F("min_functions")),
                name="committee_needs_no_more_functions_than_votes",
                violation_error_message=_("More functions than votes cannot be reached. Lower the functions needed."),
            ),
            models.CheckConstraint(
                condition=Q(voting_seats__gte=F("min_present")),
                name="committee_needs_no_more_votes_than_seats",
                violation_error_message=_("More votes than seats cannot be reached. Lower the votes needed."),
            ),
        ]

    def save(self, *args, **kwargs) -> None:
        self.take_preset()
        super().save(*args, **kwargs)

    def take_preset(self) -> None:
        for name, value in RULES.get(self.preset, {}).items():
            setattr(self, name, value)

    def clean_fields(self, exclude=None) -> None:
        self.take_preset()
        super().clean_fields(exclude)

    def rule(self, route: Route, tier: int, department: str) -> Rule:
        """What a vote of the whole committee needs."""
        groups = ((LAW,) if self.needs_law else ()) + ((PEOPLE,) if self.needs_people else ())
        told = {"groups": tuple(tuple(str(one.value) for one in group) for group in groups)}
        told |= {"seats": self.voting_seats, "department": department, "majority": self._majority(route, tier)}
        outside = route == Route.ENHANCED and self.outside == Outside.SEAT
        return Rule(self.min_present, self.min_functions, outside=outside, **told)

    def _majority(self, route: Route, tier: int) -> str:
        if self.unanimous_from and tier >= self.unanimous_from:
            return str(Majority.ALL.value)
        return str((Majority.TWO_THIRDS if route == Route.ENHANCED else Majority.HALF).value)

    @property
    def is_advisory(self) -> bool:
        return self.authority == Authority.ADVISORY


class Seat(Tracked):
    """A member's seat, for one function and one term. Advisers are heard and do not vote."""

    part_of = "committee"
    deadlines = [
        Deadline(
            "ends_on",
            _("Term on the committee ends"),
            open=Q(ends_on__isnull=False),
            notice=(60, 14),
            to=(Role.PRIVACY_LEAD,),
            lapses=14,
        )
    ]

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats", verbose_name=_("person"))
    function = models.CharField(_("function"), max_length=30, choices=Function.choices)
    is_chair = models.BooleanField(_("chair"), default=False)
    is_deputy = models.BooleanField(_("deputy"), default=False)
    votes = models.BooleanField(_("votes"), default=True, help_text=_("Without the tick: an adviser."))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    trained_until = models.DateField(
        _("trained until"), null=True, blank=True, help_text=_("After that day no new review is given to this seat.")
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="committee_seat_ends_after_it_starts",
                violation_error_message=_("The term ends before it starts."),
            ),
            models.UniqueConstraint(
                fields=["committee", "person"],
                condition=Q(ends_on=None),
                name="committee_person_has_one_open_seat",
                violation_error_message=_("This person already has a seat here. End that term first."),
            ),
            models.CheckConstraint(
                condition=~Q(is_chair=True, function=Function.MARKETING),
                name="committee_chair_is_not_marketing",
                violation_error_message=_("Marketing proposes most of what is decided here, so it does not chair."),
            ),
            models.CheckConstraint(
                condition=Q(votes=True) | Q(is_chair=False, is_deputy=False),
                name="committee_adviser_does_not_chair",
                violation_error_message=_("An adviser does not chair."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_function_display()})"

    def covers(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def is_held_on(self, day: dt.date) -> bool:
        """A day from today on: whoever has left holds no seat, and held it before."""
        return self.covers(day) and self.person.is_active

    def may_be_asked_on(self, day: dt.date) -> bool:
        """Whether a new review may be given to it."""
        return self.votes and self.is_held_on(day) and (self.trained_until is None or day <= self.trained_until)
