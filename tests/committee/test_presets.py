"""Three sizes of firm choose all the rules (specification 9), and nobody outgrows them unseen."""

import pytest

from governance.committee.findings import one_function_rules
from governance.committee.models import Committee, Seat
from tests.factories import TODAY, make, person

pytestmark = pytest.mark.django_db
NAMES = ("voting_seats", "min_present", "min_functions", "outside", "reviewers", "meets", "authority")


@pytest.mark.parametrize(
    ("preset", "rules", "counter_case_from", "unanimous_from"),
    [
        ("micro", (3, 3, 2, "opinion", 1, False, "advisory"), None, 3),
        ("small", (5, 3, 3, "opinion", 2, False, "binding"), 4, None),
        ("medium", (7, 4, 4, "seat", 2, True, "binding"), 3, None),
    ],
)
def test_the_size_of_the_firm_sets_each_rule_as_specified(preset, rules, counter_case_from, unanimous_from):
    group = make(Committee, preset=preset, voting_seats=9, meets=preset != "medium")
    group.refresh_from_db()
    assert tuple(getattr(group, name) for name in NAMES) == rules
    assert (group.counter_case_from, group.unanimous_from) == (counter_case_from, unanimous_from)


@pytest.mark.parametrize(("seats", "found"), [(2, False), (3, True)])
def test_a_function_that_holds_more_than_half_of_the_seats_is_found(seats, found):
    group = make(Committee, preset="small")
    for number in range(5):
        told = {"function": "legal" if number < seats else f"{('hr', 'product', 'finance')[number - 2]}"}
        make(Seat, committee=group, person=person(), starts_on=TODAY, **told)
    make(Seat, committee=group, person=person(), starts_on=TODAY, function="legal", votes=False)
    assert one_function_rules(TODAY).filter(pk=group.pk).exists() is found
