"""Risks before, with and after their mitigations (specification 3.9 step 5, scenarios 23 and 24)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.deia.scoring import Accepted, Effect, Hazard, Level, Place, Tier
from governance.deia.scoring.lint import lint
from governance.deia.scoring.register import register

DAY = dt.date(2026, 11, 24)
LATER, EARLIER = DAY + dt.timedelta(days=1), DAY - dt.timedelta(days=1)

places = st.builds(Place, st.integers(1, 5), st.integers(1, 5))
effects = st.builds(
    Effect, st.just("m"), st.integers(-2, 0), st.integers(-2, 0), st.booleans(), st.booleans(), st.booleans()
)
hazards = st.builds(
    Hazard,
    st.just("r"),
    places,
    cause=st.sampled_from(["design", "failure", "misuse", ""]),
    confidence=st.sampled_from(["low", "high", ""]),
    effects=st.lists(effects, max_size=4).map(tuple),
)


def done(likelihood: int = 0, impact: int = 0, *, limits: bool = True, shown: bool = True, name: str = "m") -> Effect:
    return Effect(name, likelihood, impact, implemented=True, limits_consequence=limits, has_evidence=shown)


def codes(*found: Hazard) -> list[str]:
    return [fault.code for fault in lint(found, DAY)]


def test_only_what_is_implemented_counts_now_and_all_that_is_planned_counts_for_the_target():
    risk = Hazard("r", Place(5, 3), effects=(done(-1), Effect("planned", -2)))
    assert (risk.counted(planned=False), risk.counted(planned=True)) == (Place(4, 3), Place(2, 3))
    found = register([risk], DAY)
    assert (found.inherent, found.current, found.target) == (Tier.HIGH, Tier.HIGH, Tier.MODERATE)


def test_all_mitigations_together_lower_an_axis_by_three_at_most_and_never_below_one():
    assert Hazard("r", Place(5, 5), effects=(done(-2, -2), done(-2, -2))).earned(planned=False) == Place(2, 2)
    assert Hazard("r", Place(2, 2), effects=(done(-2, -2),)).earned(planned=False) == Place(1, 1)


def test_the_impact_falls_only_through_what_limits_the_consequences():
    risk = Hazard("r", Place(3, 4), effects=(done(-1, -2, limits=False),))
    assert risk.earned(planned=False) == Place(2, 4)
    assert codes(risk) == ["impact_without_limit"]


@pytest.mark.parametrize(
    ("place", "confidence", "tier"),
    [
        (Place(2, 4), "low", Tier.HIGH),
        (Place(2, 4), "high", Tier.MODERATE),
        (Place(2, 3), "low", Tier.MODERATE),
        (Place(5, 5), "low", Tier.CRITICAL),
    ],
)
def test_what_is_serious_and_little_known_counts_as_likelier(place, confidence, tier):
    assert place.tier(confidence) == tier


def test_three_high_risks_with_different_causes_are_critical_together():
    high = [Hazard("r", Place(3, 4), cause=cause) for cause in ("design", "failure", "misuse")]
    assert register(high, DAY).inherent == Tier.CRITICAL
    assert register(high[:2], DAY).inherent == Tier.HIGH
    assert register([*high[:2], high[1]], DAY).inherent == Tier.HIGH
    assert register([Hazard("r", Place(3, 4))] * 3, DAY).inherent == Tier.CRITICAL, "a cause not named is its own"


def test_an_empty_register_is_low():
    assert register([], DAY).inherent == Tier.LOW


def test_a_risk_stated_lower_without_a_mitigation_is_a_fault_and_does_not_count_as_lower():
    """Scenario 23."""
    risk = Hazard("A wrong mail", Place(4, 4), current=Place(1, 4), target=Place(1, 4))
    assert codes(risk) == ["current_unexplained", "target_unexplained"]
    assert str(lint([risk], DAY)[0]).startswith("A wrong mail: it is said to be lower now")
    assert register([risk], DAY).current == Tier.HIGH


def test_stating_a_risk_higher_than_its_mitigations_come_to_is_allowed():
    risk = Hazard("r", Place(4, 4), current=Place(3, 4), effects=(done(-2),))
    assert (codes(risk), risk.counted(planned=False)) == ([], Place(3, 4))


@pytest.mark.parametrize(
    ("risk", "code"),
    [
        (Hazard("r", Place(2, 2), current=Place(3, 2)), "current_above_inherent"),
        (
            Hazard("r", Place(3, 2), current=Place(2, 2), target=Place(3, 2), effects=(done(-1),)),
            "target_above_current",
        ),
        (Hazard("r", Place(3, 2), effects=(done(-1, shown=False),)), "no_evidence"),
    ],
)
def test_what_does_not_add_up_is_a_fault(risk, code):
    assert codes(risk) == [code]


def accepted(level=Level.SPONSOR, by="Maeve Doyle", until=LATER) -> Hazard:
    return Hazard("r", Place(5, 4), effects=(done(-2),), acceptance=Accepted(by, level, until))


@pytest.mark.parametrize(
    ("risk", "code"),
    [
        (accepted(by=""), "no_acceptor"),
        (accepted(Level.MANAGER), "acceptor_too_low"),
        (accepted(until=None), "no_expiry"),
        (accepted(until=EARLIER), "acceptance_expired"),
    ],
)
def test_an_acceptance_needs_a_name_the_right_level_and_a_day_to_come(risk, code):
    assert codes(risk) == [code]
    assert register([risk], DAY).current == Tier.CRITICAL, "it counts as before treatment"


def test_an_acceptance_holds_to_the_end_of_its_last_day():
    risk = accepted(until=DAY)
    assert (codes(risk), register([risk], DAY).current) == ([], Tier.HIGH)
    assert register([risk], LATER).current == Tier.CRITICAL


@given(hazards)
def test_the_target_is_never_worse_than_now_and_now_never_worse_than_before(risk):
    now, target = risk.counted(planned=False), risk.counted(planned=True)
    assert target.is_within(now)
    assert now.is_within(risk.inherent)


@given(st.lists(hazards, max_size=5), hazards)
def test_one_more_risk_never_lowers_the_register(found, more):
    before, after = register(found, DAY), register([*found, more], DAY)
    assert (after.inherent, after.current, after.target) >= (before.inherent, before.current, before.target)
    assert after.current >= before.current
    assert after.target >= before.target
