"""Two people import at the same moment: one waits for the other, and nothing comes in twice."""

from functools import partial

import pytest
from django.db import connection

from governance.core.roles import Role
from governance.exchange.entries import formats
from governance.exchange.intake import take_in
from governance.exchange.models import Origin
from governance.vendors.models import Vendor
from tests.committee.test_races import at_once
from tests.factories import NOW, person

from .conftest import vendor, vendor_list

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("round_", range(3))
def test_two_imports_of_one_list_at_once_make_each_vendor_once(round_):
    steward = person(Role.STEWARD)
    older = vendor_list(*[vendor(number) for number in range(1, 20)])
    newer = vendor_list(*[vendor(number, "Renamed") for number in range(1, 20)], updated="2021-01-01T00:00:00Z")
    calls = [
        partial(take_in, formats["gvl"], [source], by=steward, owner=steward, now=NOW)
        for source in (older, newer, older, newer)
    ]
    assert at_once(*calls) == []
    assert (Vendor.objects.count(), Origin.objects.count()) == (19, 19)
    assert set(Vendor.objects.values_list("name", flat=True)) == {"Renamed"}
    connection.close()
