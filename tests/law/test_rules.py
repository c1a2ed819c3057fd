"""Rules hold from their first day to their last, and what is only proposed changes nothing."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from governance.core.reading import Source
from governance.core.refusals import Refused
from governance.law import packs
from governance.law.models import Rule, Status
from governance.law.terms import Term, Unit

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def breach(on: dt.date) -> Term:
    return Rule.objects.the("breach.authority", "EU", on).term


def test_every_rule_that_is_shipped_is_here_after_migrate_and_once():
    assert Rule.objects.count() == len(list(packs.shipped()))
    assert packs.install() == 0


def test_what_a_person_renamed_does_not_come_back():
    rule = Rule.objects.filter(code="breach.register").get()
    rule.title = "Our own words"
    rule.save()
    assert packs.install() == 0


def test_each_shipped_rule_is_valid_and_says_where_it_stands():
    for rule in Rule.objects.all():
        rule.full_clean()
        assert rule.citation
        assert rule.checked_on <= dt.date(2026, 11, 27)


def test_a_proposal_brought_into_force_changes_what_comes_after_and_nothing_before():
    since = dt.date(2027, 6, 1)
    assert breach(since) == Term(72, Unit.HOURS)
    proposal = Rule.objects.get(code="breach.authority", status=Status.PROPOSAL)
    proposal.status, proposal.valid_from = Status.IN_FORCE, since
    proposal.full_clean()
    proposal.save()
    assert breach(since - DAY) == Term(72, Unit.HOURS)
    assert breach(since) == Term(96, Unit.HOURS)


def test_a_rule_that_has_ended_holds_no_longer():
    rule = Rule.objects.get(code="adequacy.gb")
    assert rule in Rule.objects.holding(rule.valid_until)
    assert rule not in Rule.objects.holding(rule.valid_until + DAY)


def test_two_rules_by_one_code_may_not_begin_on_the_same_day():
    rule = Rule.objects.get(code="breach.authority", jurisdiction="EU", status=Status.IN_FORCE)
    rule.pk, rule._state.adding = None, True
    with pytest.raises(ValidationError, match="begins on that day"):
        rule.full_clean()


@pytest.mark.parametrize(
    "terms", [{}, {"count": 0, "unit": "hours"}, {"count": 3, "unit": "moons"}, [72], {"count": True, "unit": "days"}]
)
def test_a_clock_without_a_term_is_refused(terms):
    rule = Rule.objects.get(code="request.answer", jurisdiction="EU")
    rule.terms = terms
    with pytest.raises(ValidationError, match="A term has a count"):
        rule.full_clean()


def test_a_pack_that_is_wrong_is_refused_with_its_place():
    rule = b"{code: a.b, kind: fact, title: T, summary: S, status: proposal, colour: red}"
    text = b'checked_on: "2026-01-01"\nrules:\n  - ' + rule
    with pytest.raises(Refused, match=r"rules\[0\]\.colour"):
        packs.read(Source("odd.yaml", text))
