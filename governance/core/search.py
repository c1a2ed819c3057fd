"""Search in registers: by words, each in one of the fields. Through a link only where its row may be seen."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import smart_split, unescape_string_literal

MOST_WORDS = 50


def search(rows: QuerySet, lookups: list[str], text: str, user: Any) -> QuerySet:
    """The rows that hold every word. What nobody types (a NUL, hundreds of words) is found nowhere."""
    words = [_unquoted(word) for word in smart_split(text)]
    if "\0" in text or len(words) > MOST_WORDS:
        return rows.none()
    found = Q()
    for word in words:
        found &= _anywhere(rows.model, lookups, word, user)
    return rows.filter(found)


def _unquoted(word: str) -> str:
    is_quoted = len(word) > 1 and word[0] == word[-1] and word[0] in "\"'"
    return unescape_string_literal(word) if is_quoted else word


def _anywhere(model, lookups: list[str], word: str, user: Any) -> Q:
    found = Q()
    for lookup in lookups:
        found |= _match(model, lookup, word, user)
    return found


def _match(model, lookup: str, word: str, user: Any) -> Q:
    """Else a hidden name could be guessed letter by letter, from which rows are found."""
    name, _apart, rest = lookup.partition("__")
    if not rest:
        return Q(**{f"{name}__icontains": word})
    linked = model._meta.get_field(name).related_model
    return Q(**{f"{name}__in": linked.objects.visible_to(user).filter(**{f"{rest}__icontains": word})})
