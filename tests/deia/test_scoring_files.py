"""`score_questionnaire`: files of answers, scored or refused whole."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from governance.core.roles import Role
from governance.questionnaires import packs
from governance.questionnaires.models import Question, Questionnaire, Section
from tests.factories import make, person

pytestmark = pytest.mark.django_db

HIDDEN = ["auto.contest", "auto.effect", "auto.explain", "auto.monitoring", "auto.proxies", "fair.outcome_test"]
BLANK = {"points": {}, "hidden": [*HIDDEN, "share.vendors"]}


@pytest.fixture
def score(tmp_path):
    """Scores what a file holds: `score(key, content)` gives what is printed, as JSON where asked for."""

    def run(key: str, content, *, as_json: bool = True):
        path, out = tmp_path / "answers.json", StringIO()
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        try:
            call_command("score_questionnaire", key, str(path), json=as_json, stdout=out)
        except CommandError as error:
            return (json.loads(out.getvalue()) if as_json else out.getvalue()), str(error)
        return json.loads(out.getvalue()) if as_json else out.getvalue()

    return run


def test_the_assessment_is_scored_from_its_pack_before_anything_is_installed(score):
    assert not Questionnaire.objects.exists()
    found = score("fairhold.deia", BLANK)
    assert (found["EI"], found["NI"], found["inherent"], found["residual"]) == (100.0, 100.0, 4, 4)
    assert set(found["exposure"].values()) == {100.0}
    assert set(found["safeguard"].values()) == {0.0}


def test_it_is_scored_the_same_once_it_is_installed(score):
    before = score("fairhold.deia", [BLANK, {"points": {"fair.terms": 0}}])
    packs.install("deia-1", by=person(Role.PRIVACY_LEAD))
    assert score("fairhold.deia", [BLANK, {"points": {"fair.terms": 0}}]) == before


def test_a_list_gives_a_list_and_words_where_json_is_not_asked_for(score):
    assert len(score("fairhold.deia", [BLANK, BLANK])) == 2
    told = score("fairhold.deia", BLANK, as_json=False)
    assert "fairhold.deia, edition 1\nSet 1\n" in told
    assert "  EI: 100.0\n" in told


@pytest.mark.parametrize(
    ("told", "key", "reason"),
    [
        ({"points": {"no.such": 1}}, "no.such", "There is no such question."),
        ({"points": {"fair.terms": 5}}, "fair.terms", "Points are a whole number from 0 to 4."),
        ({"points": {"fair.terms": -1}}, "fair.terms", "Points are a whole number from 0 to 4."),
        ({"points": {"fair.terms": True}}, "fair.terms", "Points are a whole number from 0 to 4."),
        ({"points": {"fair.terms": "3"}}, "fair.terms", "Points are a whole number from 0 to 4."),
        ({"points": {"fair.terms": 1.5}}, "fair.terms", "Points are a whole number from 0 to 4."),
        ({"points": {"purpose.statement": 1}}, "purpose.statement", "This question is not scored."),
        ({"points": {}, "hidden": ["no.such"]}, "no.such", "There is no such question."),
        ({"points": {}, "hidden": "fair.terms"}, "hidden", "This should be a list of questions."),
        ({"points": {}, "extra": 1}, "extra", "This name is not known here."),
        ({"fair.terms": 1}, "", 'This should be {"points": {question: 0 to 4}, "hidden": [question]}.'),
        (3, "", 'This should be {"points": {question: 0 to 4}, "hidden": [question]}.'),
    ],
)
def test_points_that_do_not_fit_are_refused_with_set_key_and_reason(score, told, key, reason):
    refused, error = score("fairhold.deia", [BLANK, told])
    assert refused == {"refused": [{"set": 2, "key": key, "reason": reason}]}
    assert error.startswith("Nothing was scored.\nset 2")
    assert reason in error


def test_a_file_that_cannot_be_read_is_refused_with_its_place(score):
    refused, error = score("fairhold.deia", '{"points": {"a": 1, "a": 2}}')
    assert refused["refused"][0]["file"] == "answers.json"
    assert "stands twice" in error


def test_an_empty_list_holds_nothing_to_score(score):
    assert score("fairhold.deia", []) == []


def test_a_questionnaire_that_is_not_there_is_told(score):
    _refused, error = score("no.such", {})
    assert "There is no questionnaire with this key." in error


def test_the_screening_is_scored_by_its_options(score):
    noes = dict.fromkeys(
        ["scr.stop", "scr.sensitive", "scr.vulnerable", "scr.decide", "scr.profile", "scr.repurpose", "scr.track",
         "scr.scale", "scr.new", "scr.surprise"], "no",
    )  # fmt: skip
    sets = [{}, noes, noes | {"scr.scale": "unsure"}]
    assert [one["route"] for one in score("fairhold.screening", sets)] == ["stop", "none", "light"]


@pytest.fixture
def quiz(db) -> Questionnaire:
    """One question of raw impact and one of mitigation, with several choices each; nobody published it."""
    made = make(Questionnaire, key="a.quiz", scoring="canada.aia")
    section = make(Section, questionnaire=made, code="A")
    options = [{"key": f"item{n}-{n}", "text": f"Choice {n}", "points": n} for n in range(5)]
    told = {"questionnaire": made, "section": section, "weight": 1, "options": options}
    make(Question, key="risk", kind="single", polarity="exposure", **told)
    make(Question, key="care", kind="multi", polarity="safeguard", combine="sum", **told)
    make(Question, key="why", kind="long_text", questionnaire=made, section=section)
    return made


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, (0, 0, 0, 1)),
        ({"risk": "item1-1"}, (1, 0, 1, 1)),
        ({"risk": "item2-2", "why": "It is so."}, (2, 0, 2, 2)),
        ({"risk": "item3-3", "care": ["item3-3"]}, (3, 3, 3, 3)),
        ({"risk": "item4-4", "care": ["item3-3"]}, (4, 3, 4, 4)),
        ({"risk": "item4-4", "care": ["item1-1", "item3-3"]}, (4, 4, 3, 3)),
        ({"care": "item4-4"}, (0, 4, 0, 1)),
    ],
)
def test_a_fifth_of_the_mitigation_of_both_phases_takes_fifteen_percent_off(score, quiz, told, expected):
    found = score("a.quiz", told)
    assert (found["raw"], found["mitigation"], found["total"], found["level"]) == expected


@pytest.mark.parametrize(
    ("told", "key", "reason"),
    [
        ({"no": "item1-1"}, "no", "There is no such question."),
        ({"risk": "item9"}, "risk", "There is no option “item9”."),
        ({"risk": 3}, "risk", "There is no option “3”."),
        ({"risk": ["item1-1"]}, "risk", "This question takes one option, not a list."),
        ({"care": ["item1-1", "item1-1"]}, "care", "The option “item1-1” stands twice."),
        ({"care": [["item1-1"]]}, "care", "There is no option “['item1-1']”."),
        ({"why": 3}, "why", "This should be a text."),
        (3, "", 'This should be answers by question, such as {"a.key": "option"}.'),
    ],
)
def test_options_that_do_not_fit_are_refused_with_set_key_and_reason(score, quiz, told, key, reason):
    refused, _error = score("a.quiz", told)
    assert refused == {"refused": [{"set": 1, "key": key, "reason": reason}]}


def test_a_questionnaire_without_a_way_to_score_adds_up_what_was_had(score, quiz):
    quiz.scoring = ""
    quiz.save()
    assert score("a.quiz", {"risk": "item2-2", "care": ["item3-3", "item4-4"]}) == {
        "exposure": 2,
        "safeguard": 7,
        "most_exposure": 4,
        "most_safeguard": 10,
    }


@pytest.mark.samples
def test_the_six_profiles_of_the_specification_give_its_numbers(score, samples):
    cases = json.loads((samples.parent / "domain/deia-check-cases.json").read_text())["cases"]
    found = score("fairhold.deia", [{"points": one["points"], "hidden": one["hidden"]} for one in cases])
    for one, case in zip(found, cases, strict=True):
        assert {name: one[name] for name in case["expected"]} == case["expected"]
    assert [(one["inherent"], one["residual"]) for one in found] == [(4, 4), (1, 1), (2, 2), (4, 4), (4, 3), (3, 3)]
