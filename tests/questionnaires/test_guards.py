"""A published edition can be rewritten by nobody, not even past the models (specification 3.6)."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from governance.core import guards
from governance.core.acting import acting
from governance.core.workflow import advance
from governance.questionnaires import packs
from governance.questionnaires.models import Question, Questionnaire, Section
from tests.factories import make

pytestmark = pytest.mark.django_db
SAYS = "A published questionnaire no longer changes"


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def published(people) -> Questionnaire:
    return packs.install("deia-1", by=people.lead)


SET = "SET version = version + 1,"
MOVE = "UPDATE questionnaires_question {set} questionnaire_id = "
CHANGES = {
    "a question's text": "UPDATE questionnaires_question {set} text = 'x' WHERE questionnaire_id = {pk}",
    "a question's choices": "UPDATE questionnaires_question {set} options = '[]' WHERE questionnaire_id = {pk}",
    "a section's title": "UPDATE questionnaires_section {set} title = 'x' WHERE questionnaire_id = {pk}",
    "its name": "UPDATE questionnaires_questionnaire {set} name = 'x' WHERE id = {pk}",
    "its scoring": "UPDATE questionnaires_questionnaire {set} scoring = 'x' WHERE id = {pk}",
    "back to draft": "UPDATE questionnaires_questionnaire {set} state = 'draft' WHERE id = {pk}",
    "a question taken out": "DELETE FROM questionnaires_question WHERE questionnaire_id = {pk}",
    "a section taken out": "DELETE FROM questionnaires_section WHERE questionnaire_id = {pk}",
    "itself taken out": "DELETE FROM questionnaires_questionnaire WHERE id = {pk}",
    "a question moved in": MOVE + "{pk} WHERE questionnaire_id = {other}",
    "a question moved out": MOVE + "{other} WHERE questionnaire_id = {pk}",
    "a section added": (
        "INSERT INTO questionnaires_section (version, questionnaire_id, code, title, guidance, position) "
        "VALUES (1, {pk}, 'Z', 'x', '', 99)"
    ),
}


@pytest.mark.parametrize("state", ["published", "retired"])
@pytest.mark.parametrize("change", CHANGES)
def test_no_statement_changes_what_a_published_or_retired_edition_says(published, people, change, state):
    if state == "retired":
        advance(published, "retire", by=people.lead, note="Old.")
    other = make(Question, questionnaire=make(Questionnaire)).questionnaire_id
    with pytest.raises(IntegrityError, match=SAYS):
        run(CHANGES[change].format(set=SET, pk=published.pk, other=other))


def test_no_save_adds_a_question_to_a_published_edition(published):
    with pytest.raises(IntegrityError, match=SAYS), transaction.atomic():
        make(Question, questionnaire=published)


def test_its_life_goes_on(published, people):
    with acting(people.lead):
        published.owner = people.steward
        published.save()
    assert advance(published, "retire", by=people.lead, note="Old.").state == "retired"


def test_a_draft_changes_freely():
    question = make(Question, questionnaire=make(Questionnaire))
    make(Section, questionnaire=question.questionnaire)
    question.text = "x"
    question.save()
    question.delete()
    assert not Question.objects.exists()


def test_guards_are_put_in_place_as_often_as_one_likes_and_again_after_each_migrate(published):
    guards.install()
    guards.lift()
    run(CHANGES["a section's title"].format(set=SET, pk=published.pk))
    call_command("migrate", verbosity=0)
    with pytest.raises(IntegrityError, match=SAYS):
        run(CHANGES["a section's title"].format(set=SET, pk=published.pk))


def test_lifted_guards_come_back_whatever_happens(published):
    with pytest.raises(ZeroDivisionError), guards.lifted():
        raise ZeroDivisionError
    with pytest.raises(IntegrityError, match=SAYS):
        run(CHANGES["a section's title"].format(set=SET, pk=published.pk))
