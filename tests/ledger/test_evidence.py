"""An outsider checks what we say, with a file of ours and nothing else; whoever changes a byte of it is told so."""

import json
import subprocess
import sys
import zipfile
from io import BytesIO, StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from governance.core import witness
from governance.ledger import checkpoints, evidence, keys, notes, readable
from governance.ledger.offline import check_evidence

from .conftest import HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(past):
    return made(past)


def made(past, **options):
    rows = evidence.of_record(past.vendor, past.ada)
    return evidence.pack(rows, about="VEN", **{"now": timezone.now()} | options)


def checked(folder, pack, *options: str):
    """As on somebody else's machine: isolated, without any package."""
    (folder / "evidence.json").write_text(json.dumps(pack))
    (folder / "check_evidence.py").write_bytes(evidence.VERIFIER.read_bytes())
    command = [sys.executable, "-I", "-S", "check_evidence.py", "evidence.json", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={})


def test_a_pack_is_proved_with_nothing_but_python(pack, tmp_path):
    found = checked(tmp_path, pack)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("Proved: 3 entries are in the ledger")
    assert "Seen for the first time" in found.stdout


def test_the_verifier_remembers_what_it_saw_and_sees_the_ledger_go_on(past, pack, tmp_path):
    checked(tmp_path, pack)
    past.rename("Later")
    assert "It continues the one that was seen the last time." in checked(tmp_path, made(past)).stdout


def change_a_payload(pack):
    pack["entries"][0]["payload"] = pack["entries"][0]["payload"].replace("First", "Forged")


def change_a_code(pack):
    pack["entries"][0]["mac"] = "1:" + "0" * 64


def change_a_number(pack):
    pack["entries"][0]["number"] += 1


def change_a_path(pack):
    pack["entries"][0]["path"][0] = "0" * 64


def change_the_size(pack):
    lines = pack["checkpoint"].split("\n")
    pack["checkpoint"] = "\n".join([lines[0], str(int(lines[1]) + 1), *lines[2:]])


def sign_with_another_key(pack):
    head = notes.parse(pack["checkpoint"])[0]
    pack["checkpoint"] = notes.sign(head, Ed25519PrivateKey.generate())


def take_the_signature_of_another_ledger(pack):
    stranger = keys.Keys.new()
    head = notes.parse(pack["checkpoint"])[0]
    pack["checkpoint"] = notes.sign(notes.Head(stranger.origin, head.size, head.root), stranger.private)


FORGERIES = [
    change_a_payload, change_a_code, change_a_number, change_a_path, change_the_size, sign_with_another_key,
    take_the_signature_of_another_ledger,
]  # fmt: skip


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__.replace("_", " "))
def test_the_verifier_refuses_whoever_would(pack, tmp_path, forge):
    forge(pack)
    found = checked(tmp_path, pack)
    assert found.returncode == 1
    assert "NOT PROVED" in found.stdout


def test_a_ledger_that_was_cut_is_refused_by_whoever_saw_it_longer(past, pack, tmp_path):
    past.rename("Later")
    assert checked(tmp_path, made(past)).returncode == 0
    found = checked(tmp_path, {**pack, "made_at": (timezone.now() + HOUR).isoformat()})
    assert found.returncode == 1
    assert "it was cut" in found.stdout


def test_an_older_pack_is_proved_by_whoever_saw_a_newer_one_and_is_called_older(past, pack, tmp_path):
    size = notes.parse(pack["checkpoint"])[0].size
    past.rename("Later")
    assert checked(tmp_path, made(past, since=size)).returncode == 0
    found = checked(tmp_path, pack)
    assert found.returncode == 0
    assert f"The pack is older than what was last seen: its ledger had {size} entries" in found.stdout
    assert "It is the beginning of that one." in found.stdout


def test_an_older_pack_does_not_put_the_verifier_back_to_what_it_saw_before(past, pack, tmp_path):
    past.rename("Later")
    newer = made(past)
    for told in (newer, pack):
        assert checked(tmp_path, told).returncode == 0
    past.rename("Last")
    found = checked(tmp_path, {**made(past), "earlier": []})
    assert f"of {notes.parse(newer['checkpoint'])[0].size} entries that was last seen" in found.stdout


def test_what_was_seen_once_is_known_again_whatever_newer_packs_show(past, pack, tmp_path):
    checked(tmp_path, pack)
    for name in ("Later", "Last"):
        past.rename(name)
        size = checkpoints.newest().size
        told = made(past)
        told["earlier"] = [one for one in told["earlier"] if one["size"] == size]
        assert checked(tmp_path, told).returncode == 0
    assert checked(tmp_path, pack).returncode == 0


def test_an_older_pack_that_nothing_leads_to_is_called_neither_proved_nor_cut(past, pack, tmp_path):
    past.rename("Later")
    checked(tmp_path, {**made(past), "earlier": []})
    found = checked(tmp_path, pack)
    assert found.returncode == 3
    assert "By itself the pack holds" in found.stdout
    assert "NOT SHOWN" in found.stdout
    assert "cut" not in found.stdout
    assert "Proved" not in found.stdout


def test_an_older_pack_of_another_past_is_refused(past, pack, tmp_path):
    size, ours = notes.parse(pack["checkpoint"])[0].size, keys.current()
    past.rename("Later")
    checked(tmp_path, made(past))
    forged = {**pack, "entries": [], "checkpoint": notes.sign(notes.Head(ours.origin, size, bytes(32)), ours.private)}
    found = checked(tmp_path, forged)
    assert found.returncode == 1
    assert "the past was rewritten" in found.stdout


def test_a_verifier_that_kept_only_a_checkpoint_goes_on_from_it(past, pack, tmp_path):
    """As the one did that came with packs before it could tell older ones."""
    seen = {keys.current().origin: {"key": pack["key"], "checkpoint": pack["checkpoint"]}}
    (tmp_path / "seen-checkpoints.json").write_text(json.dumps(seen))
    past.rename("Later")
    assert "It continues the one" in checked(tmp_path, made(past)).stdout


def test_whoever_saw_the_ledger_long_ago_sees_it_go_on(past, pack, tmp_path):
    assert checked(tmp_path, pack).returncode == 0
    began = timezone.now()
    for hours in range(1, 71):
        past.rename(f"Name {hours}")
        checkpoints.make(began + hours * HOUR)
    found = checked(tmp_path, made(past, now=began + 71 * HOUR))
    assert found.returncode == 0, found.stdout
    assert "It continues the one" in found.stdout


def test_a_past_that_was_rewritten_and_signed_again_is_refused(pack, tmp_path):
    checked(tmp_path, pack)
    size, ours = notes.parse(pack["checkpoint"])[0].size, keys.current()
    forged = {**pack, "entries": [], "checkpoint": notes.sign(notes.Head(ours.origin, size, bytes(32)), ours.private)}
    found = checked(tmp_path, forged)
    assert found.returncode == 1
    assert "the past was rewritten" in found.stdout


def test_a_pack_that_does_not_begin_where_the_verifier_left_off_says_what_to_ask_for(past, pack, tmp_path):
    checked(tmp_path, {**pack, "entries": []})
    past.rename("Later")
    later = made(past)
    found = checked(tmp_path, {**later, "earlier": []})
    assert found.returncode == 3
    assert "Ask for a pack that begins there." in found.stdout
    size = notes.parse(pack["checkpoint"])[0].size
    assert checked(tmp_path, made(past, since=size)).returncode == 0


@pytest.mark.parametrize("text", ["", "[]", "{}", "not JSON", '{"key": 3}'])
def test_what_is_no_pack_is_told_so(tmp_path, text):
    (tmp_path / "check_evidence.py").write_bytes(evidence.VERIFIER.read_bytes())
    (tmp_path / "evidence.json").write_text(text)
    command = [sys.executable, "-I", "-S", "check_evidence.py", "evidence.json"]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env={})
    assert (found.returncode, found.stderr) == (2, "")


def test_signatures_are_checked_as_the_library_makes_them():
    for number in range(8):
        private = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        public, message = private.public_key().public_bytes_raw(), bytes([number]) * number
        signature = private.sign(message)
        assert check_evidence.is_signed(public, message, signature)
        assert not check_evidence.is_signed(public, message + b"x", signature)
        assert not check_evidence.is_signed(public, message, signature[:-1] + bytes([signature[-1] ^ 1]))
        assert not check_evidence.is_signed(public, message, signature[:32])


def test_the_owner_downloads_the_evidence_and_somebody_else_only_what_they_did(past, people, client):
    url = reverse("admin:evidence", args=["vendors", "vendor", past.vendor.pk])
    client.force_login(people.auditor)
    answer = client.post(url)
    told = json.loads(zipfile.ZipFile(BytesIO(answer.content)).read("evidence.json"))
    assert [json.loads(entry["payload"])["row"]["name"] for entry in told["entries"]] == ["First", "Second", "Third"]
    client.force_login(people.member)
    assert client.post(url).status_code == 403
    assert "so there is no receipt" in client.post(url, {"only": "mine"}).content.decode()
    client.force_login(past.ada)
    assert client.post(url, {"only": "mine"}).status_code == 200


def test_the_page_makes_a_pack_that_begins_where_an_outsider_left_off(past, people, client):
    url = reverse("admin:evidence", args=["vendors", "vendor", past.vendor.pk])
    client.force_login(people.auditor)
    assert 'name="since"' in client.get(url).content.decode()
    told = json.loads(zipfile.ZipFile(BytesIO(client.post(url, {"since": "7"}).content)).read("evidence.json"))
    assert 7 in [one["size"] for one in told["earlier"]]
    for wrong in ("0", "-1", "seven", "9" * 30):
        assert "There is a problem" in client.post(url, {"since": wrong}).content.decode()


def test_the_evidence_of_what_one_may_not_see_is_not_there(past, people, client):
    past.vendor.confidential = True
    past.vendor.save()
    client.force_login(people.director)
    url = reverse("admin:evidence", args=["vendors", "vendor", past.vendor.pk])
    assert client.get(url).status_code == client.post(url).status_code == 404


def test_the_command_writes_the_evidence_of_a_record_or_of_a_period(past, people, tmp_path):
    today = timezone.localdate()
    for what, least in ((past.vendor.reference, 3), (f"{today}..{today}", 10)):
        out = StringIO()
        call_command("evidence", what, tmp_path / "e.zip", "--as", people.auditor.email, stdout=out)
        told = json.loads(zipfile.ZipFile(tmp_path / "e.zip").read("evidence.json"))
        assert len(told["entries"]) >= least
    for wrong in ("VEN-999", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01"):
        with pytest.raises(CommandError):
            call_command("evidence", wrong, tmp_path / "x.zip", "--as", people.auditor.email)
    assert not (tmp_path / "x.zip").exists()


def test_a_pack_holds_a_document_to_read_that_is_pdf_a(pack):
    with zipfile.ZipFile(BytesIO(evidence.zipped(pack))) as file:
        content = file.read("evidence.pdf")
    assert content.startswith(b"%PDF-")
    assert b"<pdfaid:part>2</pdfaid:part>" in content


def test_the_document_says_who_changed_what_when_and_why_with_the_checkpoint(pack):
    said = readable.said(pack)
    assert [one["title"].rpartition(", ")[2] for one in said["entries"]] == ["version 1", "version 2", "version 3"]
    lines = [dict(one["lines"]) for one in said["entries"]]
    assert next((one["Who"], one.get("Why"), one["Name"]) for one in lines) == ("Ada", "at first", "First")
    assert lines[2]["Name"] == "Third"
    assert said["checkpoint"] == pack["checkpoint"]


def test_a_paper_carries_the_first_checkpoint_after_its_day_and_the_same_whenever_it_is_printed(past):
    began = timezone.now()
    assert witness.line(since=began) == ""
    past.rename("Fourth")
    first = past.checkpoint()
    past.rename("Fifth")
    past.checkpoint()
    assert str(first.size) in witness.line(since=began).splitlines()
    assert witness.line(since=began) != witness.line()
