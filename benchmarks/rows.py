"""Rows to measure with: plausible, many, the same in every run."""

import datetime as dt
import time
from collections.abc import Callable
from functools import cache

from django.utils import timezone

from governance.core import bulk
from governance.core.roles import Role
from governance.incidents.models import Incident
from governance.inventory.models import ProcessingActivity
from governance.people.models import User
from governance.vendors.models import Agreement, Vendor


@cache
def owner() -> User:
    person = User(email="bench@example.com", name="Bench", roles=[Role.PRIVACY_LEAD.value])
    person.set_unusable_password()
    person.save()
    return person


def vendors(count: int) -> list[Vendor]:
    """Every fiftieth is late with its review, every hundredth a processor without an agreement."""
    today = timezone.localdate()
    return [
        Vendor(
            owner=owner(), name=f"Vendor {n}", state="active", personal_data="yes",
            role="processor" if n % 100 == 0 else "controller",
            review_on=today + dt.timedelta(days=-1 if n % 50 == 0 else 30),
        )
        for n in range(count)
    ]  # fmt: skip


def fill(count: int) -> None:
    """`count` records over four registers."""
    each, today = count // 4, timezone.localdate()
    made = vendors(each)
    bulk.write(made)
    signed, ends = today - dt.timedelta(days=100), today + dt.timedelta(days=265)
    bulk.write(
        Agreement(owner=owner(), name=f"A {n}", vendor=vendor, state="in_force", signed_on=signed, ends_on=ends)
        for n, vendor in enumerate(made)
    )
    bulk.write(ProcessingActivity(owner=owner(), name=f"P {n}", state="current", review_on=ends) for n in range(each))
    bulk.write(Incident(owner=owner(), name=f"I {n}", kind="security") for n in range(each))


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
