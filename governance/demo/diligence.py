"""What Brookfield's vendors said when they were asked."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import AnonymousUser

from governance.core.acting import Source, acting
from governance.vendors import asking, judging, replying
from governance.vendors.models import Inquiry

MAILWELL = {
    "service": "We host and send your newsletter. For that we hold the names and addresses of your readers, and note "
    "who opened which issue.",
    "own_purposes": "totals",
    "trains_models": "no",
    "contact": "Data protection officer, privacy@mailwell.example",
    "records": "yes",
    "countries": "Ireland and Germany; support looks at it from the United States",
    "outside_eea": "yes",
    "transfer_tool": ["clauses"],
    "sub_processors": [
        {"id": "r1", "firm": "CloudSMTP", "country": "Germany", "purpose": "Sends the mails"},
        {"id": "r2", "firm": "Helpdesk.io", "country": "Ireland", "purpose": "Answers your questions"},
    ],
    "chain_terms": "bound",
    "access": "role",
    "second_factor": "always",
    "encryption": "transit",
    "confidentiality": "yes",
    "breach_hours": 48,
    "past_breaches": "One in May 2024: addresses of a test account were public for a day. Test accounts hold no real "
    "addresses since.",
    "requests": "self_service",
    "audits": "reports",
    "at_end": "kept",
}
WHY = "Backups stay for a year and are not encrypted. It will encrypt them by spring; we look again then."


def answers(who: SimpleNamespace, vendor: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    """One has answered and was judged, one has begun, one was asked in vain."""
    told = {"by": who.sam, "today": today}
    asked, _link = asking.ask(vendor.mailwell, answer_by=today, **told)
    _answer(asked, MAILWELL, today)
    with acting(AnonymousUser(), source=Source.PAGE):
        replying.send_in(asked, name="Data protection officer", now=now)
    judging.judge(asked, "reserved", why=WHY, **told)
    begun, _link = asking.ask(vendor.cloudtill, answer_by=today + dt.timedelta(days=12), **told)
    asking.ask(
        vendor.statpixel, by=who.sam, answer_by=today - dt.timedelta(days=5), today=today - dt.timedelta(days=26)
    )
    _answer(begun, {"own_purposes": "unsure", "contact": "datenschutz@cloudtill.example"}, today)


def _answer(inquiry: Inquiry, said: dict[str, Any], today: dt.date) -> None:
    with acting(AnonymousUser(), source=Source.PAGE):
        for reply in inquiry.replies.select_related("question").filter(question__key__in=said):
            value = said[reply.question.key]
            replying.answer(reply, value, note="", seen_version=reply.version, file=None, today=today)
