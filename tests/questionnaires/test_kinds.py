"""What each kind of question stores, what is refused, and what it is worth (specification 3.3)."""

import datetime as dt

import pytest

from governance.questionnaires.items import Column, Item, options_of
from governance.questionnaires.kinds import lacking, wrong
from governance.questionnaires.points import most, points, worst
from governance.questionnaires.saying import in_words, said

from .conftest import CHOICES, DAY, item

MANY = options_of(
    [
        {"key": "none", "text": "None", "points": 0, "exclusive": True},
        {"key": "a", "points": 1},
        {"key": "b", "points": 3},
        {"key": "c", "points": 3},
    ]
)
ROWS = (Column("who", "Who"), Column("sort", "Sort", options_of([{"key": "x", "text": "Ex"}, {"key": "y"}])))
SINGLE, MULTI = item("q"), item("q", "multi", own_options=MANY)
SCALE = Item("q", "scale", polarity="safeguard", weight=1)
MATRIX, GROUP = item("q", "matrix", columns=ROWS), Item("q", "repeat_group", columns=ROWS)


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        (SINGLE, "most", "“most” is not one of the choices."),
        (SINGLE, ["no"], "“['no']” is not one of the choices."),
        (MULTI, "a", "This should be a list of choices."),
        (MULTI, ["a", "z"], "“z” is not one of the choices."),
        (MULTI, ["a", "a"], "“a” is chosen twice."),
        (MULTI, ["none", "a"], "“None” goes with no other choice."),
        (SCALE, 3, "This should be a step from 0 to 4."),
        (SCALE, {"step": 5}, "This should be a step from 0 to 4."),
        (SCALE, {"step": True}, "This should be a step from 0 to 4."),
        (SCALE, {"step": 2, "who": "Ann"}, "Say who does it, and until which day."),
        (Item("q", "number", limits={"least": 1, "most": 5}), 6, "This should be from 1 to 5."),
        (Item("q", "number"), "6", "This should be a whole number."),
        (Item("q", "date"), "2026-02-30", "This should be a day such as 2026-11-24."),
        (Item("q", "short_text"), 3, "This should be a text."),
        (Item("q", "long_text"), "x" * 20_001, "This text is too long: at most 20000 characters."),
        (MATRIX, [{"id": "1"}], "Row 1: Choose an answer."),
        (MATRIX, [{"id": "1", "option": "no", "hue": "x"}], "Row 1: “hue” is no column of this question."),
        (GROUP, [{"who": "Ann"}], "Each row needs an id of its own."),
        (GROUP, [{"id": "1", "sort": "z"}], "Row 1: “z” is not one of the choices."),
        (Item("q", "relation"), [{"id": "3"}], "This should be a list of records."),
        (Item("q", "relation"), [{"id": 3, "points": 9}], "A record is worth 0 to 4 points, or nothing yet."),
        (Item("q", "info"), "x", "This question takes no answer of its own."),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_words(question, value, told):
    assert wrong(question, value) == [told]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (SINGLE, "some"),
        (SINGLE, None),
        (MULTI, ["a", "b"]),
        (SCALE, {"step": 2, "who": "Ann", "due_on": "2027-01-31"}),
        (Item("q", "yes_no_unsure"), "unsure"),
        (MATRIX, [{"id": "1", "name": "Mails", "option": "no", "sort": "x"}]),
        (GROUP, [{"id": "1", "who": "Ann"}, {"id": "2", "sort": "y"}]),
        (Item("q", "relation"), [{"id": 3, "text": "VEN-003", "points": 2}]),
    ],
)
def test_a_value_that_fits_is_taken(question, value):
    assert wrong(question, value) == []


@pytest.mark.parametrize(
    ("combine", "chosen", "expected"),
    [
        ("max", ["a", "b"], 3),
        ("max_plus", ["b"], 3),
        ("max_plus", ["b", "c"], 4),
        ("max_plus", ["a", "b"], 3),
        ("count", ["a", "b", "c"], 3),
        ("count", ["none"], 0),
        ("count_less_one", ["a", "b", "c"], 2),
        ("count_less_one", ["none"], 0),
        ("sum", ["a", "b", "c"], 7),
    ],
)
def test_several_choices_become_one_number_as_declared(combine, chosen, expected):
    assert points(item("q", "multi", own_options=MANY, combine=combine), chosen, today=DAY) == expected


def test_the_highest_step_counts_as_in_place_until_its_evidence_is_verified():
    assert points(SCALE, {"step": 4}, today=DAY) == 3
    assert points(SCALE, {"step": 4}, today=DAY, evidenced=True) == 4


def test_a_plan_counts_as_informal_once_its_date_has_passed():
    plan = {"step": 2, "who": "Ann", "due_on": "2026-11-24"}
    assert points(SCALE, plan, today=DAY) == 2
    assert points(SCALE, plan, today=DAY + dt.timedelta(days=1)) == 1


def test_the_worst_row_counts_which_for_a_safeguard_is_the_lowest():
    rows = [{"id": "1", "option": "no"}, {"id": "2", "option": "all"}]
    assert points(item("q", "matrix"), rows, today=DAY) == 4
    vendors = [{"id": 1, "points": 4}, {"id": 2, "points": 1}, {"id": 3, "points": None}]
    assert points(item("q", "relation", polarity="safeguard"), vendors, today=DAY) == 1


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (SINGLE, (4, 4)),
        (SCALE, (4, 0)),
        (item("q", "multi", own_options=MANY, combine="max_plus"), (4, 4)),
        (item("q", "multi", own_options=MANY, combine="count_less_one", polarity="safeguard"), (2, 0)),
        (item("q", "multi", own_options=MANY, combine="sum"), (7, 7)),
        (item("q", polarity="none"), (4, None)),
    ],
)
def test_the_most_and_the_worst_that_a_question_may_be_worth_are_known(question, expected):
    assert (most(question), worst(question)) == expected


def test_what_is_too_little_is_told_and_may_still_be_saved():
    text = Item("q", "long_text", limits={"least": 3, "most": 4})
    assert lacking(text, "two words") == ["At least 3 words; there are 2."]
    assert lacking(text, "one two three four five") == ["At most 4 words; there are 5."]
    rows = Item("q", "repeat_group", columns=ROWS, limits={"least": 2, "some": {"sort": "x"}})
    assert lacking(rows, [{"id": "1", "sort": "y"}]) == [
        "At least 2 entries; there are 1.",
        "At least one entry is “Ex”.",
    ]
    assert lacking(rows, [{"id": "1", "sort": "y"}, {"id": "2", "sort": "x"}]) == []


def test_rules_hear_the_choices_the_doubt_and_the_number():
    found = said(MATRIX, [{"id": "1", "option": "some", "sort": "x"}])
    assert (found.keys, found.number) == ({"some"}, 2)
    assert said(MATRIX, [{"id": "1", "option": "some", "sort": "x"}], "sort").keys == {"x"}
    assert said(Item("q", "yes_no_unsure"), "unsure").is_unsure
    assert said(SCALE, {"step": 4}).number == 4


def test_an_answer_is_told_in_words():
    assert in_words(MULTI, ["none"]) == "None"
    plan = {"step": 2, "who": "Ann", "due_on": "2027-01-31"}
    assert in_words(SCALE, plan) == "Planned, with somebody who does it and a date (Ann until 2027-01-31)"
    rows = [{"id": "1", "name": "Mails", "option": "no", "sort": "x"}, {"id": "2", "name": "Till", "option": "all"}]
    assert in_words(MATRIX, rows) == "Mails, no, Ex\nTill, all"
    assert in_words(Item("q", "number"), 12345) == "12,345"
    assert CHOICES[0].key == in_words(SINGLE, "no")
