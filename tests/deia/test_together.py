"""Two people in one section while questions open, close, move and go: no answer is lost, none is dropped in silence."""

import pytest

from governance.deia import editions
from tests.pages import FormReader

from .conftest import signed_in
from .test_filling import ours
from .test_pages import KINDS, answer_to, form_of, kinds, name, send, url

__all__ = ["kinds"]
pytestmark = pytest.mark.django_db


def shown(page) -> dict[str, list[str]]:
    """What the page that came back would send."""
    reader = FormReader()
    reader.feed(page.content.decode())
    return reader.sent


def test_what_went_in_beside_an_answer_that_did_not_goes_in_again_without_a_quarrel(kinds, people):
    client, where = signed_in(people.member), url("assessment_section", kinds, "A")
    first = form_of(client, where) | {name(kinds, "short"): "Mine", name(kinds, "number"): "many"}
    page = client.post(where, first)
    assert answer_to(kinds, "short").value == "Mine"
    again = client.post(where, shown(page) | {name(kinds, "number"): "3"})
    assert again.status_code == 302
    assert (answer_to(kinds, "short").value, answer_to(kinds, "number").value) == ("Mine", 3)


def test_the_same_answer_by_two_is_no_quarrel(kinds, people):
    client, where = signed_in(people.member), url("assessment_section", kinds, "A")
    mine = form_of(client, where) | {name(kinds, "one"): "b"}
    send(client, kinds, {"one": "b"})
    assert client.post(where, mine).status_code == 302
    assert answer_to(kinds, "one").version == 2


def test_who_answered_what_another_has_closed_is_told_that_it_is_kept(kinds, people):
    client, where = signed_in(people.member), url("assessment_section", kinds, "A")
    send(client, kinds, {"q.yes": "yes"})
    mine = form_of(client, where) | {name(kinds, "opened"): "What I wrote"}
    send(client, kinds, {"q.yes": "no"})
    mine |= {name(kinds, "q.yes"): "no", name(kinds, "q.yes", "seen_version"): str(answer_to(kinds, "q.yes").version)}
    page = client.post(where, mine, follow=True).content.decode()
    assert "1 answer is kept, but its question is hidden by now" in page
    assert answer_to(kinds, "opened").value == "What I wrote"


def test_who_opens_and_who_closes_at_once_quarrel_in_words_and_both_keep_the_rest(kinds, people):
    client, where = signed_in(people.member), url("assessment_section", kinds, "A")
    send(client, kinds, {"q.yes": "yes"})
    mine = form_of(client, where) | {name(kinds, "q.yes"): "unsure", name(kinds, "opened"): "Because"}
    send(client, kinds, {"q.yes": "no", "short": "Theirs"})
    page = client.post(where, mine)
    assert "Somebody else has answered “No” meanwhile." in page.content.decode()
    assert [answer_to(kinds, key).value for key in ("q.yes", "opened", "short")] == ["no", "Because", "Theirs"]
    assert client.post(where, shown(page)).status_code == 302
    assert [answer_to(kinds, key).value for key in ("q.yes", "opened", "short")] == ["unsure", "Because", "Theirs"]


NEWER = (
    KINDS.replace("edition: 1", "edition: 2")
    .replace("      - {key: long, kind: long_text, text: Long, limits: {least: 3}}\n", "")
    .replace("      - {key: short, kind: short_text, text: Short}\n", "")
    + "  - {code: B, title: Moved, questions: [{key: short, kind: short_text, text: Short}]}\n"
)


def test_who_answers_while_another_carries_the_draft_over_loses_nothing(kinds, people):
    """One question has moved to another section, one is no longer asked."""
    client, where = signed_in(people.member), url("assessment_section", kinds, "A")
    told = {name(kinds, "short"): "Moved with me", name(kinds, "long"): "Three words here"}
    mine = form_of(client, where) | told
    editions.carry_over(kinds, ours(NEWER, people.lead), by=people.member)
    page = client.post(where, mine)
    text = page.content.decode()
    assert "Somebody else has answered “no answer” meanwhile." in text
    assert "Moved with me" in text
    assert "“Long” is no longer asked. What you wrote was: “Three words here”." in text
    client.post(where, shown(page))
    assert answer_to(kinds, "short").value == "Moved with me"
