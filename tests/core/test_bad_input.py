"""What nobody means is answered in words, on every database: never with a broken page."""

import pytest
from django.core.exceptions import ValidationError

from governance.committee.models import Committee
from governance.core.fields import PartialDate
from governance.deia.models import Assessment
from governance.incidents.models import Incident
from governance.inventory.models import ProcessingActivity
from governance.questionnaires.models import Questionnaire
from governance.vendors.models import Vendor
from tests.factories import make
from tests.pages import address, form_of, signed_in

pytestmark = pytest.mark.django_db
BIG = str(10**30)
LONG = "9" * 5000
ADD = "/incidents/incident/add/"


def short(value) -> str:
    return ascii(value)[:40]


@pytest.mark.parametrize("page", ["²", LONG, BIG, "0", "-1", "abc", "\uff11"], ids=short)
def test_a_page_of_history_that_cannot_be_is_the_first(people, page):
    row = make(Vendor)
    response = signed_in(people.lead).get(address(Vendor, "history", row.pk), {"page": page})
    assert (response.status_code, response.context["page"]) == (200, 1)


@pytest.mark.parametrize("said", ["abc", BIG, LONG, "\0", "-1", "\uff11"], ids=short)
@pytest.mark.parametrize("name", ["vendor", "activity", "owner", "aware_at", "name", "categories", "people_affected"])
def test_an_address_that_fills_a_form_with_nonsense_shows_the_form(people, name, said):
    assert signed_in(people.lead).get(ADD, {name: said}).status_code == 200


def test_an_address_fills_in_a_link_to_what_its_reader_may_see_only(people):
    shown, hidden = make(Vendor), make(Vendor, confidential=True, name="Canary")
    for vendor, chosen in ((shown, [str(shown.pk)]), (hidden, [""])):
        client = signed_in(people.steward)
        assert form_of(client, f"{ADD}?vendor={vendor.pk}")["vendor"] == chosen


YEAR = "Write a year from 1900 to 2200."
NO_CHOICE = "Select a valid choice."


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"vendor": "abc"}, NO_CHOICE),
        ({"vendor": BIG}, NO_CHOICE),
        ({"vendor": LONG}, NO_CHOICE),
        ({"vendor": "\0"}, "Null characters are not allowed."),
        ({"owner": "abc"}, NO_CHOICE),
        ({"people_affected": BIG}, "Ensure this value is less than"),
        ({"aware_at_0": "abc"}, "Enter a valid date"),
        ({"aware_at_0": "9999-12-31", "aware_at_1": "23:59"}, YEAR),
        ({"aware_at_0": "0001-01-01", "aware_at_1": "00:00"}, YEAR),
        ({"occurred": "\uff12\uff10\uff11\uff14"}, "is not a date"),
        ({"categories_other": "a\0b"}, "Write these without commas"),
        ({"categories_other": "a|b"}, "Write these without commas"),
        ({"categories": ["a, b"]}, "Write these without commas"),
        ({"name": "a\0b"}, "Null characters are not allowed."),
    ],
    ids=short,
)
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_a_form_says_what_is_wrong_with_a_value(people, sent, told, zone):
    people.lead.time_zone = zone
    people.lead.save()
    client, row = signed_in(people.lead), make(Incident, owner=people.lead)
    for url in (ADD, address(Incident, "change", row.pk)):
        response = client.post(url, form_of(client, url) | {"name": "A name", "aware_at_1": "09:00"} | sent)
        assert response.status_code == 200
        assert told in response.content.decode()
    assert Incident.objects.get() == row


@pytest.mark.parametrize("year", [1899, 2201])
def test_a_day_is_in_a_year_that_a_person_can_mean(people, year):
    client, url = signed_in(people.lead), "/vendors/vendor/add/"
    sent = form_of(client, url) | {"name": "A vendor"}
    assert YEAR in client.post(url, sent | {"review_on": f"{year}-01-01"}).content.decode()
    assert client.post(url, sent | {"review_on": "2200-12-31"}).status_code == 302


@pytest.mark.parametrize("said", ["\uff12\uff10\uff11\uff14", "2014-\uff105", "٢٠١٤"])
def test_a_date_is_written_in_plain_digits(said):
    with pytest.raises(ValidationError):
        PartialDate(said)


@pytest.mark.parametrize(
    "sent", [{"activities": BIG}, {"activities": LONG}, {"activities": "abc"}, {"activities": "\0"}, {"committee": BIG},
             {"committee": "\0"}, {"starts_on": "0001-01-01"}, {"starts_on": "9999-12-31"}, {"what": "\0"}], ids=short,
)  # fmt: skip
def test_a_proposal_made_of_nonsense_comes_back_with_what_is_wrong(people, sent):
    make(Questionnaire, key="fairhold.screening", state="published")
    activity, committee = make(ProcessingActivity), make(Committee)
    told = {"name": "n", "what": "w", "why": "y", "activities": activity.pk, "committee": committee.pk}
    response = signed_in(people.lead).post("/propose/", told | sent)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == list(sent)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    "asked",
    ["state__range=1", "state__regex=(", "state__iregex=(", "state__year=1", "state__date=1", "state__exact=%00",
     "state__in=%00", "state__exact=%00&state__exact=active", "state__exact__exact=1", "state__contains=a",
     f"role__in={BIG}", "owner__exact=1", "name__exact=x", "owner__password__startswith=a"],
)  # fmt: skip
def test_a_list_answers_plain_questions_about_its_filters_only(people, asked):
    assert signed_in(people.lead).get(f"/vendors/vendor/?{asked}").status_code == 400


@pytest.mark.parametrize(
    "asked", ["state__exact=active", "state__in=active,draft", "state__isnull=True", "confidential__exact=1", "q=%00",
              "q=" + "a+" * 3000, "q='", 'q="', "q=%25", "p=-1", "e=1"], ids=short,
)  # fmt: skip
def test_a_list_answers_what_it_may_be_asked(people, asked):
    make(Vendor, state="active")
    assert signed_in(people.lead).get(f"/vendors/vendor/?{asked}", follow=True).status_code == 200


@pytest.mark.parametrize("asked", [f"tier__exact={BIG}", f"tier__in={BIG},1"])
def test_a_number_that_fits_no_database_is_no_filter(people, asked):
    assert signed_in(people.lead).get(f"/deia/assessment/?{asked}").status_code == 400


@pytest.mark.parametrize("asked", ["term=%00", "term='", "page=²", f"page={BIG}", f"page={LONG}", "term=" + "a+" * 300])
def test_suggestions_for_nonsense_are_none(people, asked):
    base = "/autocomplete/?app_label=incidents&model_name=incident&field_name=vendor"
    assert signed_in(people.lead).get(f"{base}&{asked}").status_code in {200, 404}


def test_a_list_of_codes_keeps_what_an_import_brought_and_refuses_a_nul():
    row = make(ProcessingActivity, categories=["a, b"])
    row.clean_fields()
    row.categories = ["a\0b"]
    with pytest.raises(ValidationError):
        row.clean_fields()
