"""Assessments at Brookfield: one complete in full, one half answered, one that the registers have left behind."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from governance.core.acting import acting
from governance.core.workflow import advance
from governance.deia import facts, filling, proposing
from governance.deia.models import Assessment, Mitigation, MitigationEffect, Risk
from governance.inventory.models import ProcessingActivity
from governance.questionnaires.models import Questionnaire

from .answers import said
from .suppliers import days

SCALES = {
    "purpose.success_stop": 3, "data.minimisation": 3, "data.quality": 1, "choice.notice": 3, "auto.explain": 1,
    "auto.contest": 3, "auto.proxies": 0, "auto.monitoring": 1, "fair.outcome_test": 0, "fair.protection": 3,
    "sec.controls": 3, "sec.retention": 3, "gov.owner": 3, "gov.complaints": 3, "gov.exit": 1,
}  # fmt: skip
ANSWERS: dict[str, Any] = {
    "purpose.statement": "When you buy books from us we remember them for two years. Once a month we look at what "
    "people with similar shelves have read, and suggest three books in the newsletter that you get. We do it because "
    "most of our mails are about books that you would never open, and readers told us so in the shop. Nobody outside "
    "the firm learns what you bought.",
    "purpose.people_benefit": [
        {"id": "r1", "name": "Readers of the newsletter", "option": "slight"},
        {"id": "r2", "name": "Small publishers", "option": "indirect"},
    ],
    "purpose.alternatives": "documented",
    "purpose.compatibility": "close",
    "people.groups": [
        {"id": "r1", "group": "Newsletter readers", "size": "4180", "relation": "Customers", "touched": "directly",
         "gain": "Fewer and better suggestions", "loss": "A topic may give something away"},
        {"id": "r2", "group": "Families of readers", "relation": "None", "touched": "indirectly",
         "loss": "They may see what was bought as a gift"},
    ],
    "people.scale": "under_10k",
    "people.vulnerable": ["old_age", "illness"],
    "people.expectation": "surprised",
    "people.heard": ["team", "front_line"],
    "data.sources": [
        {"id": "r1", "name": "Orders", "option": "observed"},
        {"id": "r2", "name": "Newsletter list", "option": "person"},
    ],
    "data.linking": "across_purposes",
    "data.reidentification": "key_needed",
    "choice.consent_quality": ["separate", "not_preselected", "per_purpose", "easy_withdrawal"],
    "choice.refusal_cost": "nothing",
    "choice.interface": ["none"],
    "auto.role": "overridable",
    "auto.effect": "offer",
    "auto.generative": "no",
    "fair.exclusion": "minor",
    "fair.terms": "no",
    "harm.scenarios": [
        {"id": "r1", "story": "Somebody else reads a suggestion on pregnancy", "sort": "as_designed", "who": "Readers"},
        {"id": "r2", "story": "Orders of two readers are mixed up", "sort": "breaks", "who": "Both readers"},
        {"id": "r3", "story": "A member of staff looks up a neighbour", "sort": "misused", "who": "The neighbour"},
    ],
    "harm.reversibility": "days",
    "harm.manipulation": "ordinary",
    "harm.wider": "small",
}  # fmt: skip
NOTES = {
    "people.heard": "Six readers were asked in the shop; two did not want suggestions after buying a gift.",
    "choice.refusal_cost": "The newsletter stays as it is.",
    "auto.role": "Aoife reads the list before it goes out.",
}


def assessments(who: SimpleNamespace, screening: Questionnaire, activity: SimpleNamespace, now: dt.datetime) -> None:
    full = Questionnaire.objects.latest_of("fairhold.deia")
    told = Filler(who.aoife, screening, full, now)
    complete(told, who, activity)
    half_way(told, activity)
    left_behind(told, who, activity)


class Filler:
    """Starts assessments and fills them in."""

    def __init__(self, by: Any, screening: Questionnaire, full: Questionnaire, now: dt.datetime) -> None:
        self.by, self.screening, self.full, self.now = by, screening, full, now

    def start(self, name: str, activities: list[ProcessingActivity], concerns: dict[str, str]) -> Assessment:
        made = proposing.assess(by=self.by, name=name, questionnaire=self.screening, activities=activities)
        with acting(self.by):
            for answer in made.answers.select_related("question"):
                answer.note = concerns.get(answer.question.key, "")
                answer.value = "yes" if answer.note else "no"
                answer.save()
        return made

    def fill(self, made: Assessment, sections: str) -> None:
        filling.begin(made, self.full, by=self.by)
        suggested = facts.suggested(made, self.now.date(), self.by)
        for answer in made.answers.to(self.full).filter(question__section__code__in=sections):
            key, found = answer.question.key, suggested.get(answer.question.key)
            told = {"note": NOTES.get(key, "")}
            if key in SCALES:
                filling.save(answer, {"step": SCALES[key]}, by=self.by, seen_version=answer.version, **told)
            elif key in ANSWERS:
                filling.save(answer, ANSWERS[key], by=self.by, seen_version=answer.version, **told)
            elif found:
                filling.save(answer, found.value, by=self.by, seen_version=answer.version, taken_from=found.source)
            else:
                filling.save(answer, said(answer.question), by=self.by, seen_version=answer.version)


def complete(told: Filler, who: SimpleNamespace, activity: SimpleNamespace) -> None:
    concerns = {"scr.profile": "An interest is guessed from orders.", "scr.track": "Orders meet the newsletter list."}
    made = told.start("Monthly suggestions in the newsletter", [activity.newsletter, activity.orders], concerns)
    told.fill(made, "ABCDEFGHI")
    register(made, who, told.now.date())
    advance(made, "complete", by=who.aoife, now=told.now)


def register(made: Assessment, who: SimpleNamespace, today: dt.date) -> None:
    shelves = Mitigation(
        assessment=made, owner=who.aoife, name="Leave out health and family shelves", progress="implemented",
        evidence="List of shelves in the newsletter tool, seen by Sam.")  # fmt: skip
    log = Mitigation(assessment=made, owner=who.tomas, name="Log who looks up orders", due_on=days(today, 45))
    risks = [
        Risk(assessment=made, name="A topic reveals health or pregnancy", cause="design", likelihood=4, impact=4),
        Risk(assessment=made, name="Orders of two readers are mixed up", cause="failure", likelihood=2, impact=2),
        Risk(assessment=made, name="Staff look up somebody they know", cause="misuse", likelihood=3, impact=3),
    ]
    with acting(who.aoife):
        for row in (shelves, log, *risks):
            row.save()
        MitigationEffect(assessment=made, mitigation=shelves, risk=risks[0], likelihood=-2).save()
        MitigationEffect(assessment=made, mitigation=log, risk=risks[2], likelihood=-1).save()


def half_way(told: Filler, activity: SimpleNamespace) -> None:
    made = told.start(
        "Reminders of unfinished orders", [activity.orders], {"scr.surprise": "Some would find it pushy."}
    )
    told.fill(made, "AB")


def left_behind(told: Filler, who: SimpleNamespace, activity: SimpleNamespace) -> None:
    """Since then, the register says that behaviour is recorded too."""
    made = told.start("Invitations to author evenings", [activity.profiles], {})
    advance(made, "complete", by=who.aoife, now=told.now)
    changed = ProcessingActivity.objects.get(pk=activity.profiles.pk)
    changed.categories = [*changed.categories, "behaviour"]
    with acting(who.finn, reason="Clicks in the newsletter are counted too."):
        changed.save()
