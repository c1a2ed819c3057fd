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


class Condition(TextChoices):
    """Under which special categories may be processed: GDPR Art. 9(2)(a) to (j), and Art. 10."""

    EXPLICIT_CONSENT = "explicit_consent", _("Explicit consent (a)")
    EMPLOYMENT_LAW = "employment_law", _("Employment and social law (b)")
    VITAL_INTERESTS = "vital_interests", _("Vital interests (c)")
    MEMBERS = "members", _("Members of a non-profit body (d)")
    MADE_PUBLIC = "made_public", _("Made public by the person (e)")
    LEGAL_CLAIMS = "legal_claims", _("Legal claims (f)")
    PUBLIC_INTEREST = "public_interest", _("Substantial public interest (g)")
    HEALTH_CARE = "health_care", _("Health or social care (h)")
    PUBLIC_HEALTH = "public_health", _("Public health (i)")
    ARCHIVE = "archive", _("Archives, research, statistics (j)")
    CRIMINAL_LAW = "criminal_law", _("Allowed by law for criminal records (Art. 10)")


class Guard(TextChoices):
    """Measures of GDPR Art. 32, privacy-enhancing technologies among them."""

    ACCESS = "access", _("Access by role only")
    STRONG_SIGN_IN = "strong_sign_in", _("Second factor at sign-in")
    ENCRYPTED_AT_REST = "encrypted_at_rest", _("Encrypted where it is stored")
    ENCRYPTED_IN_TRANSIT = "encrypted_in_transit", _("Encrypted on its way")
    PSEUDONYMISED = "pseudonymised", _("Pseudonymised")
    MASKED = "masked", _("Masked or shortened")
    AGGREGATED = "aggregated", _("Used as totals only")
    DIFFERENTIAL = "differential", _("Differential privacy")
    ON_DEVICE = "on_device", _("Stays on the device of the person")
    MINIMISED = "minimised", _("Only what is needed is collected")
    BACKUP = "backup", _("Backups that were tried")
    LOGGED = "logged", _("Access is logged and looked at")
    TRAINING = "training", _("Staff are trained")
    OTHER = "other", _("Another measure")


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


CRIMINAL = frozenset({"criminal", "user.criminal_history"})
SPECIAL = CRIMINAL | {
    "health", "belief", "origin", "sexuality", "biometric",
    "user.authorization.biometric", "user.biometric", "user.biometric.fingerprint", "user.biometric.health",
    "user.biometric.retinal", "user.biometric.voice", "user.demographic.political_opinion",
    "user.demographic.race_ethnicity", "user.demographic.religious_belief", "user.demographic.sexual_orientation",
    "user.health_and_medical", "user.health_and_medical.genetic", "user.health_and_medical.insurance_beneficiary_id",
    "user.health_and_medical.record_id",
}  # fmt: skip
"""Our codes, and the keys of fides that an import brings."""


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
