"""Answers that were sent to questions which somebody has taken out meanwhile, with a newer edition."""

import re
from collections.abc import Iterable, Mapping

from governance.deia.models import Answer, Assessment
from governance.questionnaires.saying import in_words

from .forms import AnswerForm

SEEN = re.compile(r"q(\d{1,18})-seen_version")


def gone(assessment: Assessment, sent: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Each question with what this person wrote, so that they can put it elsewhere."""
    keys = {int(found[1]) for name in sent if (found := SEEN.fullmatch(name))}
    known = set(Answer.objects.filter(pk__in=keys).values_list("pk", flat=True))
    for row in Answer.history.filter(id__in=keys - known, assessment=assessment.pk).exclude(history_type="-"):
        form = AnswerForm(sent, instance=row.instance, prefix=f"q{row.id}")
        if str(row.version) == sent[form.add_prefix("seen_version")] and form.has_changed() and form.is_valid():
            yield row.question.text, in_words(form.item, form.value()) or form.cleaned_data["note"]
