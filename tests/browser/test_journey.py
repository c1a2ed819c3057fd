"""The main job from the register to a recorded decision, in a real browser, by mouse and by keyboard alone."""

import datetime as dt
import os
import re
import time
from types import SimpleNamespace

import pytest
from celery.contrib.testing.worker import start_worker
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from governance.celery import app
from governance.committee.models import Committee, Condition, Proposal, Seat
from governance.core.acting import acting
from governance.core.programs import make_broker_folders
from governance.core.roles import Role
from governance.deia.models import Assessment
from governance.people.models import User
from governance.questionnaires import packs
from governance.reminders.tasks import remind
from tests.deia.conftest import best
from tests.factories import make

from .eyes import Eyes
from .hands import Keyboard, Mouse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PASSWORD = "a pass phrase for tests"
TODAY = timezone.localdate()


def people() -> SimpleNamespace:
    def hire(key: str, name: str, *roles: Role) -> User:
        told = {"name": name, "roles": [role.value for role in roles]}
        return User.objects.create_user(f"{key}@example.com", PASSWORD, **told)

    who = SimpleNamespace(
        lead=hire("lead", "Lena Lead", Role.PRIVACY_LEAD),
        steward=hire("steward", "Stu Steward", Role.STEWARD),
        owner=hire("owner", "Olga Owner", Role.MEMBER),
        chair=hire("chair", "Cleo Chair", Role.MEMBER, Role.CHAIR),
        legal=hire("legal", "Lisa Legal", Role.MEMBER),
        it=hire("it", "Ivan Tech", Role.MEMBER),
        voice=hire("voice", "Vera Voice", Role.MEMBER),
        director=hire("director", "Dora Director", Role.DIRECTOR),
    )
    group = make(Committee, name="Ethics committee", owner=who.lead, min_present=3, min_functions=3)
    seats = {who.chair: "customer_service", who.legal: "legal", who.it: "it_security", who.voice: "customer_voice"}
    for person, function in seats.items():
        make(Seat, committee=group, person=person, function=function, is_chair=person == who.chair, starts_on=TODAY)
    packs.install("screening-1", by=who.lead)
    packs.install("deia-1", by=who.lead)
    return who


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.session.session_key


class Visitor:
    """One person at one browser: acts by hand, looks with eyes, goes where links lead."""

    def __init__(self, browser: Browser, live_server, hand: type, eyes: Eyes) -> None:
        self.browser, self.server, self.hand_type, self.eyes = browser, live_server.url, hand, eyes
        self.page: Page | None = None

    def enter(self, user: User) -> "Visitor":
        """The first one signs in by hand; those who come later have done so before."""
        told = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"}
        context = self.browser.new_context(**told)
        if self.page:
            context.add_cookies([{"name": "sessionid", "value": session_of(user), "url": self.server}])
        first, self.page = self.page is None, context.new_page()
        self.page.set_default_timeout(10_000)
        self.eyes.follow(self.page)
        self.hand = self.hand_type(self.page)
        self.page.goto(self.server)
        if first:
            self._sign_in(user)
        self.look(f"home of {user}")
        return self

    def _sign_in(self, user: User) -> None:
        self.look("sign in")
        self.write("E-mail address", user.email)
        self.write("Password", PASSWORD)
        self.press("Sign in")

    def leave(self) -> None:
        self.page.context.close()

    def look(self, name: str) -> None:
        self.eyes.look(self.page, name)

    def field(self, label: str):
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}( \(optional\))?\s*$")).first

    def write(self, label: str, text: str) -> None:
        self.hand.write(self.field(label), text)

    def tick(self, label: str) -> None:
        self.hand.tick(self.field(label))

    def pick(self, label: str, option: str) -> None:
        self.hand.pick(self.field(label), option)

    def press(self, name: str) -> None:
        found = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))
        self.go(found.first)

    def go(self, target: Locator) -> None:
        """Presses what leads to another page, and waits until that page is there: nothing is looked at in between."""
        with self.page.expect_navigation():
            self.hand.press(target)

    def follow(self, *names: str) -> None:
        for name in names:
            self.go(self.page.get_by_role("link", name=name, exact=True).first)

    def take_step(self, name: str) -> None:
        """A step from the record's page: its link, then its button on the page that follows."""
        self.follow(name)
        self.look(f"step {name}")
        self.go(self.page.get_by_role("button", name=name, exact=True))

    def reads(self, text: str | re.Pattern) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()


@pytest.mark.parametrize("hand", [Mouse, Keyboard])
def test_a_proposal_travels_from_the_register_to_a_recorded_decision(browser, live_server, hand, tmp_path):
    who = people()
    visitor = Visitor(browser, live_server, hand, Eyes(looks_hard=hand is Mouse))
    try:
        steward_registers(visitor, who, tmp_path)
        owner_proposes(visitor, who)
        members_vote(visitor, who)
        chair_puts_a_motion(visitor, who)
        members_vote_on_the_motion(visitor, who)
        chair_decides(visitor, who)
        condition_is_met_and_verified(visitor, who)
        steward_logs_an_incident(visitor, who)
        director_reads_the_history(visitor, who)
    except BaseException:
        visitor.page.screenshot(path=tmp_path / "failed.png", full_page=True)
        raise
    visitor.eyes.report()


def steward_registers(visitor: Visitor, who, folder) -> None:
    visitor.enter(who.steward)
    visitor.follow("Processing activities")
    visitor.look("empty register")
    visitor.press("Add processing activity")
    visitor.write("Name", "Newsletter")
    visitor.tick("Newsletter readers")
    visitor.tick("Contact details")
    visitor.write("Kept for", "24")
    visitor.pick("Unit", "months")
    visitor.pick("Counted from", "the last contact")
    visitor.hand.write(visitor.page.locator("#id_purposes-0-name"), "Tell readers about books")
    visitor.hand.pick(visitor.page.locator("#id_purposes-0-legal_basis"), "Consent (a)")
    visitor.look("new processing activity")
    visitor.press("Save and continue editing")
    visitor.reads("ACT-001")
    visitor.look("processing activity")
    visitor.take_step("Put on record")
    visitor.reads(re.compile("is now “On record”"))
    visitor.follow("Vendors")
    visitor.press("Add vendor")
    visitor.write("Name", "Mailwell")
    visitor.pick("Handles personal data", "Yes")
    visitor.pick("Role", "Processor: on our instructions")
    visitor.write("Next review on", str(TODAY + dt.timedelta(days=200)))
    visitor.press("Save and continue editing")
    visitor.take_step("Take into use")
    agreement = folder / "dpa.pdf"
    agreement.write_bytes(b"%PDF-1.7 signed")
    visitor.press("Add agreement")
    visitor.write("Name", "Mailwell agreement")
    visitor.page.get_by_label("Signed file").set_input_files(agreement)
    visitor.write("Signed on", str(TODAY))
    visitor.write("In force until", str(TODAY + dt.timedelta(days=365)))
    visitor.look("new agreement")
    visitor.press("Save and continue editing")
    visitor.take_step("Bring into force")
    visitor.reads(re.compile("is now “In force”"))
    visitor.leave()


def owner_proposes(visitor: Visitor, who) -> None:
    visitor.enter(who.owner)
    visitor.follow("New proposal")
    visitor.write("Name", "Recommend books")
    visitor.write("What do you want to do?", "Suggest three books in the newsletter.")
    visitor.write("Why?", "More useful mails.")
    visitor.tick("ACT-001 Newsletter")
    visitor.look("new proposal")
    visitor.press("Continue to the screening")
    visitor.look("screening")
    questions = visitor.page.locator("fieldset.question")
    expect(questions).to_have_count(10)
    for question in questions.all():
        answer = "Yes" if "scored one by one" in question.inner_text() else "No"
        visitor.hand.tick(question.get_by_label(answer, exact=True))
    visitor.press("Save and continue")
    visitor.press("Start the light questionnaire")
    answer_the_rest(visitor)
    visitor.look("task list")
    visitor.press("Risks and measures")
    visitor.look("risks of the assessment")
    visitor.press("Add risks and measures")
    visitor.hand.write(visitor.page.locator("#id_risks-0-name"), "A topic reveals health")
    visitor.hand.pick(visitor.page.locator("#id_risks-0-likelihood"), "3 Possible")
    visitor.hand.pick(visitor.page.locator("#id_risks-0-impact"), "4 Serious")
    visitor.hand.write(visitor.page.locator("#id_risks-0-measure"), "Health shelves are left out.")
    visitor.look("assessment")
    visitor.press("Save and continue editing")
    visitor.take_step("Complete")
    visitor.follow("Result")
    visitor.look("result of the assessment")
    visitor.follow("Today")
    visitor.press("Submit to the committee")
    visitor.look("step from today")
    visitor.go(visitor.page.get_by_role("button", name="Submit to the committee", exact=True))
    visitor.reads(re.compile("is now “In review”"))
    visitor.leave()


def answer_the_rest(visitor: Visitor) -> None:
    """One section by hand; the others are answered beforehand, since they ask in the same ways."""
    assessment = Assessment.objects.get()
    by_hand = "Accountability and exit"
    with acting(assessment.owner):
        for answer in assessment.answers.to(assessment.template).exclude(question__section__title=by_hand):
            answer.value = best(answer.question)
            answer.save()
    visitor.press(by_hand)
    visitor.look("section of the assessment")
    for question in visitor.page.locator("fieldset.scale").all():
        visitor.hand.tick(question.locator("input[value='3']"))
    visitor.go(visitor.page.locator("button.button", has_text="Save and continue"))
    visitor.reads("Completed")


def members_vote(visitor: Visitor, who) -> None:
    visitor.enter(who.voice)
    visitor.press("Read and vote")
    visitor.look("before the dossier opens")
    visitor.hand.press(visitor.page.locator("summary", has_text="I step aside"))
    section = visitor.page.locator("details[open]")
    visitor.hand.write(section.get_by_label("What is your interest?"), "My sister wrote one of the books.")
    visitor.press("Step aside")
    visitor.reads("You stepped aside")
    visitor.page.goto(f"{visitor.server}{Proposal.objects.get().room_url}")
    visitor.look("who stepped aside")
    visitor.leave()
    for member in (who.legal, who.it, who.chair):
        visitor.enter(member)
        visitor.press("Read and vote")
        visitor.press("I have no interest: open the dossier")
        assert "Leave out health." not in visitor.page.content()
        visitor.look("review room before the vote")
        vote(visitor, "Approve with conditions" if member == who.legal else "Approve")
        visitor.reads("Your vote is recorded")
        if member != who.chair:
            visitor.leave()


def vote(visitor: Visitor, choice: str) -> None:
    """One press to agree; anything else is unfolded."""
    if choice == "Approve":
        return visitor.press("Approve")
    visitor.hand.press(visitor.page.locator("summary", has_text="Vote otherwise"))
    visitor.tick(choice)
    visitor.write("Reason, or conditions", "Leave out health.")
    return visitor.press("Record my vote")


def chair_puts_a_motion(visitor: Visitor, who) -> None:
    visitor.reads("Leave out health.")
    decision = visitor.page.locator("section", has=visitor.page.get_by_role("heading", name="Decision (chair)"))
    visitor.hand.tick(decision.get_by_label("Approve with conditions", exact=True))
    visitor.hand.write(decision.get_by_label("Reasons", exact=True), "Useful, if health is left out.")
    visitor.hand.write(decision.get_by_label("Condition", exact=True).first, "Leave out health books")
    visitor.hand.pick(decision.get_by_label("Owner", exact=True).first, "Olga Owner")
    visitor.hand.write(decision.get_by_label("Due on", exact=True).first, str(TODAY + dt.timedelta(days=3)))
    visitor.look("decision form")
    visitor.press("Put it to the vote")
    visitor.reads("The motion is put")
    visitor.look("a motion")
    visitor.press("Vote for it")
    visitor.leave()


def members_vote_on_the_motion(visitor: Visitor, who) -> None:
    for member in (who.legal, who.it):
        visitor.enter(member)
        visitor.reads("A motion needs your vote")
        visitor.press("Read and vote")
        visitor.reads("Leave out health books")
        visitor.press("Vote for it")
        visitor.reads("Your vote on the motion is recorded.")
        visitor.leave()


def chair_decides(visitor: Visitor, who) -> None:
    visitor.enter(who.chair)
    visitor.reads("A motion carried: record the decision")
    visitor.press("Go on")
    visitor.press("Record it as the decision")
    visitor.reads("The decision is recorded.")
    visitor.look("recorded decision")
    visitor.leave()
    condition = Condition.objects.get()
    assert (condition.owner, condition.due_on) == (who.owner, TODAY + dt.timedelta(days=3))


def condition_is_met_and_verified(visitor: Visitor, who) -> None:
    """After the reminder of its date."""
    reminder_goes_out(who)
    visitor.enter(who.owner)
    visitor.follow("Conditions", "CON-001")
    visitor.write("Evidence", "Release 2 leaves out the shelf.")
    visitor.press("Save and continue editing")
    visitor.take_step("Report as done")
    visitor.follow("Proposals", "P-001", "Review room")
    visitor.look("decided room of the owner")
    visitor.reads("What you can do now")
    visitor.leave()
    visitor.enter(who.chair)
    visitor.follow("Conditions", "CON-001")
    visitor.take_step("Verify")
    visitor.follow("Proposals", "P-001", "Review room")
    visitor.reads(re.compile("May it go live today"))
    visitor.press("Suspend the approval")
    visitor.look("suspend")
    visitor.leave()


def reminder_goes_out(who) -> None:
    mail.outbox.clear()
    make_broker_folders()
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        remind.delay()
        wait_for_mail()
    told = next(message for message in mail.outbox if message.to == [who.owner.email])
    assert "Leave out health books" in told.body


def wait_for_mail() -> None:
    until = time.monotonic() + 20
    while not mail.outbox and time.monotonic() < until:
        time.sleep(0.2)


def steward_logs_an_incident(visitor: Visitor, who) -> None:
    visitor.enter(who.steward)
    visitor.follow("Incidents")
    visitor.press("Add incident")
    visitor.write("Name", "Newsletter sent twice")
    visitor.hand.look_up(visitor.page.locator(".field-vendor .select2-selection"), "Mailwell")
    visitor.write("When it happened", f"{TODAY:%Y-%m}")
    visitor.look("new incident")
    visitor.press("Save and continue editing")
    visitor.reads("INC-001")
    visitor.look("incident")
    visitor.leave()


def director_reads_the_history(visitor: Visitor, who) -> None:
    visitor.enter(who.director)
    visitor.follow("Proposals", "P-001", "History")
    visitor.look("history of the proposal")
    for told in (
        "Olga Owner moved proposal P-001 from Draft to In review",
        "Vera Voice recorded declaration of interest",
        "Cleo Chair moved proposal P-001 from In review to Approved with conditions",
        "because: Useful, if health is left out.",
        "Cleo Chair recorded condition CON-001",
    ):
        visitor.reads(told)
    visitor.follow("Older")
    visitor.reads("Olga Owner recorded proposal P-001.")
    visitor.leave()
    assert Proposal.objects.get().state == "conditional"
