"""Concerns that nobody signs: taken in without a trace, followed by a code, answered by whoever is in charge."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.core.roles import Role
from governance.incidents import reporting
from governance.incidents.models import Concern, Incident, Message
from tests.factories import NOW, make, person
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
TEXT = "The stock room keeps remarks about customers."
FOLLOW = "/report/follow/"


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    yield
    cache.clear()


def reported(client: Client | None = None, url: str = "/report/") -> tuple[Incident, str]:
    page = (client or Client()).post(url, {"kind": "concern", "text": TEXT})
    return Incident.objects.get(), page.context["code"]


def follows(code: str, **told):
    return Client().post(FOLLOW, {"code": code} | told)


def test_a_visitor_reports_and_gets_a_code_that_is_kept_as_a_hash_only(people):
    made, code = reported()
    assert (made.kind, made.confidential, made.owner, made.description) == ("concern", True, people.lead, TEXT)
    assert (len(code), code.count("-")) == (23, 3)
    assert Concern.objects.get().code_sha256 == reporting.digest(code)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("incidents_", "ledger_")):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a name of our own
                assert code not in str(cursor.fetchall()), table


def test_the_pages_leave_no_cookie_but_that_of_the_form_and_are_not_kept():
    client = Client()
    for url in ("/report/", "/report/anonymous/", FOLLOW):
        page = client.get(url)
        assert (page.status_code, set(client.cookies)) == (200, {"csrftoken"})
        assert "no-store" in page.headers["Cache-Control"]
    _made, code = reported(client)
    client.post(FOLLOW, {"code": code})
    assert set(client.cookies) == {"csrftoken"}


def test_neither_address_nor_account_of_the_reporter_is_kept(people):
    made, code = reported(signed_in(people.member), "/report/anonymous/")
    signed_in(people.member).post(FOLLOW, {"code": code, "text": "More."})
    for row in (made, made.concern, made.concern.messages.get()):
        told = row.history.get()
        assert (told.actor, told.history_user_id, told.source) == ("Visitor", None, "page")


def test_the_reporter_comes_back_reads_the_answer_and_writes_more(people):
    made, code = reported()
    signed_in(people.lead).post(f"/incident/{made.pk}/", {"do": "reply", "text": "Which room is it?"})
    page = follows(code, text="The one on the left.").content.decode()
    assert ("Which room is it?" in page, "The one on the left." in page, "Lena Lead" in page) == (True, True, False)
    shown = signed_in(people.lead).get(f"/incident/{made.pk}/").content.decode()
    assert ("The one on the left." in shown, "The reporter" in shown) == (True, True)
    assert [one.writer for one in Message.objects.all()] == [people.lead, None]


@pytest.mark.parametrize("typed", ["{}", " {} ", "{lower}", "{plain}"])
def test_a_code_is_read_however_it_is_typed(people, typed):
    _made, code = reported()
    page = follows(typed.format(code, lower=code.lower(), plain=code.replace("-", " ")))
    assert "Where it stands" in page.content.decode()


@pytest.mark.parametrize("code", ["AAAAA-BBBBB-CCCCC-DDDDD", "x", "'; DROP TABLE", "–" * 50])
def test_a_wrong_code_tells_nothing_in_plain_words(people, code):
    reported()
    page = follows(code).content.decode()
    assert ("There is no report with this code" in page, TEXT in page) == (True, False)


def test_right_and_wrong_codes_take_the_same_look_up(people):
    _made, code = reported()
    costs = []
    for one in (code, reporting.new_code(), "x"):
        with CaptureQueriesContext(connection) as captured:
            reporting.find(one)
        costs.append(len(captured))
    assert costs == [1, 1, 1]


def test_guessing_is_throttled_and_so_are_floods(people):
    answers = [follows("wrong").status_code for _n in range(reporting.MOST["follow"] + 1)]
    assert answers == [200] * reporting.MOST["follow"] + [429]
    floods = [Client().post("/report/", {"kind": "concern", "text": TEXT}).status_code for _n in range(21)]
    assert (floods[-1], Incident.objects.count()) == (429, reporting.MOST["report"])


def test_codes_are_long_and_never_the_same():
    assert len({reporting.new_code() for _n in range(1000)}) == 1000
    assert len(reporting.ALPHABET) ** (reporting.GROUPS * reporting.SIZE) >= 2**96


def test_without_a_privacy_lead_it_belongs_to_nobody_until_there_is_one(db):
    made, _code = reported()
    assert made.owner.is_active is False
    lead = person(Role.PRIVACY_LEAD)
    assert Incident.objects.visible_to(lead).get() == made


def test_others_do_not_see_it(people):
    made, _code = reported()
    for other in (people.member, people.steward, people.director, people.outsider):
        assert not Incident.objects.visible_to(other).exists()
        assert not Message.objects.visible_to(other).exists()
        assert signed_in(other).get(f"/incident/{made.pk}/").status_code == 404


def test_an_empty_report_or_message_is_not_taken(people):
    assert Client().post("/report/", {"kind": "concern", "text": " "}).status_code == 200
    assert Incident.objects.count() == 0
    _made, code = reported()
    assert "Fill this in." in follows(code, text=" ").content.decode()
    assert Message.objects.count() == 0


def test_the_reporter_reads_that_it_is_closed(people):
    made, code = reported()
    make(Message, concern=made.concern, writer=people.lead, at=NOW)
    assert "We are working on it" in follows(code).content.decode()


def test_an_ordinary_incident_takes_no_answer(people):
    made = make(Incident, owner=people.lead)
    assert signed_in(people.lead).post(f"/incident/{made.pk}/", {"do": "reply", "text": "Hello"}).status_code == 404
