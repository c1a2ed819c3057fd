"""How committees, proposals and conditions live: who may move them, from where to where."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from governance.core.roles import Role
from governance.core.workflow import Step, Workflow

from . import rules

OWNER, LEAD, CHAIR = Role.OWNER, Role.PRIVACY_LEAD, Role.CHAIR


class CommitteeState(TextChoices):
    ACTIVE = "active", _("Active")
    DISSOLVED = "dissolved", _("Dissolved")


COMMITTEE = Workflow(CommitteeState, [
    Step("dissolve", CommitteeState.ACTIVE, CommitteeState.DISSOLVED, by=[LEAD], requires=[rules.nothing_is_in_review], label=_("Dissolve"), asks_why=True),
], tones={"active": "good"})  # fmt: skip


class ProposalState(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    CHANGES_ASKED = "changes_asked", _("Changes asked")
    APPROVED = "approved", _("Approved")
    CONDITIONAL = "conditional", _("Approved with conditions")
    REJECTED = "rejected", _("Rejected")
    ADVISED = "advised", _("Advised on, not approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed")


P = ProposalState
LIVE = (P.APPROVED, P.CONDITIONAL)
DECIDE = {"by": [CHAIR], "not_by": [OWNER], "requires": [rules.decision_is_recorded], "on_page": True}

PROPOSAL = Workflow(P, [
    Step("submit",   (P.DRAFT, P.CHANGES_ASKED), P.IN_REVIEW,     by=[OWNER], requires=[rules.is_not_for_practice, rules.committee_is_active, rules.committee_is_the_same, rules.subject_is_complete, rules.secrets_stay_secret, rules.nothing_forbids_it, rules.quorum_is_possible], then=[rules.freeze_content, rules.open_the_review], label=_("Submit to the committee"), todo=_("Finish and submit your proposal")),
    Step("approve",          P.IN_REVIEW,        P.APPROVED,      **DECIDE, label=_("Approve")),
    Step("approve_conditionally", P.IN_REVIEW,   P.CONDITIONAL,   **DECIDE, label=_("Approve with conditions")),
    Step("ask_for_changes",  P.IN_REVIEW,        P.CHANGES_ASKED, **DECIDE, label=_("Ask for changes")),
    Step("reject",           (P.IN_REVIEW, *LIVE), P.REJECTED,    **DECIDE, label=_("Reject")),
    Step("advise",           P.IN_REVIEW,        P.ADVISED,       **DECIDE, label=_("Advise")),
    Step("confirm",          LIVE,               P.APPROVED,      **DECIDE, label=_("Confirm the urgent approval")),
    Step("confirm_conditionally", LIVE,          P.CONDITIONAL,   **DECIDE, label=_("Confirm with conditions")),
    Step("remit",            (P.REJECTED, *LIVE), P.IN_REVIEW,    **DECIDE, then=[rules.close_the_appeal, rules.open_the_review], label=_("Send back for a new review")),
    Step("terminate",        LIVE,               P.CLOSED,        **DECIDE, label=_("End it")),
    Step("supersede",        LIVE,               P.CLOSED,        by=[],      requires=[rules.follower_is_approved], on_page=True, label=_("Replace by its new version")),
    Step("return_incomplete", P.IN_REVIEW,       P.CHANGES_ASKED, by=[CHAIR], not_by=[OWNER], requires=[rules.nobody_has_voted], then=[rules.return_the_review], label=_("Return as incomplete"), asks_why=True),
    Step("give_back",        P.IN_REVIEW,        P.CHANGES_ASKED, by=[CHAIR], not_by=[OWNER], requires=[rules.round_ended_without_quorum], on_page=True, label=_("Give back without a decision"), asks_why=True),
    Step("withdraw", (P.DRAFT, P.IN_REVIEW, P.CHANGES_ASKED), P.WITHDRAWN, by=[OWNER], requires=[rules.votes_are_sealed], then=[rules.withdraw_the_review], label=_("Withdraw"), asks_why=True),
    Step("close",            (*LIVE, P.ADVISED), P.CLOSED,        by=[OWNER], requires=[rules.nothing_is_before_the_committee], label=_("Report that it has ended"), asks_why=True),
], editable=(P.DRAFT, P.CHANGES_ASKED),
   tones={"in_review": "active", "changes_asked": "warn", "approved": "good", "conditional": "good", "rejected": "bad", "advised": "warn", "closed": "muted"})  # fmt: skip


class ConditionState(TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done, to be verified")
    VERIFIED = "verified", _("Verified")
    BREACHED = "breached", _("Broken")
    WAIVED = "waived", _("Waived")


C = ConditionState

CONDITION = Workflow(C, [
    Step("report_done", C.OPEN, C.DONE,     by=[OWNER], requires=[rules.evidence_is_given], label=_("Report as done")),
    Step("verify",      C.DONE, C.VERIFIED, by=[CHAIR, LEAD], not_by=[OWNER], requires=[rules.verifier_is_independent], then=[rules.ask_again_later], label=_("Verify"), todo=_("Verify that the condition is met")),
    Step("give_back",   C.DONE, C.OPEN,     by=[CHAIR, LEAD], not_by=[OWNER], requires=[rules.verifier_is_independent], then=[rules.count_the_return], label=_("Give back"), asks_why=True),
    Step("reopen",      (C.VERIFIED, C.BREACHED), C.OPEN, by=[CHAIR, LEAD], not_by=[OWNER], label=_("Reopen"), asks_why=True),
    Step("call_broken", C.OPEN, C.BREACHED, by=[CHAIR], not_by=[OWNER], requires=[rules.is_overdue], label=_("Record as broken"), asks_why=True),
    Step("move_date",   C.OPEN, C.OPEN,     by=[CHAIR], not_by=[OWNER], requires=[rules.date_was_not_moved_before], then=[rules.move_the_date], label=_("Give 14 days more"), asks_why=True),
    Step("waive",       (C.OPEN, C.DONE), C.WAIVED, by=[CHAIR], not_by=[OWNER], requires=[rules.committee_voted_for_it], on_page=True, label=_("Waive"), asks_why=True),
], tones={"open": "warn", "done": "active", "verified": "good", "breached": "bad", "waived": "muted"})  # fmt: skip


class MeetingState(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held, minutes open")
    MINUTED = "minuted", _("Minutes approved")
    CANCELLED = "cancelled", _("Cancelled")


M = MeetingState

MEETING = Workflow(M, [
    Step("end",     M.PLANNED, M.HELD,      by=[CHAIR, LEAD], requires=[rules.somebody_came, rules.motions_are_closed], then=[rules.empty_the_room], label=_("End the meeting")),
    Step("approve_minutes", M.HELD, M.MINUTED, by=[CHAIR], requires=[rules.minutes_are_written], label=_("Approve the minutes"), todo=_("Approve the minutes")),
    Step("cancel",  M.PLANNED, M.CANCELLED, by=[CHAIR, LEAD], label=_("Cancel"), asks_why=True),
], editable=(M.PLANNED, M.HELD), tones={"planned": "active", "held": "warn", "minuted": "good", "cancelled": "muted"})  # fmt: skip
