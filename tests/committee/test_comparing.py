"""What has changed between two frozen texts."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from governance.committee.comparing import Difference, differences


def field(name: str, value: str) -> dict:
    return {"name": name, "label": name.capitalize(), "value": value, "text": value}


def text(why: str = "Because", *parts: tuple[str, str], about: dict | None = None) -> dict:
    rows = [
        {"title": "risk", "fields": [field("name", name), field("measure", told)], "parts": {}} for name, told in parts
    ]
    told = {"title": "proposal", "fields": [field("why", why)], "parts": {"risks": rows}}
    return told | ({"about": about} if about else {})


words = st.text(min_size=1, max_size=5)
texts = st.builds(
    lambda why, parts, about: text(why, *parts.items(), about=about),
    words, st.dictionaries(words, words, max_size=4), st.none() | st.builds(text, words),
)  # fmt: skip


def test_a_field_a_part_and_what_it_is_about_are_each_told_with_where_they_stand():
    old = text("To sell", ("Leak", "None"), ("Gone", "Yes"), about=text("Old"))
    new = text("To help", ("Leak", "Locks"), ("Fresh", "No"), about=text("New"))
    assert differences(old, new) == [
        Difference("", "Why", "To sell", "To help"),
        Difference("Leak", "Measure", "None", "Locks"),
        Difference("", "risk", "", "Fresh"),
        Difference("", "risk", "Gone", "taken out"),
        Difference("proposal", "Why", "Old", "New"),
    ]


@given(texts)
def test_a_text_does_not_differ_from_itself(said):
    assert differences(said, copy.deepcopy(said)) == []


@given(texts, texts)
def test_there_are_as_many_differences_backwards(old, new):
    assert len(differences(old, new)) == len(differences(new, old))
