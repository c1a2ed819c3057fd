"""What is read: the frozen text, worst first, what has changed in it, and the rounds before this one."""

from typing import Any

from governance.committee import comparing, going_live, involved, worries
from governance.committee.models import Ballot, Condition, Decision, Dissent, Post, PostKind, Review
from governance.core import snapshots

Said = dict[str, Any]


def context(page) -> Said:
    content, earlier = page.content, earlier_rounds(page)
    about = content.get("about", {"parts": {}, "fields": []})
    answers = about["parts"].get("answers", [])
    told = {"content": content, "is_stale": snapshots.differs(page.proposal, page.review.snapshot)}
    grave, calm = worries.sorted_out(answers, page.today)
    told |= {"worries": grave, "calm": calm, "risks": about["parts"].get("risks", [])}
    told |= {"vendors": involved.vendors(page.proposal)}
    return told | {"rounds": earlier, "number": _versions(page)[page.review.snapshot_id]} | _changes(page)


def anchors(content: Said) -> list[tuple[str, str]]:
    """What a post may be about: the questions and the risks of the assessment, by key."""
    parts = content.get("about", {"parts": {}})["parts"]
    answers = [(f"answer:{_first(one)['value']}", _first(one)["text"]) for one in parts.get("answers", [])]
    return answers + [(f"risk:{_first(one)['text']}"[:100], _first(one)["text"]) for one in parts.get("risks", [])]


def _first(part: Said) -> Said:
    return part["fields"][0]


def _rounds(page) -> list[Review]:
    """All rounds of review with their frozen texts, oldest first. Asked once a page."""
    if not hasattr(page, "rounds"):
        page.rounds = list(page.proposal.reviews.select_related("snapshot", "decision").order_by("pk"))
    return page.rounds


def _versions(page) -> dict[int, int]:
    """The number of each frozen text, in the order in which they were put to the vote."""
    return {key: number for number, key in enumerate(dict.fromkeys(one.snapshot_id for one in _rounds(page)), start=1)}


def _changes(page) -> Said:
    """Against the text that was voted on before; for an amendment or a renewal, against the one that it follows."""
    before = [one for one in _rounds(page) if one.pk < page.review.pk and one.snapshot_id != page.review.snapshot_id]
    follows = page.proposal.follows
    old = before[-1].snapshot if before else follows and follows.snapshot
    if old is None:
        return {}
    found = comparing.differences(snapshots.read(old), page.content)
    return {"changes": found, "compared": _versions(page).get(old.pk), "compared_with": None if before else follows}


def earlier_rounds(page) -> list[Said]:
    """What was voted and decided before, each for its own version of the text."""
    rows = [one for one in _rounds(page) if one.pk < page.review.pk][::-1]
    ballots = Ballot.objects.visible_to(page.user).filter(voter__review__in=rows).select_related("voter__person")
    shown = [] if page.is_owner or not rows else list(ballots.order_by("pk"))
    return [
        {
            "round": one, "number": _versions(page)[one.snapshot_id], "decision": getattr(one, "decision", None),
            "ballots": [ballot for ballot in shown if ballot.voter.review_id == one.pk],
        }
        for one in rows
    ]  # fmt: skip


def passed_on(page) -> Said:
    """Why few reviewers passed it on. The words of a member who called it in are for who follows the discussion."""
    prior = page.review.prior
    if prior is None:
        return {}
    called = Post.objects.filter(review=page.review, kind=PostKind.CALL_IN)
    shown = called.visible_to(page.user).first()
    return {"prior": prior, "was_called_in": called.exists(), "why": shown.text if shown else ""}


def outcome(page) -> Said:
    """The newest decision, with its conditions, dissents and management's answer; and whether it may go live."""
    proposal = page.proposal
    rows = proposal.decisions.select_related("decided_by", "answer__answered_by", "motion")
    decision: Decision | None = rows.filter(review=page.review).first()
    told: Said = {"decision": decision, "not_live": going_live.why_not(proposal, page.today)}
    conditions = Condition.objects.visible_to(page.user).filter(proposal=proposal).select_related("owner")
    told["conditions"] = list(conditions.order_by("due_on", "pk")[:50])
    dissents = Dissent.objects.visible_to(page.user).filter(decision=decision) if decision else Dissent.objects.none()
    return told | {"dissents": list(dissents.select_related("voter__person")) if decision else []}
