"""Conditions of SurveyJS become rules of ours, or are refused with what is not understood."""

import pytest

from governance.exchange.formats.surveyjs import Unclear, rule_of

A, B = {"q": "a", "op": "eq", "v": "x"}, {"q": "b", "op": "contains", "v": "y"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('{a} = "x"', A),
        ("{a} = 'x' ", A),
        ('{b} contains ["y"]', B),
        ('{b} contains ["y", "z"]', {"q": "b", "op": "contains_all", "v": ["y", "z"]}),
        ('{a} <> "x"', {"q": "a", "op": "ne", "v": "x"}),
        ('{a} = "x" and {b} contains "y"', {"all": [A, B]}),
        ('{a} = "x" or {b} contains "y" and {a} = "x"', {"any": [A, {"all": [B, A]}]}),
        ('({a} = "x" or {b} contains "y") and {a} = "x"', {"all": [{"any": [A, B]}, A]}),
    ],
)
def test_a_condition_becomes_a_rule(text, rule):
    assert rule_of(text) == rule


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "ends too soon"),
        ('{a} = "x" and', "ends too soon"),
        ('{a} = "x" "y"', "“y” is not expected"),
        ('({a} = "x"', "ends too soon"),
        ('{a} > "x"', '“> "x"” is not understood'),
        ("{a} notempty", "“notempty” is not expected"),
        ("(" * 50 + '{a} = "x"', "nested too deeply"),
    ],
)
def test_what_is_not_understood_is_told(text, reason):
    with pytest.raises(Unclear, match=reason):
        rule_of(text)
