"""Stories of harm become risks, once, rated by people; a draft goes over to a newer edition on a page of its own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from governance.core.acting import acting
from governance.deia import stories
from governance.deia.models import Answer

from .conftest import fill_in, signed_in
from .test_filling import FIRST, SECOND, ours

pytestmark = pytest.mark.django_db


def page_of(assessment) -> str:
    return reverse("admin:assessment_risks", args=[assessment.pk])


@pytest.fixture
def told(assessment):
    fill_in(assessment)
    return assessment


def test_each_story_waits_until_it_is_rated_and_then_is_a_risk_with_its_cause(told, people):
    waiting = stories.untaken(told)
    assert [story.sort for story in waiting] == ["as_designed", "breaks", "misused"]
    for story in waiting:
        stories.take(told, story, likelihood=3, impact=4, by=people.member)
    assert stories.untaken(told) == []
    assert list(told.risks.values_list("name", "cause", "likelihood", "impact")) == [
        ("A story", cause, 3, 4) for cause in ("design", "failure", "misuse")
    ]


def test_a_story_is_taken_once_and_stays_taken_in_other_words(told, people):
    story = stories.untaken(told)[0]
    stories.take(told, story, likelihood=1, impact=1, by=people.member)
    with pytest.raises(ValidationError, match="already"):
        stories.take(told, story, likelihood=1, impact=1, by=people.member)
    answer = Answer.objects.get(assessment=told, question__key="harm.scenarios")
    answer.value[0]["story"] = "The same, told better"
    with acting(people.member):
        answer.save()
    assert len(stories.untaken(told)) == 2


def test_the_page_rates_a_story_and_says_what_is_missing(told, people):
    client = signed_in(people.member)
    story = stories.untaken(told)[0]
    answer = client.post(page_of(told), {"story": story.key, "likelihood": "3", "impact": ""})
    assert "Choose an answer." in answer.content.decode()
    assert not told.risks.exists()
    client.post(page_of(told), {"story": story.key, "likelihood": "3", "impact": "2"})
    assert told.risks.get().story == story.key
    assert client.post(page_of(told), {"story": story.key, "likelihood": "3", "impact": "2"}).status_code == 404
    assert "2 stories are not rated yet" in client.get(page_of(told)).content.decode()


def test_who_may_only_read_rates_nothing(told, people):
    client = signed_in(people.steward)
    assert client.get(page_of(told)).status_code == 200
    story = stories.untaken(told)[0]
    assert client.post(page_of(told), {"story": story.key, "likelihood": "3", "impact": "2"}).status_code == 403


def test_a_newer_edition_is_offered_with_what_would_change_and_taken_with_one_button(assessment, people):
    from governance.deia import filling

    filling.begin(assessment, ours(FIRST, people.lead), by=people.member, in_full=True)
    client, url = signed_in(people.member), reverse("admin:assessment_edition", args=[assessment.pk])
    assert client.get(url).status_code == 404
    second = ours(SECOND, people.lead)
    assert url in client.get(assessment.tasks_url).content.decode()
    page = client.get(url).content.decode()
    assert "1 new question" in page
    assert "Is it old" in page
    client.post(url)
    assessment.refresh_from_db()
    assert assessment.template == second
    assert client.get(url).status_code == 404
