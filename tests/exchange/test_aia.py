"""Canada's assessment, from the file that its authors publish: made small here, and as it is."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from governance.core.reading import sources
from governance.core.refusals import Refused
from governance.core.workflow import advance
from governance.exchange.models import Origin
from governance.questionnaires.models import Question, Questionnaire, Section

from .conftest import source

pytestmark = pytest.mark.django_db


def radio(name: str, *values: str, **told: Any) -> dict[str, Any]:
    text = {"default": f"<b>{name}</b>?", "fr": f"{name} ?"}
    choices = [{"value": value, "text": {"default": value.upper(), "fr": value}} for value in values]
    return {"type": "radiogroup", "name": name, "title": text, "choices": choices} | told


def survey(*questions: dict[str, Any], panel: str = "p-RS", **page: Any):
    first = {
        "name": "start",
        "elements": [radio("phase", "item1", "item2"), {"type": "html", "name": "intro", "html": "Hi"}],
    }
    second = {"name": "risks", "title": {"default": "Risks", "fr": "Risques"}, "elements": [
        {"type": "html", "name": "intro", "html": {"default": "<p>Read <i>this</i></p>"}},
        {"type": "panel", "name": panel, "elements": list(questions)},
    ]}  # fmt: skip
    return source("survey.json", {"pages": [first, second | page]})


def test_questions_come_in_with_points_rules_and_sections(taking):
    checks = radio("many", "item1-1", "item2-2", type="checkbox", visibleIf='{one} contains "item1"')
    report = taking("aia", survey(radio("one", "item1-3", "item2-0"), checks, visibleIf='{phase} = "item2"'))
    made = Questionnaire.objects.get()
    assert (made.key, made.state, made.scoring) == ("canada.aia", "draft", "canada.aia")
    assert dict(report.found) == {"questions": 5, "raw_points": 6}
    many = Question.objects.get(key="many")
    assert (many.section.code, many.polarity, many.combine, many.text) == ("risks", "exposure", "sum", "many ?")
    assert many.visible_if == {"q": "one", "op": "in", "v": ["item1-3"]}
    assert many.options[1] == {"key": "item2-2", "text": "ITEM2-2", "points": 2}
    assert Section.objects.get(code="risks").visible_if == {"q": "phase", "op": "eq", "v": "item2"}
    assert set(Question.objects.filter(kind="info").values_list("key", "text")) == {
        ("intro", "Hi"),
        ("risks.intro", "Read this"),
    }
    assert "Risques" in Origin.objects.get().said


@pytest.mark.parametrize(("panel", "polarity"), [("p-MS", "safeguard"), ("p-NS", "none"), ("p", "none")])
def test_the_end_of_a_panels_name_says_what_its_points_count_for(taking, panel, polarity):
    taking("aia", survey(radio("one", "item1-3", "item2-0"), panel=panel))
    assert Question.objects.get(key="one").polarity == polarity


PANEL = "pages[1].elements[1].elements"


@pytest.mark.parametrize(
    ("questions", "place", "reason"),
    [
        ([radio("one", "a-1"), radio("one", "a-1")], PANEL + "[1].name", "stands twice"),
        ([radio("one", "a-1", "a-1")], PANEL + "[0].choices[1]", "stands twice"),
        (
            [radio("one", "a-1", visibleIf='{two} = "a"')],
            PANEL + "[0].visibleIf",
            "no question “two”",
        ),
        (
            [radio("one", "a-1", visibleIf="{phase} > 3")],
            PANEL + "[0].visibleIf",
            "is not understood",
        ),
        ([radio("one", "a-1", type="matrix")], PANEL + "[0].type", "no such kind"),
        ([{"type": "text"}], PANEL + "[0].name", "should be a text"),
    ],
)
def test_a_broken_survey_is_refused_whole_with_its_place(taking, questions, place, reason):
    with pytest.raises(Refused, match=reason) as refused:
        taking("aia", survey(*questions))
    assert refused.value.problems[0].position == place
    assert not Questionnaire.objects.exists()


def test_something_else_than_a_survey_is_refused(taking):
    with pytest.raises(Refused, match="has no pages"):
        taking("aia", source("list.json", {"vendors": {}}))


def test_a_draft_follows_a_new_edition_with_its_sections(taking):
    taking("aia", survey(radio("one", "item1-3", "item2-0")))
    report = taking("aia", survey(radio("one", "item1-2", "item2-0"), radio("two", "item1-1", "item2-0")))
    assert report.changed == {Questionnaire: 1}
    one, two = Question.objects.get(key="one"), Question.objects.get(key="two")
    assert (one.options[0]["points"], two.section, two.section.code) == (2, one.section, "risks")
    assert taking("aia", survey(radio("one", "item1-2", "item2-0"), radio("two", "item1-1", "item2-0"))).news == 0


@pytest.mark.samples
def test_the_published_survey_scores_ten_sets_as_its_own_rule_does(taking, samples, people, tmp_path):
    report = taking("aia", *sources(samples / "canada-aia/survey-enfr.json", (".json",)))
    assert dict(report.found) == {"questions": 299, "raw_points": 167, "mitigation_points": 154}
    told = json.loads((samples / "canada-aia/answer-sets.json").read_text())
    path, out = tmp_path / "sets.json", StringIO()
    path.write_text(json.dumps([one["answers"] for one in told["cases"]]))
    call_command("score_questionnaire", "canada.aia", str(path), json=True, stdout=out)
    assert json.loads(out.getvalue()) == [one["expected"] for one in told["cases"]]
    made = Questionnaire.objects.get()
    assert made.problems() == []
    assert advance(made, "publish", by=people.lead).state == "published"
