"""Colleagues who left and go by a pseudonym on screen: history keeps their names, and pages do not tell them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth import get_user_model

Provider = Callable[[set[int]], dict[int, str]]
providers: list[Provider] = []


def pseudonyms(provider: Provider) -> Provider:
    """Declares who knows, of the keys of people, those that go by a pseudonym, and which."""
    providers.append(provider)
    return provider


def mask(rows: Iterable[Any]) -> None:
    """Puts pseudonyms into history rows that are about to be told; what is stored stays as it is."""
    found, people = list(rows), get_user_model()
    about = {row.id for row in found if row.instance_type is people}
    names: dict[int, str] = {}
    for provider in providers:
        names |= provider({row.history_user_id for row in found} - {None} | about)
    for row in found if names else ():
        row.actor = names.get(row.history_user_id, row.actor)
        if row.instance_type is people and row.id in names:
            row.name, row.email = names[row.id], ""
