"""An assessment with its screening laid out, and ways to answer it."""

from typing import Any

import pytest
from django.test import Client

from governance.core.acting import acting
from governance.core.roles import Role
from governance.deia import filling, proposing
from governance.deia.models import Assessment
from governance.inventory.models import ProcessingActivity
from governance.questionnaires import packs
from tests.factories import make, person


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def assessment(people) -> Assessment:
    questionnaire = packs.install("screening-1", by=people.lead)
    return proposing.assess(
        by=people.member, name="Book club", questionnaire=questionnaire, activities=[make(ProcessingActivity)]
    )


VALUES = {
    "purpose.statement": "We suggest books that fit what somebody has bought. " * 8,
    "purpose.people_benefit": [{"id": "r1", "name": "Readers", "option": "substantial"}],
    "people.groups": [
        {"id": "r1", "touched": "directly"}
        | dict.fromkeys(("group", "size", "relation", "power", "gain", "loss"), "x"),
        {"id": "r2", "touched": "indirectly"}
        | dict.fromkeys(("group", "size", "relation", "power", "gain", "loss"), "x"),
    ],
    "data.sources": [{"id": "r1", "name": "Orders", "option": "person"}],
    "choice.basis": [{"id": "r1", "name": "Newsletter", "option": "documented", "ground": "contract", "device": "no"}],
    "harm.scenarios": [
        {"id": f"r{number}", "story": "A story", "sort": sort, "who": "Readers"}
        for number, sort in enumerate(("as_designed", "breaks", "misused"))
    ],
    "share.vendors": [],
}
"""Of the questions whose answers are rows, texts or links."""


def fill_in(assessment: Assessment, *, worse: dict | None = None) -> None:
    """The questions in full, each answered as well as can be, but for those that are told `worse`."""
    template = packs.install("deia-1", by=person(Role.PRIVACY_LEAD))
    filling.begin(assessment, template, by=assessment.owner)
    with acting(assessment.owner):
        for answer in assessment.answers.to(assessment.template):
            answer.value = (worse or {}).get(answer.question.key, best(answer.question))
            answer.save()


def best(question) -> Any:
    """A value of the kind that the question asks for, with the fewest concerns."""
    points = 0 if question.polarity == "exposure" else 4
    options = sorted(question.options, key=lambda option: abs((option.get("points") or 0) - points))
    match question.kind:
        case "single" | "yes_no_unsure":
            return options[0]["key"]
        case "multi":
            return [options[0]["key"]]
        case "scale":
            return {"step": 3}
    return VALUES[question.key]


def answer_all(assessment: Assessment, **replies: str) -> None:
    for answer in assessment.answers.select_related("question"):
        answer.value = replies.get(answer.question.key.removeprefix("scr."), "no")
        answer.save()
