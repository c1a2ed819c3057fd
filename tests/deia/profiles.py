"""The scored questions of the data-ethics assessment, and random answers to them."""

from random import Random

import yaml

from governance.deia.scoring import Scored, Sheet
from governance.questionnaires.packs import FOLDER


def questions() -> tuple[Scored, ...]:
    told = yaml.safe_load((FOLDER / "deia-1.yaml").read_text())
    asked = [one for section in told["sections"] for one in section["questions"] if one.get("polarity")]
    return tuple(
        Scored(
            one["key"],
            one["polarity"],
            one["weight"],
            {principle: share / 100 for principle, share in one["shares"].items()},
            gated="visible_if" in one,
        )
        for one in asked
    )


QUESTIONS = questions()


def hidden_by(points: dict) -> frozenset[str]:
    def at(key: str) -> int:
        return points.get(key, 4)

    hidden = set()
    if at("auto.role") < 1:
        hidden |= {"auto.effect"}
    if at("auto.role") < 2:
        hidden |= {"auto.explain", "auto.contest", "auto.proxies", "auto.monitoring"}
        if at("fair.terms") < 3:
            hidden |= {"fair.outcome_test"}
    if at("people.vulnerable") < 1:
        hidden |= {"fair.protection"}
    if at("share.recipients") < 1:
        hidden |= {"share.vendors"}
    return frozenset(hidden)


def sheet_of(points: dict) -> Sheet:
    return Sheet(QUESTIONS, points, hidden_by(points))


def at_random(chance: Random) -> dict[str, int]:
    """Some 9 of 10 questions answered, each anyhow."""
    return {one.key: chance.randint(0, 4) for one in QUESTIONS if chance.random() < 0.9}
