"""Personal data that goes to a country outside the EEA or the UK: by which tool, and when that was last weighed."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.core.files import EvidenceField
from governance.core.models import Tracked

TWO_LETTERS = _("Two letters, such as US.")
SAFEGUARDS = _("The module of the clauses, the certificate, or why a derogation fits.")
COUNTRY = RegexValidator(r"\A[A-Z]{2}\Z", _("Write the country as two capital letters, such as US."))


class Mechanism(models.TextChoices):
    """The tools of GDPR chapter V, and those of the UK."""

    NONE = "", _("None yet")
    ADEQUACY = "adequacy", _("Adequacy decision (Art. 45)")
    CERTIFIED = "certified", _("Data Privacy Framework certificate (Art. 45)")
    CLAUSES = "clauses", _("Standard contractual clauses (Art. 46(2)(c))")
    UK_CLAUSES = "uk_clauses", _("UK transfer agreement or addendum")
    RULES = "rules", _("Binding corporate rules (Art. 47)")
    CODE = "code", _("Code of conduct or certification (Art. 46(2)(e), (f))")
    AD_HOC = "ad_hoc", _("Clauses that an authority approved (Art. 46(3))")
    DEROGATION = "derogation", _("Derogation for a single case (Art. 49)")


NEEDS_ASSESSMENT = frozenset(
    {Mechanism.CLAUSES, Mechanism.UK_CLAUSES, Mechanism.RULES, Mechanism.CODE, Mechanism.AD_HOC}
)
"""Tools under which the law and practice of the country are weighed first (EDPB Recommendations 01/2020)."""


class Outcome(models.TextChoices):
    """What a transfer impact assessment came to."""

    NONE = "", _("Not assessed")
    GO = "go", _("Go")
    MEASURES = "measures", _("Go with further measures")
    STOP = "stop", _("Stop")


class TransferBase(Tracked):
    """One country to which data goes, with its tool and its assessment. Whoever inherits says part of what it is."""

    country = models.CharField(_("country"), max_length=2, validators=[COUNTRY], help_text=TWO_LETTERS)
    mechanism = models.CharField(_("transfer tool"), max_length=20, choices=Mechanism.choices, blank=True)
    safeguards = models.TextField(
        _("safeguards"),
        blank=True,
        help_text=_("The module of the clauses, the certificate, or why a derogation fits."),
    )
    outcome = models.CharField(_("assessment"), max_length=10, choices=Outcome.choices, blank=True)
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    recheck_on = models.DateField(_("assess again on"), null=True, blank=True, db_index=True)
    file = EvidenceField(_("document"), blank=True)

    class Meta:
        abstract = True
        ordering = ["country", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | Q(assessed_on__isnull=False),
                name="%(app_label)s_%(class)s_assessment_has_a_day",
                violation_error_message=_("Say when it was assessed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.get_mechanism_display()}"
