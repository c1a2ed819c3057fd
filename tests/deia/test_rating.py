"""The whole rating of an assessment: values in, tiers and reasons out (specification 3.9, 3.10, scenarios 20 to 24)."""

import datetime as dt
import json
import random

import pytest

from governance.deia.scoring import Effect, Hazard, Place, Scored, Sheet, Tier, result
from governance.deia.scoring.config import CURRENT
from governance.deia.scoring.flags import Block, Known, raised
from governance.deia.scoring.index import exposure, index, peaked
from governance.deia.scoring.result import Result
from governance.questionnaires.vocabulary import Polarity

from .profiles import QUESTIONS, at_random, sheet_of

DAY = dt.date(2026, 11, 24)
RANDOM = random.Random(20261124)  # noqa: S311  the same profiles each time
ROUNDS = 20_000

FINE = {one.key: one.best for one in QUESTIONS}
MODEL_OFF = {"auto.contest", "auto.effect", "auto.explain", "auto.monitoring", "auto.proxies"}


def rated(points: dict, *, hazards=(), **more) -> Result:
    return result(Sheet(QUESTIONS, points, **more), hazards, DAY)


def codes(found: Result) -> dict[str, bool]:
    return {one.flag.code: one.cleared for one in found.flags}


# Indexes


def test_with_nothing_answered_all_is_at_its_worst():
    """Scenario 20, its first half."""
    found = rated({})
    assert (found.index.EI, found.index.NI) == (100, 100)
    assert (found.inherent, found.residual) == (Tier.CRITICAL, Tier.CRITICAL)


def test_with_nothing_but_good_answers_nothing_is_left():
    found = rated(FINE)
    assert (found.index.EI, found.inherent, found.residual, found.flags) == (0, Tier.LOW, Tier.LOW, ())


def test_every_principle_of_the_questionnaire_may_be_the_peak():
    assert len(index(Sheet(QUESTIONS)).peaking) == 7


def test_a_principle_that_few_questions_bear_on_is_shown_but_is_not_the_peak():
    broad = [
        Scored(f"{kind[0]}{n}", kind, 1, {"PRI": 1}) for kind in (Polarity.EXPOSURE, Polarity.SAFEGUARD) for n in (1, 2)
    ]
    narrow = Scored("narrow", Polarity.EXPOSURE, 3, {"ACC": 1})
    found = index(Sheet((*broad, narrow), {"e1": 0, "e2": 0, "narrow": 4}))
    assert (dict(found.exposure), found.peaking, found.EI) == ({"PRI": 0, "ACC": 100}, {"PRI"}, 25)


def test_what_is_not_applicable_or_hidden_leaves_both_sums():
    points = FINE | {"share.transfers": 4}
    assert rated(points).index.exposure["PRI"] > 0
    assert rated(points, not_applicable=frozenset({"share.transfers"})).index.exposure["PRI"] == 0
    assert rated(points, hidden=frozenset({"share.transfers"})).index.exposure["PRI"] == 0


def test_a_form_of_which_nothing_is_asked_is_not_safe():
    assert peaked({}, frozenset()) == 100


@pytest.mark.parametrize(
    ("value", "tier"), [(0, 1), (24.9, 1), (25, 2), (24.9999999, 2), (49.9, 2), (50, 3), (74.9, 3), (75, 4), (100, 4)]
)
def test_the_tiers_of_the_index_begin_at_25_50_and_75(value, tier):
    assert CURRENT.tier_of_index(value) == tier


def test_a_worse_exposure_never_lowers_the_index_even_if_it_opens_other_questions():
    """Scenario 21, its first half."""
    exposed = [one.key for one in QUESTIONS if one.polarity == Polarity.EXPOSURE]
    for _ in range(ROUNDS):
        points = at_random(RANDOM)
        key = RANDOM.choice([one for one in exposed if points.get(one, 4) < 4] or exposed)
        worse = points | {key: min(4, points.get(key, 4) + RANDOM.randint(1, 4))}
        before, after = (exposure(sheet_of(one)) for one in (points, worse))
        peaking = frozenset(before)
        assert peaked(after, peaking) >= peaked(before, peaking) - 1e-9, (points, key)


def test_a_better_safeguard_never_raises_what_is_left():
    """Scenario 21, its second half."""
    guarded = [one.key for one in QUESTIONS if one.polarity == Polarity.SAFEGUARD]
    for _ in range(ROUNDS):
        before, key = sheet_of(at_random(RANDOM)), RANDOM.choice(guarded)
        after = before.with_points(key, min(4, before.points.get(key, 0) + RANDOM.randint(1, 4)))
        assert index(after).NI <= index(before).NI + 1e-9, (before.points, key)


def test_safeguards_lower_the_tier_by_one_at_most():
    """Scenario 22."""
    safe = {one.key: 4 for one in QUESTIONS if one.polarity == Polarity.SAFEGUARD}
    every_flag = frozenset(one.flag.code for one in raised(Sheet(QUESTIONS), Tier.CRITICAL))
    for _ in range(500):
        sheet = sheet_of(at_random(RANDOM) | safe)
        found = result(Sheet(QUESTIONS, sheet.points, sheet.hidden, cleared=every_flag), [], DAY)
        assert found.inherent - 1 <= found.residual <= found.inherent


# Flags


@pytest.mark.parametrize(
    ("points", "code", "floor"),
    [
        ({"choice.basis": 4}, "RF-BASIS", 1),
        ({"data.categories": 4, "auto.role": 1}, "RF-SPECIAL", 3),
        ({"people.vulnerable": 4, "auto.role": 2}, "RF-CHILD", 3),
        ({"people.vulnerable": 4, "harm.manipulation": 1}, "RF-CHILD", 3),
        ({"auto.role": 4, "auto.effect": 3}, "RF-ADM", 4),
        ({"fair.terms": 3}, "RF-PRICE", 3),
        ({"choice.interface": 3}, "RF-DARK", 3),
        ({"harm.manipulation": 4}, "RF-HIDDEN", 4),
        ({"share.recipients": 4}, "RF-SALE", 3),
        ({"share.transfers": 3}, "RF-TRANSFER", 1),
        ({"harm.reversibility": 3, "people.scale": 2}, "RF-IRREV", 3),
        ({"auto.generative": 3}, "RF-AI50", 1),
    ],
)
def test_a_grave_answer_raises_its_flag_and_no_average_goes_below_its_floor(points, code, floor):
    found = rated(FINE | points)
    assert code in codes(found)
    assert found.inherent == floor


@pytest.mark.parametrize(
    "points", [{"people.vulnerable": 4}, {"harm.reversibility": 4}, {"auto.role": 4}, {"fair.terms": 1}]
)
def test_half_of_a_condition_raises_no_flag(points):
    assert codes(rated(FINE | points)) == {}


@pytest.mark.parametrize(
    ("fact", "code", "tier"),
    [
        (Known.MAY_BE_FORBIDDEN, "STOP-LAW", 4),
        (Known.VENDOR_WITHOUT_AGREEMENT, "RF-VENDOR", 1),
        (Known.ALREADY_RUNNING, "RF-LIVE", 1),
    ],
)
def test_what_is_known_from_elsewhere_raises_flags_too(fact, code, tier):
    found = rated(FINE, facts=frozenset({fact}))
    assert (codes(found), found.inherent) == ({code: False}, tier)


def test_a_hidden_answer_raises_no_flag_and_an_unanswered_one_does():
    assert "RF-PRICE" in codes(rated({}))
    assert "RF-PRICE" not in codes(rated(FINE | {"fair.terms": 4}, hidden=frozenset({"fair.terms"})))


def test_options_tell_more_than_points():
    points = FINE | {"data.categories": 4, "auto.role": 1}
    two_bad_ones = {"data.categories": frozenset({"location", "finances"})}
    assert "RF-SPECIAL" not in codes(rated(points, chosen=two_bad_ones))
    assert "RF-SPECIAL" in codes(rated(points, chosen={"data.categories": frozenset({"special"})}))


def test_a_cleared_flag_lowers_only_what_is_left_and_blocks_nothing_more():
    points = FINE | {"choice.interface": 3}
    before, after = rated(points), rated(points, cleared=frozenset({"RF-DARK"}))
    assert (before.inherent, before.residual, before.flags[0].blocks) == (3, 3, (Block.GO_LIVE,))
    assert (after.inherent, after.residual, after.flags[0].blocks) == (3, 2, ())


def test_a_human_route_opens_going_live_once_in_place_and_clears_the_flag_once_shown():
    points = FINE | {"auto.role": 4, "auto.effect": 3}
    blocked, open_, shown = (rated(points | {"auto.contest": n}) for n in (2, 3, 4))
    assert [(one.flags[0].cleared, one.flags[0].blocks) for one in (blocked, open_, shown)] == [
        (False, (Block.GO_LIVE,)),
        (False, ()),
        (True, ()),
    ]


def test_nobody_heard_blocks_completing_only_from_high_risk_on():
    assert codes(rated(FINE | {"people.heard": 0})) == {}
    assert "RF-NOBODY" in codes(rated(FINE | {"people.heard": 0, "fair.terms": 3}))


# Reasons


def test_the_explanation_says_what_set_the_tier_and_what_the_index_alone_gives():
    told = rated(
        FINE | {"fair.terms": 4, "fair.exclusion": 4, "people.vulnerable": 3, "fair.outcome_test": 3}
    ).explanation
    assert told.startswith(
        "High risk because prices or terms differ by behaviour or need. The index alone gives moderate risk."
    )
    assert "the floor of its flags (RF-PRICE)" in told


def test_a_grave_risk_sets_the_tier_and_says_so():
    found = rated(FINE, hazards=[Hazard("A wrong mail", Place(3, 4))])
    assert (found.inherent, found.residual) == (3, 3)
    assert "a risk in the register weighs that much" in found.explanation


def test_the_drivers_say_what_each_answer_would_change():
    points = FINE | {"fair.terms": 4, "share.transfers": 4}
    found = rated(points)
    assert [one.key for one in found.drivers] == ["fair.terms", "share.transfers"]
    first = found.drivers[0]
    better = rated(points | {"fair.terms": 0}).index
    assert (first.ei, first.ni) == (found.index.EI - better.EI, found.index.NI - better.NI)


def test_duties_go_by_what_is_left_and_the_route_by_what_was_there():
    found = {
        one.code: str(told)
        for one, told in rated(FINE | {"choice.interface": 3}, cleared=frozenset({"RF-DARK"})).duties
    }
    assert (found["route"], found["sign_off"], "pilot" in found) == ("Full committee", "Manager", False)


@pytest.mark.parametrize(
    ("points", "code", "required"),
    [
        ({"share.transfers": 3}, "transfer", True),
        ({"share.transfers": 2}, "transfer", False),
        ({"choice.li_test": 2}, "interest", True),
        ({"choice.consent_quality": 2}, "consent", True),
        ({"choice.consent_quality": 3}, "consent", False),
        ({"choice.interface": 3}, "consent", True),
        ({"share.vendors": 2}, "vendor", True),
        ({"auto.generative": 3}, "ai_notice", True),
        ({"auto.generative": 2}, "ai_notice", False),
        ({"people.vulnerable": 4}, "children", False),
        ({"people.vulnerable": 4, "auto.role": 2}, "children", True),
    ],
)
def test_what_has_to_follow_is_named_with_its_criterion(points, code, required):
    (found,) = rated(FINE | points).follow_ups
    assert (found.code, found.required, bool(found.because)) == (code, required, True)


@pytest.mark.parametrize(("criteria", "required"), [({"1"}, False), ({"1", "9"}, True)])
def test_two_criteria_require_an_impact_assessment_and_one_recommends_it(criteria, required):
    (found,) = rated(FINE, criteria=frozenset(criteria)).follow_ups
    assert (found.code, found.required) == ("dpia", required)
    assert "people are scored or profiled" in [str(told) for told in found.because]


def test_the_result_can_be_kept_as_json_with_every_number():
    risk = Hazard("A wrong mail", Place(3, 4), effects=(Effect("Filter", likelihood=-1),))
    kept = json.loads(json.dumps(rated({}, hazards=[risk]).plain()))
    assert (kept["config"], kept["index"]["EI"], kept["tiers"]["inherent"]) == ("1.0", 100, 4)
    assert len(kept["drivers"]) == 5
    assert kept["flags"][0] == {
        "code": "RF-BASIS",
        "cleared": False,
        "blocks": ["submit"],
        "floor": None,
        "residual_floor": None,
    }
