"""Flags: what no average may hide (specification 3.9). Each is a line of the table at the end."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .sheet import Sheet
from .tiers import Tier
from .triggers import At, Chose, Fact, TierFrom, Trigger

EVIDENCED = 4
"""Points of a safeguard that is in place and shown to be."""
IN_PLACE = 3


class Known(TextChoices):
    """Facts that the questions do not ask for."""

    MAY_BE_FORBIDDEN = "may_be_forbidden", _("the screening found that it may be forbidden")
    VENDOR_WITHOUT_AGREEMENT = "vendor_without_agreement", _("a vendor has no agreement in force")
    ALREADY_RUNNING = "already_running", _("it is already running")


class Block(TextChoices):
    COMPLETE = "complete", _("Completing the assessment")
    SUBMIT = "submit", _("Submitting it to the committee")
    GO_LIVE = "go_live", _("Going live")


@dataclass(frozen=True)
class Flag:
    """One line of the table.

    `because` ends the sentence "High risk because ...". `clear` says what lowers the residual floor by one; where a
    safeguard does so by itself, `cleared_when` tells of it. `unblocked_when` opens what the flag blocks.
    """

    code: str
    because: str | Promise
    when: Trigger
    floor: Tier | None = None
    blocks: tuple[Block, ...] = ()
    clear: str | Promise = ""
    cleared_when: Trigger | None = None
    unblocked_when: Trigger | None = None


@dataclass(frozen=True)
class Raised:
    flag: Flag
    cleared: bool
    blocks: tuple[Block, ...]

    @property
    def floor(self) -> Tier:
        return self.flag.floor or Tier.LOW

    @property
    def residual_floor(self) -> Tier:
        return Tier(max(Tier.LOW, self.floor - self.cleared))


def raised(sheet: Sheet, tier: Tier | None = None) -> list[Raised]:
    """Without a tier, those that do not ask for one."""
    return [_raise(flag, sheet) for flag in FLAGS if flag.when.holds(sheet, tier)]


def _raise(flag: Flag, sheet: Sheet) -> Raised:
    cleared = flag.code in sheet.cleared or bool(flag.cleared_when and flag.cleared_when.holds(sheet))
    opened = cleared or bool(flag.unblocked_when and flag.unblocked_when.holds(sheet))
    return Raised(flag, cleared, () if opened else flag.blocks)


def floor(found: Iterable[Raised]) -> Tier:
    return max((one.floor for one in found), default=Tier.LOW)


def residual_floor(found: Iterable[Raised]) -> Tier:
    return max((one.residual_floor for one in found), default=Tier.LOW)


SPECIAL = Chose("data.categories", frozenset({"special", "criminal", "special_category"}))
SELECTING = At("auto.role", 1)
CHILDREN = Chose("people.vulnerable", frozenset({"children"}))

FLAGS: tuple[Flag, ...] = (
    Flag(
        "STOP-LAW",
        _("it may be forbidden"),
        Fact(Known.MAY_BE_FORBIDDEN),
        Tier.CRITICAL,
        (Block.SUBMIT,),
        _("A legal finding that it is allowed."),
    ),
    Flag(
        "RF-BASIS",
        _("no legal ground is chosen yet"),
        At("choice.basis", 4),
        blocks=(Block.SUBMIT,),
        clear=_("Choose the legal ground for each purpose."),
    ),
    Flag(
        "RF-SPECIAL",
        _("special-category or criminal data selects or targets people"),
        SPECIAL & SELECTING,
        Tier.HIGH,
        (Block.GO_LIVE,),
        _("The opinion of the data protection officer, and the condition of Art. 9 that applies."),
    ),
    Flag(
        "RF-CHILD",
        _("children are profiled or persuaded"),
        CHILDREN & (At("auto.role", 2) | At("harm.manipulation", 1)),
        Tier.HIGH,
        clear=_("Evidence that the design suits their age."),
        cleared_when=At("fair.protection", EVIDENCED),
    ),
    Flag(
        "RF-ADM",
        _("a machine decides alone on prices or access"),
        At("auto.role", 4) & At("auto.effect", 3),
        Tier.CRITICAL,
        (Block.GO_LIVE,),
        _("The way to a person who can change the outcome, verified."),
        cleared_when=At("auto.contest", EVIDENCED),
        unblocked_when=At("auto.contest", IN_PLACE),
    ),
    Flag(
        "RF-PRICE",
        _("prices or terms differ by behaviour or need"),
        At("fair.terms", 3),
        Tier.HIGH,
        clear=_("A comparison of outcomes with no unexplained gap."),
        cleared_when=At("fair.outcome_test", EVIDENCED),
    ),
    Flag(
        "RF-DARK",
        _("the journey presses people, or was not reviewed for it"),
        At("choice.interface", 3),
        Tier.HIGH,
        (Block.GO_LIVE,),
        _("Screenshots, checked again."),
    ),
    Flag(
        "RF-HIDDEN",
        _("it leans on people's weakness without their seeing it"),
        At("harm.manipulation", 4),
        Tier.CRITICAL,
        (Block.SUBMIT,),
        _("Redesign it; until then, a legal view (AI Act Art. 5)."),
    ),
    Flag(
        "RF-SALE",
        _("data is sold or goes to a broker"),
        At("share.recipients", 4),
        Tier.HIGH,
        clear=_("Proof of consent, or of the opt-out."),
    ),
    Flag(
        "RF-TRANSFER",
        _("data leaves the EEA and the UK without an assessment"),
        At("share.transfers", 3),
        blocks=(Block.GO_LIVE,),
        clear=_("Attach the transfer assessment."),
    ),
    Flag(
        "RF-VENDOR",
        _("a vendor has no agreement in force"),
        Fact(Known.VENDOR_WITHOUT_AGREEMENT),
        blocks=(Block.GO_LIVE,),
        clear=_("An agreement in force with each vendor."),
    ),
    Flag(
        "RF-IRREV",
        _("an effect on many people can hardly be undone"),
        At("harm.reversibility", 3) & At("people.scale", 2),
        Tier.HIGH,
        clear=_("A way to reverse it, or to compensate."),
    ),
    Flag("RF-LIVE", _("it is already running"), Fact(Known.ALREADY_RUNNING)),
    Flag(
        "RF-AI50",
        _("people meet AI without staff between"),
        At("auto.generative", 3),
        blocks=(Block.GO_LIVE,),
        clear=_("Show that the label or notice is live (AI Act Art. 50)."),
    ),
    Flag(
        "RF-NOBODY",
        _("nobody affected was heard"),
        At("people.heard", 0, 0) & TierFrom(Tier.HIGH),
        blocks=(Block.COMPLETE,),
        clear=_("Hear at least one voice."),
    ),
)
