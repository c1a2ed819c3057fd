"""Questionnaires as files: refused whole with the place, written back as they were read."""

import json
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db.models import F

from governance.core.reading import Source
from governance.core.refusals import Refused
from governance.core.workflow import advance
from governance.questionnaires import packs
from governance.questionnaires.models import Question, Questionnaire, Section
from governance.questionnaires.vocabulary import Polarity
from tests.factories import make
from tests.pages import signed_in

from .conftest import items_of, pack

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).parents[3] / "shared" / "domain" / "deia-template.json"
HEAD = "key: a.b\nedition: 1\nname: Short\n"


def source(text: str) -> Source:
    return Source("short.yaml", text.encode())


@pytest.mark.parametrize("name", ["screening-1", "deia-1", "vendor-1"])
def test_what_is_written_loads_back_to_the_same(name, people):
    first = packs.load(pack(name), by=people.lead)
    text = packs.export(first)
    again = packs.load(source(text.replace("edition: 1", "edition: 2", 1)), by=people.lead)
    assert packs.export(again).replace("edition: 2", "edition: 1", 1) == text
    assert (again.parts(), again.items()) == (first.parts(), first.items())
    assert (
        not Question.objects.filter(section__isnull=False).exclude(section__questionnaire=F("questionnaire")).exists()
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("edition: 1\nname: x\n", "short.yaml, key: This is missing."),
        (HEAD + "colour: red\n", "short.yaml, colour: This name is not known here."),
        (
            HEAD + "key: c\n",
            "short.yaml, line 1, column 1: This cannot be read: a name stands twice, or is not a text.",
        ),
        (HEAD.replace("1", "one"), "short.yaml, edition: This should be a whole number from 0 to 32767."),
        (HEAD + "thin: maybe\n", "short.yaml, thin: This should be true or false."),
        (HEAD + "purpose: joy\n", "short.yaml, purpose: Value 'joy' is not a valid choice."),
        (HEAD + "questions: none\n", "short.yaml, questions: This should be a list."),
        (HEAD, "short.yaml, questions: Add at least one question."),
        (
            HEAD + "scoring: x\nquestions: [{key: q, text: Why}]\n",
            "short.yaml, scoring: There is no such way to score.",
        ),
        (HEAD + "questions: [{key: q}]\n", "short.yaml, questions[0].text: This is missing."),
        (HEAD + "questions: [{key: q, text: Why, txt: x}]\n", "questions[0].txt: This name is not known here."),
        (HEAD + "questions: [{key: q, text: Why, kind: x}]\n", "questions[0].kind: Value 'x' is not a valid choice."),
        (
            HEAD + "questions: [{key: q, text: Why, options: [{key: a, points: lots}]}]\n",
            "questions[0].options: [0].points: This should be a whole number.",
        ),
        (
            HEAD + "questions: [{key: q, text: Why, shares: {PRI: 0.5}}]\n",
            "questions[0].shares: PRI: A share is a whole number from 1 to 100.",
        ),
        (
            HEAD + "questions: [{key: q, text: Why, visible_if: {all: []}}]\n",
            "questions[0].visible_if: all: This should be a list of rules.",
        ),
        (
            HEAD + "questions: [{key: q, text: Why}, {key: q, text: Why}]\n",
            "short.yaml, q: This key stands twice.",
        ),
    ],
)
def test_a_broken_file_is_refused_whole_with_its_place(text, told, people):
    with pytest.raises(Refused) as refused:
        packs.load(source(text), by=people.lead)
    assert told in str(refused.value)
    assert not Questionnaire.objects.exists()


def test_every_mistake_of_a_file_is_told_with_its_key(people):
    broken = (
        pack("deia-1").content.decode().replace("key: auto.role", "key: auto.part").replace("weight: 3", "weight: 0")
    )
    with pytest.raises(Refused) as refused:
        packs.load(source(broken), by=people.lead)
    places = [problem.position for problem in refused.value.problems]
    assert {"auto.effect", "auto.explain", "fair.outcome_test", "fair.terms", "harm.manipulation"} <= set(places)
    assert not Questionnaire.objects.exists()


def test_a_new_edition_may_renumber_but_its_rules_name_what_it_asks(people):
    """Scenario 17."""
    packs.install("deia-1", by=people.lead)
    told = yaml.safe_load(pack("deia-1").content)
    told["edition"] = 2
    told["sections"].reverse()
    for section in told["sections"]:
        section["questions"] = [one for one in section["questions"] if one["key"] != "share.recipients"]
    draft = Questionnaire(owner=people.lead, name="Second", key=told["key"], edition=2, scoring=told["scoring"])
    draft.save()
    for number, row in enumerate([one for section in told["sections"] for one in section["questions"]], start=1):
        make(Question, questionnaire=draft, position=number, **row)
    with pytest.raises(ValidationError) as refused:
        advance(draft, "publish", by=people.lead)
    assert refused.value.messages == [
        "share.vendors: Its rule names “share.recipients”, which this edition no longer asks."
    ]
    fixed = draft.questions.get(key="share.vendors")
    fixed.visible_if = None
    fixed.save()
    assert advance(draft, "publish", by=people.lead).state == "published"


@pytest.mark.samples
@pytest.mark.skipif(not SHARED.exists(), reason="The specification of the template is not at ../shared.")
def test_keys_polarity_weights_and_shares_are_those_of_the_specification():
    expected = json.loads(SHARED.read_text())["questions"]
    polarity = {"E": Polarity.EXPOSURE, "S": Polarity.SAFEGUARD, "N": Polarity.NONE}
    told = [
        (
            one["id"][0],
            one["key"],
            one["type"].removesuffix("+text"),
            polarity[one["polarity"]],
            one["weight"],
            {code: round(share * 100) for code, share in one["principles"].items()},
            one["visible_if"] != "always",
        )
        for one in expected
    ]
    parts, items = items_of("deia-1")
    found = [
        (one.section, one.key, one.kind, one.polarity, one.weight, one.shares, one.visible_if is not None)
        for one in items
    ]
    assert found == told
    assert [part.code for part in parts] == list("ABCDEFGHI")


@pytest.mark.samples
@pytest.mark.skipif(not SHARED.exists(), reason="The specification of the template is not at ../shared.")
def test_points_of_single_choices_are_those_of_the_specification():
    expected = {one["key"]: one["options"] for one in json.loads(SHARED.read_text())["questions"]}
    for one in items_of("deia-1")[1]:
        if one.kind == "single" or one.key in {"purpose.people_benefit", "data.sources", "choice.basis"}:
            points = [option.points for option in one.options]
            assert points == [int(text[0]) for text in expected[one.key].split("(")[1:]], one.key


def test_every_question_has_help_and_an_example():
    for row in packs.read(pack("deia-1"))[1:]:
        assert isinstance(row, Section) or (row.guidance and row.example), row.key


def test_a_questionnaire_is_downloaded_by_whoever_may_see_it(people):
    made = packs.install("screening-1", by=people.lead)
    response = signed_in(people.member).get(f"/questionnaires/{made.pk}/file/")
    assert response["Content-Disposition"] == 'attachment; filename="fairhold.screening-1.yaml"'
    assert response.content.decode() == packs.export(made)
    secret = make(Questionnaire, confidential=True, owner=people.lead)
    assert signed_in(people.member).get(f"/questionnaires/{secret.pk}/file/").status_code == 404


def test_a_questionnaire_is_written_on_the_command_line(people):
    made, out = packs.install("screening-1", by=people.lead), StringIO()
    call_command("export_questionnaire", "fairhold.screening", stdout=out)
    assert out.getvalue() == packs.export(made)
    with pytest.raises(CommandError, match="no such questionnaire"):
        call_command("export_questionnaire", "nothing")


def test_a_file_is_loaded_on_the_command_line_as_a_draft(people, tmp_path):
    path, told = tmp_path / "short.yaml", {"owner": people.lead.email}
    path.write_text(HEAD + "questions: [{key: q, text: Why}]\n")
    call_command("load_questionnaire", path, **told, stdout=StringIO())
    assert (Questionnaire.objects.get().state, Questionnaire.objects.get().owner) == ("draft", people.lead)
    for broken, reason in [
        ((path, people.lead.email), "Edition 1 is here already"),
        ((path, people.leaver.email), "no active person"),
        ((tmp_path / "none.yaml", people.lead.email), "No such file"),
    ]:
        with pytest.raises(CommandError, match=reason):
            call_command("load_questionnaire", broken[0], owner=broken[1])
    assert Questionnaire.objects.count() == 1
