"""The sidebar: no heading says what its one item says, and one thing has one name."""

import re

import pytest
from django.contrib import admin
from django.test import RequestFactory

from governance.core.roles import HELD
from governance.vendors.models import Vendor
from tests.factories import make, person
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [None, *HELD])
def test_no_heading_repeats_its_only_item(role):
    request = RequestFactory().get("/")
    request.user = person(*([role] if role else []))
    sections = admin.site.sidebar(request)
    titles = [(str(one["title"]), [item["title"] for item in one["items"]]) for one in sections]
    assert [title for title, items in titles if items == [title]] == []
    assert dict(titles)["Assessments"] == ["Assessments", "Questionnaires"]


def test_a_proposal_is_new_wherever_it_is_begun(people):
    for address in ("/", "/committee/proposal/"):
        page = signed_in(people.member).get(address).content.decode()
        assert "New proposal" in page
        assert "Add proposal" not in page


def test_a_page_of_work_is_marked_under_the_register_of_its_record(people):
    vendor = make(Vendor)
    page = signed_in(people.lead).get(f"/vendors/{vendor.pk}/").content.decode()
    assert re.search(r'<a href="/vendors/vendor/" aria-current="page">', page)
    assert page.count('aria-current="page"') == 1
