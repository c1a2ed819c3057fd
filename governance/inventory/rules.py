"""What must be true before a system, asset or activity moves, and what follows."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.core import bulk

REVIEW_AFTER = dt.timedelta(days=365)


def no_activity_uses_it(system, move) -> None:
    if system.uses.exclude(activity__state="ended").exists():
        raise ValidationError(_("Processing activities still use it. End them, or take it out of them first."))


def purpose_has_a_basis(activity, move) -> None:
    purposes = list(activity.purposes.all())
    if not purposes:
        raise ValidationError(_("Name at least one purpose."))
    if any(not purpose.legal_basis for purpose in purposes):
        raise ValidationError(_("Give each purpose its legal basis (GDPR Art. 6)."))


def people_and_data_are_named(activity, move) -> None:
    if not activity.subjects or not activity.categories:
        raise ValidationError(_("Say whose data it is, and which categories of data."))


def special_data_has_a_condition(activity, move) -> None:
    if activity.special_categories and any(not purpose.condition for purpose in activity.purposes.all()):
        raise ValidationError(_("Give each purpose its condition for special categories (GDPR Art. 9)."))


def legitimate_interest_is_weighed(activity, move) -> None:
    for purpose in activity.purposes.all():
        if purpose.legal_basis == "legitimate_interests" and not (purpose.interest.strip() and purpose.weighed_on):
            raise ValidationError(_("Weigh the legitimate interest against people's own, and say when you did."))


def controllers_are_named(activity, move) -> None:
    if activity.capacity == "processor" and not activity.controllers.exists():
        raise ValidationError(_("Name the controllers for whom you process (GDPR Art. 30(2))."))


def arrangement_is_described(activity, move) -> None:
    if activity.capacity == "joint" and not activity.arrangement.strip():
        raise ValidationError(_("Describe the arrangement between the joint controllers (GDPR Art. 26)."))


def retention_is_set(activity, move) -> None:
    if activity.retention_number is None:
        raise ValidationError(_("Say how long the data is kept, and from when that counts."))


def start_review_clock(activity, move) -> None:
    activity.review_on = move.today + REVIEW_AFTER


def _activities(audit):
    """Models know the rules, and not the other way: rules reach others through the record that they are given."""
    return audit._meta.get_field("answers").related_model._meta.get_field("activity").related_model.objects


def there_is_something_to_ask(audit, move) -> None:
    if not _activities(audit).in_state("current").exists():
        raise ValidationError(_("No processing activity is on record yet."))


def no_other_audit_is_open(audit, move) -> None:
    if type(audit).objects.in_state("open").exists():
        raise ValidationError(_("Another data audit is open. Close that one first."))


def there_is_time_to_answer(audit, move) -> None:
    if audit.answer_by < move.today:
        raise ValidationError(_("The day by which to answer has passed."))


def ask_all_owners(audit, move) -> None:
    audit.started_on = move.today
    rows = _activities(audit).in_state("current").values_list("pk", "owner")
    answer = audit._meta.get_field("answers").related_model
    told = {"audit": audit, "answer_by": audit.answer_by}
    bulk.write(answer(activity_id=pk, asked_id=owner, **told) for pk, owner in rows.iterator())


def stop_asking(audit, move) -> None:
    rows = list(audit.answers.filter(is_open=True))
    for row in rows:
        row.is_open = False
    bulk.write(rows)
