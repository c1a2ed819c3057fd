"""The words of incidents: kinds, risks, phases of a notice, reasons."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from governance.law.models import Jurisdiction


class Kind(TextChoices):
    BREACH = "breach", _("Personal-data breach")
    SECURITY = "security", _("Security incident")
    COMPLAINT = "complaint", _("Complaint")
    CONCERN = "concern", _("Ethical concern")
    NEAR_MISS = "near_miss", _("Near miss")


class Severity(TextChoices):
    UNKNOWN = "unknown", _("Not rated yet")
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    CRITICAL = "critical", _("Critical")


class Disclosure(TextChoices):
    """Whether data was disclosed. Five answers: “not said” is not “unknown”, and neither is “no”."""

    NOT_SAID = "", _("Not said")
    YES = "yes", _("Yes")
    POTENTIALLY = "potentially", _("Potentially")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Unknown")


class GoesOn(TextChoices):
    NOT_SAID = "", _("Not said")
    YES = "yes", _("Yes, it goes on")
    NO = "no", _("No, it has stopped")
    UNKNOWN = "unknown", _("I do not know")


class Risk(TextChoices):
    """What the breach may do to people, as somebody decided; nothing at all where no personal data is touched."""

    OPEN = "", _("Not decided")
    NONE = "none", _("No personal data")
    UNLIKELY = "unlikely", _("Unlikely")
    RISK = "risk", _("A risk")
    HIGH = "high", _("A high risk")


class Nature(TextChoices):
    CONFIDENTIALITY = "confidentiality", _("Somebody saw it who should not (confidentiality)")
    INTEGRITY = "integrity", _("It was changed (integrity)")
    AVAILABILITY = "availability", _("It was lost or cannot be reached (availability)")


class Grade(TextChoices):
    NOT_SAID = "", _("Not said")
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class To(TextChoices):
    AUTHORITY = "authority", _("The authority")
    PEOPLE = "people", _("The people concerned")
    CSIRT = "csirt", _("The national incident response team (CSIRT)")


class Phase(TextChoices):
    """One complete notice is a final one: the phases are for when not all is known yet (GDPR Art. 33(4))."""

    INITIAL = "initial", _("First notice, more will follow")
    SUPPLEMENT = "supplement", _("Supplement")
    FINAL = "final", _("Complete or final notice")
    WITHDRAWN = "withdrawn", _("Withdrawal: it was no breach after all")


class Ground(TextChoices):
    """Why nobody need be told. The last three are those of GDPR Art. 34(3)."""

    UNLIKELY = "unlikely", _("A risk to people is unlikely")
    NOT_HIGH = "not_high", _("The risk to people is not high")
    OUT_OF_SCOPE = "out_of_scope", _("This rule does not concern us")
    UNREADABLE = "unreadable", _("Nobody can read the data, such as by encryption")
    AVERTED = "averted", _("What we did since took the high risk away")
    OUT_OF_PROPORTION = "out_of_proportion", _("It would be out of proportion: a public notice was given instead")


class Sort(TextChoices):
    NOTE = "note", _("Note")
    DECISION = "decision", _("Decision")
    MESSAGE = "message", _("Message")


class Teaches(TextChoices):
    POLICY = "policy", _("A policy changes")
    TRAINING = "training", _("A training is held")
    VENDOR = "vendor", _("Something changes with a vendor")
    OTHER = "other", _("Something else")


def concerned() -> list[Jurisdiction]:
    return [one for one in Jurisdiction if one]
