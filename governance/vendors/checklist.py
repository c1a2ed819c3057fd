"""The checklist of an agreement: the items that the law has on its day, and what was found for each."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from governance.law.models import Kind, Rule

from .models import Agreement, Clause, Found

MUST = {"must"}
SOON = dt.timedelta(days=90)
SETTLED = {Found.MET, Found.NOT_NEEDED}


@dataclass(frozen=True)
class Item:
    """One item of the law, and what was found, if somebody looked."""

    rule: Rule
    clause: Clause | None

    @property
    def level(self) -> str:
        return self.rule.terms.get("level", "info")

    @property
    def is_must(self) -> bool:
        return self.level in MUST

    def settled(self, today: dt.date) -> bool:
        if self.clause is None:
            return False
        holds = self.clause.found == Found.ACCEPTED and self.clause.accepted_until >= today
        return holds or self.clause.found in SETTLED


def items(agreement: Agreement, today: dt.date) -> list[Item]:
    """As the law was on the day of signing; of a draft, as it is. Two queries."""
    on = agreement.signed_on or today
    rules = [rule for rule in Rule.objects.newest(on, kind=Kind.ITEM) if rule.code.startswith("DPA-")]
    found = {clause.code: clause for clause in agreement.clauses.select_related("accepted_by")}
    return [Item(rule, found.get(rule.code)) for rule in rules]


def gaps(agreement: Agreement, today: dt.date) -> list[Item]:
    """The items that must be there and are neither met nor accepted today."""
    return [item for item in items(agreement, today) if item.is_must and not item.settled(today)]


@dataclass(frozen=True)
class Standing:
    word: str
    tone: str


def standing(agreement: Agreement, today: dt.date) -> Standing:
    """Where an agreement stands today: computed, as a stored word would be wrong tomorrow."""
    if agreement.state != "in_force":
        return Standing(agreement.get_state_display(), agreement.tone)
    if agreement.ends_on is not None and agreement.ends_on < today:
        return Standing(_("Expired"), "bad")
    if agreement.kind == "processing" and gaps(agreement, today):
        return Standing(_("In force, with gaps"), "warn")
    if agreement.ends_on is not None and agreement.ends_on - today <= SOON:
        return Standing(_("Expiring"), "warn")
    return Standing(_("Valid"), "good")
