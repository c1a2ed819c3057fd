"""Sessions: what stands in their table opens nothing, wherever it is put."""

import datetime as dt

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from governance.people.models import User
from governance.people.sessions import SessionStore
from tests.factories import person
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_key_that_was_read_from_the_table_opens_nothing():
    client, thief = signed_in(person()), Client()
    assert is_in(client)
    thief.cookies["sessionid"] = Session.objects.get().pk
    assert not is_in(thief)
    assert Session.objects.get().pk != client.cookies["sessionid"].value


def test_a_session_that_was_copied_over_another_opens_nothing():
    lena, mallory = person(name="Lena"), person(name="Mallory")
    hers = signed_in(lena)
    of_lena = Session.objects.get()
    theirs = signed_in(mallory)
    assert is_in(theirs)
    Session.objects.exclude(pk=of_lena.pk).update(session_data=of_lena.session_data)
    assert not is_in(theirs)
    assert is_in(hers)


def test_a_session_that_was_given_the_key_of_another_opens_nothing():
    signed_in(person(name="Lena"))
    of_lena = Session.objects.get().pk
    theirs = signed_in(person(name="Mallory"))
    key_of_theirs = Session.objects.exclude(pk=of_lena).get().pk
    Session.objects.filter(pk=key_of_theirs).delete()
    Session.objects.filter(pk=of_lena).update(session_key=key_of_theirs)
    assert not is_in(theirs)


def test_a_session_that_was_made_up_without_the_secret_key_opens_nothing(settings):
    client = signed_in(person())
    settings.SECRET_KEY = "guessed-" * 10
    assert not is_in(client)


def test_signing_in_changes_the_key_and_signing_out_leaves_no_row():
    User.objects.create_user("ann@example.com", "a long pass phrase", name="Ann")
    client = Client()
    before = client.session
    before["kept"] = "yes"
    before.save()
    client.cookies["sessionid"] = before.session_key
    client.post("/login/", {"username": "ann@example.com", "password": "a long pass phrase"})
    assert is_in(client)
    assert client.session.session_key != before.session_key
    assert client.session["kept"] == "yes"
    assert Session.objects.count() == 1
    client.post("/logout/")
    assert not Session.objects.exists()


def test_a_session_ends_at_its_time_and_is_cleared_away():
    client = signed_in(person())
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    assert not is_in(client)
    signed_in(person())
    call_command("clearsessions")
    assert Session.objects.count() == 1


def test_a_store_finds_changes_and_deletes_what_it_keeps():
    store = SessionStore()
    store["a"] = 1
    store.save()
    again = SessionStore(store.session_key)
    assert (again["a"], again.exists(store.session_key)) == (1, True)
    again["a"] = 2
    again.save()
    assert (SessionStore(store.session_key)["a"], Session.objects.count()) == (2, 1)
    again.cycle_key()
    again.save()
    assert (SessionStore(again.session_key)["a"], Session.objects.count()) == (2, 1)
    again.delete("no such key")
    again.flush()
    assert not Session.objects.exists()
    SessionStore().delete()


def test_a_session_of_django_s_own_store_simply_ends():
    from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

    store = DatabaseStore()
    store["a"] = 1
    store.save()
    assert dict(SessionStore(store.session_key).items()) == {}


async def by_the_asynchronous_doors() -> None:
    store = SessionStore()
    await store.aset("a", 1)
    await store.asave()
    assert not await Session.objects.filter(pk=store.session_key).aexists()
    assert await SessionStore(store.session_key).aget("a") == 1
    assert await store.aexists(store.session_key)
    await store.acycle_key()
    await store.asave()
    await store.aflush()
    assert not await Session.objects.aexists()


def test_the_asynchronous_doors_keep_keys_hidden_too():
    async_to_sync(by_the_asynchronous_doors)()
