"""Manifests of fides: systems with their privacy declarations, and datasets with their collections and fields.

A dataset made from a template is called `<instance_fides_key>`: such a key names nothing, so the file's name does.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.core.answers import Known
from governance.core.nodes import Node
from governance.core.reading import Source
from governance.exchange.entries import Entry, Format, Link, distinct, known, shortened
from governance.inventory import terms
from governance.inventory.models import DataAsset, DataField, ProcessingActivity, Purpose, Recipient, System, SystemUse
from governance.inventory.vocabulary import LegalBasis

BASES = {
    "Consent": LegalBasis.CONSENT,
    "Contract": LegalBasis.CONTRACT,
    "Legal obligations": LegalBasis.LEGAL_OBLIGATION,
    "Vital interests": LegalBasis.VITAL_INTERESTS,
    "Public interest": LegalBasis.PUBLIC_TASK,
    "Legitimate Interests": LegalBasis.LEGITIMATE_INTERESTS,
}
TAKEN = {"dataset", "system"}


def read(source: Source, found: Counter) -> Iterator[Entry]:
    """What else a manifest may hold (policies, vocabularies) has no register here; it is counted as left aside."""
    top = source.node()
    for kind, rows in top.members():
        if kind not in TAKEN:
            found[f"left_aside_{kind}"] += len(rows.items())
    for system in top.at("system").items():
        found["systems"] += 1
        yield system_entry(system)
        for declaration, entry in declarations(system):
            found["privacy_declarations"] += bool(declaration)
            yield entry
    file = PurePath(source.name).name
    for number, dataset in enumerate(top.at("dataset").items(), start=1):
        yield dataset_entry(dataset, f"{file}#{number}", found)


def system_entry(system: Node) -> Entry:
    key = system.at("fides_key").text(needed=True)
    values = {
        "name": shortened(system.at("name").text() or key),
        "description": system.at("description").text(),
        "department": shortened(system.at("administrating_department").text(), 120),
    }
    return Entry(system, f"system:{key}", System, values, said=system.value)


def declarations(system: Node) -> Iterator[tuple[Node, Entry]]:
    """A declaration has no key: its system, name and use tell it from others."""
    seen: Counter[str] = Counter()
    for declaration in system.at("privacy_declarations").items():
        use, owner = declaration.at("data_use").text(needed=True), system.at("fides_key").text(needed=True)
        name = declaration.at("name").text() or use
        told = json.dumps([owner, name, use], ensure_ascii=False)
        seen[told] += 1
        yield declaration, declaration_entry(system, declaration, f"declaration:{told}#{seen[told]}")


def declaration_entry(system: Node, declaration: Node, key: str) -> Entry:
    use = declaration.at("data_use").text()
    values = {
        "name": shortened(declaration.at("name").text() or use),
        "department": shortened(system.at("administrating_department").text(), 120),
        "subjects": distinct(ours(terms.SUBJECT, subjects(declaration))),
        "categories": distinct(ours(terms.CATEGORY, declaration.at("data_categories").texts())),
    }
    basis = BASES.get(declaration.at("legal_basis_for_processing").text(), "")
    parts: dict[Any, dict[Any, dict[str, Any]]] = {
        Purpose: {shortened(use): {"legal_basis": basis}},
        SystemUse: {Link(f"system:{system.at('fides_key').text()}"): {}},
    }
    if third := shortened(declaration.at("third_parties").text()):
        parts[Recipient] = {third: {}}
    return Entry(declaration, key, ProcessingActivity, values, said=declaration.value, parts=parts)


def ours(kind: str, keys: Iterable[str]) -> Iterator[str]:
    """In our own codes where we have them."""
    return (terms.of_fides(kind, key) for key in keys)


def subjects(declaration: Node) -> Iterator[str]:
    """A subject is a code, or in older manifests an object with a name."""
    for one in declaration.at("data_subjects").items():
        yield (one.at("name") if isinstance(one.value, dict) else one).text(needed=True)


def dataset_entry(dataset: Node, place: str, found: Counter) -> Entry:
    key = dataset.at("fides_key").text(needed=True)
    key = f"dataset:{place}" if key.startswith("<") else f"dataset:{key}"
    fields = all_fields(dataset)
    described = [dataset, *dataset.at("collections").items(), *fields.values()]
    assigned = [code for node in described for code in node.at("data_categories").texts()]
    found["datasets"] += 1
    found["collections"] += len(dataset.at("collections").items())
    found["fields"] += len(fields)
    found["category_assignments"] += len(assigned)
    values = {
        "name": shortened(dataset.at("name").text() or key.removeprefix("dataset:")),
        "description": dataset.at("description").text(),
        "categories": distinct(assigned),
        "personal_data": Known.YES if any(code.split(".")[0] == "user" for code in assigned) else Known.UNKNOWN,
    }
    parts = {DataField: {path: field_values(node) for path, node in fields.items()}}
    return Entry(dataset, key, DataAsset, values, said=dataset.value, parts=parts)


def field_values(node: Node) -> dict[str, Any]:
    return {
        "description": node.at("description").text(),
        "categories": distinct(node.at("data_categories").texts()),
    }


def all_fields(dataset: Node) -> dict[str, Node]:
    """Fields by their path, such as `users.address.city`, those inside of others included."""
    found: dict[str, Node] = {}
    for collection in dataset.at("collections").items():
        for path, one in _inside(collection, collection.at("name").text(needed=True)):
            if path in found:
                raise one.at("name").refuse(_("The field “%(path)s” stands twice.") % {"path": path})
            found[path] = one
    return found


def _inside(holder: Node, path: str) -> Iterator[tuple[str, Node]]:
    for one in holder.at("fields").items():
        inner = f"{path}.{one.at('name').text(needed=True)}"
        yield inner, one
        yield from _inside(one, inner)


def join(entries: list[Entry]) -> None:
    """A dataset that only one system refers to is in that system."""
    users: dict[str, set[str]] = {}
    for entry in entries:
        for name in entry.node.at("dataset_references").texts() if entry.model is ProcessingActivity else ():
            users.setdefault(f"dataset:{name}", set()).update(link.key for link in entry.parts[SystemUse])
    for entry in entries:
        if len(systems := users.get(entry.key, set())) == 1:
            entry.values["system"] = Link(*systems)


FIDES = known(
    Format(
        code="fides",
        label=gettext_lazy("Systems and data in fides manifests"),
        endings=(".yml", ".yaml"),
        models=(System, DataAsset, ProcessingActivity),
        read=read,
        help=gettext_lazy("YAML with “dataset” or “system”. Several files belong together: choose all of them."),
        identities={DataField: "path", Purpose: "name", Recipient: "name", SystemUse: "system"},
        join=join,
    )
)
