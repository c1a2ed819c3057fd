"""Writing a questionnaire in the browser."""

import pytest
from django.core.exceptions import ValidationError

from governance.questionnaires import packs
from governance.questionnaires.lines import ChoicesField, choice, line
from governance.questionnaires.models import Question, Questionnaire, Section
from tests.factories import build, make
from tests.pages import form_of, signed_in

from .conftest import pack

pytestmark = pytest.mark.django_db


def test_a_choice_is_one_line():
    told = {"key": "none", "text": "None of these", "points": 0, "exclusive": True, "flags": ["RF-X"]}
    assert line(told) == "none | 0 | None of these | exclusive RF-X"
    assert choice(line(told), 1) == told
    assert choice("a | | Free", 1) == {"key": "a", "text": "Free"}


@pytest.mark.parametrize("text", ["none", "a | many | Text", "a | 0 | b | c | d"])
def test_a_line_that_is_no_choice_is_told_by_its_number(text):
    with pytest.raises(ValidationError, match="Line 2: write key"):
        ChoicesField(required=False).clean(f"a | 0 | A\n{text}")


def test_every_pack_reads_back_from_its_lines():
    for row in packs.read(pack("deia-1"))[1:]:
        for option in getattr(row, "options", []):
            assert choice(line(option), 1) == option


def test_a_draft_is_edited_in_the_register_and_an_idle_save_changes_nothing(people):
    made = packs.load(pack("deia-1"), by=people.lead)
    client, before = signed_in(people.lead), packs.export(made)
    url = made.get_absolute_url()
    response = client.post(url, form_of(client, url))
    assert response.status_code == 302
    assert packs.export(made) == before
    assert Question.history.filter(questionnaire=made.pk).count() == 45


def test_a_choice_with_a_bar_in_its_text_survives_an_idle_save(people):
    made = make(Questionnaire, owner=people.lead)
    made_of = [{"key": "a", "text": "Either | or", "points": 1}, {"key": "b", "text": "Neither", "points": 0}]
    question = make(Question, questionnaire=made, kind="single", options=made_of)
    client, url = signed_in(people.lead), made.get_absolute_url()
    assert client.post(url, form_of(client, url) | {"questions-0-text": "Which"}).status_code == 302
    question.refresh_from_db()
    assert (question.text, question.options) == ("Which", made_of)


def test_a_mistake_in_a_question_is_told_with_its_place(people):
    made = make(Questionnaire, owner=people.lead)
    make(Question, questionnaire=made, key="q")
    client = signed_in(people.lead)
    url = made.get_absolute_url()
    form = form_of(client, url) | {"questions-0-visible_if": '{"q": "a", "op": "is", "v": "x"}'}
    form |= {"questions-0-options": "a | 2000 | Much"}
    page = client.post(url, form).content.decode()
    assert "“is” is no comparison." in page
    assert "[0].points: Points go from 0 to 1000." in page


def test_a_question_belongs_to_a_section_of_its_own_questionnaire():
    astray = build(Question, questionnaire=make(Questionnaire), section=make(Section))
    with pytest.raises(ValidationError, match="section of the same questionnaire"):
        astray.full_clean()


def test_a_published_questionnaire_is_only_read(people):
    made = packs.install("screening-1", by=people.lead)
    page = signed_in(people.lead).get(made.get_absolute_url()).content.decode()
    assert "questions-0-text" not in page
    assert f"/questionnaires/{made.pk}/file/" in page
