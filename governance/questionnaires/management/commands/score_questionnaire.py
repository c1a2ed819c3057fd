"""Scores sets of answers in a file with a questionnaire."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from governance.core.nodes import Node
from governance.core.reading import sources
from governance.core.refusals import Refused
from governance.questionnaires.answersets import Asked, WrongSet
from governance.questionnaires.installed import asked
from governance.questionnaires.scorers import scorers


class Command(BaseCommand):
    help = (
        "Scores a JSON file with a questionnaire: one set of answers, or a list of sets. A set is "
        '{"question": "option"}, with a list of options where several may be chosen; for fairhold.deia it is '
        '{"points": {"question": 0 to 4}, "hidden": ["question"]}. Nothing is saved.'
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("key", help="key of the questionnaire, such as fairhold.deia or canada.aia")
        parser.add_argument("path", type=Path, help="a JSON file: one set of answers, or a list of sets")
        parser.add_argument("--json", action="store_true", help="print the scores, or what was refused, as JSON")

    def handle(self, *args, key: str, path: Path, **options) -> None:
        as_json = options["json"]
        try:
            found = asked(key)
            if found is None:
                raise Refused.at("", key, _("There is no questionnaire with this key. Import or install it first."))
            top = next(iter(sources(path, (".json",)))).node()
        except Refused as refused:
            self._refuse([one.plain() for one in refused.problems], str(refused), as_json=as_json)
        results = self._score(found, top, as_json=as_json)
        told = results if isinstance(top.value, list) else results[0]
        self.stdout.write(json.dumps(told, indent=1) if as_json else self._words(found, results))

    def _score(self, found: Asked, top: Node, *, as_json: bool) -> list[dict[str, Any]]:
        score, results, wrong = scorers[found.scoring].score, [], []
        for number, told in enumerate(top.value if isinstance(top.value, list) else [top.value], start=1):
            try:
                results.append(score(found, told))
            except WrongSet as error:
                wrong += [{"set": number, "key": key, "reason": reason} for key, reason in error.found]
        if wrong:
            told = "\n".join(
                ", ".join(filter(None, [f"set {one['set']}", one["key"]])) + f": {one['reason']}" for one in wrong
            )
            self._refuse(wrong, told, as_json=as_json)
        return results

    def _refuse(self, problems: list[dict[str, Any]], told: str, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"refused": problems}, indent=1))
        message = f"Nothing was scored.\n{told}"
        raise CommandError(message)

    @staticmethod
    def _words(found: Asked, results: list[dict[str, Any]]) -> str:
        lines = [f"{found.key}, edition {found.edition}"]
        for number, result in enumerate(results, start=1):
            lines.append(f"Set {number}")
            lines += [f"  {name}: {in_words(value)}" for name, value in result.items()]
        return "\n".join(lines)


def in_words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {inside}" for name, inside in value.items())
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)
