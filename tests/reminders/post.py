"""Post offices that are closed, slow, or refuse one person."""

from collections.abc import Callable

from django.core.mail.backends import locmem
from django.core.mail.backends.base import BaseEmailBackend

refused: list[str] = []
REFUSED = "refused@example.com"


class Refusing(BaseEmailBackend):
    def send_messages(self, messages) -> int:
        refused.extend(message.extra_headers["Message-ID"] for message in messages)
        raise OSError("closed")


class RefusingOne(locmem.EmailBackend):
    def send_messages(self, messages) -> int:
        if any(REFUSED in message.to for message in messages):
            raise OSError("no such person")
        return super().send_messages(messages)


class Slow(locmem.EmailBackend):
    """While it takes a mail, something else happens."""

    meanwhile: list[Callable[[], object]] = []

    def send_messages(self, messages) -> int:
        if self.meanwhile:
            self.meanwhile.pop()()
        return super().send_messages(messages)
