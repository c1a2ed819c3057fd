"""Brookfield's committee, its questionnaires, and how a review goes there."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from governance.committee import deciding, declaring, motions, voting
from governance.committee.duties import Duty, Wording
from governance.committee.models import Committee, Motion, Proposal, Seat
from governance.committee.presets import Preset
from governance.core.acting import acting
from governance.core.workflow import advance
from governance.deia import proposing, scoring
from governance.deia.models import Risk
from governance.people.models import User
from governance.questionnaires import packs
from governance.questionnaires.models import Question, Questionnaire

from . import answers
from .suppliers import days


def committee(who: SimpleNamespace, today: dt.date) -> Committee:
    made = Committee(
        name="Data ethics committee",
        owner=who.sam,
        remit="Decides on every new use of customer data: is it fair to the people in it, and on which conditions?",
        preset=Preset.SMALL,
    )
    old = Committee(
        name="Web shop advisory group",
        owner=who.sam,
        remit="Advised on the first web shop.",
        preset=Preset.MICRO,
    )
    seats = [
        (who.priya, "customer_service", True),
        (who.aoife, "marketing", False),
        (who.tomas, "it_security", False),
        (who.daniel, "legal", False),
        (who.nora, "customer_voice", False),
    ]
    with acting(who.sam):
        made.save()
        old.save()
        for person, function, chairs in seats:
            Seat(
                committee=made,
                person=person,
                function=function,
                is_chair=chairs,
                starts_on=days(today, -400),
                ends_on=days(today, 40) if person == who.nora else None,
            ).save()
    advance(old, "dissolve", by=who.sam, note="Its work is done.")
    return made


def questionnaires(who: SimpleNamespace) -> Questionnaire:
    made = packs.install("screening-1", by=who.sam)
    packs.install("deia-1", by=who.sam)
    draft = Questionnaire(owner=who.sam, name="Screening, next edition", key=made.key, edition=2)
    old = Questionnaire(owner=who.sam, name="Checklist on paper", key="brookfield.checklist", edition=1)
    with acting(who.sam):
        draft.save()
        old.save()
        Question(questionnaire=old, key="list.fair", text="Is it fair?").save()
    advance(old, "publish", by=who.sam)
    advance(old, "retire", by=who.sam, note="The screening has taken its place.")
    return made


class Review:
    """Starts proposals and takes them as far as the story goes."""

    def __init__(self, who: SimpleNamespace, group: Committee, questions: Questionnaire, now: dt.datetime) -> None:
        self.who, self.group, self.questions, self.now = who, group, questions, now

    def ago(self, days_before: int) -> "Review":
        return Review(self.who, self.group, self.questions, self.now - dt.timedelta(days=days_before))

    def start(self, name: str, what: str, why: str, activities: list, starts_in: int, **more: str) -> Proposal:
        told = {"name": name, "what": what, "why": why, "committee": self.group, "questionnaire": self.questions}
        told |= {"starts_on": days(self.now.date(), starts_in)} | more
        return proposing.propose(by=self.who.aoife, activities=activities, **told)

    def answer(self, proposal: Proposal, concerns: dict[str, str], *, only: int | None = None) -> None:
        with acting(self.who.aoife):
            for answer in list(proposal.about.answers.select_related("question"))[:only]:
                answer.note = concerns.get(answer.question.key, "")
                answer.value = "yes" if answer.note else "no"
                answer.save()

    def further(self, proposal: Proposal, **differs: Any) -> None:
        answers.further(proposal.about, self.who.sam, **differs)

    def submit(self, proposal: Proposal, risks: list[tuple[str, int, int, str]], **differs: Any) -> Proposal:
        if scoring.route(proposal.about.answered()) != scoring.Route.NONE:
            self.further(proposal, **differs)
        with acting(self.who.aoife):
            for name, likelihood, impact, measure in risks:
                Risk(assessment=proposal.about, name=name, likelihood=likelihood, impact=impact, measure=measure).save()
        advance(proposal.about, "complete", by=self.who.aoife, now=self.now)
        return advance(proposal, "submit", by=self.who.aoife, now=self.now)

    def vote(self, proposal: Proposal, *votes: tuple[User, str, str]) -> None:
        for person, choice, reason in votes:
            review = proposal.open_review
            declaring.declare(review, "none", by=person, now=self.now)
            voting.cast(review, choice, by=person, reason=reason, now=self.now)

    def all_vote(self, proposal: Proposal, choice: str, reason: str = "") -> None:
        for voter in list(proposal.open_review.voters.exclude(person__in=proposal.people_aside())):
            self.vote(proposal, (voter.person, choice, reason))

    def decide(self, proposal: Proposal, outcome: str, reasons: str, *duties: Duty) -> None:
        wording = Wording(outcome, reasons, duties)
        deciding.decide(proposal.open_review, wording, by=self.who.priya, now=self.now)
        proposal.refresh_from_db()

    def put(self, proposal: Proposal, outcome: str, reasons: str, *duties: Duty) -> Motion:
        wording = Wording(outcome, reasons, duties)
        return motions.put(proposal.open_review, wording, by=self.who.priya, now=self.now)

    def agree(self, proposal: Proposal, outcome: str, reasons: str, *duties: Duty) -> None:
        """The words are put to the vote, all are for them, and the chair records it."""
        motion = self.put(proposal, outcome, reasons, *duties)
        for voter in list(motion.review.voters.exclude(person__in=proposal.people_aside())):
            motions.vote(motion, "for", by=voter.person, reason="With these conditions, yes.", now=self.now)
        deciding.decide_motion(motion, by=self.who.priya, now=self.now)
        proposal.refresh_from_db()
