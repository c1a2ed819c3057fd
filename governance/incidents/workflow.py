"""How incidents and the actions on them live."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from governance.core.roles import Role
from governance.core.workflow import Step, Workflow

from . import rules

OWNER, KEEPERS = Role.OWNER, [Role.OWNER, Role.STEWARD, Role.PRIVACY_LEAD]


class IncidentState(TextChoices):
    OPEN = "open", _("Open")
    CONTAINED = "contained", _("Contained")
    CLOSED = "closed", _("Closed")


S = IncidentState
CLOSING = [
    rules.severity_is_rated, rules.cause_is_known, rules.every_clock_is_answered, rules.every_decision_is_confirmed,
    rules.actions_are_done, rules.lessons_are_said,
]  # fmt: skip

INCIDENT = Workflow(S, [
    Step("contain", S.OPEN,                S.CONTAINED, by=KEEPERS, label=_("Mark as contained"), todo=_("Contain the incident")),
    Step("close",   (S.OPEN, S.CONTAINED), S.CLOSED,    by=[OWNER, Role.PRIVACY_LEAD], requires=CLOSING, then=[rules.note_closing], label=_("Close")),
    Step("reopen",  S.CLOSED,              S.OPEN,      by=KEEPERS, then=[rules.clear_closing], label=_("Reopen"), asks_why=True),
], editable=(S.OPEN, S.CONTAINED), tones={"open": "bad", "contained": "warn", "closed": "good"})  # fmt: skip


class ActionState(TextChoices):
    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


A = ActionState

ACTION = Workflow(A, [
    Step("finish", A.OPEN,              A.DONE,    by=KEEPERS, label=_("Mark as done")),
    Step("drop",   A.OPEN,              A.DROPPED, by=KEEPERS, label=_("Drop"), asks_why=True),
    Step("reopen", (A.DONE, A.DROPPED), A.OPEN,    by=KEEPERS, label=_("Reopen"), asks_why=True),
], tones={"open": "warn", "done": "good", "dropped": "muted"})  # fmt: skip
