"""What carries and what a quorum lacks: pure rules, held to sums and tables."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.committee.quorum import Majority, Panel, Rule, Voice
from governance.committee.tally import Choice, Kind, carries, choices, is_split, outcomes

BALLOTS = st.lists(
    st.sampled_from([one.value for one in choices(Kind.INITIAL, is_small=False)]), min_size=1, max_size=9
)
FIVE = (
    Voice(1, "marketing", "Sales"),
    Voice(2, "legal", "Law"),
    Voice(3, "it_security", "IT"),
    Voice(4, "customer_service", "Service"),
    Voice(5, "external"),
)
DEFAULT = Rule(3, 3, 5, (("legal", "privacy"), ("customer_service", "customer_voice", "external")))


def test_two_for_one_against_and_two_abstaining_do_not_carry():
    """Scenario 4."""
    assert not carries(["approve", "approve", "reject", "abstain", "abstain"], "approve")


@pytest.mark.parametrize(
    ("votes", "majority", "is_enough"),
    [
        ((2, 4), Majority.HALF, False),
        ((3, 5), Majority.HALF, True),
        ((3, 5), Majority.TWO_THIRDS, False),
        ((4, 6), Majority.TWO_THIRDS, True),
        ((2, 3), Majority.ALL, False),
        ((3, 3), Majority.ALL, True),
        ((0, 0), Majority.HALF, False),
        ((0, 0), Majority.TWO_THIRDS, False),
        ((0, 0), Majority.ALL, False),
    ],
)
def test_ties_fail_and_the_gravest_need_two_thirds(votes, majority, is_enough):
    assert majority.is_reached(*votes) is is_enough


@given(BALLOTS)
def test_no_two_outcomes_carry_unless_one_is_the_milder_form_of_the_other(votes):
    carried = {outcome for outcome in outcomes(Kind.INITIAL, is_small=False) if carries(votes, outcome)}
    assert len(carried - {Choice.CONDITIONAL}) <= 1
    assert len(carried) <= 1 or carried == {Choice.APPROVE, Choice.CONDITIONAL}
    assert bool(carried) is not is_split(votes)


@given(BALLOTS, st.sampled_from(Majority))
def test_another_yes_never_undoes_a_result(votes, majority):
    if carries(votes, Choice.APPROVE, majority):
        assert carries([*votes, Choice.APPROVE], Choice.APPROVE, majority)


@given(BALLOTS, st.sampled_from(Majority))
def test_an_abstention_never_helps(votes, majority):
    if carries([*votes, Choice.ABSTAIN], Choice.APPROVE, majority):
        assert carries(votes, Choice.APPROVE, majority)


def test_a_small_panel_can_refuse_nothing_and_what_runs_already_cannot_be_approved():
    assert Choice.REJECT not in choices(Kind.INITIAL, is_small=True)
    assert Choice.ESCALATE in choices(Kind.INITIAL, is_small=True)
    assert not {Choice.APPROVE, Choice.CONDITIONAL} & set(outcomes(Kind.POSTHOC, is_small=False))


def test_five_seats_of_which_marketing_stepped_aside_decide_with_three():
    assert Panel(FIVE[1:], DEFAULT).missing({2, 3, 4}) == []


def test_two_alone_lack_everything_at_once():
    told = Panel(FIVE[1:], DEFAULT).missing({2, 3})
    assert told == [
        "2 members are here, 3 are needed.",
        "They speak for 2 functions, 3 are needed.",
        "Nobody is here from Customer service, Voice of customers or From outside.",
    ]


def test_three_without_legal_or_privacy_are_no_quorum():
    assert Panel(FIVE, DEFAULT).missing({1, 3, 4}) == ["Nobody is here from Legal or Privacy."]


def test_five_seats_two_recused_and_two_of_three_from_the_owners_department_fail_on_independence():
    voices = (Voice(1, "marketing", "Shop"), Voice(2, "legal", "Shop"), Voice(4, "customer_service", "Service"))
    told = Panel(voices, Rule(3, 3, 5, department="Shop")).missing({1, 2, 4})
    assert told == ["No more than half of them work outside Shop."]


def test_critical_risk_needs_an_independent_voice():
    rule = Rule(3, 3, 5, outside=True)
    assert Panel(FIVE, rule).missing({2, 3, 4}) == ["Nobody independent of the firm is here; critical risk needs one."]
    assert Panel(FIVE, rule).missing({2, 3, 5}) == []


def test_more_than_half_of_all_seats_must_be_there_also_those_that_stand_empty():
    rule = Rule(2, 1, seats=7)
    assert (rule.needed, Panel(FIVE, rule).has_quorum({1, 2, 3}), Panel(FIVE, rule).has_quorum({1, 2, 3, 4})) == (
        4,
        False,
        True,
    )


@given(st.sets(st.integers(1, 5)), st.sets(st.integers(1, 5)))
def test_whoever_joins_never_takes_a_quorum_of_numbers_and_functions_away(here, joining):
    panel = Panel(FIVE, DEFAULT)
    if panel.has_quorum(here):
        assert panel.has_quorum(here | joining)


def test_who_holds_two_seats_is_one_voice():
    panel = Panel((Voice(1, "legal"), Voice(1, "marketing"), Voice(2, "it_security")), Rule(3, 2))
    assert panel.missing({1, 2}) == ["2 members are here, 3 are needed."]


def test_a_rule_reads_back_as_it_was_frozen():
    assert Rule.read(json.loads(json.dumps(DEFAULT.said()))) == DEFAULT


@pytest.mark.samples
def test_recorded_votes_of_a_real_committee_carry_as_it_published(samples):
    """The denominator is ours: those present are the members who voted, abstentions included, as no other is told."""
    votes = json.loads((samples / "committee-votes" / "votes.json").read_text())
    assert len(votes) == 7
    for vote in votes:
        cast = list(vote["votes"].values())
        assert Majority.HALF.is_reached(cast.count(1), len(cast)) is (vote["outcome_published"] in {"Yes", None})
