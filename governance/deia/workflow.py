"""How assessments live."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from governance.core.roles import Role
from governance.core.workflow import Step, Workflow

from . import rules

OWNER, LEAD = Role.OWNER, Role.PRIVACY_LEAD


class AssessmentState(TextChoices):
    DRAFT = "draft", _("Draft")
    COMPLETE = "complete", _("Complete")
    APPROVED = "approved", _("Approved")
    RETIRED = "retired", _("Retired")


A = AssessmentState

ASSESSMENT = Workflow(A, [
    Step("complete", A.DRAFT,    A.COMPLETE, by=[OWNER], requires=[rules.screening_is_answered, rules.questions_are_laid_out, rules.questions_are_answered, rules.answers_are_confirmed, rules.activity_is_named, rules.risks_are_written_down, rules.grave_risks_are_treated, rules.register_adds_up, rules.somebody_was_heard], then=[rules.rate, rules.note_facts], label=_("Complete"), todo=_("Answer the assessment")),
    Step("reopen",   (A.COMPLETE, A.APPROVED), A.DRAFT, by=[OWNER, LEAD], requires=[rules.no_vote_is_running], then=[rules.forget_rating], label=_("Reopen for review"), asks_why=True),
    Step("approve",  A.COMPLETE, A.APPROVED, by=[LEAD], not_by=[OWNER], requires=[rules.committee_agrees_if_high_risk], then=[rules.start_review_clock], label=_("Approve"), todo=_("Approve the assessment, or reopen it")),
    Step("retire",   (A.DRAFT, A.COMPLETE, A.APPROVED), A.RETIRED, by=[OWNER, LEAD], requires=[rules.no_vote_is_running], label=_("Retire"), asks_why=True),
], tones={"complete": "active", "approved": "good", "retired": "muted"})  # fmt: skip
