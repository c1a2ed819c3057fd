"""What the registers would answer to questions of the full assessment. Pure: facts in, answers with their source out.

Nothing is suggested where a register cannot know: that nobody vulnerable is among the people, for one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from governance.inventory.vocabulary import CRIMINAL, SPECIAL, Subject

from .countries import ADEQUATE, EEA_AND_UK, named

Facts = dict[str, Any]
"""Of one activity: its reference, categories, subjects, people, purposes, vendors and recipients."""


@dataclass(frozen=True)
class Suggestion:
    """A value for a question, where it comes from in words, and the facts that it rests on, to be kept with it."""

    value: Any
    text: str
    facts: list[Facts]

    @property
    def source(self) -> dict[str, Any]:
        return {"text": self.text, "facts": self.facts}


KINDS_OF_DATA = {
    "name": "contact",
    "contact": "contact",
    "orders": "purchases",
    "behaviour": "browsing",
    "location": "location",
    "bank": "finances",
    **dict.fromkeys(CRIMINAL, "criminal"),
    **dict.fromkeys(SPECIAL - CRIMINAL, "special"),
}
VULNERABLE = {Subject.EMPLOYEE: "staff", Subject.JOB_APPLICANT: "job_seekers", Subject.CHILD: "children"}
SCALE = ((1_000, "under_1k"), (10_000, "under_10k"), (100_000, "under_100k"), (1_000_000, "under_1m"))
"""Below how many people each answer holds."""


def suggestions(found: list[Facts]) -> dict[str, Suggestion]:
    told = {}
    for key, (name, about, answer) in ANSWERS.items():
        value = answer(found)
        if value:
            told[key] = Suggestion(value, _source(found, name, about), _kept(found, name))
    return told


def _kept(found: list[Facts], name: str) -> list[Facts]:
    return [{"reference": one["reference"], name: one[name]} for one in found]


def _source(found: list[Facts], name: str, about: Callable[[], str]) -> str:
    named_ones = [one["reference"] for one in found if one[name]] or [one["reference"] for one in found]
    told = {"records": get_text_list(named_ones, _("and")), "what": about()}
    return _("from %(records)s: %(what)s") % told


def _several(found: list[str]) -> list[str]:
    """Each once, in the order in which they came."""
    return list(dict.fromkeys(found))


def categories(found: list[Facts]) -> list[str]:
    kinds = [KINDS_OF_DATA[code] for one in found for code in one["categories"] if code in KINDS_OF_DATA]
    children = ["children" for one in found if Subject.CHILD in one["subjects"]]
    return _several([*kinds, *children])


def vulnerable(found: list[Facts]) -> list[str]:
    groups = [VULNERABLE[Subject(code)] for one in found for code in one["subjects"] if code in VULNERABLE]
    return _several(groups + ["illness" for one in found if "health" in one["categories"]])


def people(found: list[Facts]) -> str:
    """Nothing unless every activity says how many: a sum that leaves some out would be too low."""
    counts = [one["people"] for one in found]
    if not counts or any(count is None for count in counts):
        return ""
    return next((key for below, key in SCALE if sum(counts) < below), "over_1m")


def groups(found: list[Facts]) -> list[dict[str, str]]:
    labels = dict(Subject.choices)
    codes = _several([code for one in found for code in one["subjects"]])
    return [
        {"id": f"s-{code}"[:40], "group": str(labels.get(code, code)), "touched": "directly"} | _size(code, found)
        for code in codes
    ]


def _size(code: str, found: list[Facts]) -> dict[str, str]:
    """Of a group alone in its activities."""
    alone = [one for one in found if code in one["subjects"]]
    known = all(one["subjects"] == [code] and one["people"] is not None for one in alone)
    return {"size": str(sum(one["people"] for one in alone))} if known else {}


def bases(found: list[Facts]) -> list[dict[str, str]]:
    return [
        {"id": f"p{one['id']}", "name": one["name"], "option": "chosen" if one["basis"] else "undecided"}
        | ({"ground": one["basis"]} if one["basis"] else {})
        for activity in found
        for one in activity["purposes"]
    ]


def vendors_of(found: list[Facts]) -> list[Facts]:
    return list({one["id"]: one for activity in found for one in activity["vendors"]}.values())


def recipients(found: list[Facts]) -> str:
    roles = {one["role"] for one in vendors_of(found)}
    if roles & {"controller", "joint"} or any(one["recipients"] for one in found):
        return "partner"
    return "processors" if roles == {"processor"} else ""


def vendors(found: list[Facts]) -> list[Facts]:
    told = [{"id": one["id"], "text": one["name"], "points": one["points"]} for one in vendors_of(found)]
    return [{name: value for name, value in one.items() if value is not None} for one in told]


def transfers(found: list[Facts]) -> str:
    """The worst of the vendors; nothing if there are none. Where they sit is not yet where their support sits."""
    order = ("unknown", "clauses", "adequacy", "none")
    answers = {_transfer(one) for one in vendors_of(found)}
    return next((one for one in order if one in answers), "")


def _transfer(vendor: Facts) -> str:
    country = named(vendor["country"])
    if country in EEA_AND_UK:
        return "none"
    if country in ADEQUATE:
        return "adequacy"
    return "clauses" if country and vendor["clauses"] else "unknown"


Answer = Callable[[list[Facts]], Any]
ANSWERS: dict[str, tuple[str, Callable[[], str], Answer]] = {
    "data.categories": ("categories", lambda: _("categories of data"), categories),
    "people.vulnerable": ("subjects", lambda: _("whose data"), vulnerable),
    "people.scale": ("people", lambda: _("how many people"), people),
    "people.groups": ("subjects", lambda: _("whose data"), groups),
    "choice.basis": ("purposes", lambda: _("purposes and legal bases"), bases),
    "share.recipients": ("vendors", lambda: _("vendors and their roles"), recipients),
    "share.vendors": ("vendors", lambda: _("vendors and their agreements"), vendors),
    "share.transfers": ("vendors", lambda: _("countries of the vendors"), transfers),
}
"""By question: the fact that it rests on, that fact in words, and the answer."""
