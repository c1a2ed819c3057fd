"""The pages of an assessment: its task list, a section for every kind of question, the check, the result."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.committee import declaring, worries
from governance.core import panels, snapshots
from governance.core.workflow import advance
from governance.deia import facts, filling, rating, reading
from governance.deia.findings import out_of_date
from governance.deia.models import AssessedActivity, Evidence, Risk
from governance.inventory.models import ProcessingActivity, Purpose, Recipient
from governance.questionnaires import packs
from governance.questionnaires.models import Questionnaire
from governance.vendors.models import Vendor
from tests.committee.conftest import in_review
from tests.factories import make
from tests.pages import form_of, signed_in

from .conftest import answer_all, fill_in
from .test_filling import answer_to, fill, ours, picture

pytestmark = pytest.mark.django_db

KINDS = """
key: brookfield.kinds
edition: 1
name: Every kind
sections:
  - code: A
    title: All kinds
    questions:
      - {key: yes, text: Yes or no}
      - {key: one, kind: single, text: One, options: [{key: a, text: Aye}, {key: b, text: Bee}]}
      - {key: many, kind: multi, text: Many, options: [{key: a, text: Aye}, {key: z, text: None, exclusive: true}]}
      - {key: scale, kind: scale, text: How far, evidence: A list}
      - key: grid
        kind: matrix
        text: By row
        options: [{key: a, text: Aye}]
        columns: [{key: more, text: More}]
      - {key: rows, kind: repeat_group, text: Rows, columns: [{key: who, text: Who}]}
      - {key: number, kind: number, text: How many, may_not_apply: true}
      - {key: day, kind: date, text: When}
      - {key: short, kind: short_text, text: Short}
      - {key: long, kind: long_text, text: Long, limits: {least: 3}}
      - {key: inform, kind: info, text: For your information}
      - {key: opened, kind: short_text, text: Opened by yes, visible_if: {q: yes, op: eq, v: "yes"}}
""".replace("key: yes", 'key: "q.yes"').replace("q: yes", 'q: "q.yes"')


def url(name: str, assessment, *args) -> str:
    return reverse(f"admin:{name}", args=[assessment.pk, *args])


@pytest.fixture
def kinds(assessment, people):
    answer_all(assessment, new="yes")
    filling.begin(assessment, ours(KINDS, people.lead), by=people.member, in_full=True)
    return assessment


@pytest.fixture
def full(assessment, people):
    answer_all(assessment, sensitive="yes")
    filling.begin(assessment, packs.install("deia-1", by=people.lead), by=people.member)
    return assessment


def name(assessment, key: str, field: str = "value") -> str:
    return f"q{answer_to(assessment, key).pk}-{field}"


def send(client, assessment, told: dict, section: str = "A", **more):
    """Posts a section as it came, but for what is told by question."""
    where = url("assessment_section", assessment, section)
    data = form_of(client, where)
    for key, value in told.items():
        question, _mark, field = key.partition("/")
        data[name(assessment, question, field or "value")] = value
    return client.post(where, data | more)


# Every kind


@pytest.mark.parametrize(
    ("told", "key", "value"),
    [
        ({"q.yes": "unsure"}, "q.yes", "unsure"),
        ({"one": "b"}, "one", "b"),
        ({"many": ["a"]}, "many", ["a"]),
        ({"scale": "3"}, "scale", {"step": 3}),
        (
            {"scale": "2", "scale/who": "Mia", "scale/due_on": "2027-01-31"},
            "scale",
            {"step": 2, "who": "Mia", "due_on": "2027-01-31"},
        ),
        (
            {"grid/r0_name": "Till", "grid/r0_option": "a", "grid/r0_more": "x"},
            "grid",
            [{"id": "r1", "name": "Till", "option": "a", "more": "x"}],
        ),
        ({"rows/r0_who": "Readers"}, "rows", [{"id": "r1", "who": "Readers"}]),
        ({"number": "12"}, "number", 12),
        ({"day": "2027-02-03"}, "day", "2027-02-03"),
        ({"short": "A word"}, "short", "A word"),
        ({"long": "One.\r\nTwo."}, "long", "One.\nTwo."),
    ],
)
def test_each_kind_of_question_is_answered_and_comes_back_as_it_was(kinds, people, told, key, value):
    client = signed_in(people.member)
    send(client, kinds, told)
    answer = answer_to(kinds, key)
    assert (answer.value, answer.version) == (value, 2)
    send(client, kinds, {})
    assert answer_to(kinds, key).version == 2


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"many": ["a", "z"]}, "“None” goes with no other choice."),
        ({"scale": "2"}, "Say who does it, and until which day."),
        ({"number": "many"}, "Enter a whole number."),
        ({"grid/r0_name": "Till"}, "Row 1: Choose an answer."),
        ({"number": "3", "number/not_applicable": "We count none."}, "Either answer it, or say why it does not apply."),
    ],
)
def test_what_does_not_fit_is_told_beside_it_and_holds_back_nothing_else(kinds, people, told, says):
    page = send(signed_in(people.member), kinds, told | {"short": "kept"}).content.decode()
    assert page.count(says) == 2, "in the summary and beside the field"
    assert answer_to(kinds, "short").value == "kept"
    assert answer_to(kinds, next(iter(told)).split("/")[0]).value is None


def test_a_row_that_is_emptied_is_gone_and_the_others_keep_their_ids(kinds, people):
    client = signed_in(people.member)
    send(client, kinds, {"rows/r0_who": "Readers"})
    send(client, kinds, {"rows/r1_who": "Families"})
    send(client, kinds, {"rows/r0_who": ""})
    assert answer_to(kinds, "rows").value == [{"id": "r2", "who": "Families"}]


def test_what_an_answer_lacks_is_told_and_does_not_keep_it_from_being_saved(kinds, people):
    client = signed_in(people.member)
    assert send(client, kinds, {"long": "Too short"}).status_code == 302
    assert "At least 3 words; there are 2." in client.get(url("assessment_section", kinds, "A")).content.decode()


def test_a_question_that_an_answer_opens_comes_after_saving_and_its_answer_sleeps_once_it_is_closed(kinds, people):
    client = signed_in(people.member)
    response = send(client, kinds, {"q.yes": "yes"})
    assert response["Location"] == f"{url('assessment_section', kinds, 'A')}#q{answer_to(kinds, 'opened').pk}"
    send(client, kinds, {"opened": "Because."})
    send(client, kinds, {"q.yes": "no"})
    page = client.get(url("assessment_tasks", kinds)).content.decode()
    assert "1 answer does not count at present" in page
    assert answer_to(kinds, "opened").value == "Because."


# Several people, evidence, roles


def test_two_people_in_one_section_lose_nothing_and_see_each_other(kinds, people):
    client, where = signed_in(people.member), url("assessment_section", kinds, "A")
    mine = form_of(client, where)
    fill(kinds, "one", "a", people.lead)
    fill(kinds, "day", "2027-01-01", people.lead)
    page = client.post(where, mine | {name(kinds, "one"): "b", name(kinds, "short"): "mine"}).content.decode()
    assert "Somebody else has answered “Aye” meanwhile." in page
    assert [answer_to(kinds, key).value for key in ("one", "short", "day")] == ["a", "mine", "2027-01-01"]


def test_evidence_is_added_verified_by_somebody_else_and_taken_out(kinds, people):
    client, where = signed_in(people.member), url("assessment_section", kinds, "A")
    send(client, kinds, {"scale": "4", "scale/file_name": "Our list"}, **{name(kinds, "scale", "file"): picture()})
    evidence = Evidence.objects.get()
    assert (evidence.name, evidence.added_by) == ("Our list", people.member)
    assert client.post(where, form_of(client, where) | {"verify": evidence.pk}).status_code == 403
    signed_in(people.auditor).post(where, {"verify": evidence.pk})
    evidence.refresh_from_db()
    assert evidence.verified_by == people.auditor
    client.post(where, form_of(client, where) | {"drop": evidence.pk})
    assert not Evidence.objects.exists()


def test_a_file_of_the_wrong_type_is_told(kinds, people):
    wrong = SimpleUploadedFile("list.exe", b"MZ")
    page = send(signed_in(people.member), kinds, {}, **{name(kinds, "scale", "file"): wrong}).content.decode()
    assert "Choose a file of one of these types" in page


PAGES = [("assessment_tasks",), ("assessment_section", "A"), ("assessment_check",), ("assessment_result",)]


@pytest.mark.parametrize("page", PAGES)
def test_who_may_not_see_the_assessment_finds_nothing_and_who_may_only_read_changes_nothing(kinds, people, page):
    where = url(page[0], kinds, *page[1:])
    for who, status in (("outsider", 404), ("auditor", 200), ("steward", 200), ("member", 200), ("lead", 200)):
        assert signed_in(getattr(people, who)).get(where).status_code == status, who
    told = {"do": "seen"}
    assert signed_in(people.outsider).post(where, told).status_code in {404, 405}
    assert signed_in(people.auditor).post(where, told).status_code in {403, 405}


# From the screening to a rating


def test_a_screening_leads_to_the_questions_and_whoever_may_asks_for_all_of_them(assessment, people):
    client, where = signed_in(people.member), url("assessment_tasks", assessment)
    assert "Complete the screening first" in client.get(where).content.decode()
    answer_all(assessment, new="yes")
    assert "Ask the privacy lead to publish them." in client.get(where).content.decode()
    lead = signed_in(people.lead)
    assert "Publish the full questionnaire" in lead.get(where).content.decode()
    assert lead.post(reverse("admin:install_screening"), {"next": assessment.pk})["Location"] == where
    client.post(where, {"do": "begin"})
    full = Questionnaire.objects.latest_of("fairhold.deia")
    assert assessment.answers.to(full).count() == 26
    client.post(where, {"do": "in_full"})
    assert assessment.answers.to(full).count() == 45


def test_everything_that_is_missing_is_told_with_the_way_to_it(full, people):
    page = signed_in(people.member).get(url("assessment_check", full)).content.decode()
    missing = re.findall(r'<li class="worry"><a href="([^"]+)">', page)
    assert url("assessment_section", full, "A") in missing
    assert full.get_absolute_url() in missing, "no risk is written down"
    assert all(missing)


def test_completing_on_the_page_leads_to_the_rating(kinds, people):
    client = signed_in(people.member)
    for answer in kinds.answers.to(kinds.template):
        value = {"one": "a", "many": ["a"], "scale": {"step": 3}, "number": 1, "day": "2027-01-01", "short": "x"}
        value |= {"grid": [{"id": "r1", "name": "x", "option": "a"}], "rows": [{"id": "r1", "who": "x"}]}
        value |= {"q.yes": "no", "long": "Now there are four."}
        if answer.question.key in value:
            filling.save(answer, value[answer.question.key], by=people.member, seen_version=answer.version)
    kinds.refresh_from_db()
    where = url("assessment_check", kinds)
    assert client.post(where, {"seen_version": "0"}).status_code == 200, "an old copy completes nothing"
    response = client.post(where, {"seen_version": kinds.version})
    assert response["Location"] == url("assessment_result", kinds)
    assert "A preview" not in client.get(response["Location"]).content.decode()


# What the registers say


@pytest.fixture
def known(assessment, people):
    """Its activity with all that registers know."""
    activity = assessment.activities.get().activity
    activity.categories, activity.subjects, activity.subjects_count = ["contact", "health"], ["employee"], 4180
    activity.save()
    make(Purpose, activity=activity, name="Pay wages", legal_basis="contract")
    vendor = make(Vendor, name="Mailwell", role="processor", personal_data="yes", country="Ireland")
    make(Recipient, activity=activity, vendor=vendor)
    answer_all(assessment, sensitive="yes")
    filling.begin(assessment, packs.install("deia-1", by=people.lead), by=people.member)
    return activity


def test_the_registers_suggest_answers_that_fit_their_questions(known, assessment, people):
    found = facts.suggested(assessment, timezone.localdate(), people.lead)
    vendor = Vendor.objects.get()
    assert {key: one.value for key, one in found.items()} == {
        "data.categories": ["contact", "special"],
        "people.vulnerable": ["staff", "illness"],
        "people.scale": "under_10k",
        "people.groups": [{"id": "s-employee", "group": "Staff", "touched": "directly", "size": "4180"}],
        "choice.basis": [
            {"id": f"p{Purpose.objects.get().pk}", "name": "Pay wages", "option": "chosen", "ground": "contract"}
        ],
        "share.recipients": "processors",
        "share.vendors": [{"id": vendor.pk, "text": str(vendor), "points": 0}],
        "share.transfers": "none",
    }


def test_a_suggestion_is_taken_over_with_its_source_and_an_own_answer_has_none(known, assessment, people):
    client = signed_in(people.lead)
    page = client.get(url("assessment_section", assessment, "C")).content.decode()
    assert f"from {known.reference}: categories of data" in page
    send(client, assessment, {}, "C", take="all")
    answer = answer_to(assessment, "data.categories")
    assert answer.value == ["contact", "special"]
    assert answer.taken_from["facts"] == [{"reference": known.reference, "categories": ["contact", "health"]}]
    send(client, assessment, {"data.categories": ["contact"]}, "C")
    assert answer_to(assessment, "data.categories").taken_from is None


def test_what_a_person_may_not_see_is_not_suggested_to_them(known, assessment, people):
    known.confidential = True
    known.save()
    assert facts.suggested(assessment, timezone.localdate(), people.member) == {}


def test_a_fact_that_changes_later_makes_a_complete_assessment_out_of_date_and_says_which(assessment, people):
    activity = assessment.activities.get().activity
    answer_all(assessment)
    advance(assessment, "complete", by=people.member)
    today = timezone.localdate()
    assert list(out_of_date(today)) == []
    activity.review_on = today
    activity.save()
    assert list(out_of_date(today)) == [], "no fact has changed"
    activity.subjects_count = 12
    activity.save()
    purpose = make(Purpose, activity=activity)
    assert list(out_of_date(today)) == [assessment]
    for page in ("assessment_tasks", "assessment_result"):
        text = signed_in(people.lead).get(url(page, assessment)).content.decode()
        assert f"{activity.reference}: how many people" in text
        assert f"{activity.reference}: purposes and legal bases" in text
    register = signed_in(people.lead).get(assessment.get_absolute_url()).content.decode()
    assert "Out of date" in register
    assert [one["changes"] for one in panels.warnings(people.lead, assessment)], "the review room tells it too"
    assert purpose.pk


@pytest.mark.parametrize("change", ["country", "new vendor"])
def test_a_vendor_that_moves_or_joins_makes_it_out_of_date(assessment, people, change):
    activity = assessment.activities.get().activity
    vendor = make(Vendor, country="Ireland")
    make(Recipient, activity=activity, vendor=vendor)
    answer_all(assessment)
    advance(assessment, "complete", by=people.member)
    vendor.website = "https://example.com"
    vendor.save()
    assert list(out_of_date(timezone.localdate())) == []
    if change == "country":
        vendor.country = "India"
        vendor.save()
    else:
        make(Recipient, activity=activity, vendor=make(Vendor))
    assert list(out_of_date(timezone.localdate())) == [assessment]


def test_in_a_draft_a_person_says_that_the_answers_hold_for_what_has_changed(known, assessment, people):
    known.categories = ["contact"]
    known.save()
    client, where = signed_in(people.lead), url("assessment_tasks", assessment)
    assert "Out of date" in client.get(where).content.decode()
    client.post(where, {"do": "seen"})
    assert "Out of date" not in client.get(where).content.decode()


def test_the_review_room_tells_which_facts_have_changed_since_until_it_is_decided(people):
    world = in_review(now=timezone.now())
    activity = make(ProcessingActivity, name="Mailing")
    about = world.proposal.about
    make(AssessedActivity, assessment=about, activity=activity)
    facts.note(about, timezone.now())
    room = world.proposal.room_url
    declaring.declare(world.review, "none", by=world.lisa, now=timezone.now())
    assert "how many people" not in signed_in(world.lisa).get(room).content.decode()
    activity.subjects_count = 12
    activity.save()
    for reader in (world.lisa, world.lead):
        assert f"{activity.reference}: how many people" in signed_in(reader).get(room).content.decode()
    assert "how many people" not in signed_in(world.mark).get(room).content.decode(), (
        "who has not declared reads nothing"
    )


# Numbers and queries


def test_the_table_beside_the_picture_has_the_numbers_of_the_scoring(full, people):
    numbers = rating.rated(full, dt.date(2026, 11, 24)).plain()
    page = signed_in(people.member).get(url("assessment_result", full)).content.decode()
    table = page[page.index('class="numbers"') :]
    rows = re.findall(r'<tr><th scope="row">[^<]+</th><td>(\d+)</td><td>(\d+)</td><td>(\d+)</td></tr>', table)
    index = numbers["index"]
    assert rows == [
        tuple(str(round(index[name][code])) for name in ("exposure", "net", "safeguard")) for code in index["exposure"]
    ]
    lines = reading.profile(index)
    assert [line.bars["exposure"] for line in lines] == [line.exposure * reading.BAR // 100 for line in lines]


def count(client, where: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(where).status_code == 200
    return len(queries)


@pytest.mark.parametrize("page", PAGES)
def test_queries_do_not_grow_with_answers_evidence_risks_or_activities(full, people, page):
    client, where = signed_in(people.lead), url(page[0], full, *page[1:])
    full.activities.model(assessment=full, activity=make(ProcessingActivity)).save()
    answer = answer_to(full, "purpose.alternatives")
    filling.attach(answer, picture(), name="One", by=people.member)
    make(Risk, assessment=full)
    few = count(client, where)
    for number in range(3):
        activity = make(ProcessingActivity)
        make(Recipient, activity=activity, vendor=make(Vendor))
        full.activities.model(assessment=full, activity=activity).save()
        make(Risk, assessment=full, likelihood=number + 1)
        filling.attach(answer, picture(), name=f"Another {number}", by=people.member)
    facts.note(full, timezone.now())
    fill(full, "people.scale", "under_1k", people.member)
    fill(full, "purpose.compatibility", "close", people.member)
    assert count(client, where) <= few + 2, "at most what one more kind of fact needs"


# Two people at once, where one opens or hides what the other has before them


def as_it_is(kinds, value: str) -> dict[str, str]:
    """The question that the two do not quarrel about."""
    version = str(answer_to(kinds, "q.yes").version)
    return {name(kinds, "q.yes"): value, name(kinds, "q.yes", "seen_version"): version}


def test_an_answer_to_a_question_that_somebody_has_hidden_meanwhile_is_kept(kinds, people):
    client, where = signed_in(people.member), url("assessment_section", kinds, "A")
    send(client, kinds, {"q.yes": "yes"})
    mine = form_of(client, where) | {name(kinds, "opened"): "What I wrote", name(kinds, "short"): "And this"}
    send(client, kinds, {"q.yes": "no"})
    mine[name(kinds, "q.yes")], mine[name(kinds, "q.yes", "seen_version")] = (
        "no",
        str(answer_to(kinds, "q.yes").version),
    )
    assert client.post(where, mine).status_code == 302
    assert (answer_to(kinds, "opened").value, answer_to(kinds, "short").value) == ("What I wrote", "And this")


def test_a_question_that_somebody_has_opened_meanwhile_holds_back_no_answer(kinds, people):
    client, where = signed_in(people.member), url("assessment_section", kinds, "A")
    mine = form_of(client, where) | {name(kinds, "short"): "What I wrote"}
    send(client, kinds, {"q.yes": "yes"})
    mine[name(kinds, "q.yes")], mine[name(kinds, "q.yes", "seen_version")] = (
        "yes",
        str(answer_to(kinds, "q.yes").version),
    )
    assert client.post(where, mine).status_code == 302
    assert answer_to(kinds, "short").value == "What I wrote"


# Flags


def test_a_privacy_lead_clears_a_flag_on_the_result_page_and_puts_it_back(assessment, people):
    answer_all(assessment, sensitive="yes")
    fill_in(assessment, worse={"auto.generative": "unsupervised"})
    make(Risk, assessment=assessment, likelihood=1, impact=1)
    advance(assessment, "complete", by=people.member)
    where, lead = url("assessment_result", assessment), signed_in(people.lead)
    assert "Clear this flag" in lead.get(where).content.decode()
    assert "Clear this flag" not in signed_in(people.member).get(where).content.decode()
    page = lead.post(where, {"do": "clear", "flag": "RF-AI50", "RF-AI50-finding": " "})
    assert "There is a problem" in page.content.decode()
    told = {"do": "clear", "flag": "RF-AI50", "RF-AI50-finding": "Seen on the live page."}
    assert signed_in(people.member).post(where, told).status_code == 403
    assert lead.post(where, told | {"flag": "NO-SUCH"}).status_code == 200
    assert "Seen on the live page." in lead.post(where, told, follow=True).content.decode()
    assert assessment.clearances.get().cleared_by == people.lead
    back = {"do": "withdraw", "flag": "RF-AI50", "RF-AI50-why": "It was taken down."}
    assert "Clear this flag" in lead.post(where, back, follow=True).content.decode()
    assert lead.post(where, back).status_code == 404


# In the review room


def test_the_dossier_puts_the_gravest_answers_first_and_folds_the_calm_ones(assessment, people):
    answer_all(assessment, sensitive="yes")
    fill_in(assessment, worse={"fair.terms": "inferred", "data.linking": "outside", "gov.exit": {"step": 0}})
    rows = snapshots.content(assessment)["parts"]["answers"]
    grave, calm = worries.sorted_out(rows, timezone.localdate())
    keys = dict(assessment.answers.values_list("question", "question__key"))
    assert [keys[worries.question(one)] for one in grave] == ["scr.sensitive", "fair.terms", "gov.exit", "data.linking"]
    assert len(grave) + len(calm) == len(rows)
    asked = []
    for some in (rows[:5], rows):
        with CaptureQueriesContext(connection) as captured:
            worries.sorted_out(some, timezone.localdate())
        asked.append(len(captured))
    assert asked[0] == asked[1]
