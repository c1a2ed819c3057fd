"""What waits for a committee's next meeting, and how each item of its agenda stands."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import conflicts
from .models import AgendaItem, Attendance, Condition, Decision, Matter, Meeting, Motion, Proposal, Review
from .tally import Kind
from .triage import Route
from .workflow import ConditionState, MeetingState

MOST = 100
"""Items of each kind that one meeting is given: nobody sits through more."""
SMALL = Q(route__in=[Route.LIGHT, Route.FAST]) | Q(kind=Kind.URGENT)


def waiting(meeting: Meeting, now: dt.datetime) -> list[tuple[Proposal, Matter]]:
    """What is open at the ballots, what was approved in a hurry, what is overdue, what few have decided."""
    before = Proposal._base_manager.filter(committee=meeting.committee_id, practice=False)
    open_ = Review.objects.open().filter(unsealed_at__isnull=False).exclude(SMALL)
    found = {
        Matter.REVIEW: open_.exclude(kind__in=[Kind.RATIFICATION, Kind.APPEAL]).values("proposal"),
        Matter.CONFIRM: Review.objects.open().filter(kind=Kind.RATIFICATION).values("proposal"),
        Matter.CONDITIONS: overdue(timezone.localdate(now)).values("proposal"),
        Matter.REPORT: by_few(meeting, now).values("proposal"),
    }
    return [(one, matter) for matter, keys in found.items() for one in before.filter(pk__in=keys).order_by("pk")[:MOST]]


def overdue(today: dt.date):
    return Condition.objects.in_state(ConditionState.OPEN).filter(due_on__lt=today)


def by_few(meeting: Meeting, now: dt.datetime):
    """What small panels have decided since the last meeting of this committee."""
    rows = Decision.objects.filter(SMALL, proposal__committee=meeting.committee_id, decided_at__lte=now)
    last = previous(meeting)
    return rows.filter(decided_at__gte=last.starts_at) if last else rows


def previous(meeting: Meeting) -> Meeting | None:
    """The last meeting of this committee that was held before."""
    held = Meeting._base_manager.filter(state__in=[MeetingState.HELD, MeetingState.MINUTED])
    return held.filter(committee=meeting.committee_id, starts_at__lt=meeting.starts_at).order_by("-starts_at").first()


@dataclass
class Stand:
    """How one item stands: the review that is open, what its quorum lacks now, and who must leave the room."""

    item: AgendaItem
    review: Review | None = None
    lacking: list[str] = field(default_factory=list)
    must_leave: list[str] = field(default_factory=list)
    motions: list[Motion] = field(default_factory=list)


def stands(meeting: Meeting, user, moment: dt.datetime) -> list[Stand]:
    """The items that this person may see, as they stand at that moment. The number of queries does not grow."""
    here = meeting.people_at(moment)
    rows = meeting.items.visible_to(user).on_the_agenda().select_related("proposal__committee", "proposal__owner")
    found = [_stand(item, here) for item in rows.prefetch_related(*_needed())]
    motions = Motion.objects.filter(meeting=meeting, review__proposal__in=[one.item.proposal_id for one in found])
    by_proposal: dict[int, list[Motion]] = {}
    for motion in motions.select_related("review"):
        by_proposal.setdefault(motion.review.proposal_id, []).append(motion)
    for one in found:
        one.motions = by_proposal.get(one.item.proposal_id, []) if _is_decided_here(one.item) else []
    return found


def _needed() -> list[str]:
    return ["proposal__reviews__voters", "proposal__declarations__person"]


def _is_decided_here(item: AgendaItem) -> bool:
    return item.matter in {Matter.REVIEW, Matter.CONFIRM}


def _stand(item: AgendaItem, here: set[int]) -> Stand:
    if item.proposal is None or not _is_decided_here(item):
        return Stand(item)
    proposal = item.proposal
    aside = [one.person for one in proposal.declarations.all() if one.steps_aside and one.person_id in here]
    leaving = [*aside, *([proposal.owner] if proposal.owner_id in here else [])]
    review = next((one for one in proposal.reviews.all() if one.closed_at is None), None)
    if review is None:
        return Stand(item, must_leave=[str(person) for person in leaving])
    review.proposal = proposal
    return Stand(item, review, review.panel().missing(here), [str(person) for person in leaving])


def grounds(declaration) -> str:
    """Why somebody stepped aside, as a class and not in their own words (specification 2.8)."""
    told = [str(conflicts.Signal(code).label) for code in declaration.signals if code in conflicts.Signal.values]
    return ", ".join(told) or str(declaration.get_ruling_display() or declaration.get_says_display())


@dataclass
class Place:
    """A person of the meeting: as whom they are there, and their stays."""

    person: object
    function: str
    stays: list[Attendance] = field(default_factory=list)
    is_here: bool = False


def room(meeting: Meeting, moment: dt.datetime) -> list[Place]:
    """Who has a seat, and who came besides; each once, with their stays."""
    seats = reversed(meeting.seats_on_the_day())
    found = {one.person_id: Place(one.person, str(one.get_function_display())) for one in seats}
    found = dict(reversed(found.items()))
    for stay in meeting.attendances.all():
        place = found.setdefault(stay.person_id, Place(stay.person, str(_("guest"))))
        place.stays.append(stay)
        place.is_here = place.is_here or stay.covers(moment)
    return list(found.values())
