"""What is wrong with incidents: each finding holds while it should, and lets go once it is dealt with."""

import datetime as dt

import pytest

from governance.core import findings
from governance.incidents import awareness, notifying, risking
from governance.incidents.models import Action, Concern, Incident, Lesson, Message
from tests.factories import NOW, TODAY, make

from .conftest import HOUR, breach, clock, fresh, sent

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def wrong(name: str, today: dt.date = TODAY) -> list:
    return list(findings.registry[f"incidents.{name}"].query(today))


def test_a_breach_past_its_deadline_without_notice_or_reason(rita):
    made = breach(rita)
    assert (wrong("notice_late", TODAY + 3 * DAY), wrong("notice_late", TODAY + 4 * DAY)) == ([], [made])
    notifying.explain_delay(clock(made), "The lead was ill.", by=rita, now=NOW + 80 * HOUR)
    assert wrong("notice_late", TODAY + 4 * DAY) == []


def test_a_notice_settles_it(rita):
    made = breach(rita)
    notifying.send(clock(made), sent(10, "initial"), by=rita, now=NOW + 10 * HOUR)
    assert wrong("notice_late", TODAY + 4 * DAY) == []


def test_a_notice_that_turns_out_late_once_the_moment_is_corrected(rita):
    made = breach(rita)
    notifying.send(clock(made), sent(70), by=rita, now=NOW + 71 * HOUR)
    awareness.become_aware(fresh(made), NOW - 5 * HOUR, "Names.", by=rita, now=NOW + 72 * HOUR, reason="An older mail.")
    assert wrong("notice_late") == [made]
    notifying.explain_delay(clock(made), "The mail lay unread.", by=rita, now=NOW + 80 * HOUR)
    assert wrong("notice_late") == []


def test_a_decision_that_only_one_person_made(rita, sam):
    made = breach(rita)
    risking.decide(made, "unlikely", risking.Factors(), by=rita, now=NOW)
    notifying.tell_nobody(clock(made), "unlikely", "It was encrypted.", by=rita, now=NOW)
    assert (wrong("decision_unconfirmed"), wrong("notice_late", TODAY + 4 * DAY)) == ([made], [made])
    notifying.confirm(clock(made), by=sam, now=NOW)
    assert (wrong("decision_unconfirmed"), wrong("notice_late", TODAY + 4 * DAY)) == ([], [])


def test_people_at_high_risk_who_were_not_told(rita):
    made = breach(rita)
    assert wrong("people_not_told") == []
    risking.decide(made, "high", risking.Factors(), by=rita, now=NOW)
    assert wrong("people_not_told") == [made]
    notifying.send(clock(made, "breach.people"), sent(5), by=rita, now=NOW + 6 * HOUR)
    assert wrong("people_not_told") == []


def test_an_open_incident_that_nobody_touched(rita):
    made = make(Incident, owner=rita)
    now = made.history.get().history_date.date()
    assert (wrong("untouched", now + 14 * DAY), wrong("untouched", now + 15 * DAY)) == ([], [made])
    closed = make(Incident, owner=rita, state="closed", closed_at=NOW)
    assert closed not in wrong("untouched", now + 15 * DAY)


def test_an_anonymous_report_without_an_answer(people):
    made = make(Incident, owner=people.lead)
    concern = make(Concern, incident=made, made_at=NOW)
    assert (wrong("concern_unanswered", TODAY + 7 * DAY), wrong("concern_unanswered", TODAY + 8 * DAY)) == ([], [made])
    make(Message, concern=concern, writer=people.lead, at=NOW + DAY)
    assert wrong("concern_unanswered", TODAY + 30 * DAY) == []
    make(Message, concern=concern, writer=None, at=NOW + 2 * DAY)
    assert (wrong("concern_unanswered", TODAY + 9 * DAY), wrong("concern_unanswered", TODAY + 10 * DAY)) == ([], [made])


def test_lessons_and_actions_that_are_overdue(rita):
    made = breach(rita)
    lesson, action = make(Lesson, incident=made, due_on=TODAY), make(Action, incident=made, due_on=TODAY)
    assert (wrong("lesson_overdue"), wrong("action_overdue")) == ([], [])
    assert (wrong("lesson_overdue", TODAY + DAY), wrong("action_overdue", TODAY + DAY)) == ([made], [action])
    lesson.done_on = TODAY
    lesson.save()
    assert wrong("lesson_overdue", TODAY + DAY) == []


def test_an_incident_that_came_closed_and_taught_nothing(rita):
    made = make(Incident, owner=rita, state="closed", closed_at=NOW)
    assert wrong("closed_without_lessons") == [made]
    make(Lesson, incident=made)
    assert wrong("closed_without_lessons") == []
    assert wrong("awareness_unknown") == []


def test_a_breach_of_which_nobody_says_when_we_knew(rita):
    made = breach(rita, aware_at=None, aware_why="")
    assert wrong("awareness_unknown") == [fresh(made)]
