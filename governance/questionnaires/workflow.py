"""How questionnaires live."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from governance.core.roles import Role
from governance.core.workflow import Step, Workflow

from . import rules

LEAD = Role.PRIVACY_LEAD


class QuestionnaireState(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


Q = QuestionnaireState

QUESTIONNAIRE = Workflow(Q, [
    Step("publish", Q.DRAFT,     Q.PUBLISHED, by=[LEAD], requires=[rules.has_questions, rules.questions_fit_together], label=_("Publish")),
    Step("retire",  (Q.DRAFT, Q.PUBLISHED), Q.RETIRED, by=[LEAD], label=_("Retire"), asks_why=True),
], tones={"published": "good", "retired": "muted"})  # fmt: skip
