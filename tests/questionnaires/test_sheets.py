"""States, points and gates of a questionnaire as it is filled in (specification 3.4, 3.5, 3.9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.questionnaires.items import Item, options_of
from governance.questionnaires.sheets import Entry, State

from .conftest import DAY, item, items_of, sheet, when

PLAN = {"step": 2, "who": "Ann", "due_on": DAY.isoformat()}
ROLES = ["none", "fixed_rules", "informs", "overridable", "automatic"]
GATED_BY_ROLE = {"auto.effect", "auto.explain", "auto.contest", "auto.proxies", "auto.monitoring"}


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (Entry(), State.UNANSWERED),
        (Entry([]), State.UNANSWERED),
        (Entry("no"), State.ANSWERED),
        (Entry(not_applicable="We have none."), State.NOT_APPLICABLE),
        (Entry("no", carried=True), State.CARRIED),
    ],
)
def test_an_answer_is_in_one_state(entry, state):
    assert sheet([item("q")], {"q": entry}).state("q") == state


def test_what_is_unanswered_counts_as_the_worst_and_what_does_not_apply_not_at_all():
    asked = [item("risk"), item("guard", "scale", polarity="safeguard"), item("left"), item("text", polarity="none")]
    found = sheet(asked, {"left": Entry(not_applicable="We have none.")})
    assert found.counted == {"risk": 4, "guard": 0}


def test_what_waits_for_an_answer_or_a_confirmation_is_listed_as_far_as_it_is_shown():
    asked = [
        item("must"),
        item("may", required=False),
        item("old"),
        item("hidden", visible_if=when("must", "eq", "all")),
        Item("told", "info"),
        Item("text", "long_text", limits={"least": 3}),
    ]
    found = sheet(asked, {"old": Entry("no", carried=True), "hidden": Entry("no", carried=True), "text": "Short."})
    assert (found.open, found.amber, found.dormant) == (["must"], ["old"], ["hidden"])
    assert found.incomplete == {"text": ["At least 3 words; there are 1."]}


def test_options_raise_flags_only_while_their_question_is_shown():
    risky = options_of([{"key": "yes", "points": 4, "flags": ["RF-SALE"]}])
    asked = [item("gate"), item("sale", own_options=risky, visible_if=when("gate", "eq", "all"))]
    assert sheet(asked, {"gate": "all", "sale": "yes"}).flags == {"RF-SALE"}
    assert sheet(asked, {"gate": "no", "sale": "yes"}).flags == set()


def test_a_question_with_a_rule_of_its_own_is_gated():
    found = sheet([item("gate"), item("then", visible_if=when("gate", "eq", "all"))], {})
    assert (found.is_gated("gate"), found.is_gated("then")) == (False, True)


@pytest.mark.django_db
def test_a_hidden_answer_is_dormant_and_comes_back_when_its_gate_opens_again():
    """Scenario 19: E1 to none, and E2 to E7 leave the maxima, but for E5, which is always asked."""
    parts, asked = items_of("deia-1")
    step = {"step": 3}
    answers = dict.fromkeys(GATED_BY_ROLE, step) | {"auto.effect": "price", "auto.role": "informs"}
    before = sheet(list(asked), answers, *parts)
    closed = sheet(list(asked), answers | {"auto.role": "none"}, *parts)
    again = sheet(list(asked), answers, *parts)
    assert before.counted.keys() >= GATED_BY_ROLE
    assert not GATED_BY_ROLE & closed.counted.keys()
    assert "auto.generative" in closed.counted
    assert set(closed.dormant) == GATED_BY_ROLE
    assert all(closed.state(key) == State.DORMANT for key in GATED_BY_ROLE)
    assert again.counted == before.counted


@pytest.mark.django_db
def test_any_vulnerable_group_and_not_sure_about_it_ask_for_protection():
    parts, asked = items_of("deia-1")
    shown = {
        key: "fair.protection" in sheet(list(asked), {"people.vulnerable": [key]}, *parts).visible
        for key in ("none", "children", "staff", "unsure")
    }
    assert shown == {"none": False, "children": True, "staff": True, "unsure": True}
    assert "data.reidentification" not in sheet(list(asked), {}, *parts).visible
    assert "data.reidentification" in sheet(list(asked), {"data.categories": ["contact"]}, *parts).visible


@given(st.lists(st.sampled_from(["no", "some", "all", None]), min_size=6, max_size=6))
def test_no_hidden_question_shows_another_however_they_are_chained(values):
    asked = [item("q0"), *(item(f"q{n}", visible_if=when(f"q{n - 1}", "gte", 2)) for n in range(1, 6))]
    found = sheet(asked, {f"q{n}": value for n, value in enumerate(values)})
    shown = [f"q{n}" in found.visible for n in range(6)]
    assert shown == sorted(shown, reverse=True)
    assert found.counted.keys() == found.visible
