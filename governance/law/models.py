"""Rules of law as rows with a validity, so that the law may change without the program."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.core.models import Tracked

from .querysets import RuleQuerySet
from .terms import Term

CODE = RegexValidator(r"\A[A-Za-z][\w.-]*\Z", _("A code is made of letters, digits, dots and hyphens."))


class Kind(models.TextChoices):
    CLOCK = "clock", _("Clock: how long one has")
    ITEM = "item", _("Item of a checklist")
    COUNTRY = "country", _("Country with an adequacy decision")
    FACT = "fact", _("Fact to know")


class Status(models.TextChoices):
    PROPOSAL = "proposal", _("Proposed")
    ADOPTED = "adopted", _("Adopted, not yet in force")
    IN_FORCE = "in_force", _("In force")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Jurisdiction(models.TextChoices):
    EU = "EU", _("European Union and EEA")
    UK = "UK", _("United Kingdom")
    CALIFORNIA = "US-CA", _("California")
    US = "US", _("United States")
    ANY = "", _("Anywhere")


class Rule(Tracked):
    """One rule in our own words, with where it stands and from when until when it holds.

    `code` names what it settles, such as `breach.authority`; a later rule by the same code takes over on its first
    day. `terms` is what programs read: of a clock its length, see `Term`.
    """

    code = models.CharField(_("code"), max_length=60, validators=[CODE])
    jurisdiction = models.CharField(_("jurisdiction"), max_length=10, choices=Jurisdiction.choices, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, db_index=True)
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("what it says"), help_text=_("In your own words."))
    instrument = models.CharField(_("instrument"), max_length=120, blank=True)
    citation = models.CharField(_("where it stands"), max_length=120, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    terms = models.JSONField(_("terms"), default=dict, blank=True)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_until = models.DateField(_("in force until"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), help_text=_("When somebody last compared it with the source."))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, db_index=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of law")
        verbose_name_plural = _("rules of law")
        ordering = ["code", "jurisdiction", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Status.IN_FORCE) | Q(valid_from__isnull=False),
                name="law_rule_in_force_says_since_when",
                violation_error_message=_("A rule in force says from when it is."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")),
                name="law_rule_ends_after_it_begins",
                violation_error_message=_("The rule ends before it begins."),
            ),
            models.UniqueConstraint(
                fields=["code", "jurisdiction", "valid_from"],
                condition=Q(status=Status.IN_FORCE),
                name="law_rule_begins_once",
                violation_error_message=_("Another rule by this code begins on that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.citation})" if self.citation else self.title

    def clean(self) -> None:
        super().clean()
        if self.kind == Kind.CLOCK:
            try:
                Term.read(self.terms)
            except ValidationError as error:
                raise ValidationError({"terms": error}) from None

    @property
    def term(self) -> Term:
        """How long one has, of a clock."""
        return Term.read(self.terms)
