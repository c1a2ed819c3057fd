"""What has to follow an assessment, each with the criterion that asks for it (specification 3.10)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .flags import CHILDREN, Known
from .screening import DPIA_REQUIRED_FROM
from .sheet import Sheet
from .triggers import At, Criteria, Fact, Trigger

Told = str | Promise

CRITERIA: dict[str, Told] = {
    "1": _("people are scored or profiled"),
    "2": _("automated decisions with an effect on people"),
    "3": _("people are watched systematically"),
    "4": _("sensitive data"),
    "5": _("a large scale"),
    "6": _("data sets are matched"),
    "7": _("vulnerable people"),
    "8": _("innovative use"),
    "9": _("people are kept from a right or service"),
}
"""The nine of guidelines WP248 rev.01 on impact assessments (GDPR Art. 35)."""


@dataclass(frozen=True)
class FollowUp:
    """Each trigger comes with the criterion that it stands for."""

    code: str
    title: Told
    required: tuple[tuple[Trigger, Told], ...]
    recommended: tuple[tuple[Trigger, Told], ...] = ()


@dataclass(frozen=True)
class Due:
    code: str
    title: Told
    required: bool
    because: tuple[Told, ...]


def due(sheet: Sheet) -> list[Due]:
    return [found for one in FOLLOW_UPS for found in _due(one, sheet)]


def _due(one: FollowUp, sheet: Sheet) -> Iterator[Due]:
    for required, triggers in ((True, one.required), (False, one.recommended)):
        met = tuple(criterion for trigger, criterion in triggers if trigger.holds(sheet))
        if met:
            yield Due(one.code, one.title, required, (*met, *_criteria(one, sheet)))
            return


def _criteria(one: FollowUp, sheet: Sheet) -> list[Told]:
    """The criteria behind a data protection impact assessment, by name."""
    return [CRITERIA[number] for number in sorted(sheet.criteria & CRITERIA.keys())] if one.code == "dpia" else []


FOLLOW_UPS: tuple[FollowUp, ...] = (
    FollowUp(
        "dpia",
        _("Data protection impact assessment"),
        ((Criteria(DPIA_REQUIRED_FROM), _("two or more criteria of WP248 are met")),),
        ((Criteria(1), _("one criterion of WP248 is met")),),
    ),
    FollowUp(
        "transfer",
        _("Transfer assessment"),
        ((At("share.transfers", 3), _("data goes to a country outside the EEA and the UK without an assessment")),),
        ((At("share.transfers", 2, 2), _("a transfer rests on clauses: see that its assessment is up to date")),),
    ),
    FollowUp(
        "interest",
        _("Legitimate-interest test"),
        ((At("choice.li_test", 0, 2), _("the ground is a legitimate interest, and its test is not in place")),),
    ),
    FollowUp(
        "consent",
        _("Consent redesign"),
        (
            (At("choice.consent_quality", 0, 2), _("consent does not meet all its conditions (GDPR Art. 7)")),
            (At("choice.interface", 3), _("the journey presses people, or was not reviewed for it")),
        ),
        ((At("choice.consent_quality", 3, 3), _("one condition of consent is not met (GDPR Art. 7)")),),
    ),
    FollowUp(
        "vendor",
        _("Processing agreement with each vendor"),
        (
            (Fact(Known.VENDOR_WITHOUT_AGREEMENT), _("a vendor has no agreement in force (GDPR Art. 28)")),
            (At("share.vendors", 0, 2), _("an agreement or its list of sub-processors is missing (GDPR Art. 28)")),
        ),
    ),
    FollowUp(
        "ai_notice",
        _("AI notice"),
        ((At("auto.generative", 3), _("people meet AI without staff between (AI Act Art. 50)")),),
        ((At("auto.generative", 2, 2), _("AI content is published under editorial control (AI Act Art. 50)")),),
    ),
    FollowUp(
        "children",
        _("Child check"),
        ((CHILDREN & (At("auto.role", 2) | At("harm.manipulation", 1)), _("children are profiled or persuaded")),),
        ((CHILDREN, _("children are among the people")),),
    ),
)
