"""The risk triage: a suggestion that grows with its factors; people decide."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from governance.incidents.models import Triage
from governance.incidents.risking import WEAKER, Factors, decide, from_answers, suggested
from governance.incidents.vocabulary import Risk
from tests.factories import NOW

from .conftest import breach

GRADES = ["low", "medium", "high"]
factors = st.builds(
    Factors,
    nature=st.lists(st.sampled_from(["confidentiality", "integrity", "availability"]), unique=True).map(tuple),
    sensitivity=st.sampled_from(GRADES), identification=st.sampled_from(GRADES), harm=st.sampled_from(GRADES),
    vulnerable=st.booleans(), people=st.none() | st.integers(0, 10**9),
)  # fmt: skip


@pytest.mark.parametrize(
    ("told", "risk"),
    [
        (Factors(("availability",), "low", "low", "low", people=3), "unlikely"),
        (Factors(("confidentiality",), "low", "medium", "low", people=50), "risk"),
        (Factors(("confidentiality",), "high", "high", "medium", people=50), "high"),
        (Factors(("availability",), "low", "low", "high", people=3), "risk"),
        (Factors(("confidentiality",), "low", "low", "low", people=None), "risk"),
        (Factors(("confidentiality",), "", "high", "high", people=3), ""),
    ],
)
def test_some_cases(told, risk):
    assert suggested(told) == risk


@given(factors, st.sampled_from(["sensitivity", "identification", "harm"]))
def test_a_graver_factor_never_lowers_the_suggestion(told, name):
    worse = Factors(**vars(told) | {name: "high"})
    assert WEAKER[suggested(worse)] >= WEAKER[suggested(told)]
    vulnerable = Factors(**vars(told) | {"vulnerable": True})
    assert WEAKER[suggested(vulnerable)] >= WEAKER[suggested(told)]


@given(factors, st.integers(0, 10**9))
def test_a_number_that_is_not_known_counts_as_many(told, people):
    known, unknown = (Factors(**vars(told) | {"people": number}) for number in (people, None))
    assert WEAKER[suggested(unknown)] >= WEAKER[suggested(known)]


def test_the_three_questions():
    answers = [(False, True, True), (True, False, False), (True, True, False), (True, True, True)]
    found = [from_answers(personal=a, likely=b, high=c) for a, b, c in answers]
    assert found == [Risk.NONE, Risk.UNLIKELY, Risk.RISK, Risk.HIGH]


@pytest.mark.django_db
def test_who_rates_lower_than_the_factors_suggest_says_why_and_all_of_it_is_kept(rita):
    made, grave = breach(rita), Factors(("confidentiality",), "high", "high", "high", vulnerable=True, people=2000)
    with pytest.raises(ValidationError, match="suggest “A high risk”"):
        decide(made, "risk", grave, by=rita, now=NOW)
    decide(made, "risk", grave, by=rita, now=NOW, why="They are all dead letters.")
    decide(made, "high", grave, by=rita, now=NOW)
    found = [(one.suggested, one.decided, one.people, one.why) for one in Triage.objects.all()]
    assert found == [("high", "risk", 2000, "They are all dead letters."), ("high", "high", 2000, "")]
    assert made.risk == "high"
    assert made.timeline.filter(sort="decision").count() == 2
