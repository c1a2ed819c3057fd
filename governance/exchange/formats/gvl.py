"""The vendor list of the IAB's Transparency and Consent Framework, specifications 2 and 3.

A vendor's number is its identity, its name is not: vendors are renamed. A purpose that a vendor declares there is
what it would like to do on anybody's website, never an agreement with us.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.core.nodes import Node
from governance.core.reading import Source
from governance.exchange.entries import Entry, Format, known, shortened
from governance.vendors.models import Vendor

SPECIFICATIONS = (2, 3)
INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}
"""Unicode categories of characters that nobody sees and no search finds."""


def read(source: Source, found: Counter) -> Iterator[Entry]:
    top = source.node()
    if not isinstance(top.value, dict) or top.value.get("gvlSpecificationVersion") not in SPECIFICATIONS:
        raise top.refuse(_("This is not a vendor list of specification 2 or 3 (gvlSpecificationVersion)."))
    as_of = top.at("lastUpdated").moment()
    if as_of is None:
        raise top.at("lastUpdated").refuse(_("The list does not say when it was last updated."))
    for number, vendor in top.at("vendors").members():
        if str(vendor.at("id").whole(least=1)) != number:
            raise vendor.at("id").refuse(_("The number of the vendor is not the one that it stands under."))
        count(vendor, found)
        yield entry(vendor, number, as_of)


def entry(vendor: Node, number: str, as_of) -> Entry:
    policy, notes = address(vendor)
    values = {"name": shortened(visible(vendor.at("name").text(needed=True))), "privacy_policy": policy}
    deleted = vendor.at("deletedDate").moment()
    told = {"as_of": as_of, "ending": ("retire", deleted) if deleted and deleted <= as_of else None, "notes": notes}
    return Entry(vendor, number, Vendor, values, said=vendor.value, **told)


def visible(name: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFC", name) if unicodedata.category(mark) not in INVISIBLE)


def address(vendor: Node) -> tuple[str, tuple[str, ...]]:
    """The privacy policy; where it is no address, none, and a note."""
    url = vendor.at("policyUrl").text().strip()
    for one in vendor.at("urls").items():
        if not url or one.at("langId").text() == "en":
            url = one.at("privacy").text().strip()
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        told = _("%(name)s: “%(url)s” is not a web address, so the privacy policy is left empty.")
        return "", (told % {"name": vendor.at("name").text(), "url": url},) if url else ()
    return url, ()


def count(vendor: Node, found: Counter) -> None:
    """What the list says of its vendors, for the reader of the report."""
    legitimate = len(numbers(vendor.at("legIntPurposes")))
    found["vendors"] += 1
    found["deleted_vendors"] += vendor.at("deletedDate").value is not None
    found["consent_purposes"] += len(numbers(vendor.at("purposes")))
    found["legitimate_interest_purposes"] += legitimate
    found["vendors_with_legitimate_interest"] += bool(legitimate)
    found["flexible_purposes"] += len(numbers(vendor.at("flexiblePurposes")))
    found["special_features"] += len(numbers(vendor.at("specialFeatures")))


def numbers(node: Node) -> list[int | None]:
    return [item.whole(least=1) for item in node.items()]


GVL = known(
    Format(
        code="gvl",
        label=gettext_lazy("Vendor list of the IAB framework (GVL)"),
        endings=(".json",),
        models=(Vendor,),
        read=read,
        help=gettext_lazy("vendor-list.json, specification 2 or 3. Its vendors come in as “under consideration”."),
    )
)
