"""How vendors and agreements live."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from governance.core.roles import Role
from governance.core.workflow import Step, Workflow

from . import rules

KEEPERS = [Role.STEWARD, Role.PRIVACY_LEAD]


class VendorState(TextChoices):
    CANDIDATE = "candidate", _("Under consideration")
    ACTIVE = "active", _("In use")
    RETIRED = "retired", _("Retired")


V = VendorState

VENDOR = Workflow(V, [
    Step("take_into_use", V.CANDIDATE,             V.ACTIVE,  by=KEEPERS, requires=[rules.personal_data_is_settled, rules.review_is_planned], label=_("Take into use")),
    Step("reviewed",      V.ACTIVE,                V.ACTIVE,  by=[Role.OWNER, *KEEPERS], requires=[rules.personal_data_is_settled], then=[rules.plan_next_review], label=_("Reviewed: nothing stands in the way"), asks_why=True),
    Step("retire",        (V.CANDIDATE, V.ACTIVE), V.RETIRED, by=KEEPERS, requires=[rules.no_agreement_in_force], then=[rules.note_retirement], label=_("Retire"), asks_why=True),
    Step("reconsider",    V.RETIRED,               V.CANDIDATE, by=KEEPERS, then=[rules.clear_retirement], label=_("Reconsider"), asks_why=True),
], editable=(V.CANDIDATE, V.ACTIVE), tones={"candidate": "neutral", "active": "good", "retired": "muted"})  # fmt: skip


class AgreementState(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("Ended")
    PROVEN = "proven", _("Exit proven")


A = AgreementState

AGREEMENT = Workflow(A, [
    Step("bring_into_force", A.DRAFT,    A.IN_FORCE, by=KEEPERS, requires=[rules.vendor_is_not_retired, rules.agreement_is_signed, rules.term_has_not_passed], label=_("Bring into force"), todo=_("Get the agreement signed and into force")),
    Step("drop",             A.DRAFT,    A.ENDED,    by=KEEPERS, label=_("Drop"), asks_why=True),
    Step("end",              A.IN_FORCE, A.ENDED,    by=KEEPERS, then=[rules.note_end], label=_("End"), asks_why=True),
    Step("prove_exit",       A.ENDED,    A.PROVEN,   by=KEEPERS, requires=[rules.it_was_in_force, rules.exit_is_proved], label=_("Record that the data is deleted or returned")),
], editable=(A.DRAFT, A.IN_FORCE, A.ENDED), tones={"draft": "warn", "in_force": "good", "ended": "neutral", "proven": "muted"})  # fmt: skip
