"""A person with an account, and a grant to see one confidential record."""

import zoneinfo

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import PermissionsMixin, _user_has_module_perms, _user_has_perm
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionAbstract

from governance.core.fields import CodesField
from governance.core.models import Tracked
from governance.core.querysets import TrackedQuerySet
from governance.core.roles import Role

from .organisation import Organisation
from .seals import SealedPassword

__all__ = ["Grant", "Organisation", "User"]
NOBODY = "nobody@fairhold.invalid"
"""An address that can never receive mail (RFC 2606)."""


def default_time_zone() -> str:
    return settings.TIME_ZONE


def known_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Write one such as Europe/Dublin."), params={"name": name}
        )


class UserQuerySet(TrackedQuerySet):
    def active(self):
        return self.filter(is_active=True)

    def with_role(self, *roles: Role):
        found = models.Q(pk=None)
        for role in roles:
            found |= models.Q(roles__has=role.value)
        return self.active().filter(found)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, password: str | None = None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def nobody(self) -> "User":
        """Owns what nobody has been chosen for. Not active, so its reminders go to the privacy leads."""
        found = self.filter(email=NOBODY).first()
        return found or self.create_user(NOBODY, name=str(_("Nobody yet")), is_active=False)

    def create_superuser(self, email: str, password: str | None = None, **fields):
        """The first account: a privacy lead, who sets the rest up. Being a superuser opens no record."""
        return self.create_user(email, password, is_superuser=True, roles=[Role.PRIVACY_LEAD], **fields)

    def get_by_natural_key(self, email: str):
        return self.select_related("seal").get(email__iexact=email)


class User(SealedPassword, PermissionsMixin, Tracked):
    """A person who signs in by e-mail. Deactivated when they leave, never deleted."""

    last_login = None
    not_recorded = ("password",)

    email = models.EmailField(_("e-mail address"), unique=True, error_messages={"unique": _("This address is taken.")})
    name = models.CharField(_("name"), max_length=150)
    roles = CodesField(
        _("roles"), codes=Role.held,
        help_text=_("What this person does here; several are possible. Who votes is said by the seats of a committee."),
    )  # fmt: skip
    time_zone = models.CharField(
        _("time zone"), max_length=50, default=default_time_zone, validators=[known_time_zone],
        help_text=_("Dates and times are shown in this zone."),
    )  # fmt: skip
    department = models.CharField(
        _("department"), max_length=100, blank=True,
        help_text=_("Where in the firm this person works: a committee is more than the proposer's own department."),
    )  # fmt: skip
    manager = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("manager"),
        help_text=_("Neither votes on what the other proposes."),
    )  # fmt: skip
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Take the tick away when this person leaves: they stay in the history.")
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="people_user_email_is_one_persons")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Everyone with an account works here; what they see is the matrix's business."""
        return self.is_active

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    def has_perm(self, perm: str, obj=None) -> bool:
        """Without the usual way round for superusers: the policy is for everyone."""
        return self.is_active and _user_has_perm(self, perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and _user_has_module_perms(self, app_label)

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()
        self._leave_a_privacy_lead()

    def save(self, *args, **kwargs) -> None:
        with transaction.atomic():
            self._leave_a_privacy_lead()
            super().save(*args, **kwargs)

    def _leave_a_privacy_lead(self) -> None:
        """Locks those there are, so that two cannot take the role from each other at once."""
        if self._state.adding or (self.is_active and Role.PRIVACY_LEAD in self.roles):
            return
        with transaction.atomic():
            leads = type(self).objects.with_role(Role.PRIVACY_LEAD).order_by("pk").select_for_update()
            last = [one.pk for one in leads] == [self.pk]
        if last:
            raise ValidationError(_("This is the last privacy lead. Give the role to somebody else first."))


class Grant(Tracked, UserObjectPermissionAbstract):
    """One person may see one confidential record. Given and withdrawn in history."""

    removable = True
    about_key = "object_pk"

    class Meta(UserObjectPermissionAbstract.Meta):
        abstract = False
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        indexes = [models.Index(fields=["user", "content_type", "object_pk"], name="people_grant_of_a_person")]

    def __str__(self) -> str:
        return f"{self.user} · {self.content_object}"
