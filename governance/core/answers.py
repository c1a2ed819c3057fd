"""Yes, no, and the answer that is neither."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Known(TextChoices):
    """Unknown is not no: it is a question that still has to be asked."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known yet")
