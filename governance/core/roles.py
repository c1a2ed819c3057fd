"""Who a person is to the policy."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """OWNER is decided record by record; the others are held by a person."""

    OWNER = "owner", _("Owner")
    PRIVACY_LEAD = "privacy_lead", _("Privacy lead")
    STEWARD = "steward", _("Steward")
    MEMBER = "member", _("Committee member")
    CHAIR = "chair", _("Committee chair")
    DIRECTOR = "director", _("Director")
    AUDITOR = "auditor", _("Auditor")

    @classmethod
    def held(cls) -> list["Role"]:
        return [role for role in cls if role is not cls.OWNER]

    @classmethod
    def of(cls, user) -> frozenset["Role"]:
        """The roles that a person holds everywhere; none at all once signed out or deactivated."""
        if not (user and user.is_active and user.is_authenticated):
            return frozenset()
        return frozenset(role for role in cls if role.value in user.roles)


HELD = tuple(Role.held())
"""Everyone with a role: the staff."""
