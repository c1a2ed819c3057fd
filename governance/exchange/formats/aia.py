"""Canada's Algorithmic Impact Assessment, as the SurveyJS file that its authors publish (English and French).

What an option is worth ends its key (`item2-3` gives 3); what it counts for ends the name of its panel: -RS is raw
impact, -MS mitigation, -NS nothing. The texts come in in English; the whole file, French too, is kept beside them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.core.nodes import Node
from governance.core.reading import Source
from governance.exchange.entries import Entry, Format, Link, known, part_key, shortened
from governance.questionnaires.models import Question, Questionnaire, Section
from governance.questionnaires.visibility import keys
from governance.questionnaires.vocabulary import Combine, Kind, Polarity

from .surveyjs import Rule, Unclear, rule_of

KEY = "canada.aia"
KINDS = {
    "radiogroup": Kind.SINGLE,
    "dropdown": Kind.SINGLE,
    "checkbox": Kind.MULTI,
    "comment": Kind.LONG_TEXT,
    "text": Kind.SHORT_TEXT,
    "html": Kind.INFO,
}
POLARITIES = {"RS": Polarity.EXPOSURE, "MS": Polarity.SAFEGUARD, "NS": Polarity.NONE, "": Polarity.NONE}
COUNTED = {Polarity.EXPOSURE: "raw_points", Polarity.SAFEGUARD: "mitigation_points"}
SOURCE = "Government of Canada, Algorithmic Impact Assessment (github.com/canada-ca/aia-eia-js), MIT licence"
LONGEST_TEXT = 2000


def read(source: Source, found: Counter) -> Iterator[Entry]:
    top = source.node()
    if not isinstance(top.value, dict) or not top.at("pages").items():
        raise top.refuse(_("This is not a survey: it has no pages."))
    sections: dict[str, dict[str, Any]] = {}
    questions: dict[str, dict[str, Any]] = {}
    places: dict[str, Node] = {}
    for page in top.at("pages").items():
        section = once(page, sections, places)
        sections[section] = {"title": title(page) or section, "visible_if": rule(page), "position": len(sections) + 1}
        for node, panel in elements(page):
            key = once(node, questions, places, section)
            told = question(node, panel) | {"section": Link(part_key(Section, section))}
            questions[key] = told | {"position": len(questions) + 1}
    settle_rules(questions, sections, places)
    count(questions, found)
    values = {"name": "Algorithmic Impact Assessment (Canada)", "key": KEY, "edition": 1, "scoring": KEY}
    parts = {Section: sections, Question: questions}
    yield Entry(top, KEY, Questionnaire, values | {"written_by": SOURCE}, said=top.value, parts=parts)


def once(node: Node, taken: dict[str, Any], places: dict[str, Node], section: str = "") -> str:
    """Its name, which stands once; only texts to read share one, and are told apart by their page."""
    key = node.at("name").text(needed=True)
    if key in taken and KINDS.get(node.at("type").text()) == Kind.INFO:
        key = f"{section}.{key}"
    if key in taken:
        raise node.at("name").refuse(_("“%(key)s” stands twice.") % {"key": key})
    places[key] = node
    return key


def elements(node: Node, panel: str = "") -> Iterator[tuple[Node, str]]:
    """The questions in a page, each with the name of the panel that it is in."""
    for one in node.at("elements").items():
        if one.at("type").text(needed=True) == "panel":
            yield from elements(one, one.at("name").text(needed=True))
        else:
            yield one, panel


def question(node: Node, panel: str) -> dict[str, Any]:
    kind = KINDS.get(node.at("type").text())
    if kind is None:
        raise node.at("type").refuse(_("There is no such kind of question here."))
    options, polarity = choices(node), polarity_of(panel)
    is_scored = polarity != Polarity.NONE and any(one["points"] for one in options)
    said = english(node.at("html" if kind == Kind.INFO else "title"))
    return {
        "text": shortened(said, LONGEST_TEXT) or node.at("name").text(),
        "guidance": "\n\n".join(filter(None, [english(node.at("description")), english(node.at("help"))])),
        "kind": kind,
        "options": options,
        "combine": Combine.SUM if kind == Kind.MULTI else Combine.MAX,
        "required": node.at("isRequired").value is True,
        "visible_if": rule(node),
        "polarity": polarity if is_scored else Polarity.NONE,
        "weight": int(is_scored),
    }


def polarity_of(panel: str) -> Polarity:
    ending = re.search(r"-(RS|MS|NS)$", panel)
    return POLARITIES[ending[1] if ending else ""]


def choices(node: Node) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for one in node.at("choices").items():
        is_named = isinstance(one.value, dict)
        key = one.at("value").text(needed=True) if is_named else one.text(needed=True)
        if key in found:
            raise one.refuse(_("“%(key)s” stands twice.") % {"key": key})
        found[key] = {"key": key, "text": (english(one.at("text")) if is_named else "") or key, "points": points(key)}
    return list(found.values())


def points(option: str) -> int:
    ending = re.search(r"-([0-9]{1,3})$", option)
    return int(ending[1]) if ending else 0


def english(node: Node) -> str:
    """The text without markup, in one paragraph."""
    said = node.at("default").text() if isinstance(node.value, dict) else node.text()
    return " ".join(strip_tags(said.replace("<", " <")).split())


def title(page: Node) -> str:
    return shortened(english(page.at("title")), 300)


def rule(node: Node) -> Rule | None:
    said = node.at("visibleIf").text()
    try:
        return rule_of(said) if said.strip() else None
    except Unclear as error:
        raise node.at("visibleIf").refuse(str(error)) from None


def settle_rules(questions: dict, sections: dict, places: dict[str, Node]) -> None:
    """Checks, once all questions are known, that rules name questions that there are, and says what they mean."""
    for key, told in [*sections.items(), *questions.items()]:
        for unknown in sorted(keys(told["visible_if"]) - questions.keys()):
            said = _("There is no question “%(key)s”.") % {"key": unknown}
            raise places[key].at("visibleIf").refuse(said)
        told["visible_if"] = told["visible_if"] and meant(told["visible_if"], questions)


def meant(rule: Rule, questions: dict) -> Rule:
    """Of a question with one choice, SurveyJS looks for a piece of its key: `contains "item2"` holds for `item2-1`."""
    for name in ("all", "any"):
        if name in rule:
            return {name: [meant(one, questions) for one in rule[name]]}
    asked = questions[rule["q"]]
    if rule["op"] != "contains" or asked["kind"] != Kind.SINGLE:
        return rule
    found = [one["key"] for one in asked["options"] if rule["v"] in one["key"]]
    return {"q": rule["q"], "op": "in", "v": found} if found else rule


def count(questions: dict[str, dict[str, Any]], found: Counter) -> None:
    """What the file holds, for the reader of the report."""
    found["questions"] += len(questions)
    for told in questions.values():
        name, worth = COUNTED.get(told["polarity"]), [one["points"] for one in told["options"]]
        if name:
            found[name] += sum(worth) if told["kind"] == Kind.MULTI else max(worth)


AIA = known(
    Format(
        code="aia",
        label=gettext_lazy("Algorithmic Impact Assessment of Canada"),
        endings=(".json",),
        models=(Questionnaire,),
        read=read,
        help=gettext_lazy("survey-enfr.json. It comes in as a draft questionnaire, which a privacy lead may publish."),
        identities={Section: "code", Question: "key"},
    )
)
