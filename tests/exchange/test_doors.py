"""The two doors of an import: the command line and the page."""

import json
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from governance.core.roles import Role
from governance.exchange.models import Origin
from governance.people.models import NOBODY, User
from governance.vendors.models import Vendor
from tests.factories import person

from .conftest import MANIFEST, vendor, vendor_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "vendor-list.json"
    path.write_bytes(vendor_list(vendor(7)).content)
    return path


def run(capsys, *arguments) -> dict:
    call_command("import_register", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


def test_the_command_imports_into_an_empty_installation(capsys, listed):
    report = run(capsys, "gvl", listed)
    assert (report["created"], report["found"]["vendors"], report["files"]) == ({"Vendor": 1}, 1, 1)
    assert Vendor.objects.get().owner.email == NOBODY
    assert not User.objects.get().is_active
    assert Vendor.objects.get().history.get().actor == "Command line"
    assert run(capsys, "gvl", listed)["created"] == {}


def test_the_command_gives_new_records_to_a_privacy_lead_or_to_whom_it_is_told(capsys, listed, people):
    run(capsys, "gvl", listed, "--dry-run")
    assert not Vendor.objects.exists()
    run(capsys, "gvl", listed)
    assert Vendor.objects.get().owner == people.lead
    with pytest.raises(CommandError, match="no active person"):
        call_command("import_register", "gvl", listed, owner=people.leaver.email)


def test_the_command_says_what_was_refused_and_writes_nothing(capsys, tmp_path):
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(CommandError, match=r"Nothing was imported.\nbad.json, line 1, column 2"):
        call_command("import_register", "gvl", tmp_path, "--json")
    refused = json.loads(capsys.readouterr().out)["refused"][0]
    assert (refused["file"], refused["position"]) == ("bad.json", "line 1, column 2")
    assert not User.objects.filter(roles__has="steward").exists()


def test_the_command_answers_a_machine_when_nobody_has_the_address_of_the_owner(capsys, listed):
    with pytest.raises(CommandError, match="no active person"):
        call_command("import_register", "gvl", listed, "--json", owner="nobody@example.org")
    refused = json.loads(capsys.readouterr().out)["refused"][0]
    assert refused["position"] == "--owner"
    assert "nobody@example.org" in refused["reason"]


def test_a_file_that_holds_nothing_is_said_to_be_empty_and_one_system_is_told_without_a_plural(capsys, tmp_path):
    (tmp_path / "a.yml").write_text("")
    call_command("import_register", "fides", tmp_path)
    assert "Read: nothing, as the file is empty.\n" in capsys.readouterr().out
    (tmp_path / "a.yml").write_text("system: [{fides_key: a}]")
    call_command("import_register", "fides", tmp_path)
    assert "Read: systems (1).\n  1 system: new.\n" in capsys.readouterr().out


def upload(client: Client, code: str, *files: tuple[str, bytes]):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/import/", {"format": code, "files": sent})


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def confirm(client: Client, page):
    return client.post(
        "/import/", {"do": "import", "format": page.context["format"].code, "token": page.context["token"]}
    )


def test_the_page_shows_what_would_change_and_then_does_it(steward):
    client = signed_in(steward)
    page = upload(client, "gvl", ("vendor-list.json", vendor_list(vendor(7)).content))
    assert "1 vendor: new" in page.content.decode()
    assert not Vendor.objects.exists()
    assert confirm(client, page).url == "/vendors/vendor/"
    found = Vendor.objects.get()
    assert (found.owner, found.history.get().history_change_reason) == (steward, "imported from vendor-list.json")
    assert "Nothing is new" in upload(client, "gvl", ("again.json", vendor_list(vendor(7)).content)).content.decode()


def test_files_are_gone_after_their_import_and_another_persons_are_out_of_reach(steward, people):
    client = signed_in(steward)
    page = upload(client, "gvl", ("vendor-list.json", vendor_list(vendor(7)).content))
    assert confirm(signed_in(people.lead), page).url == "/import/"
    assert not Vendor.objects.exists()
    confirm(client, page)
    assert default_storage.listdir(f"imports/{steward.pk}")[1] == []
    assert confirm(client, page).url == "/import/"


@pytest.mark.parametrize("end", [0, 40, -30])
def test_an_upload_that_was_damaged_meanwhile_is_asked_for_again(steward, end):
    client = signed_in(steward)
    page = upload(client, "gvl", ("vendor-list.json", vendor_list(vendor(7)).content))
    path = Path(default_storage.path(f"imports/{steward.pk}/{page.context['token']}.zip"))
    path.write_bytes(path.read_bytes()[:end])
    answer = client.post("/import/", {"do": "import", "format": "gvl", "token": page.context["token"]}, follow=True)
    assert "These files are no longer here. Choose them again." in answer.content.decode()
    assert not Vendor.objects.exists()


def test_the_page_tells_the_place_of_what_is_wrong(steward):
    page = upload(signed_in(steward), "fides", ("good.yml", MANIFEST.encode()), ("bad.yml", b"dataset: [{}]"))
    text = page.content.decode()
    assert "<strong>bad.yml</strong>, dataset[0].fides_key: This should be a text." in text
    assert "<title>Error: " in text


@pytest.mark.parametrize("sent", [{}, {"format": "gvl"}, {"format": "zip", "files": b"x"}, {"do": "import"}])
def test_a_form_that_is_not_filled_in_changes_nothing(steward, sent):
    sent = {key: SimpleUploadedFile("a", value) if isinstance(value, bytes) else value for key, value in sent.items()}
    assert signed_in(steward).post("/import/", sent).status_code in {200, 302}
    assert not Origin.objects.exists()


def test_only_keepers_of_the_registers_may_import(people):
    for user in (people.member, people.director, people.auditor, people.outsider):
        assert signed_in(user).get("/import/").status_code == 403
    formats = signed_in(people.steward).get("/import/").context["form"].fields["format"].choices
    assert [code for code, _label in formats] == ["fides", "article30", "gvl", "hhs", "veris"]


def test_an_empty_register_offers_an_import_where_a_format_brings_such_records_to_whom_the_page_is_open(people):
    offers = 'button-quiet" href="/import/"'
    for path, user, expected in (
        ("/vendors/vendor/", people.steward, True),
        ("/incidents/incident/", people.lead, True),
        ("/vendors/agreement/", people.steward, False),
        ("/incidents/action/", people.lead, False),
        ("/incidents/incident/", people.member, False),
    ):
        text = signed_in(user).get(path).content.decode()
        assert "card empty" in text
        assert (offers in text, "or import a list" in text) == (expected, expected), (path, user)


def test_what_a_source_said_is_shown_to_whom_the_record_is_shown(steward, people):
    client = signed_in(steward)
    confirm(client, upload(client, "gvl", ("vendor-list.json", vendor_list(vendor(7)).content)))
    found, origin = Vendor.objects.get(), Origin.objects.get()
    assert "Download all that the source said" in client.get(found.get_absolute_url()).content.decode()
    said = client.get(f"/origins/{origin.pk}/")
    assert (json.loads(said.content)["legIntPurposes"], said["Content-Type"]) == (
        [7],
        "application/json; charset=utf-8",
    )
    found.confidential = True
    found.save()
    assert signed_in(people.director).get(f"/origins/{origin.pk}/").status_code == 404
    assert signed_in(person(Role.AUDITOR)).get(f"/origins/{origin.pk}/").status_code == 200
