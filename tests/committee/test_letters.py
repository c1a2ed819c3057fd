"""The letter of a decision: what it says, to whom, and that its paper can be kept."""

import re
import zlib

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.committee import answering, deciding, declaring, letters
from governance.committee.letters import decision as paper
from governance.committee.models import Decision
from governance.core import printing
from governance.core.workflow import advance

from .conftest import in_review
from .rooms import LATE, NOW, at, duty, gathered, unsealed, voted
from .test_reviews import cast, decide

YES = {"cleo": "for", "mark": "against", "lisa": "for", "ivan": "for"}


@pytest.fixture
def decided(world):
    """Approved with conditions in a meeting, by three to one."""
    unsealed(world)
    gathered(world, "cleo", "mark", "lisa", "ivan")
    duties = [
        duty(world),
        duty(world, "At most 500 people", sort="limit"),
        duty(world, "Tell us the figures", sort="report"),
    ]
    motion = voted(world, YES, clock="10:40", outcome="conditional", duties=duties)
    world.decision = deciding.decide_motion(motion, by=world.cleo, now=at("10:41"))
    return world


def words(said) -> str:
    cells = [cell for section in said["sections"] for row in section["rows"] for cell in row]
    texts = [text for section in said["sections"] for text in [section["title"], *section["texts"]]]
    return "\n".join(
        [said["heading"], said["outcome"], *[told for fact in said["facts"] for told in fact], *texts, *cells]
    )


def test_the_letter_says_what_may_start_under_which_conditions_and_how_to_appeal(decided):
    said = paper.said(decided.decision)
    assert said["outcome"] == "Approved with conditions."
    for part in (
        "Decision on Recommend books", "each condition that is marked “before the start”", "Delete after a year",
        "It is limited: At most 500 people", "Report to the committee on", "The approval ends on", "It is fair.",
        "3 for, 1 against, 0 abstained.", "Customer service, Marketing, Legal and IT and security",
        "may appeal once, until", decided.review.snapshot.sha256, decided.decision.motion.sha256,
        "within 5 working days",
    ):  # fmt: skip
        assert part in words(said), part
    assert not [name for name in ("Mark", "Lisa", "Ivan") if re.search(rf"\b{name}\b", words(said))]


def test_an_advisory_committee_heads_its_letter_advice_and_waits_for_management(db):
    world = in_review(authority="advisory")
    cast(world, *[(name, "approve") for name in ("cleo", "mark", "lisa", "ivan")])
    said = paper.said(decide(world))
    assert said["heading"] == "Advice on Recommend books"
    assert "once management has answered" in words(said)


def test_who_stepped_aside_is_told_by_function(world):
    declaring.step_aside(world.review, by=world.mark, why="My sister wrote it", now=NOW)
    cast(world, ("cleo", "approve"), ("lisa", "approve"), ("ivan", "approve"))
    told = words(paper.said(decide(world)))
    assert "these stepped aside: Marketing." in told
    assert "sister" not in told


def test_a_refusal_starts_nothing_and_may_be_appealed_against(world):
    cast(world, *[(name, "reject") for name in ("cleo", "mark", "lisa", "ivan")])
    said = paper.said(decide(world, "reject"))
    assert said["outcome"] == "Refused: this may not be done."
    assert [section["title"] for section in said["sections"]] == ["Reasons", "If you disagree", "Who decided"]


def test_a_dissent_is_told_of_in_the_letter_and_read_by_whom_its_author_lets(decided, client):
    answering.dissent(
        decided.decision, "Too many people.", by=decided.mark, is_named=False, owner_may_read=False, now=at("11:00")
    )
    assert "1 member voted otherwise" in words(paper.said(decided.decision))
    for who, reads in ((decided.lisa, True), (decided.owner, False)):
        client.force_login(who)
        assert ("Too many people." in client.get(letters.url(decided.decision)).content.decode()) is reads


def test_the_letter_is_for_who_may_see_the_proposal_and_not_for_who_stepped_aside(world, people, client):
    declaring.step_aside(world.review, by=world.mark, why="My sister wrote it", now=NOW)
    cast(world, ("cleo", "approve"), ("lisa", "approve"), ("ivan", "approve"))
    decision = decide(world)
    readers = [(world.owner, 200), (world.lisa, 200), (people.auditor, 200), (world.mark, 404), (people.outsider, 404)]
    for who, status in readers:
        client.force_login(who)
        for name in ("letter", "letter_pdf"):
            assert client.get(reverse(f"admin:{name}", args=[decision.pk])).status_code == status, (who, name)


def metadata(pdf: bytes) -> str:
    return re.search(rb"<x:xmpmeta.*</x:xmpmeta>", pdf, re.DOTALL)[0].decode()


def streams(pdf: bytes) -> list[bytes]:
    found = []
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(part))
        except zlib.error:
            found.append(part)
    return found


def test_the_paper_claims_pdf_a_and_pdf_ua_and_carries_its_text_as_unicode(decided):
    made = paper.printed(decided.decision)
    for part in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert part in metadata(made)
    assert made.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in made or any(b"/StructTreeRoot" in one for one in streams(made))
    assert any(b"beginbfchar" in one or b"beginbfrange" in one for one in streams(made))


def test_the_same_decision_gives_the_same_bytes_whoever_prints_and_wherever(decided):
    first = paper.printed(decided.decision)
    with timezone.override("Asia/Tokyo"):
        again = paper.printed(Decision.objects.get())
    assert again == first


def test_what_becomes_of_a_condition_later_does_not_change_the_letter(decided):
    first = paper.printed(decided.decision)
    condition = decided.decision.conditions.get(name="Delete after a year")
    condition.due_on = LATE.date()
    condition.evidence = "Done."
    condition.save()
    advance(condition, "report_done", by=decided.owner, now=LATE)
    assert paper.printed(Decision.objects.get()) == first


@pytest.mark.parametrize(
    "text", ["#panic()", "*bold* $x$ @ref <label>", "漢字 🙂", "\x00\ue000", "a\r\nb", "\\u0041 \\", '"quoted"']
)
def test_whatever_people_write_is_printed_as_text(decided, text):
    decided.decision.reasons = text
    assert paper.printed(decided.decision).startswith(b"%PDF-")


def test_a_character_without_a_glyph_is_printed_as_its_number():
    assert printing.legible('"漢 é – \\u0000"') == '"[U+6F22] é – [U+0000]"'
