"""Files as evidence: named by their content, refused when not what they say, read by whom may see the record."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from governance.core.files import EvidenceField
from governance.vendors.models import Agreement, Vendor
from tests.factories import make

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a signed agreement"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(people, name: str, content: bytes):
    vendor = make(Vendor)
    told = {"vendor": vendor.pk, "name": "DPA", "kind": "processing", "owner": people.steward.pk}
    url = "/vendors/agreement/add/"
    return signed_in(people.steward).post(url, told | {"file": SimpleUploadedFile(name, content)})


def test_a_file_is_stored_under_the_hash_of_its_content(people):
    assert upload(people, "../../signed DPA.pdf", PDF).status_code == 302
    stored = Agreement.objects.get().file.name
    assert EvidenceField.sha256(stored) == hashlib.sha256(PDF).hexdigest()
    assert stored.startswith("vendors.agreement/")
    assert stored.endswith("/signed_DPA.pdf")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("dpa.exe", PDF, "Choose a file of one of these types"),
        ("dpa.pdf", b"<script>alert(1)</script>", "The content of this file is not what its ending says."),
        ("dpa", PDF, "Choose a file of one of these types"),
        ("dpa.pdf", b"", "empty"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_saved(people, name, content, told):
    response = upload(people, name, content)
    assert told in response.content.decode()
    assert not Agreement.objects.exists()


def test_a_file_that_is_too_large_is_refused(people, settings):
    settings.UPLOAD_LIMIT = 100
    assert "too large" in upload(people, "dpa.pdf", PDF + b"x" * 100).content.decode()


def test_a_file_is_read_as_an_attachment_by_who_may_see_the_record_only(people):
    upload(people, "dpa.pdf", PDF)
    agreement = Agreement.objects.get()
    url = f"/files/vendors/agreement/{agreement.pk}/file/"
    response = signed_in(people.auditor).get(url)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="dpa.pdf"'
    agreement.confidential = True
    agreement.save()
    assert signed_in(people.director).get(url).status_code == 404
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize(
    "path", ["vendors/agreement/1/name", "vendors/nothing/1/file", "vendors/agreement/99/file", "auth/user/1/password"]
)
def test_nothing_but_evidence_is_served(people, path):
    assert signed_in(people.lead).get(f"/files/{path}/").status_code == 404
