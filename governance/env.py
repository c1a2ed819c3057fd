"""Settings from the environment: typed, and refused when malformed."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
# A host by name or number, with no user before it and at most a port behind it.
SITE = re.compile(r"https?://([a-z0-9._-]+|\[[0-9a-f:.]+\])(:[0-9]+)?")
# What may follow the name of a PostgreSQL database, as in ?sslmode=verify-full.
POSTGRESQL_OPTIONS = {
    "application_name",
    "channel_binding",
    "connect_timeout",
    "gssencmode",
    "options",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
}


@dataclass(frozen=True)
class Env:
    """Reads `source`; an empty value counts as unset. Raises ImproperlyConfigured naming the variable.

    The message never repeats the value: it may be a password.
    """

    source: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def text(self, name: str, default: str = "") -> str:
        return self.source.get(name, "").strip() or default

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name).lower()
        if value and value not in TRUE | FALSE:
            raise _malformed(name, "a yes or no (1, 0, true, false, yes, no, on, off)")
        return value in TRUE if value else default

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        value = self.text(name, str(default))
        if not re.fullmatch("[0-9]{1,18}", value) or not least <= int(value) <= most:
            raise _malformed(name, f"a whole number from {least} to {most}")
        return int(value)

    def items(self, name: str, default: str = "") -> list[str]:
        return [item.strip() for item in self.text(name, default).split(",") if item.strip()]

    def site(self, name: str, default: str) -> str:
        """The address of a site, in lower case as browsers name it, without a slash at its end."""
        value = self.text(name, default).rstrip("/").lower()
        if not SITE.fullmatch(value) or not _is_address(value, {"http", "https"}, path=""):
            raise _malformed(name, "an address such as https://fairhold.example.org, without a path")
        return value

    def redis(self, name: str) -> str:
        """Empty when unset."""
        value = self.text(name)
        if value and not _is_address(value, {"redis", "rediss"}, path="/?[0-9]*"):
            raise _malformed(name, "an address such as redis://localhost:6379/0")
        return value

    def database(self, name: str, default: str) -> dict[str, object]:
        """A Django database setting from postgresql://user:password@host:port/name or sqlite:///path."""
        try:
            return _database(_split(self.text(name, default)))
        except ValueError:
            wanted = "postgresql://user:password@host:port/name or sqlite:///path, with special characters as %XX"
            raise _malformed(name, wanted) from None


def _malformed(name: str, wanted: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"The environment variable {name} must be {wanted}. Correct it, or unset it.")


def _split(value: str) -> SplitResult:
    """As urlsplit, which drops line breaks and reads a `#` in a password as the end: here both are a ValueError."""
    parts = urlsplit(value)
    if set(value) & set("#\t\r\n") or parts.port == 0:
        raise ValueError
    return parts


def _is_address(value: str, schemes: set[str], *, path: str) -> bool:
    try:
        parts = _split(value)
    except ValueError:
        return False
    named = bool(parts.hostname) and " " not in value
    return named and parts.scheme in schemes and re.fullmatch(path, parts.path) is not None


def _database(parts: SplitResult) -> dict[str, object]:
    if parts.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": _sqlite_path(parts)}
    if parts.scheme in {"postgres", "postgresql"}:
        return {"ENGINE": "django.db.backends.postgresql"} | _postgresql(parts)
    raise ValueError


def _sqlite_path(parts: SplitResult) -> str:
    """sqlite:///a/b is a path from the current folder, sqlite:////a/b one from the root."""
    path = _unquoted(parts.path.removeprefix("/"))
    if parts.netloc or parts.query or not path or path.endswith("/"):
        raise ValueError
    return path


def _postgresql(parts: SplitResult) -> dict[str, object]:
    """The host may be the folder of a socket, as %2Frun%2Fpostgresql. An unescaped / in a password is refused."""
    name, options = parts.path.removeprefix("/"), dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    if not name or set(name) & set("/@ ") or not options.keys() <= POSTGRESQL_OPTIONS:
        raise ValueError
    return {
        "NAME": _unquoted(name),
        "USER": _unquoted(parts.username or ""),
        "PASSWORD": _unquoted(parts.password or ""),
        "HOST": _unquoted(_host(parts)),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def _host(parts: SplitResult) -> str:
    """As written: `hostname` is in lower case, which would be another folder."""
    place = parts.netloc.rpartition("@")[2]
    return place[1:].partition("]")[0] if place.startswith("[") else place.partition(":")[0]


def _unquoted(text: str) -> str:
    plain = unquote(text, errors="strict")
    if "\0" in plain:
        raise ValueError
    return plain
