"""Canonical JSON: one text for one meaning."""

import datetime as dt
import decimal
import uuid

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from governance.core.canonical import SAFE_INTEGER, canonical, plain


def test_keys_are_sorted_and_times_are_in_utc():
    moment = dt.datetime(2026, 3, 29, 2, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert canonical({"b": moment, "a": dt.date(2026, 1, 2)}) == '{"a":"2026-01-02","b":"2026-03-29T00:30:00.000000Z"}'


def test_whole_numbers_that_readers_disagree_on_become_text():
    assert canonical([2**53 - 1, 2**53, -(2**60)]) == '[9007199254740991,"9007199254740992","-1152921504606846976"]'


def test_decimals_and_ids_are_text_and_bytes_are_base64():
    assert plain([decimal.Decimal("1.50"), uuid.UUID(int=1), b"\x00\xff"]) == [
        "1.50",
        "00000000-0000-0000-0000-000000000001",
        "AP8=",
    ]


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="float has no canonical form"):
        canonical({"n": 1.5})


WHOLE = st.integers(-SAFE_INTEGER, SAFE_INTEGER)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(VALUES)
@example({"\U00010000": 1, "\ue000": 2, "a": '\x7f\u2028\x1f"\\/'})
def test_the_text_is_that_of_an_implementation_of_the_rfc(value):
    assert canonical(value) == rfc8785.dumps(value).decode()


def test_half_of_a_surrogate_pair_is_refused():
    with pytest.raises(UnicodeEncodeError):
        canonical({"name": "\ud800"})
