"""Whether an amendment is minor: nothing worsens, and nothing that people were told of changes (specification 2.12)."""

from typing import Any

from governance.questionnaires.vocabulary import Polarity

from .models import Assessment, ScoreRun
from .prefilling import Facts

SUBSTANCE = (
    "purpose.statement", "purpose.compatibility", "people.groups", "people.vulnerable", "data.", "choice.basis",
    "auto.role", "auto.effect", "fair.terms", "sec.retention", "share.",
)  # fmt: skip
"""Questions, or the beginnings of their keys, about purpose, data, source, recipient, country, automation, who is
affected, price and retention: another answer to one of these is a substantial change."""


def is_minor(old: Assessment, new: Assessment) -> bool:
    """Both as they were last rated. What has no rating is not minor."""
    before, after = (ScoreRun.objects.filter(assessment=one).order_by("-pk").first() for one in (old, new))
    if before is None or after is None or after.inherent_tier > before.inherent_tier:
        return False
    fresh = _flags(after) - _flags(before)
    return not (fresh or _worsens(old, before, after) or _substance(old) != _substance(new))


def _flags(run: ScoreRun) -> set[str]:
    return {one["code"] for one in run.numbers["flags"]}


def _worsens(assessment: Assessment, before: ScoreRun, after: ScoreRun) -> bool:
    """Whether a scored answer is worse than it was, or is asked anew."""
    rows = assessment.answers.values_list("question__key", "question__polarity")
    safeguards = {key for key, polarity in rows if polarity == Polarity.SAFEGUARD}
    was, now = (_points(run) for run in (before, after))
    return any(
        key not in was or (points < was[key] if key in safeguards else points > was[key]) for key, points in now.items()
    )


def _points(run: ScoreRun) -> dict[str, float]:
    return {key: float(points) for key, points in run.numbers["points"].items()}


def _substance(assessment: Assessment) -> tuple[dict[int, Any], dict[str, Any]]:
    """What it is about, as the registers said when it was completed, and what people would want to be told of."""
    activities = dict(assessment.activities.values_list("activity", "seen"))
    answers = dict(assessment.answers.values_list("question__key", "value"))
    told = {key: value for key, value in answers.items() if key.startswith(SUBSTANCE)}
    return {key: _registered(seen or {}) for key, seen in activities.items()}, told


def _registered(seen: Facts) -> list[Any]:
    """Data, people, purposes, vendors and their countries, other recipients: not how many, nor what is signed."""
    vendors = [(one["id"], one["country"]) for one in seen.get("vendors", [])]
    purposes = [(one["name"], one["basis"]) for one in seen.get("purposes", [])]
    return [vendors, purposes, *(seen.get(name, []) for name in ("categories", "subjects", "recipients"))]
