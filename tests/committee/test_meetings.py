"""Meetings: who is in the room, what that makes of a vote, and minutes that say what happened."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from governance.committee import agenda, deciding, declaring, meeting, minutes, motions
from governance.committee.models import AgendaItem, Attendance, Condition, Decision, Meeting, Paragraph, Proposal
from governance.core import story
from governance.core.models import Snapshot
from governance.core.workflow import advance
from tests.factories import NOW, TODAY, make, person

from .rooms import LATE, at, duty, gathered, unsealed, voted

YES = {"cleo": "for", "lisa": "for", "ivan": "for"}


@pytest.fixture
def held(world):
    """Three are there, and the ballots are open."""
    unsealed(world)
    gathered(world, "cleo", "lisa", "ivan")
    return world


@pytest.mark.parametrize(("clock", "result"), [("10:43", "no_quorum"), ("10:41", "carried")])
def test_a_vote_counts_who_is_in_the_room_at_the_second_it_closes(held, clock, result):
    """Scenario 3: a member leaves at 10:42."""
    motion = motions.put(
        held.review, deciding.Wording("approve", "It is fair."), by=held.cleo, meeting=held.meeting, now=at("10:30")
    )
    for name, side in YES.items():
        motions.vote(motion, side, by=getattr(held, name), now=at("10:31"))
    if clock > "10:42":
        meeting.leave(held.meeting, held.ivan, by=held.cleo, why="Train", now=at("10:42"))
    motion = motions.close(motion, by=held.cleo, now=at(clock))
    assert (motion.result, bool(motion.lacking)) == (result, result == "no_quorum")


def test_who_leaves_and_comes_back_has_two_stays(held):
    meeting.leave(held.meeting, held.ivan, by=held.cleo, now=at("10:10"))
    meeting.come(held.meeting, held.ivan, by=held.cleo, now=at("10:20"))
    stays = held.meeting.attendances.filter(person=held.ivan).values_list("joined_at", "left_at")
    assert list(stays) == [(at("10:00"), at("10:10")), (at("10:20"), None)]
    held.meeting = Meeting.objects.get()
    there = [held.ivan.pk in held.meeting.people_at(at(clock)) for clock in ("10:09", "10:10", "10:19", "10:20")]
    assert there == [True, False, False, True]


MINUTES_LONG = st.integers(1, 120)


@given(st.lists(st.tuples(MINUTES_LONG, MINUTES_LONG), min_size=1, max_size=5), st.integers(0, 1500))
def test_nobody_is_in_the_room_before_they_come_or_from_the_second_they_leave(spans, minute):
    """Stays that follow one another cover exactly the minutes inside of them."""
    stays, clock, inside = [], 0, set()
    for gap, length in spans:
        start, clock = clock + gap, clock + gap + length
        stays.append(Attendance(joined_at=NOW + dt.timedelta(minutes=start), left_at=NOW + dt.timedelta(minutes=clock)))
        inside |= set(range(start, clock))
    covered = [one for one in stays if one.covers(NOW + dt.timedelta(minutes=minute))]
    assert len(covered) == (minute in inside)


def test_coming_twice_leaving_unseen_and_leaving_at_once_are_refused_and_change_nothing(held):
    for act, who, words in [
        (meeting.come, held.ivan, "in the room already"),
        (meeting.leave, held.mark, "is not in the room"),
        (meeting.leave, held.ivan, "has only just come"),
    ]:
        with pytest.raises(ValidationError, match=words):
            act(held.meeting, who, by=held.cleo, now=at("10:00"))
    assert held.meeting.attendances.filter(left_at=None).count() == held.meeting.attendances.count() == 3


def test_who_left_the_firm_does_not_come_and_nobody_comes_into_the_past(held, people):
    with pytest.raises(ValidationError, match="has left the firm"):
        meeting.come(held.meeting, people.leaver, by=held.cleo, now=at("10:05"))
    meeting.leave(held.meeting, held.ivan, by=held.cleo, now=at("10:30"))
    with pytest.raises(ValidationError, match="later than now"):
        meeting.come(held.meeting, held.ivan, by=held.cleo, now=at("10:20"))


def test_only_who_keeps_the_record_writes_it(held, people):
    for who in (held.mark, held.owner, people.chair, people.outsider):
        with pytest.raises(PermissionDenied):
            meeting.come(held.meeting, held.mark, by=who, now=at("10:05"))
        with pytest.raises(PermissionDenied):
            meeting.suggest(held.meeting, by=who, now=at("10:05"))


def test_who_leaves_the_firm_later_is_still_among_those_who_should_have_come(held):
    advance(held.meeting, "end", by=held.cleo, now=at("11:10"))
    came = set(held.meeting.attendances.values_list("person", flat=True))
    missing = next(one for one in (held.cleo, held.mark, held.lisa, held.ivan) if one.pk not in came)
    before = {place.person.pk for place in agenda.room(held.meeting, at("11:10"))}
    missing.is_active = False
    missing.save()
    past = Meeting.objects.prefetch_related("committee__seats__person", "attendances__person").get(pk=held.meeting.pk)
    assert {place.person.pk for place in agenda.room(past, at("11:10"))} == before
    assert missing.pk in before


def test_after_the_end_the_room_is_empty_and_nobody_comes(held):
    advance(held.meeting, "end", by=held.cleo, now=at("11:10"))
    assert set(held.meeting.attendances.values_list("left_at", flat=True)) == {at("11:10")}
    with pytest.raises(ValidationError, match="over"):
        meeting.come(held.meeting, held.mark, by=held.cleo, now=at("11:11"))


def test_a_meeting_does_not_end_while_a_motion_is_open(held):
    motions.put(held.review, deciding.Wording("approve", "Fair."), by=held.cleo, meeting=held.meeting, now=at("10:30"))
    with pytest.raises(ValidationError, match="close the vote first"):
        advance(held.meeting, "end", by=held.cleo, now=at("11:10"))


def test_the_agenda_takes_what_waits_once_and_leaves_off_what_was_taken_off(world):
    unsealed(world)
    told = {"committee": world.proposal.committee, "owner": world.lead}
    approved = make(Proposal, state="approved", snapshot=make(Snapshot), **told)
    old = make(Decision, proposal=approved, route="fast", decided_at=NOW - dt.timedelta(days=2))
    make(Condition, proposal=approved, decision=old, due_on=TODAY - dt.timedelta(days=3))
    make(Proposal, practice=True, **told)
    world.meeting = make(Meeting, starts_at=at("10:00"), **told)
    found = meeting.suggest(world.meeting, by=world.cleo, now=at("10:00"))
    assert [(one.proposal, one.matter) for one in found] == [
        (world.proposal, "review"), (approved, "conditions"), (approved, "report"),
    ]  # fmt: skip
    meeting.take_off(found[1], by=world.cleo)
    assert meeting.suggest(world.meeting, by=world.cleo, now=at("10:01")) == []
    assert AgendaItem.objects.on_the_agenda().count() == 2


def test_what_few_decided_before_the_last_meeting_is_not_told_again(world):
    told = {"committee": world.proposal.committee, "owner": world.lead}
    make(Meeting, state="held", starts_at=NOW - dt.timedelta(days=30), **told)
    for days in (31, 29):
        proposal = make(Proposal, state="approved", snapshot=make(Snapshot), **told)
        make(Decision, proposal=proposal, route="light", decided_at=NOW - dt.timedelta(days=days))
    found = agenda.by_few(make(Meeting, starts_at=NOW, **told), NOW)
    assert [one.decided_at for one in found] == [NOW - dt.timedelta(days=29)]


def test_another_committees_proposal_and_one_for_practice_stay_off(held):
    for proposal in (make(Proposal), make(Proposal, committee=held.proposal.committee, practice=True)):
        with pytest.raises(ValidationError, match="not before this committee"):
            meeting.add(held.meeting, by=held.cleo, proposal=proposal)
    with pytest.raises(ValidationError, match="on the agenda already"):
        meeting.add(held.meeting, by=held.cleo, proposal=held.proposal)


def test_the_page_says_what_the_quorum_lacks_now_and_who_must_leave(held):
    meeting.come(held.meeting, held.owner, by=held.cleo, now=at("10:02"))
    meeting.leave(held.meeting, held.ivan, by=held.cleo, now=at("10:03"))
    [stand] = agenda.stands(Meeting.objects.get(), held.cleo, at("10:05"))
    assert stand.must_leave == ["Pia Proposer"]
    assert stand.lacking == [
        "2 members are here, 3 are needed.", "They speak for 2 functions, 3 are needed.",
    ]  # fmt: skip


def aside_and_voted(world, sides=None, **told):
    """Mark has an interest and leaves the room for the item; the others decide."""
    unsealed(world, ("cleo", "approve"), ("lisa", "approve"), ("ivan", "approve"), ("mark", "approve"))
    gathered(world, "cleo", "lisa", "ivan", "mark")
    declaring.discover(world.review, world.mark, by=world.cleo, why="His sister sells it", now=at("10:05"))
    meeting.leave(world.meeting, world.mark, by=world.cleo, why="interest", now=at("10:12"))
    motion = voted(world, sides or {"cleo": "for", "lisa": "against", "ivan": "for"}, clock="10:40", **told)
    meeting.come(world.meeting, world.mark, by=world.cleo, now=at("10:45"))
    return motion


def test_minutes_tell_the_votes_the_quorum_and_who_was_out_when(world, settings):
    """Scenario 35."""
    settings.TIME_ZONE = "UTC"
    motion = aside_and_voted(world, outcome="conditional", duties=[duty(world)])
    deciding.decide_motion(motion, by=world.cleo, now=at("10:41"))
    advance(world.meeting, "end", by=world.cleo, now=at("11:10"))
    minutes.draft(world.meeting, by=world.cleo, now=at("11:12"))
    text = Paragraph.objects.get().text
    for part in (
        "2 for, 1 against, 0 abstained. Carried.",
        "Quorum: reached, with 3 votes.",
        "Mark stepped aside (Steps aside); left at 10:12 and came back at 10:45.",
        world.review.snapshot.sha256,
        motion.sha256,
        "Condition: Delete after a year (Pia Proposer, by ",
        "To do: CON-",
        "Approved until ",
    ):
        assert part in text
    assert not {"Lisa", "Ivan"} & set(text.replace(",", " ").split())
    world.meeting.refresh_from_db()
    for part in ("24 November 2026, 10:00 to 11:10 (UTC)", "– Mark (Marketing): 10:00–10:12 (interest); 10:45–11:10"):
        assert part in world.meeting.minutes


def test_minutes_tell_a_vote_without_quorum_with_its_reasons(held):
    meeting.leave(held.meeting, held.ivan, by=held.cleo, now=at("10:20"))
    voted(held, {"cleo": "for", "lisa": "for"}, clock="10:40")
    advance(held.meeting, "end", by=held.cleo, now=at("11:10"))
    minutes.draft(held.meeting, by=held.cleo, now=at("11:12"))
    text = Paragraph.objects.get().text
    assert "Quorum: not reached. 2 members are here, 3 are needed." in text
    assert "2 for, 0 against, 0 abstained. No quorum." in text


def drafted(world):
    motion = aside_and_voted(world)
    deciding.decide_motion(motion, by=world.cleo, now=at("10:41"))
    advance(world.meeting, "end", by=world.cleo, now=at("11:10"))
    return minutes.draft(world.meeting, by=world.cleo, now=at("11:12"))


def test_who_stepped_aside_finds_the_item_nowhere(world, client):
    drafted(world)
    client.force_login(world.mark)
    for rows in (AgendaItem, Paragraph):
        assert not rows.objects.visible_to(world.mark).exists()
    page = client.get(world.meeting.page_url).content.decode()
    assert world.proposal.reference not in page
    told = [one.sentence for one in story.of_record(world.meeting, world.mark, size=100)[0]]
    assert told
    assert not [one for one in told if world.proposal.reference in one]


def test_a_draft_is_for_the_committee_and_approved_minutes_for_all_who_may_see_the_proposal(world, people):
    """Scenario 1, for minutes."""
    drafted(world)
    readers = [world.lisa, world.lead, people.auditor, world.owner, people.steward]
    assert [Paragraph.objects.visible_to(one).count() for one in readers] == [1, 1, 1, 0, 0]
    advance(Meeting.objects.get(), "approve_minutes", by=world.cleo, now=LATE)
    assert [Paragraph.objects.visible_to(one).count() for one in [*readers, world.mark]] == [1, 1, 1, 1, 1, 0]


def test_approved_minutes_are_locked_and_only_added_to(world):
    found = drafted(world)
    with pytest.raises(ValidationError, match="not approved yet"):
        meeting.add_to_minutes(found, "Lisa agreed", by=world.cleo, now=LATE)
    minutes.edit(found, "We met.", {world.item.pk: "We decided."}, by=world.cleo, seen=seen(world))
    found = advance(Meeting.objects.get(), "approve_minutes", by=world.cleo, now=LATE)
    for change in (lambda: minutes.draft(found, by=world.cleo, now=LATE), lambda: minutes.edit(found, "x", {}, by=world.cleo, seen=seen(world))):  # fmt: skip  # noqa: E501
        with pytest.raises(ValidationError, match="approved"):
            change()
    meeting.add_to_minutes(found, "Lisa agreed", by=world.cleo, item=world.item, now=LATE)
    assert Paragraph.objects.get().text == "We decided."


def seen(world) -> str:
    return minutes.fingerprint(Meeting.objects.get(), world.cleo)


def test_two_who_write_minutes_at_once_do_not_overwrite_each_other(world):
    found, before = drafted(world), seen(world)
    minutes.edit(found, "Hers.", {world.item.pk: "Hers."}, by=world.cleo, seen=before)
    for text, paragraphs in (("His.", {}), ("Hers.", {world.item.pk: "His."})):
        with pytest.raises(ValidationError, match="Somebody else has written"):
            minutes.edit(Meeting.objects.get(), text, paragraphs, by=world.cleo, seen=before)
    assert (Meeting.objects.get().minutes, Paragraph.objects.get().text) == ("Hers.", "Hers.")


def test_who_saves_minutes_late_is_refused_in_words_with_both_texts_and_goes_on_from_there(world, client):
    found, before = drafted(world), seen(world)
    minutes.edit(found, "Hers.", {world.item.pk: "Her item."}, by=world.cleo, seen=before)
    client.force_login(world.cleo)
    told = {"do": "edit", "minutes": "His.", f"item-{world.item.pk}": "Her  item."}
    page = client.post(found.page_url, told | {"seen": before})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Somebody else has written here meanwhile." in text
    assert "Hers.</p>" in text
    assert "His.</textarea>" in text
    assert "Her item.</p>" not in text
    assert Meeting.objects.get().minutes == "Hers."
    assert client.post(found.page_url, told | {"seen": page.context["minutes_form"]["seen"].value()}).status_code == 302
    assert Meeting.objects.get().minutes == "His."


def test_minutes_are_not_drafted_anew_over_what_the_drafter_has_not_read(world, client):
    found, before = drafted(world), seen(world)
    minutes.edit(found, "Hers.", {}, by=world.cleo, seen=before)
    client.force_login(world.cleo)
    page = client.post(found.page_url, {"do": "draft", "seen": before})
    assert "Read it before you draft anew." in page.content.decode()
    assert Meeting.objects.get().minutes == "Hers."
    client.post(found.page_url, {"do": "draft", "seen": seen(world)})
    assert Meeting.objects.get().minutes.startswith(found.committee.name)


def test_an_editor_changes_no_item_that_is_kept_from_them(world):
    drafted(world)
    seat = world.proposal.committee.seats.get(person=world.mark)
    seat.is_deputy, seat.function = True, "finance"
    seat.save()
    told = {"by": world.mark, "seen": minutes.fingerprint(Meeting.objects.get(), world.mark)}
    with pytest.raises(ValidationError, match="no item"):
        minutes.edit(Meeting.objects.get(), "We met.", {world.item.pk: "Nothing."}, **told)


def test_minutes_are_drafted_after_the_meeting_and_not_before(held):
    with pytest.raises(ValidationError, match="End the meeting first"):
        minutes.draft(held.meeting, by=held.cleo, now=at("10:30"))


def test_the_page_takes_a_click_and_says_what_went_wrong(held, client):
    client.force_login(held.cleo)
    url = held.meeting.page_url
    assert client.post(url, {"do": "come", "person": held.mark.pk}).status_code == 302
    page = client.post(url, {"do": "come", "person": held.mark.pk})
    assert (page.status_code, "Mark is in the room already." in page.content.decode()) == (200, True)
    assert client.post(url, {"do": "leave", "person": "x"}).status_code == 200
    assert client.post(url, {"do": "dance"}).status_code == 404
    assert client.post(url, {"do": "take_off", "item": "9" * 30}).status_code == 404
    assert client.post(url, {"do": "add", "text": ""}).status_code == 200
    assert client.post(url, {"do": "add", "text": "Training"}).status_code == 302
    client.force_login(held.lisa)
    assert client.post(url, {"do": "come", "person": held.mark.pk}).status_code == 403
    assert client.post(url, {"do": "end"}).status_code == 403


def test_a_meeting_goes_from_the_first_click_to_approved_minutes(held, client):
    client.force_login(held.cleo)
    url = held.meeting.page_url
    for told in ({"do": "suggest"}, {"do": "end"}, {"do": "draft"}):
        assert client.post(url, told).status_code == 302, told
    key = f"item-{held.item.pk}"
    told = {"do": "edit", "minutes": "We met.", key: "Later."}
    assert client.post(url, told | {"seen": minutes.fingerprint(Meeting.objects.get(), held.cleo)}).status_code == 302
    assert client.post(url, {"do": "approve", "seen": "of an hour ago"}).status_code == 200
    told = {"do": "approve", "seen": minutes.fingerprint(Meeting.objects.get(), held.cleo)}
    assert client.post(url, told).status_code == 302
    assert client.post(url, {"do": "addendum", "text": "Lisa agreed.", "item": held.item.pk}).status_code == 302
    page = client.get(url).content.decode()
    assert all(part in page for part in ("We met.", "Later.", "Lisa agreed."))
    paper = client.get(reverse("admin:minutes_pdf", args=[held.meeting.pk]))
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_page_asks_as_many_queries_for_many_items_as_for_one(held, client):
    client.force_login(held.cleo)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(held.meeting.page_url).status_code == 200
        return len(seen)

    asked()
    few = asked()
    for n in range(5):
        meeting.add(held.meeting, by=held.cleo, proposal=make(Proposal, committee=held.proposal.committee))
        meeting.come(held.meeting, person(name=f"Guest {n}"), by=held.cleo, now=at("10:05"))
    assert asked() == few
