"""What waits on the home page of whoever handles incidents."""

import pytest

from governance.core.todos import waiting_for
from governance.incidents import notifying, reporting, risking
from governance.incidents.models import Concern
from tests.factories import NOW, make

from .conftest import breach, clock

pytestmark = pytest.mark.django_db
CONFIRM, ANSWER = "A decision to tell nobody waits for a second person", "Somebody without a name waits for an answer"


def waits(user) -> set[str]:
    return {str(one.what) for one in waiting_for(user, NOW)} & {CONFIRM, ANSWER}


def test_a_decision_waits_for_others_than_who_made_it(rita, people):
    made = breach(rita)
    risking.decide(made, "unlikely", risking.Factors(), by=rita, now=NOW)
    notifying.tell_nobody(clock(made), "unlikely", "It was encrypted.", by=rita, now=NOW)
    assert [waits(one) for one in (rita, people.lead, people.director, people.member)] == [
        set(),
        {CONFIRM},
        {CONFIRM},
        set(),
    ]
    notifying.confirm(clock(made), by=people.lead, now=NOW)
    assert waits(people.director) == set()


def test_a_reporter_waits_while_the_last_word_is_theirs(people):
    concern = make(Concern, incident=breach(people.lead, kind="concern"), made_at=NOW)
    assert (waits(people.lead), waits(people.steward)) == ({ANSWER}, set())
    reporting.say(concern, "We look into it.", now=NOW, writer=people.lead)
    assert waits(people.lead) == set()
    reporting.say(concern, "Thank you.", now=NOW)
    assert waits(people.lead) == {ANSWER}
