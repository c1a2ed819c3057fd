"""The seal over a password: whoever writes to the database cannot give somebody a password that they know.

It is made with the secret key of this machine over the number of the account and the stored hash. The number is what
history says of who acted, so a seal is worth nothing beside another number; it is known only once the account has its
row, and each change of that row is a version. So seals have a table of their own, which is in no history.
"""

import logging

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import models, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

logger = logging.getLogger(__name__)


def seal_of(person: int, password: str, key: str | None = None) -> str:
    """With the secret key of today, unless another is told."""
    return salted_hmac("governance.people.seals", f"{person}:{password}", secret=key, algorithm="sha256").hexdigest()


@transaction.atomic
def seal_all(people: models.Manager, seals: models.Manager) -> int:
    """Takes every password for right as it stands: for an upgrade, or for a backup under another secret key."""
    seals.all().delete()
    found = people.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).values_list("pk", "password")
    made = [seals.model(person_id=person, text=seal_of(person, password)) for person, password in found]
    return len(seals.bulk_create(made, batch_size=500))


class PasswordSeal(models.Model):
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="seal")
    text = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.text[:12]

    def fits(self, password: str) -> bool:
        """Under the secret key of today, or one of those before it that still hold."""
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return any(constant_time_compare(self.text, seal_of(self.person_id, password, key)) for key in keys)

    def renew(self, password: str) -> None:
        """Nothing, if somebody has changed the password meanwhile."""
        new = seal_of(self.person_id, password)
        if new != self.text:
            PasswordSeal.objects.filter(pk=self.pk, text=self.text).update(text=new)


class SealedPassword(AbstractBaseUser):
    """Only what `set_password` was given is sealed, never what was read: that would make a forged hash a good one."""

    _given: str | None = None

    class Meta:
        abstract = True

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self._given = self.password

    def check_password(self, raw_password: str) -> bool:
        """Looks at the seal first: Django stores a hash that was right in a stronger form, which is then sealed."""
        if not self.is_password_sealed():
            make_password(raw_password)  # Takes as long as a look at the hash.
            return False
        if not super().check_password(raw_password):
            return False
        self.seal.renew(self.password)
        return True

    async def acheck_password(self, raw_password: str) -> bool:
        return await sync_to_async(self.check_password)(raw_password)

    def is_password_sealed(self) -> bool:
        """Whether this application gave it, to this person. One that nobody can have needs no seal."""
        seal = getattr(self, "seal", None)
        if not self.has_usable_password() or (seal and seal.fits(self.password)):
            return True
        logger.warning(
            "The password of person %s has no seal of this application, so nobody signs in with it: it was written "
            "past the application, or the secret key is another. A new one is set by `manage.py changepassword`.",
            self.pk,
        )
        return False

    def save(self, *args, **kwargs) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            self._seal()

    def written(self) -> None:
        super().written()
        self._seal()

    def _seal(self) -> None:
        if self._given is None or self._given != self.password:
            return
        told = {"text": seal_of(self.pk, self.password)}
        self.seal = PasswordSeal.objects.update_or_create(person_id=self.pk, defaults=told)[0]
        transaction.on_commit(self._is_sealed)

    def _is_sealed(self) -> None:
        """Not before the commit: after a rollback, what was given is still to be sealed."""
        self._given = None
