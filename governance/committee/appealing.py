"""Appeals: once for each decision, within 30 days, before people who took no part in it (specification 2.13)."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from governance.core.acting import acting
from governance.core.roles import Role
from governance.core.workflow import Move
from governance.people.models import User

from . import conflicts, opening
from .functions import OUTSIDE, Function
from .models import Decision, End, Proposal, Review, Seat
from .presets import APPEAL_DAYS
from .quorum import Majority, Panel, Rule, Voice
from .tally import Choice, Kind
from .triage import Route

FEWEST = 3
DECIDING = (Role.DIRECTOR, Role.PRIVACY_LEAD, Role.STEWARD, Role.MEMBER, Role.CHAIR)
"""Who may be asked: auditors look on, and decide nothing."""
MOST = 200
CONTESTABLE = {Choice.REJECT, Choice.CONDITIONAL, Choice.ADVISE_AGAINST, Choice.ADVISE_STOP}


class Ground(TextChoices):
    PROCEDURE = "procedure", _("The procedure was not kept")
    EVIDENCE = "evidence", _("Evidence was ignored, or is new")
    PROPORTION = "proportion", _("A condition is out of proportion")
    CONFLICT = "conflict", _("A member had an interest that nobody knew of")


@transaction.atomic
def appeal(decision: Decision, ground: str, *, by, why: str, panel: Iterable, now: dt.datetime) -> Review:
    """Puts a decision before a panel of its own; the decision holds meanwhile.

    `panel`: three people at least, none of whom took part. Raises ValidationError with everything that is wrong.
    """
    proposal = Proposal._base_manager.select_for_update().get(pk=decision.proposal_id)
    if proposal.owner_id != by.pk:
        raise PermissionDenied(_("Who proposed it may appeal."))
    people = list(panel)
    told = [*why_not(decision, now), *([] if why.strip() else [_("Say what was wrong.")])]
    if told := [*told, *why_not_panel(decision, people)]:
        raise ValidationError([str(one) for one in told])
    with acting(by, reason=why.strip()):
        about = {"about_decision": decision, "grounds": f"{Ground(ground).label}: {why.strip()}"}
        return opening.open_review(
            proposal, Move(by, now), planned=_plan(decision, people), snapshot=decision.review.snapshot, **about
        )


def last_day(decision: Decision) -> dt.date:
    """As its letter says."""
    return timezone.localdate(decision.decided_at) + dt.timedelta(days=APPEAL_DAYS)


def last_day_now(decision: Decision) -> dt.date:
    """As long again after an appeal that ended because its panel had lost its quorum: it was not heard."""
    ended = decision.contested_by.filter(ended=End.NO_QUORUM).order_by("-pk").first()
    again = timezone.localdate(ended.closed_at) + dt.timedelta(days=APPEAL_DAYS) if ended else None
    return max(again or last_day(decision), last_day(decision))


def why_not(decision: Decision, now: dt.datetime) -> Iterable:
    """Why nobody can appeal against it, whoever they are."""
    if decision.outcome not in CONTESTABLE:
        yield _("There is nothing in this decision to appeal against.")
    if timezone.localdate(now) > (until := last_day_now(decision)):
        yield _("The time for an appeal ended on %s.") % date_format(until)
    if decision.contested_by.exclude(ended=End.NO_QUORUM).exists():
        yield _("This decision has been appealed against before. Once is all.")
    if decision.proposal.reviews.open().exists():
        yield _("Something about it is before the committee. Wait for the decision.")


def why_not_panel(decision: Decision, people: list) -> Iterable:
    """What is wrong with a panel: too few, somebody who took part, nobody from outside where risk is critical."""
    part = took_part(decision)
    told = [str(person) for person in people if person.pk in part]
    known = conflicts.signals(decision.proposal)
    near = [str(person) for person in people if conflicts.is_hard(known.get(person.pk, []))]
    if near:
        yield _("%s has an interest in it, by what the registers say.") % get_text_list(near, _("and"))
    if len({person.pk for person in people}) < FEWEST:
        yield _("An appeal needs %d people who took no part.") % FEWEST
    if told:
        yield _("%s took part in what is appealed against.") % get_text_list(told, _("and"))
    if decision.route == Route.ENHANCED and not any(_function(one, decision) in OUTSIDE for one in people):
        yield _("The risk is critical, so one of the panel comes from outside.")


def panel_for(decision: Decision) -> list:
    """Who decides on an appeal: not for its owner to choose. Fewer than three where too few took no part.

    People of other departments before the owner's, directors before others; for critical risk somebody from outside.
    """
    known = conflicts.signals(decision.proposal)
    apart = took_part(decision) | decision.proposal.people_aside()
    apart |= {person for person, told in known.items() if conflicts.is_hard(told)}
    free = list(User.objects.with_role(*DECIDING).exclude(pk__in=apart).order_by("pk")[:MOST])
    home, is_critical = decision.proposal.owner.department, decision.route == Route.ENHANCED
    outside = set(Seat.objects.filter(person__in=free, function__in=OUTSIDE).values_list("person", flat=True))

    def rank(person) -> tuple:
        is_near = bool(home) and person.department == home
        return is_critical and person.pk not in outside, is_near, Role.DIRECTOR not in person.roles, person.pk

    return sorted(free, key=rank)[:FEWEST]


def took_part(decision: Decision) -> set[int]:
    """Whoever owned it, voted in any round on it or recorded the decision."""
    voted = decision.proposal.reviews.filter(closed_at__isnull=False, voters__isnull=False)
    voted = voted.exclude(kind=Kind.APPEAL, ended=End.NO_QUORUM)
    people = decision.proposal.owners() | set(voted.values_list("voters__person", flat=True))
    return people | set(decision.review.voters.values_list("person", flat=True)) | {decision.decided_by_id}


def _function(person, decision: Decision) -> str:
    """What somebody speaks for on some committee; who sits on none speaks for management."""
    seat = (
        Seat.objects.filter(person=person, committee=decision.proposal.committee_id).first()
        or Seat.objects.filter(person=person).first()
    )
    return seat.function if seat else Function.MANAGEMENT.value


def _plan(decision: Decision, people: list) -> opening.Plan:
    voices = tuple(Voice(one.pk, _function(one, decision), one.department) for one in people)
    rule = Rule(FEWEST, 1, seats=len(voices), majority=str(Majority.HALF.value))
    return opening.Plan(Kind.APPEAL, Route(decision.route), [], Panel(voices, rule), {})
