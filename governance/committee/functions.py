"""What members bring to the table: a committee decides well when these differ."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Function(TextChoices):
    MARKETING = "marketing", _("Marketing")
    LEGAL = "legal", _("Legal")
    PRIVACY = "privacy", _("Privacy")
    IT_SECURITY = "it_security", _("IT and security")
    CUSTOMER_SERVICE = "customer_service", _("Customer service")
    HR = "hr", _("Human resources")
    PRODUCT = "product", _("Product")
    FINANCE = "finance", _("Finance")
    MANAGEMENT = "management", _("Management")
    STAFF = "staff", _("Staff representative")
    EXTERNAL = "external", _("From outside")
    CUSTOMER_VOICE = "customer_voice", _("Voice of customers")


F = Function
OUTSIDE = (F.EXTERNAL, F.CUSTOMER_VOICE)
"""Who is independent of the firm: the outside voice that the gravest questions need (specification 2.6)."""
LAW = (F.LEGAL, F.PRIVACY)
PEOPLE = (F.CUSTOMER_SERVICE, F.CUSTOMER_VOICE, F.EXTERNAL)
"""Who speaks for those in the data."""
