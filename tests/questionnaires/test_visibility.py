"""Rules by which questions are shown (specification 3.5)."""

import pytest

from governance.questionnaires.items import Column, Item, Part, options_of
from governance.questionnaires.visibility import Outside, malformed

from .conftest import item, sheet, when

NUMBER = Item("gate", "number")
SURE = options_of([{"key": "no", "points": 0}, {"key": "yes", "points": 4}, {"key": "?", "points": 4, "unsure": True}])


def shows(rule, answer, gate=None, **told) -> bool:
    asked = [gate or item("gate"), item("then", visible_if=rule)]
    return "then" in sheet(asked, {} if answer is None else {"gate": answer}, **told).visible


@pytest.mark.parametrize(
    ("op", "value", "shown_for"),
    [
        ("eq", "some", ["some"]),
        ("ne", "some", ["no", "all"]),
        ("in", ["no", "all"], ["no", "all"]),
        ("contains", "all", ["all"]),
        ("contains_any", ["no", "some"], ["no", "some"]),
        ("gt", 2, ["all"]),
        ("gte", 2, ["some", "all"]),
        ("lt", 2, ["no"]),
        ("lte", 2, ["no", "some"]),
    ],
)
def test_a_choice_is_compared_by_key_or_by_points(op, value, shown_for):
    assert [key for key in ("no", "some", "all") if shows(when("gate", op, value), key)] == shown_for
    assert not shows(when("gate", op, value), None)


def test_contains_all_needs_all_of_them():
    gate = item("gate", "multi")
    assert shows(when("gate", "contains_all", ["no", "all"]), ["no", "all"], gate)
    assert not shows(when("gate", "contains_all", ["no", "all"]), ["no"], gate)


def test_answered_asks_for_no_value_and_a_number_is_compared_as_one():
    assert shows(when("gate", "answered"), "no")
    assert not shows(when("gate", "answered"), None)
    assert shows(when("gate", "gte", 10), 10, NUMBER)


def test_rules_combine():
    both = {"all": [when("gate", "gte", 2), {"not": when("gate", "eq", "all")}]}
    assert [key for key in ("no", "some", "all") if shows(both, key)] == ["some"]
    either = {"any": [when("gate", "eq", "no"), when("gate", "eq", "all")]}
    assert [key for key in ("no", "some", "all") if shows(either, key)] == ["no", "all"]


@pytest.mark.parametrize("rule", [when("gate", "eq", "yes"), {"not": when("gate", "eq", "yes")}, when("gate", "lt", 1)])
def test_not_sure_at_a_gate_shows_both_branches(rule):
    assert shows(rule, "?", item("gate", own_options=SURE))


def test_flags_and_the_tier_come_from_outside():
    assert shows({"flag": "RF-CHILD"}, None, outside=Outside(frozenset({"RF-CHILD"})))
    assert shows({"tier": 3}, None, outside=Outside(tier=4))
    assert not shows({"tier": 3}, None, outside=Outside(tier=2))
    assert not shows({"tier": 1}, None)


def test_a_column_of_rows_is_asked_by_its_name():
    gate = item("gate", "matrix", columns=(Column("ground", "", options_of([{"key": "consent"}, {"key": "law"}])),))
    rule = when("gate", "contains", "consent", column="ground")
    assert shows(rule, [{"id": "1", "option": "no", "ground": "consent"}], gate)
    assert not shows(rule, [{"id": "1", "option": "no", "ground": "law"}], gate)


def test_a_hidden_question_counts_as_unanswered_for_the_rules_of_others():
    asked = [
        item("first"),
        item("second", visible_if=when("first", "eq", "all")),
        item("third", visible_if=when("second", "answered")),
    ]
    answers = {"first": "all", "second": "no"}
    assert sheet(asked, answers).visible == {"first", "second", "third"}
    assert sheet(asked, answers | {"first": "no"}).visible == {"first"}


def test_a_question_is_shown_only_with_its_section():
    part = Part("B", position=2, visible_if=when("first", "eq", "all"))
    asked = [item("first"), item("inside", section="B")]
    assert sheet(asked, {"first": "no"}, part).visible == {"first"}
    assert sheet(asked, {"first": "all"}, part).visible == {"first", "inside"}


@pytest.mark.parametrize(
    ("rule", "place", "reason"),
    [
        ([], "", "This should be a rule such as"),
        ({}, "", "A rule is one of all, any, not, flag, tier and q."),
        ({"all": []}, "all", "This should be a list of rules."),
        ({"any": [{"q": "a", "op": "is", "v": "x"}]}, "any[0]", "“is” is no comparison."),
        ({"not": {"q": "a", "op": "gt", "v": "x"}}, "not", "“gt” compares with a whole number."),
        ({"q": "a", "op": "in", "v": "x"}, "", "“in” compares with a list of keys."),
        ({"q": "a", "op": "eq", "v": 3}, "", "“eq” compares with a key."),
        ({"q": "a", "op": "answered", "v": 3}, "", "“answered” takes no value."),
        ({"q": "a", "op": "answered", "also": 3}, "", "“also” is not part of a rule."),
        ({"flag": ""}, "flag", "This should be the name of a flag."),
        ({"tier": "3"}, "tier", "This should be a tier from 1 to 4."),
        ({"flag": "x", "v": 1}, "", "Nothing else goes beside “flag”."),
    ],
)
def test_a_rule_that_is_not_one_is_told_with_its_place(rule, place, reason):
    [(where, told)] = malformed(rule)
    assert where == place
    assert told.startswith(reason)
