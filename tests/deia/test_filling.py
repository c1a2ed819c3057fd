"""Filling in an assessment: laying out, several people at once, evidence, and a new edition of the questions."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.core.errors import StaleRecord
from governance.core.reading import Source
from governance.core.snapshots import content, take
from governance.core.workflow import advance
from governance.deia import editions, filling, proposing
from governance.deia.models import Answer, Assessment, Evidence, Risk
from governance.deia.scoring import Weight
from governance.inventory.models import ProcessingActivity
from governance.questionnaires import packs
from governance.questionnaires.models import Questionnaire
from governance.questionnaires.sheets import State
from governance.questionnaires.vocabulary import Trigger
from tests.factories import make
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)
FIRST = """
key: brookfield.full
edition: 1
name: Ours
sections:
  - code: A
    title: First
    questions:
      - {key: kept, text: Is it kept}
      - {key: reworded, text: Is it so}
      - {key: dropped, text: Is it old, may_not_apply: true}
"""
SECOND = """
key: brookfield.full
edition: 2
name: Ours, anew
sections:
  - code: Z
    title: Begins with what is new
    questions:
      - {key: added, text: Is it new}
  - code: A
    title: First
    questions:
      - {key: reworded, text: Is it really so}
      - {key: kept, text: Is it kept}
"""


def ours(text: str, by) -> Questionnaire:
    return packs.publish(Source("ours.yaml", text.encode()), by=by)


@pytest.fixture
def assessment(people) -> Assessment:
    screening = packs.install("screening-1", by=people.lead)
    return proposing.assess(
        by=people.member, name="Book club", questionnaire=screening, activities=[make(ProcessingActivity)]
    )


@pytest.fixture
def full(people) -> Questionnaire:
    return packs.install("deia-1", by=people.lead)


def screened(assessment: Assessment, **replies: str) -> None:
    for answer in assessment.answers.to(assessment.questionnaire):
        answer.value = replies.get(answer.question.key.removeprefix("scr."), "no")
        answer.save()


def answer_to(assessment: Assessment, key: str) -> Answer:
    return assessment.answers.select_related("question").get(question__key=key)


def fill(assessment: Assessment, key: str, value, by, **told) -> Answer:
    answer = answer_to(assessment, key)
    return filling.save(answer, value, by=by, seen_version=answer.version, **told)


# Laying out


def test_a_full_assessment_gets_all_questions_beside_its_screening(assessment, full, people):
    screened(assessment, sensitive="yes")
    filling.begin(assessment, full, by=people.member)
    assert (assessment.answers.count(), assessment.answers.to(full).count()) == (55, 45)
    assert (len(assessment.answered()), assessment.template) == (10, full)


@pytest.mark.parametrize(
    ("concern", "section", "count"),
    [("profile", "E", 26), ("repurpose", "C", 25), ("track", "C", 25), ("scale", "H", 23), ("new", "E", 26)],
)
def test_a_light_assessment_gets_four_sections_and_that_of_its_concern(
    assessment, full, people, concern, section, count
):
    screened(assessment, **{concern: "unsure"})
    filling.begin(assessment, full, by=people.member)
    codes = set(assessment.answers.to(full).values_list("question__section__code", flat=True))
    assert codes == {"A", "B", "D", "I", section}
    assert assessment.answers.to(full).count() == count


def test_a_light_assessment_grows_into_a_full_one_and_keeps_its_answers(assessment, full, people):
    screened(assessment, new="yes")
    filling.begin(assessment, full, by=people.member)
    fill(assessment, "people.scale", "over_1m", people.member)
    filling.begin(assessment, full, by=people.member, in_full=True)
    assert assessment.answers.to(full).count() == 45
    assert answer_to(assessment, "people.scale").value == "over_1m"


def test_only_a_published_questionnaire_is_laid_out_and_only_by_who_may_change_it(assessment, full, people):
    with pytest.raises(ValidationError, match="not published"):
        filling.begin(assessment, make(Questionnaire), by=people.member)
    with pytest.raises(PermissionDenied):
        filling.begin(assessment, full, by=people.director)


def test_the_words_of_a_screening_are_those_of_its_score():
    assert Trigger.choices == Weight.choices


# Answering


def test_two_people_answer_at_once_and_nothing_is_lost(assessment, people):
    first, second = assessment.answers.all()[:2]
    filling.save(first, "yes", by=people.lead, seen_version=first.version, note="Theirs.")
    filling.save(second, "no", by=people.member, seen_version=second.version)
    idle = filling.save(first, "", by=people.member, seen_version=first.version, note="")
    assert (idle.value, idle.note) == ("yes", "Theirs.")
    with pytest.raises(StaleRecord) as stale:
        filling.save(first, "no", by=people.member, seen_version=first.version)
    assert stale.value.stored.value == "yes"


@pytest.mark.parametrize(
    ("key", "value", "told", "reason"),
    [
        ("people.scale", "lots", {}, "“lots” is not one of the choices."),
        ("people.vulnerable", ["none", "staff"], {}, "“None of these” goes with no other choice."),
        ("people.scale", None, {"not_applicable": "We count nobody."}, "This question always applies: answer it."),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(assessment, full, people, key, value, told, reason):
    filling.begin(assessment, full, by=people.member, in_full=True)
    with pytest.raises(ValidationError) as refused:
        fill(assessment, key, value, people.member, **told)
    assert refused.value.messages == [reason]
    assert answer_to(assessment, key).version == 1


def test_a_complete_assessment_is_not_filled_in(assessment, people):
    screened(assessment)
    advance(assessment, "complete", by=people.member)
    with pytest.raises(PermissionDenied):
        fill(assessment, "scr.new", "yes", people.member)


def test_a_sheet_takes_the_same_number_of_queries_however_many_questions(assessment, full, people):
    filling.begin(assessment, full, by=people.member, in_full=True)
    for questionnaire in (assessment.questionnaire, full):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert filling.sheet_of(assessment, questionnaire, DAY).visible
        assert len(queries) == 2


def test_a_snapshot_takes_the_same_number_of_queries_however_many_answers(assessment, full, people):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            content(Assessment.objects.get(pk=assessment.pk))
        return len(queries)

    few = count()
    filling.begin(assessment, full, by=people.member, in_full=True)
    assert count() == few + 1  # The name of the full questionnaire.


def test_what_is_open_in_the_full_questionnaire_is_told_before_it_is_complete(assessment, people):
    screened(assessment)
    filling.begin(assessment, ours(FIRST, people.lead), by=people.member)
    fill(assessment, "kept", "yes", people.member)
    fill(assessment, "dropped", None, people.member, not_applicable="We have none.")
    with pytest.raises(ValidationError) as refused:
        advance(assessment, "complete", by=people.member)
    assert refused.value.messages == ["Answer this question: “Is it so”."]


# Evidence


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("list.png", b"\x89PNG\r\n\x1a\n" + b"0" * 20)


def test_the_highest_step_counts_once_somebody_else_has_verified_its_evidence(assessment, full, people):
    filling.begin(assessment, full, by=people.member, in_full=True)
    answer = fill(assessment, "sec.controls", {"step": 4}, people.member)
    evidence = filling.attach(answer, picture(), name="List of controls", by=people.member)
    assert filling.sheet_of(assessment, full, DAY).points("sec.controls") == 3
    for nobody in (people.member, people.outsider):
        with pytest.raises(PermissionDenied):
            filling.verify(evidence, by=nobody)
    filling.verify(evidence, by=people.lead)
    assert filling.sheet_of(assessment, full, DAY).points("sec.controls") == 4


def test_evidence_is_read_by_whoever_sees_the_assessment(assessment, people):
    def status(user) -> int:
        response = signed_in(user).get(evidence.file.url)
        if response.streaming:
            assert b"".join(response.streaming_content).startswith(b"\x89PNG")
        return response.status_code

    evidence = filling.attach(assessment.answers.first(), picture(), name="List", by=people.member)
    assert status(people.auditor) == 200
    assessment.confidential = True
    assessment.save()
    assert (status(people.steward), status(people.lead)) == (404, 200)


def test_a_file_that_is_not_what_it_says_is_no_evidence(assessment, people):
    answer = assessment.answers.first()
    with pytest.raises(ValidationError, match="not what its ending says"):
        filling.attach(answer, SimpleUploadedFile("list.pdf", b"hello"), name="List", by=people.member)
    assert not Evidence.objects.exists()


# A new edition


@pytest.fixture
def answered(assessment, people) -> Assessment:
    screened(assessment)
    filling.begin(assessment, ours(FIRST, people.lead), by=people.member)
    for key in ("kept", "reworded", "dropped"):
        fill(assessment, key, "yes", people.member, note=f"About {key}.")
    return assessment


def test_a_draft_moves_to_a_new_edition_and_what_was_reworded_must_be_confirmed(answered, people):
    """Scenario 18."""
    second = ours(SECOND, people.lead)
    told = editions.carry_over(answered, second, by=people.member)
    assert (told.same, told.reworded, told.new, told.dropped) == (["kept"], ["reworded"], ["added"], ["dropped"])
    sheet = filling.sheet_of(answered, second, DAY)
    assert {key: sheet.state(key) for key in ("kept", "reworded", "added")} == {
        "kept": State.ANSWERED,
        "reworded": State.CARRIED,
        "added": State.UNANSWERED,
    }
    fill(answered, "added", "no", people.member)
    with pytest.raises(ValidationError) as refused:
        advance(answered, "complete", by=people.member)
    assert refused.value.messages == ["Confirm the 1 answer that was carried over: its question has changed."]
    amber = answer_to(answered, "reworded")
    assert (amber.value, amber.note) == ("yes", "About reworded.")
    filling.confirm(amber, by=people.member, seen_version=amber.version)
    assert advance(answered, "complete", by=people.member).state == "complete"


def test_an_answer_that_is_no_longer_asked_stays_in_the_history(answered, people):
    gone = answer_to(answered, "dropped")
    filling.attach(gone, picture(), name="Old list", by=people.member)
    pk = gone.pk
    editions.carry_over(answered, ours(SECOND, people.lead), by=people.member)
    assert not answered.answers.filter(pk=pk).exists()
    newest = Answer.history.filter(id=pk).order_by("-history_id").first()
    assert (newest.history_type, newest.value, newest.note) == ("-", "yes", "About dropped.")
    assert Evidence.history.filter(answer_id=pk, history_type="-").count() == 1


def test_what_would_become_of_the_answers_is_told_beforehand_and_changes_nothing(answered, people):
    second = ours(SECOND, people.lead)
    assert editions.compare(answered, second).dropped == ["dropped"]
    assert (answered.template.edition, answered.answers.to(second).count()) == (1, 0)


def test_an_idle_save_of_a_carried_answer_does_not_confirm_it(answered, people):
    editions.carry_over(answered, ours(SECOND, people.lead), by=people.member)
    fill(answered, "reworded", "yes", people.member, note="About reworded.")
    assert answer_to(answered, "reworded").carried
    fill(answered, "reworded", "no", people.member)
    assert not answer_to(answered, "reworded").carried


def test_only_a_newer_published_edition_of_the_same_questions_is_carried_to(answered, full, people):
    with pytest.raises(ValidationError, match="no newer edition"):
        editions.carry_over(answered, full, by=people.member)
    with pytest.raises(ValidationError, match="no newer edition"):
        editions.carry_over(answered, answered.template, by=people.member)


def test_a_snapshot_says_the_same_after_the_questions_have_a_new_edition(answered, people):
    """Scenario 25."""
    before = take(answered)
    advance(answered.template, "retire", by=people.lead, note="A new one is coming.")
    ours(SECOND, people.lead)
    draft = make(Questionnaire, key="brookfield.full", edition=3)
    assert draft.pk
    answered.refresh_from_db()
    assert take(answered).sha256 == before.sha256


def test_a_snapshot_tells_answers_in_words(answered):
    told = {part["fields"][0]["text"]: part["fields"] for part in content(answered)["parts"]["answers"]}
    value = next(field for field in told["Is it kept"] if field["name"] == "value")
    assert (value["value"], value["text"]) == ("yes", "Yes")
    assert Risk.objects.count() == 0
