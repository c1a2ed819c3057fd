"""Controlled terms for the register. The lists are open: an import or a person may add codes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LegalBasis(TextChoices):
    """GDPR Art. 6(1)(a) to (f)."""

    CONSENT = "consent", _("Consent (a)")
    CONTRACT = "contract", _("Contract (b)")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation (c)")
    VITAL_INTERESTS = "vital_interests", _("Vital interests (d)")
    PUBLIC_TASK = "public_task", _("Public task (e)")
    LEGITIMATE_INTERESTS = "legitimate_interests", _("Legitimate interests (f)")


class Subject(TextChoices):
    """Whose data it is."""

    CUSTOMER = "customer", _("Customers")
    PROSPECT = "prospect", _("Prospects")
    NEWSLETTER = "newsletter", _("Newsletter readers")
    VISITOR = "visitor", _("Visitors of the website")
    EMPLOYEE = "employee", _("Staff")
    JOB_APPLICANT = "job_applicant", _("Applicants")
    SUPPLIER = "supplier", _("Contacts at suppliers")
    CHILD = "child", _("Children")


class Category(TextChoices):
    """Kinds of personal data; the special ones of GDPR Art. 9 and 10 are in SPECIAL."""

    NAME = "name", _("Name")
    CONTACT = "contact", _("Contact details")
    ORDERS = "orders", _("Orders and payments")
    BANK = "bank", _("Bank details")
    BEHAVIOUR = "behaviour", _("Behaviour on the website")
    LOCATION = "location", _("Location")
    PREFERENCES = "preferences", _("Preferences")
    EMPLOYMENT = "employment", _("Employment")
    HEALTH = "health", _("Health (special)")
    BELIEF = "belief", _("Belief or opinion (special)")
    ORIGIN = "origin", _("Ethnic origin (special)")
    SEXUALITY = "sexuality", _("Sex life or orientation (special)")
    BIOMETRIC = "biometric", _("Biometric or genetic (special)")
    CRIMINAL = "criminal", _("Criminal record (special)")


SPECIAL = frozenset({"health", "belief", "origin", "sexuality", "biometric", "criminal"})


class RetentionUnit(TextChoices):
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")


class RetentionEvent(TextChoices):
    """The event from which retention counts."""

    COLLECTED = "collected", _("the data was collected")
    LAST_CONTACT = "last_contact", _("the last contact")
    CONTRACT_END = "contract_end", _("the end of the contract")
    FINANCIAL_YEAR_END = "financial_year_end", _("the end of the financial year")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("the withdrawal of consent")
    EMPLOYMENT_END = "employment_end", _("the end of the employment")
