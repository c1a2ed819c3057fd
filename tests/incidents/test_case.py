"""The page on which an incident is worked on, and its notify pack."""

import datetime as dt
import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.core.roles import Role
from governance.incidents import notifying, packs, showing
from governance.incidents.models import Action, Incident, Lesson, Notice
from governance.vendors.models import Vendor
from tests.factories import NOW, make, person
from tests.pages import signed_in

from .conftest import HOUR, breach, clock, fresh, sent

pytestmark = pytest.mark.django_db


def reads(user, incident, query: str = "") -> str:
    page = signed_in(user).get(f"/incident/{incident.pk}/{query}")
    assert page.status_code == 200
    return html.unescape(page.content.decode())


def does(user, incident, do: str, **said) -> str:
    page = signed_in(user).post(f"/incident/{incident.pk}/", {"do": do} | said, follow=True)
    assert page.status_code == 200, page.status_code
    return html.unescape(page.content.decode())


def at(moment: dt.datetime, name: str = "at") -> dict[str, str]:
    here = timezone.localtime(moment)
    return {f"{name}_0": f"{here:%Y-%m-%d}", f"{name}_1": f"{here:%H:%M}"}


def recent(owner, **told) -> Incident:
    return breach(owner, **{"aware_at": timezone.now() - 21 * HOUR} | told)


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (0, "72 h 00 min left"), (71 + 59 / 60, "0 h 01 min left"), (72, "0 h 00 min left"),
        (73, "1 h 00 min past the deadline"), (-24 * 30, "33 days left"),
    ],
)  # fmt: skip
def test_the_clock_in_words(hours, text):
    assert showing.left(NOW + 72 * HOUR, NOW + hours * HOUR) == text


def test_the_clock_stands_there_without_a_script(rita):
    page = reads(rita, recent(rita))
    assert re.search(r'role="timer" data-until="[^"]+"[^>]*>\s*5[01] h \d\d min left', page)
    assert "Names were in the file." in page
    assert "Decide whether it is reportable" in page


def test_without_awareness_it_says_why_no_clock_runs(rita):
    made = breach(rita, aware_at=None, aware_why="")
    assert "nobody has said at what moment we knew" in reads(rita, made)
    page = does(rita, made, "aware", **at(timezone.now() - HOUR), why="Tomás saw names.")
    assert ("the clocks run from this moment" in page, fresh(made).tracks.count()) == (True, 2)


def test_the_moment_is_corrected_here_and_not_in_the_register(rita):
    made = recent(rita)
    told = at(timezone.now() - 30 * HOUR) | {"why": "Tomás saw names."}
    assert "Say why the moment is corrected" in does(rita, made, "aware", **told)
    assert "Recorded" in does(rita, made, "aware", **told, reason="His mail is older.")
    register = signed_in(rita).get(f"/incidents/incident/{made.pk}/change/").content.decode()
    assert 'name="aware_at_0"' not in register


def test_three_questions_lead_to_a_result_in_words(rita):
    made = recent(rita)
    assert "Choose an answer." in does(rita, made, "risk", personal="yes")
    page = does(rita, made, "risk", personal="yes", likely="yes", high="no", why="Names and addresses.")
    assert "Tell the authority. By European and British law the people concerned need not be told" in page
    assert (fresh(made).risk, made.triages.get().why) == ("risk", "Names and addresses.")


def test_a_notice_is_recorded_with_its_file_and_shown_as_in_time(rita):
    made = recent(rita)
    track = clock(made)
    upload = SimpleUploadedFile("notice.pdf", b"%PDF-1.7 notice")
    told = at(timezone.now() - HOUR) | {"target": track.pk, "phase": "final", "reference": "DPC-7", "file": upload}
    page = does(rita, made, "notice", **told)
    assert re.search(r"On time: told on [^<]+, 5\d h \d\d min before the deadline\.", page)
    assert "DPC-7" in page
    with Notice.objects.get().file.open() as kept:
        assert kept.read() == b"%PDF-1.7 notice"


def test_a_late_notice_asks_for_the_reason(rita):
    made = recent(rita, aware_at=timezone.now() - 100 * HOUR)
    told = at(timezone.now()) | {"target": clock(made).pk, "phase": "initial"}
    assert "Give the reason for the delay" in does(rita, made, "notice", **told)
    page = does(rita, made, "notice", **told, late_why="The lead was ill.")
    assert ("Late: told on" in page, "The lead was ill." in page) == (True, True)


def test_the_decision_to_tell_nobody_waits_for_somebody_else(rita, sam):
    made = recent(rita)
    does(rita, made, "risk", personal="yes", likely="no")
    key = clock(made).pk
    page = does(rita, made, "nobody", target=key, ground="unlikely", why="It was encrypted.")
    assert ("Not confirmed yet" in page, "Confirm that nobody is told" in page) == (True, False)
    assert "Confirm that nobody is told" in reads(sam, made)
    assert "The decision is confirmed." in does(sam, made, "confirm", target=key)
    assert "Confirmed by Sam Second" in reads(rita, made)
    assert "The decision is taken back" in does(rita, made, "take_back", target=key, why="The key was lost too.")


@pytest.mark.parametrize("do", ["notice", "nobody", "take_back", "delay", "confirm"])
def test_a_clock_of_another_incident_is_not_there(rita, do):
    mine, other = recent(rita), recent(rita)
    page = signed_in(rita).post(f"/incident/{mine.pk}/", {"do": do, "target": clock(other).pk})
    assert page.status_code == 404


def test_who_only_reads_can_do_nothing(rita, people):
    made = recent(rita)
    assert "<textarea" not in reads(people.member, made)
    for do, said in (
        ("note", {"sort": "note", "text": "x"} | at(NOW)),
        ("risk", {"personal": "no"}),
        ("no_lesson", {"why": "x"}),
    ):
        assert signed_in(people.member).post(f"/incident/{made.pk}/", {"do": do} | said).status_code == 403
    assert fresh(made).version == made.version


def test_notes_tasks_and_lessons(rita):
    made, vendor = recent(rita), make(Vendor, owner=rita, name="Mailwell")
    day = f"{timezone.localdate():%Y-%m-%d}"
    assert "The trader deleted it." in does(
        rita, made, "note", sort="message", text="The trader deleted it.", **at(timezone.now())
    )
    does(rita, made, "task", name="Get it in writing", owner=rita.pk, due_on=day)
    assert "Choose the vendor." in does(
        rita, made, "lesson", teaches="vendor", text="Ask for a list.", person=rita.pk, due_on=day
    )
    does(rita, made, "lesson", teaches="vendor", text="Ask for a list.", person=rita.pk, due_on=day, vendor=vendor.pk)
    lesson = Lesson.objects.get()
    assert (Action.objects.get().incident, lesson.vendor) == (made, vendor)
    does(rita, made, "lesson_done", target=lesson.pk)
    assert fresh(lesson).done_on == timezone.localdate()
    page = reads(rita, made)
    assert all(text in page for text in ("Get it in writing", "Ask for a list.", "The trader deleted it."))


def test_the_timeline_shows_what_is_asked_for(rita):
    made = recent(rita)
    does(rita, made, "risk", personal="yes", likely="no")
    does(rita, made, "note", sort="message", text="He called us.", **at(timezone.now()))
    made = fresh(made)
    made.people_affected = 640
    made.save()
    shown = {name: reads(rita, made, f"?show={name}") for name in ("all", "decision", "message", "changes", "nonsense")}
    found = {
        name: ("He called us." in page, "risk to people is rated" in page, "640 in incident" in page)
        for name, page in shown.items()
    }
    assert found == {
        "all": (True, True, True), "decision": (False, True, False), "message": (True, False, False),
        "changes": (False, False, True), "nonsense": (True, True, True),
    }  # fmt: skip


def test_the_checklist_counts_what_a_notice_needs(rita):
    made = recent(rita)
    assert "1 of 6 ready" in reads(rita, made)
    told = {
        "description": "x",
        "found": "2026-11",
        "categories": ["name"],
        "people_kinds": ["customer"],
        "people_affected": 0,
    }
    full = recent(rita, **told, consequences="x", measures="x", risk="risk")
    assert "6 of 6 ready" in reads(rita, full)


def test_the_pack_is_filled_from_the_record_and_lists_its_gaps(rita):
    made = recent(rita, description="A list went astray.", people_affected=1240)
    page = html.unescape(signed_in(rita).get(f"/incident/{made.pk}/pack/{clock(made).pk}/").content.decode())
    assert all(text in page for text in ("A list went astray.", "1,240", rita.email, "33(3)(d)"))
    missing = re.search(r"Missing: ([^.]+)\.", page)[1]
    assert {"Likely consequences", "What we did and will do", "Whose data"} <= set(missing.split(", "))


def test_the_pack_is_printed_as_an_archive_pdf_that_is_the_same_each_time(rita):
    made = breach(rita, description="Zażółć 漢字 #let x = 1 $a$ *b*", consequences="")
    first, again = (packs.printed(clock(made), at=NOW) for _n in range(2))
    assert first == again
    assert (first[:5], b"pdfaid" in first) == (b"%PDF-", True)
    answer = signed_in(rita).get(f"/incident/{made.pk}/pack/{clock(made).pk}/pack.pdf")
    assert (answer.headers["Content-Type"], "no-store" in answer.headers["Cache-Control"]) == ("application/pdf", True)


def test_the_page_costs_the_same_for_few_and_many(rita):
    few, many = recent(rita), recent(rita, jurisdictions=["EU", "UK", "US-CA"], nis2=True)
    for number in range(8):
        make(Action, incident=many, owner=person(Role.MEMBER))
        make(Lesson, incident=many, person=person())
        notifying.send(
            clock(many),
            sent(number, "initial" if not number else "supplement", late_why="x"),
            by=rita,
            now=timezone.now() + 900 * HOUR,
        )
    notifying.send(clock(few), sent(1, "initial", late_why="x"), by=rita, now=timezone.now() + 900 * HOUR)
    make(Action, incident=few)
    make(Lesson, incident=few)
    client, costs = signed_in(rita), []
    client.get(f"/incident/{few.pk}/")
    for made in (few, many):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/incident/{made.pk}/")
        costs.append(len(captured))
    assert costs[1] <= costs[0] + 2
