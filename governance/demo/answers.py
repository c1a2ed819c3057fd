"""What Brookfield answers to the further questions: careful people with small data, and where a project differs."""

from typing import Any

from governance.core.acting import acting
from governance.deia import filling
from governance.deia.models import Assessment
from governance.questionnaires import packs
from governance.questionnaires.models import Question
from governance.vendors.models import Vendor

PLAIN: dict[str, Any] = {
    "purpose.statement": "We would like to suggest books that fit what somebody has bought from us before, in a mail "
    "that they have asked for anyway. Most of our mails are about books that people would never open, and they tell us "
    "so at the counter. We keep it to shelves and titles, and whoever does not want it says so once, in one click.",
    "purpose.people_benefit": [{"id": "r1", "name": "Readers of the newsletter", "option": "slight"}],
    "purpose.alternatives": "documented",
    "purpose.compatibility": "close",
    "people.groups": [
        {
            "id": "r1", "group": "Customers with an account", "size": "4,180", "relation": "Customers",
            "touched": "directly", "power": "We do: we choose", "gain": "Fewer mails", "loss": "A wrong guess",
        },
        {
            "id": "r2", "group": "People who share an account", "size": "some hundred", "relation": "None",
            "touched": "indirectly", "power": "The account holder", "gain": "Nothing", "loss": "A surprise",
        },
    ],
    "people.scale": "under_10k",
    "people.vulnerable": ["none"],
    "people.expectation": "indifferent",
    "people.heard": ["front_line"],
    "data.categories": ["contact", "purchases"],
    "data.sources": [{"id": "r1", "name": "Orders of the web shop", "option": "person"}],
    "data.linking": "same_purpose",
    "data.reidentification": "key_needed",
    "choice.basis": [{"id": "r1", "name": "Newsletter", "option": "documented", "ground": "consent", "device": "no"}],
    "choice.consent_quality": ["separate", "not_preselected", "per_purpose", "easy_withdrawal", "wording_kept"],
    "choice.refusal_cost": "nothing",
    "choice.interface": ["none"],
    "auto.role": "fixed_rules",
    "auto.effect": "order",
    "auto.generative": "no",
    "fair.exclusion": "minor",
    "fair.terms": "no",
    "share.recipients": "processors",
    "share.transfers": "adequacy",
    "harm.scenarios": [
        {"id": "r1", "story": "A suggestion tells others what one reads.", "sort": "as_designed", "who": "Readers"},
        {"id": "r2", "story": "The list goes out with the wrong names.", "sort": "breaks", "who": "Customers"},
        {"id": "r3", "story": "Somebody looks a neighbour up.", "sort": "misused", "who": "Customers"},
    ],
    "harm.reversibility": "days",
    "harm.manipulation": "ordinary",
    "harm.wider": "none",
}  # fmt: skip
IN_PLACE = {"step": 3}


def further(assessment: Assessment, by, **differs: Any) -> None:
    """Lays out what the screening asks for besides, and answers it; `differs` by key, with `__` for its dot."""
    filling.begin(assessment, packs.install("deia-1", by=by), by=assessment.owner)
    other = {key.replace("__", ".", 1): value for key, value in differs.items()}
    with acting(assessment.owner):
        for answer in assessment.answers.to(assessment.template):
            answer.value = other.get(answer.question.key, said(answer.question))
            answer.save()


def said(question: Question) -> Any:
    if question.kind == "relation":
        return [{"id": one.pk, "text": str(one), "points": 3} for one in Vendor.objects.in_use().processors()[:1]]
    return IN_PLACE if question.kind == "scale" else PLAIN[question.key]
