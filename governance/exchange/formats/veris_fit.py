"""Brings an incident of an earlier VERIS 1.x into the shape of 1.4: pure, and blind to our register."""

from copy import deepcopy
from typing import Any

from .veris_keys import FOUND_BY, KEYS, NEEDED, RENAMED

VERSION = "1.4.0"
Said = dict[str, Any]


def fitted(said: Said) -> Said:
    """What has no place in 1.4 is left out: whoever calls keeps the whole beside it."""
    made = deepcopy(said)
    made["discovery_method"] = discovered(made.get("discovery_method"))
    _split_abuse(made)
    made = _shaped(made, "")
    return _lean(made) | {"schema_version": VERSION}


def discovered(method: Any) -> Said:
    """1.3 has one text, such as “Ext - law enforcement”; 1.4 a group."""
    if isinstance(method, dict) and method:
        return method
    who, _dash, how = str(method or "Unknown").partition(" - ")
    if who.lower() in FOUND_BY and how:
        return {FOUND_BY[who.lower()]: {"variety": [how[:1].upper() + how[1:]]}}
    return {"other": True} if who == "Other" else {"unknown": True}


def _split_abuse(made: Said) -> None:
    """1.3 calls `data_misuse` what 1.4 calls `data_abuse`."""
    known = made.get("plus", {}).get("attribute", {}).get("confidentiality")
    if isinstance(known, dict) and "data_misuse" in known:
        known.setdefault("data_abuse", known["data_misuse"])


def _shaped(value: Any, path: str) -> Any:
    if isinstance(value, list):
        found = [_shaped(one, f"{path}[]" if isinstance(one, dict) else path) for one in value]
        return [one for number, one in enumerate(found) if one not in found[:number]]
    if not isinstance(value, dict):
        return RENAMED.get(path, {}).get(value, value) if isinstance(value, str) else value
    kept = {name: one for name, one in value.items() if path not in KEYS or name in KEYS[path]}
    kept = deepcopy(NEEDED.get(path, {})) | {name: one for name, one in kept.items() if one is not None}
    return {name: _shaped(one, f"{path}.{name}" if path else name) for name, one in kept.items()}


def _lean(made: Said) -> Said:
    """Groups that must hold something, and texts that must not be empty, are left out when they are."""
    for name in ("impact", "attribute", "value_chain", "ioc", "discovery_notes", "notes"):
        if name in made and not made[name]:
            del made[name]
    for name in ("action", "actor"):
        made[name] = made.get(name) or {"unknown": {}}
    return made
