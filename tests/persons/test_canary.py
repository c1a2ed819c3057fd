"""A person whose every field is a canary is entered, edited, exported and erased: then no file anywhere holds it.

Nor could whoever took all files: the key is looked for too.
"""

import base64
import json
import logging
import os
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as product
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from governance.core.acting import acting
from governance.core.snapshots import take
from governance.ledger import evidence, witnessing
from governance.persons import keyring, sealing
from governance.persons.models import SubjectKey
from governance.vendors.models import VendorContact
from tests.factories import make
from tests.pages import form_of, signed_in

from .conftest import CANARIES, contact

pytestmark = pytest.mark.django_db(transaction=True)
EDITED = {"full_name": "Canary Édité", "email": "second@bird.example", "telephone": "+44 20 9999"}
TYPED = "+44 Canary 7777"


def shapes(text: str) -> set[bytes]:
    """A text as it may stand in a file. In base64 it begins at one of three places of a group."""
    plain = text.encode()
    found = {plain, text.encode("utf-16-le"), text.encode("utf-16-be"), json.dumps(text)[1:-1].encode()}
    for shift in range(3):
        found.add(base64.b64encode(bytes(shift) + plain)[4 if shift else 0 : -4])
    return found


def holding(files, canaries) -> list[str]:
    wanted = {shape for text in canaries for shape in shapes(text)}
    return [f"{path}: {shape!r}" for path in files for shape in wanted if shape in path.read_bytes()]


def database_files(folder: Path) -> list[Path]:
    """The files of SQLite; of PostgreSQL a dump, as its files are not ours."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return [path for path in name.parent.glob(name.name + "*") if path.is_file()]
    dump, told = folder / "dump.sql", connection.settings_dict
    command = [
        "pg_dump",
        "-h",
        told["HOST"],
        "-p",
        str(told["PORT"]),
        "-U",
        told["USER"],
        "-f",
        str(dump),
        told["NAME"],
    ]
    subprocess.run(command, check=True, env={**os.environ, "PGPASSWORD": told["PASSWORD"]})
    return [dump]


def written(folder: Path) -> list[Path]:
    """All that the product wrote: the database and a dump of it, uploads, mails, checkpoints and certificates."""
    data = Path(product.DATA_DIR)
    folders = [data / "media", data / "mail", data / "broker", folder]
    dump = folder / "dump.json"
    with dump.open("w") as file:
        call_command("dumpdata", exclude=["contenttypes", "auth.permission"], stdout=file)
    files = [path for each in folders if each.exists() for path in each.rglob("*") if path.is_file()]
    return [*files, *database_files(folder)]


def edit(ada, people) -> None:
    for text in ("Canary Between", *EDITED.values()):
        ada.full_name = text
        ada.save()
    for name, text in EDITED.items():
        setattr(ada, name, text)
    with acting(people.lead, reason="A new number."):
        ada.save()
    client, url = signed_in(people.lead), ada.vendor.get_absolute_url()
    sent = form_of(client, url) | {"contacts-0-telephone": [TYPED], "reason": ["A call."]}
    assert client.post(url, sent).status_code == 302
    assert TYPED in client.get(url).content.decode()
    for page in (f"/vendors/vendor/{ada.vendor_id}/history/", f"/past/vendors/vendor/{ada.vendor_id}/", "/history/"):
        assert "anary" not in client.get(page).content.decode()
    client.post("/persons/", {"words": EDITED["email"]})


def export(ada, people, folder: Path) -> None:
    take(ada.vendor)
    told = evidence.pack(evidence.of_record(ada.vendor, people.lead), about="VEN", now=timezone.now())
    assert len(told["entries"]) > 5
    (folder / "evidence.json").write_text(json.dumps(told))
    (folder / "evidence.zip").write_bytes(evidence.zipped(told))
    call_command("verify_ledger", stdout=StringIO())
    witnessing.keep(timezone.now())


@pytest.fixture
def log(tmp_path):
    """All that is logged, down to each statement of the database."""
    handler = logging.FileHandler(tmp_path / "all.log")
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.DEBUG)
    connection.force_debug_cursor = True
    yield
    connection.force_debug_cursor = False
    logging.getLogger("django.db.backends").setLevel(logging.NOTSET)
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


def test_after_an_erasure_no_file_holds_them(people, erased, tmp_path, log):
    ada, other = contact(), contact(full_name="Somebody Who Stays")
    edit(ada, people)
    export(ada, people, tmp_path)
    kept = SubjectKey.objects.get(subject=ada.subject)
    wrapped, key = bytes(kept.wrapped), sealing.unwrap(keyring.current().key(kept.epoch), bytes(kept.wrapped))
    erased(ada.subject)
    files = written(tmp_path)
    assert len(files) > 6
    assert holding(files, [*CANARIES.values(), *EDITED.values(), "Canary Between", TYPED]) == []
    assert [path for path in files if key in path.read_bytes() or key.hex().encode() in path.read_bytes()] == []
    traces = [path for path in files if path.name != "all.log" and wrapped in path.read_bytes()]
    assert traces == []
    assert "anary" not in repr([(one.subject, one.body) for one in mail.outbox])
    assert VendorContact.objects.get(pk=other.pk).full_name == "Somebody Who Stays"
    call_command("verify_ledger", stdout=StringIO())


def test_the_search_for_canaries_finds_them_in_every_shape(tmp_path):
    """Else the test above would pass because it saw nothing."""
    text = CANARIES["full_name"]
    for n, raw in enumerate(
        [
            text.encode(),
            text.encode("utf-16"),
            json.dumps({"a": text}).encode(),
            *[base64.b64encode(b"x" * shift + text.encode() + b"y") for shift in range(3)],
        ]
    ):
        (tmp_path / f"{n}.bin").write_bytes(raw)
        assert holding([tmp_path / f"{n}.bin"], [text]), n


def test_before_it_is_erased_no_file_holds_a_plain_text_either(people, tmp_path, log):
    ada = contact()
    edit(ada, people)
    export(ada, people, tmp_path)
    make(VendorContact, subject=None, vendor=ada.vendor, **CANARIES)
    assert holding(written(tmp_path), [*CANARIES.values(), *EDITED.values(), TYPED]) == []
