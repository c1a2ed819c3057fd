"""The plain score: a table, and what must hold for every profile."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.deia.scoring import Answered, Reply, Route, Tier, Weight, criteria, hits, route, tier, tier_of_risk

NO, YES = Reply.NO, Reply.YES
answers = st.lists(
    st.builds(Answered, st.sampled_from(Weight.values), st.sampled_from([*Reply.values, ""])), max_size=10
)
risks = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=4)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("stop", YES), ("soft", NO)], Route.STOP),
        ([("stop", ""), ("soft", NO)], Route.STOP),
        ([("stop", NO), ("hard", "unsure")], Route.FULL),
        ([("soft", YES), ("soft", YES)], Route.FULL),
        ([("hard", NO), ("soft", YES), ("soft", NO)], Route.LIGHT),
        ([("stop", NO), ("hard", NO), ("soft", NO)], Route.NONE),
        ([], Route.NONE),
    ],
)
def test_the_screening_routes_by_its_gravest_answers(told, expected):
    assert route([Answered(weight, reply) for weight, reply in told]) == expected


def test_the_table_of_risks_has_7_low_9_moderate_6_high_and_3_critical_cells():
    cells = [tier_of_risk(likelihood, impact) for likelihood, impact in product(range(1, 6), repeat=2)]
    assert [cells.count(one) for one in Tier] == [7, 9, 6, 3]


@pytest.mark.parametrize("pair", [(0, 1), (1, 0), (6, 1), (1, 6)])
def test_a_risk_off_the_scale_is_refused(pair):
    with pytest.raises(ValueError, match="from 1 to 5"):
        tier_of_risk(*pair)


def test_the_criteria_met_are_counted_once():
    told = [Answered("hard", YES, ("2", "9")), Answered("soft", "unsure", ("9",)), Answered("soft", NO, ("5",))]
    assert (criteria(told), hits(told)) == (["2", "9"], 2)


@given(st.integers(1, 5), st.integers(1, 5))
def test_a_worse_risk_is_never_rated_lower(likelihood, impact):
    here = tier_of_risk(likelihood, impact)
    assert here <= tier_of_risk(min(likelihood + 1, 5), impact)
    assert here <= tier_of_risk(likelihood, min(impact + 1, 5))


@given(answers, risks)
def test_unanswered_and_unsure_count_as_the_worst(told, found):
    worst = [Answered(one.weight, YES if one.reply != NO else NO) for one in told]
    assert tier(told, found) == tier(worst, found)


@given(answers, risks, st.tuples(st.integers(1, 5), st.integers(1, 5)))
def test_one_more_risk_or_concern_never_lowers_the_tier(told, found, more):
    assert tier(told, [*found, more]) >= tier(told, found)
    assert tier([*told, Answered("soft", YES)], found) >= tier(told, found)
