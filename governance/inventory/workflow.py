"""How systems, data assets and processing activities live."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from governance.core.roles import Role
from governance.core.workflow import Step, Workflow

from . import rules

OWNER, KEEPERS = Role.OWNER, [Role.OWNER, Role.STEWARD, Role.PRIVACY_LEAD]


class InUse(TextChoices):
    IN_USE = "in_use", _("In use")
    RETIRED = "retired", _("Retired")


SYSTEM = Workflow(InUse, [
    Step("retire", InUse.IN_USE,  InUse.RETIRED, by=KEEPERS, requires=[rules.no_activity_uses_it], label=_("Retire"), asks_why=True),
    Step("revive", InUse.RETIRED, InUse.IN_USE,  by=KEEPERS, label=_("Take into use again"), asks_why=True),
], tones={"in_use": "good", "retired": "muted"})  # fmt: skip

ASSET = Workflow(InUse, [
    Step("retire", InUse.IN_USE,  InUse.RETIRED, by=KEEPERS, label=_("Mark as disposed of"), asks_why=True),
    Step("revive", InUse.RETIRED, InUse.IN_USE,  by=KEEPERS, label=_("Take into use again"), asks_why=True),
], tones={"in_use": "good", "retired": "muted"})  # fmt: skip


class ActivityState(TextChoices):
    DRAFT = "draft", _("Draft")
    CURRENT = "current", _("On record")
    ENDED = "ended", _("Ended")


A = ActivityState

ACTIVITY = Workflow(A, [
    Step("put_on_record", A.DRAFT, A.CURRENT, by=KEEPERS, requires=[rules.purpose_has_a_basis, rules.special_data_has_a_condition, rules.legitimate_interest_is_weighed, rules.people_and_data_are_named, rules.controllers_are_named, rules.arrangement_is_described, rules.retention_is_set], then=[rules.start_review_clock], label=_("Put on record"), todo=_("Complete this processing activity")),
    Step("revise", A.CURRENT,      A.DRAFT,   by=KEEPERS, label=_("Revise")),
    Step("end",    (A.DRAFT, A.CURRENT), A.ENDED,   by=KEEPERS, label=_("End"), asks_why=True),
], tones={"draft": "neutral", "current": "good", "ended": "muted"})  # fmt: skip


class AuditState(TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


D = AuditState

AUDIT = Workflow(D, [
    Step("start", D.DRAFT, D.OPEN,   by=[Role.OWNER, Role.PRIVACY_LEAD], requires=[rules.there_is_something_to_ask, rules.no_other_audit_is_open, rules.there_is_time_to_answer], then=[rules.ask_all_owners], label=_("Ask all owners")),
    Step("close", D.OPEN,  D.CLOSED, by=[Role.OWNER, Role.PRIVACY_LEAD], then=[rules.stop_asking], label=_("Close"), asks_why=True),
    Step("drop",  D.DRAFT, D.CLOSED, by=[Role.OWNER, Role.PRIVACY_LEAD], label=_("Drop"), asks_why=True),
], tones={"draft": "neutral", "open": "active", "closed": "muted"})  # fmt: skip
