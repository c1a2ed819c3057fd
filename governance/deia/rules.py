"""What must be true before an assessment moves, and what follows."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from governance.committee.models import Proposal, Review
from governance.core import snapshots

from . import scoring
from .scoring.flags import Block

REVIEW_AFTER = dt.timedelta(days=365)


def screening_is_answered(assessment, move) -> None:
    open_ones = assessment.answers.to(assessment.questionnaire).filter(value__isnull=True).count()
    if open_ones:
        told = ngettext_lazy(
            "Answer the %(n)d open question; “not sure” will do.",
            "Answer the %(n)d open questions; “not sure” will do.",
            open_ones,
        )
        raise ValidationError(told, params={"n": open_ones})


def questions_are_answered(assessment, move) -> None:
    if assessment.template is None:
        return
    sheet = assessment.sheet(assessment.template, move.today)
    told = [_("Answer this question: “%(text)s”.") % {"text": sheet.by_key[key].text} for key in sheet.open]
    lacks = [(sheet.by_key[key].text, why) for key, found in sheet.incomplete.items() for why in found]
    told += [_("“%(text)s” needs more: %(why)s") % {"text": text, "why": why} for text, why in lacks]
    if told:
        raise ValidationError(told)


def answers_are_confirmed(assessment, move) -> None:
    """Of both questionnaires; what is hidden waits until it is shown again."""
    asked = [one for one in (assessment.questionnaire, assessment.template) if one]
    amber = sum(len(assessment.sheet(one, move.today).amber) for one in asked)
    if amber:
        told = ngettext_lazy(
            "Confirm the %(n)d answer that was carried over: its question has changed.",
            "Confirm the %(n)d answers that were carried over: their questions have changed.",
            amber,
        )
        raise ValidationError(told, params={"n": amber})


def activity_is_named(assessment, move) -> None:
    if not assessment.activities.exists():
        raise ValidationError(_("Name the processing activity that this is about."))


def questions_are_laid_out(assessment, move) -> None:
    asks_more = scoring.route(assessment.answered()) != scoring.Route.NONE
    if asks_more and assessment.template_id is None:
        raise ValidationError(_("The screening asks for more: open the further questions, and answer them."))


def risks_are_written_down(assessment, move) -> None:
    deep = scoring.route(assessment.answered()) in {scoring.Route.FULL, scoring.Route.STOP}
    if deep and not assessment.risks.exists():
        raise ValidationError(_("The screening asks for a full assessment: write down at least one risk to people."))


def grave_risks_are_treated(assessment, move) -> None:
    risks = assessment.risks.filter(measure="", effects=None)
    grave = [risk for risk in risks if risk.tier >= scoring.Tier.HIGH]
    if grave:
        raise ValidationError([_("Say what you do about this risk: “%s”.") % risk for risk in grave])


def somebody_was_heard(assessment, move) -> None:
    if assessment.template_id is None:
        return
    stops = [one for one in assessment.rated(move.today).flags if Block.COMPLETE in one.blocks]
    if stops:
        raise ValidationError([f"{capfirst(one.flag.because)}. {one.flag.clear}" for one in stops])


def no_vote_is_running(assessment, move) -> None:
    if Proposal._base_manager.filter(pk__in=Proposal.objects.about(assessment).in_review().values("pk")).exists():
        raise ValidationError(_("The committee is voting on it. Withdraw the proposal first."))


def committee_agrees_if_high_risk(assessment, move) -> None:
    carried = Review.objects.about(assessment).carried().select_related("proposal", "snapshot")
    if assessment.is_high_risk and all(snapshots.differs(review.proposal, review.snapshot) for review in carried):
        raise ValidationError(_("The committee has not approved it as it stands. Submit a proposal about it."))


def register_adds_up(assessment, move) -> None:
    found = scoring.lint(assessment.hazards(), move.today)
    if found:
        raise ValidationError([str(fault) for fault in found])


def rate(assessment, move) -> None:
    assessment.rate(move.now)


def note_facts(assessment, move) -> None:
    assessment.note_facts(move.now)


def forget_rating(assessment, move) -> None:
    """The ratings that were made stay; the assessment has none until it is complete again."""
    assessment.route, assessment.hits = "", None
    assessment.tier = assessment.residual_tier = assessment.target_tier = None


def start_review_clock(assessment, move) -> None:
    assessment.review_on = move.today + REVIEW_AFTER
