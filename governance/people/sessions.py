"""Sessions in the database that whoever reads or writes the table cannot use: keys are kept hashed, contents bound."""

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone
from django.utils.crypto import salted_hmac

WIDTH = 40
"""What the column of the key takes: 160 bits."""


def hidden(key: str) -> str:
    """What stands in the table for the key that the browser has."""
    return salted_hmac("governance.people.sessions", key, algorithm="sha256").hexdigest()[:WIDTH]


class SessionStore(DatabaseStore):
    # Django's own for these go to the table past what is below; those of the base class go through it.
    aload, aexists, acreate = SessionBase.aload, SessionBase.aexists, SessionBase.acreate
    asave, adelete = SessionBase.asave, SessionBase.adelete

    @property
    def key_salt(self) -> str:
        """Contents that are copied to another session cannot be read there."""
        return f"governance.people.sessions:{self.session_key}"

    def _get_session_from_db(self):
        rows = self.model.objects.filter(session_key=hidden(self.session_key), expire_date__gt=timezone.now())
        found = rows.first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(hidden(session_key))

    def create_model_instance(self, data: dict):
        made = super().create_model_instance(data)
        made.session_key = hidden(made.session_key)
        return made

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            super().delete(hidden(key))
