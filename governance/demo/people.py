"""The people of Brookfield Books, a bookseller with three shops. All of it is made up."""

from types import SimpleNamespace

from governance.core.roles import Role
from governance.people.models import Organisation, User

PASSWORD = "brookfield-books"  # noqa: S105  a demo's password is no secret: it is printed

PEOPLE = [
    ("priya", "Priya Nair", [Role.MEMBER, Role.CHAIR], "customer service, chairs the committee"),
    ("aoife", "Aoife Byrne", [Role.MEMBER], "marketing, proposes new uses"),
    ("tomas", "Tomás Keane", [Role.MEMBER, Role.STEWARD], "IT, keeps the registers"),
    ("daniel", "Daniel Osei", [Role.MEMBER], "legal, two days a week"),
    ("nora", "Nora Lindt", [Role.MEMBER], "voice of customers, from outside"),
    ("maeve", "Maeve Doyle", [Role.DIRECTOR], "owner of the firm"),
    ("sam", "Sam Lindqvist", [Role.PRIVACY_LEAD], "privacy lead, one day a week"),
    ("finn", "Finn Walsh", [Role.STEWARD], "purchasing, logs vendors and incidents"),
    ("ruth", "Ruth Adler", [Role.AUDITOR], "auditor"),
]


DEPARTMENTS = {
    "priya": "Customer service", "aoife": "Marketing", "tomas": "IT", "daniel": "Legal",
    "maeve": "Management", "sam": "Management", "finn": "Purchasing",
}  # fmt: skip
"""Nora and Ruth come from outside. Who has a department answers to Maeve."""


def address(key: str) -> str:
    return f"{key}@brookfield.example"


def hire() -> SimpleNamespace:
    """Everyone by their short name."""
    Organisation(
        name="Brookfield Books", legal_name="Brookfield Books Ltd", address="4 Mill Lane\nKilkenny, Ireland",
        email="privacy@brookfield.example", telephone="+353 56 555 0100",
        officer="Privacy lead, privacy@brookfield.example",
    ).save()  # fmt: skip
    made = {}
    for key, name, roles, _does in PEOPLE:
        told = {"name": name, "roles": [role.value for role in roles], "time_zone": "Europe/Dublin"}
        told["department"] = DEPARTMENTS.get(key, "")
        made[key] = User.objects.create_user(address(key), PASSWORD, **told)
    for key in DEPARTMENTS.keys() - {"maeve"}:
        made[key].manager = made["maeve"]
        made[key].save()
    return SimpleNamespace(**made)
