"""The environment: what is well-formed is read exactly, what is not is refused without repeating it."""

import contextlib
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import example, given
from hypothesis import strategies as st

from governance.env import Env

pytestmark = pytest.mark.once

# What an environment can hold, and what a person may choose as a password, a folder or a name.
ANY_VALUE = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
WORD = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


def env(value):
    return Env({"X": value})


def refuses(read, value):
    with pytest.raises(ImproperlyConfigured, match="environment variable X must be"):
        read(env(value))


def flag(source):
    return source.flag("X", default=False)


def number(source):
    return source.number("X", 7, least=1, most=65535)


def site(source):
    return source.site("X", "http://127.0.0.1:8000")


def redis(source):
    return source.redis("X")


def database(source):
    return source.database("X", "sqlite:///default.sqlite3")


@pytest.mark.parametrize("source", [Env({}), env(""), env("  ")], ids=["unset", "empty", "blank"])
def test_what_is_unset_empty_or_blank_takes_the_default(source):
    assert source.text("X", "default") == "default"
    assert source.flag("X", default=True) is True
    assert number(source) == 7
    assert source.items("X", "a,b") == ["a", "b"]
    assert site(source) == "http://127.0.0.1:8000"
    assert redis(source) == ""
    assert database(source)["NAME"] == "default.sqlite3"


def test_the_process_environment_is_the_source_unless_told_otherwise(monkeypatch):
    monkeypatch.setenv("X", "from the process")
    assert Env().text("X") == "from the process"


@pytest.mark.parametrize(
    ("value", "read"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("FALSE", False)]
)
def test_a_flag_is_read_in_any_spelling(value, read):
    assert flag(env(value)) is read


@pytest.mark.parametrize("value", ["2", "y", "ja", "true!", "yes no", "\uff11"])
def test_a_flag_that_is_neither_yes_nor_no_is_refused(value):
    refuses(flag, value)


@pytest.mark.parametrize("value", ["1", "8000", "65535", "0080"])
def test_a_whole_number_within_its_limits_is_read(value):
    assert number(env(value)) == int(value)


@pytest.mark.parametrize("value", ["0", "65536", "-1", "+1", "1.0", "1e3", "1_000", "٣", "²", "80\n81", "9" * 5000])
def test_a_number_that_is_not_whole_plain_and_within_its_limits_is_refused(value):
    refuses(number, value)


def test_items_are_separated_by_commas_and_empty_ones_dropped():
    assert env(" a, b ,,c,").items("X") == ["a", "b", "c"]


@pytest.mark.parametrize(
    "value", ["https://a.example", "https://a.example/", "http://[::1]:8000", "http://localhost:80"]
)
def test_a_site_loses_the_slash_at_its_end_only(value):
    assert site(env(value)) == value.rstrip("/")


@pytest.mark.parametrize("value", ["HTTPS://Fair.Example:8443/", "https://fair.example:8443"])
def test_a_site_is_read_in_lower_case_as_browsers_name_it(value):
    assert site(env(value)) == "https://fair.example:8443"


@pytest.mark.parametrize(
    "value",
    ["a.example", "//a.example", "ftp://a.example", "https:", "https://", "https://:8000", "https://a.example/path",
     "https://a.example?x", "https://a.example#x", "https://me@a.example", "https://a.example:x", "https://a .example",
     "https://a.example:0", "https://a.example:99999", "https://[::1",
     "https://a.example:", "https://a\\b", "https://a,b", "https://a%20b", "https://fair\nhold", "https://a.example/?"],
)  # fmt: skip
def test_a_site_that_is_no_plain_address_is_refused(value):
    refuses(site, value)


@pytest.mark.parametrize(
    "value",
    ["redis://localhost", "redis://localhost:6379/0", "rediss://:secret@r.example:6380/1", "redis://[::1]:6379/0"],
)
def test_a_redis_address_is_taken_as_it_is(value):
    assert redis(env(value)) == value


@pytest.mark.parametrize(
    "value",
    ["localhost:6379", "redis:", "redis://", "redis:///0", "redis://:6379", "http://localhost", "redis://localhost:x",
     "redis://localhost:99999", "redis://localhost/name", "redis://:pa#ss@localhost/0", "redis://[::1", "unix:///run/r",
     "redis://local host", "redis://local\nhost"],
)  # fmt: skip
def test_a_redis_address_that_cannot_be_meant_is_refused(value):
    refuses(redis, value)


@pytest.mark.parametrize(
    ("value", "path"),
    [("sqlite:////srv/data/f.sqlite3", "/srv/data/f.sqlite3"), ("sqlite:///f.sqlite3", "f.sqlite3"),
     ("sqlite:////srv/My Data/100%25%23.db", "/srv/My Data/100%#.db")],
)  # fmt: skip
def test_a_sqlite_path_is_relative_with_three_slashes_and_absolute_with_four(value, path):
    assert database(env(value)) == {"ENGINE": "django.db.backends.sqlite3", "NAME": path}


def test_a_postgresql_address_is_read_in_all_its_parts():
    value = "postgres://ann:p%40ss%2Fw@db.example:5433/fair?sslmode=verify-full&sslrootcert=/etc/ca.pem"
    assert database(env(value)) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "fair",
        "USER": "ann",
        "PASSWORD": "p@ss/w",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"},
    }


def test_a_postgresql_address_may_name_no_more_than_the_database():
    found = database(env("postgresql:///fair"))
    assert (found["NAME"], found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("fair", "", "", "", "")


@pytest.mark.parametrize(
    ("written", "host"), [("%2Frun%2FPG", "/run/PG"), ("[::1]", "::1"), ("DB.example", "DB.example")]
)
def test_the_host_of_a_database_may_be_a_socket_or_a_number(written, host):
    found = database(env(f"postgresql://ann:secret@{written}:5432/fair"))
    assert (found["HOST"], found["PORT"]) == (host, "5432")


@pytest.mark.parametrize(
    "value",
    ["fairhold.sqlite3", "sqlite:", "sqlite://", "sqlite:///", "sqlite://data/f.sqlite3", "sqlite:////srv/data/",
     "sqlite:///f.sqlite3?mode=ro", "sqlite:////srv/a#b", "sqlite:////srv/%00", "sqlite:////srv/%ff",
     "mysql://localhost/fair", "postgresql:", "postgresql://", "postgresql://localhost", "postgresql://localhost/",
     "postgresql://localhost:x/fair", "postgresql://localhost:0/fair", "postgresql://localhost:99999/fair",
     "postgresql://a:1,b:2/fair", "postgresql://[::1/fair", "postgresql://ann:12/3@localhost/fair",
     "postgresql://ann:1?2@localhost/fair", "postgresql://ann:1#2@localhost/fair", "postgresql://localhost/fa\nir",
     "postgresql://localhost/fair/more", "postgresql://localhost/fair?sslmode", "postgresql://localhost/fair?user=x"],
)  # fmt: skip
def test_a_database_address_that_cannot_be_meant_is_refused(value):
    refuses(database, value)


def test_a_refused_value_is_not_repeated():
    with pytest.raises(ImproperlyConfigured) as refusal:
        database(env("postgresql://ann:se#cret@localhost/fair"))
    assert "cret" not in str(refusal.value)
    assert refusal.value.__suppress_context__


@given(user=WORD, password=WORD, name=WORD, folder=WORD)
@example(user="a", password="12/3@x", name="n", folder="Run/PG")
@example(user="İ", password="#?%:", name="a b", folder="[::1]")
def test_whatever_is_escaped_comes_back_as_it_was(user, password, name, folder):
    host = f"/{folder}"
    parts = {key: quote(value, safe="") for key, value in {"u": user, "p": password, "h": host, "n": name}.items()}
    found = database(env("postgresql://{u}:{p}@{h}:5432/{n}".format(**parts)))
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["NAME"]) == (user, password, host, name)


@given(path=WORD.filter(lambda path: not path.endswith("/")))
def test_whatever_path_is_escaped_comes_back_as_it_was(path):
    assert database(env(f"sqlite:///{quote(path)}"))["NAME"] == path


@pytest.mark.parametrize("read", [flag, number, site, redis, database])
@pytest.mark.parametrize("start", ["", "http://", "redis://", "sqlite:///", "postgresql://", "postgresql://h/n?"])
@given(rest=ANY_VALUE)
@example(rest="[")
@example(rest="%00")
@example(rest="℀")
def test_a_value_is_read_or_refused_and_nothing_else_happens(read, start, rest):
    with contextlib.suppress(ImproperlyConfigured):
        read(env(start + rest))
