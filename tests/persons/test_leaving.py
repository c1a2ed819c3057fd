"""No file that leaves names somebody outside in plain text, as docs/erasure.md promises (GDPR Art. 19)."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.utils import timezone

from governance.exchange.exports import exports
from governance.exchange.record import paper
from governance.incidents import packs
from governance.incidents.models import Incident, Informant
from governance.inventory.models import ProcessingActivity, Recipient
from governance.ledger import evidence, readable
from governance.ledger.pages.past import packed
from tests.factories import make
from tests.pages import signed_in

from .conftest import CANARIES, contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return contact()


@pytest.fixture
def incident():
    found = make(Incident, kind="breach")
    Informant(incident=found, full_name=CANARIES["full_name"], address=CANARIES["email"]).save()
    return found


def unpacked(content: bytes) -> bytes:
    """With what is in it, where it is packed; a PDF is looked at by its words, below."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return b"\n".join(file.read(name) for name in file.namelist())


def names(content: bytes | str) -> list[str]:
    text = content if isinstance(content, str) else content.decode("utf-8", "ignore")
    return [told for told in CANARIES.values() if told in text or json.dumps(told)[1:-1] in text]


def test_no_register_that_is_exported_names_them(ada, incident, people, tmp_path):
    make(Recipient, activity=make(ProcessingActivity), vendor=ada.vendor)
    for found in exports.values():
        folder = tmp_path / found.code
        folder.mkdir()
        found.write(folder, people.lead)
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        assert files, found.code
        assert [(path, told) for path in files if (told := names(unpacked(path.read_bytes())))] == []


def test_no_paper_and_no_pack_names_them(ada, incident, people):
    now = timezone.now()
    activities = list(ProcessingActivity.objects.all())
    told = [paper.said(activities, notes=[], now=now), [part.plain() for part in packs.parts(incident)]]
    for record in (ada.vendor, incident):
        pack = evidence.pack(evidence.of_record(record, people.lead), about="x", now=now)
        assert "_sealed" in json.dumps(pack)
        told += [pack, readable.said(pack)]
    assert names(json.dumps(told, ensure_ascii=False, default=str)) == []
    assert names(unpacked(packed(people.lead, timezone.now(), timezone.now()))) == []


@pytest.mark.parametrize("form", ["csv", "json"])
def test_no_history_that_is_exported_names_them(ada, incident, people, form):
    content = signed_in(people.lead).get(f"/history/export/{form}/").content
    assert b"contact person" in content
    assert names(content) == []


def test_the_search_for_names_finds_them(people):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("a.json", json.dumps({"a": CANARIES["full_name"]}))
    assert names(unpacked(made.getvalue())) == [CANARIES["full_name"]]
    assert names(CANARIES["email"]) == [CANARIES["email"]]
