"""What keeps a questionnaire from being published: each with its key, all at once (specification 3.5)."""

import dataclasses

import pytest

from governance.deia.scorers import DEIA, SCREENING
from governance.questionnaires.items import Column, Item, Part, options_of
from governance.questionnaires.lint import Draft, lint

from .conftest import CHOICES, item, items_of, when

A, B = Part("A", "First", 1), Part("B", "Second", 2)
UNSURE = {"key": "unsure", "unsure": True}


def told(*items: Item, parts: tuple[Part, ...] = (A, B), **more) -> list[str]:
    return [str(problem) for problem in lint(Draft(parts, items, **more))]


def gated(key: str, rule, **more) -> Item:
    return item(key, visible_if=rule, **more)


@pytest.mark.parametrize(
    ("items", "problem"),
    [
        ([item("a"), item("a")], "a: This key stands twice."),
        ([item("a", section="Z")], "a: Its section is not part of this questionnaire."),
        ([gated("a", when("b", "answered"))], "a: Its rule names “b”, which is no question here."),
        (
            [item("a"), gated("b", when("a", "eq", "most"))],
            "b: Its rule names “most”, which is no choice of “a”.",
        ),
        (
            [item("a"), gated("b", when("a", "eq", "x", column="y"))],
            "b: Its rule names the column “y”, which “a” does not have.",
        ),
        (
            [gated("a", when("b", "answered")), gated("b", when("a", "answered"))],
            "Questions wait for one another",
        ),
        (
            [gated("a", when("b", "answered"), section="A"), item("b", section="B")],
            "a: Its rule looks ahead, at “b” in a later section.",
        ),
        ([item("a", text=" ")], "a: It has no text."),
        ([item("a", own_options=(), weight=0, polarity="none")], "a: There is nothing to choose from."),
        ([Item("a", "repeat_group", "a?")], "a: Its rows have no columns."),
        (
            [Item("a", "repeat_group", "a?", columns=(Column("x"),), limits={"some": {"y": "z"}})],
            "a: “y” is no column of it.",
        ),
        ([item("a", own_options=options_of([{"key": "x"}, {"key": "y", "points": 2}]))], "no points: x."),
        ([item("a", own_options=options_of([{"key": "x", "points": 0}]))], "a: No answer gives any points"),
        ([item("a", weight=0)], "a: It is scored and has no weight."),
        (
            [item("a", own_options=(*CHOICES, *options_of([UNSURE | {"points": 3}])))],
            "a: “unsure” (not sure) is better off than the worst plausible answer.",
        ),
        (
            [item("a", polarity="safeguard", own_options=(*CHOICES, *options_of([UNSURE | {"points": 1}])))],
            "a: “unsure” (not sure) is better off than the worst plausible answer.",
        ),
        (
            [item("a"), gated("b", {"all": [when("a", "eq", "no"), when("a", "gte", 2)]})],
            "b: Nobody can reach it: no answers let it be shown.",
        ),
    ],
)
def test_each_mistake_is_told_with_its_key(items, problem):
    [found] = told(*items)
    assert problem in found


def test_everything_wrong_is_told_at_once():
    found = told(item("a", text=""), item("a", weight=0), gated("b", when("z", "answered")))
    assert [one.split(":")[0] for one in found] == ["a", "b", "a", "a"]


def test_a_rule_that_names_a_removed_key_is_told_so():
    """Scenario 17, the plain half: the edition before asked `old`."""
    found = told(gated("a", when("old", "answered")), before=frozenset({"old", "a"}))
    assert found == ["a: Its rule names “old”, which this edition no longer asks."]


def test_a_rule_may_look_ahead_if_it_says_so():
    ahead = gated("a", when("b", "answered", lookahead=True), section="A")
    assert told(ahead, item("b", section="B")) == []


def test_not_sure_may_be_worth_less_than_what_is_marked_as_extreme():
    rare = options_of([{"key": "worst", "points": 4, "extreme": True}, UNSURE | {"points": 3}])
    assert told(item("a", own_options=(*CHOICES[:2], *rare))) == []


def test_a_question_in_a_hidden_section_is_reachable_only_if_the_section_is():
    shut = dataclasses.replace(B, visible_if={"all": [when("a", "eq", "no"), when("a", "eq", "all")]})
    found = told(item("a", section="A"), item("b", section="B"), parts=(A, shut))
    assert found == ["b: Nobody can reach it: no answers let it be shown."]


@pytest.mark.parametrize(
    "rule",
    [{"flag": "RF-X"}, {"tier": 3}, {"not": {"tier": 2}}, {"all": [{"flag": "RF-X"}, {"not": {"tier": 1}}]}],
)
def test_what_hangs_on_flags_and_tiers_can_be_reached(rule):
    assert told(gated("a", rule)) == []


def test_a_screening_says_of_each_question_what_a_yes_leads_to():
    assert told(Item("a", "yes_no_unsure", "a?"), scorer=SCREENING) == ["a: Say what a yes leads to."]


def test_a_scorer_bounds_points_and_may_refuse_to_add_them_up():
    five = item("a", own_options=options_of([{"key": "x", "points": 5}]), shares={"PRI": 100})
    both = item("b", "multi", combine="sum", shares={"PRI": 100})
    assert told(five, both, scorer=DEIA, thin=True) == [
        "a: An answer gives at most 4 points.",
        "b: Points are not added up here: choose another way to combine them.",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["screening-1", "deia-1"])
def test_the_packs_that_come_with_the_product_have_no_mistakes(name):
    parts, items = items_of(name)
    assert lint(Draft(parts, items, DEIA if name == "deia-1" else SCREENING)) == []


@pytest.mark.django_db
def test_each_principle_needs_enough_questions_unless_thin_ones_are_allowed():
    parts, items = items_of("deia-1")
    fewer = tuple(one for one in items if one.key not in {"gov.exit", "people.heard"})
    assert [str(one) for one in lint(Draft(parts, fewer, DEIA))] == [
        "BEN: Ask at least 2 safeguard questions about it, of a weight of 1.5 together."
    ]
    assert lint(Draft(parts, fewer, DEIA, thin=True)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["screening-1", "deia-1"])
def test_not_sure_is_never_better_off_than_a_plausible_worst_answer_in_any_question(name):
    """Scenario 20: over all questions of both packs."""
    for one in items_of(name)[1]:
        plausible = [option.points or 0 for option in one.options if not option.extreme and not option.unsure]
        for option in one.options:
            assert not option.unsure or (option.points or 0) >= max(plausible), one.key
