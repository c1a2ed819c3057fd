"""What is wrong today with who answers for records."""

import datetime as dt

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from governance.core.findings import Level, finding
from governance.core.records import record_types


def _declare(model) -> None:
    over = [state for state in model.workflow().states.values if model.workflow().tone(state) == "muted"]

    @finding(
        f"{model._meta.label_lower}.owner_left",
        level=Level.SERIOUS,
        says=format_lazy(_("The owner of a record has left: {kind}."), kind=model._meta.verbose_name),
        do=_("Give it another owner: until then its dates are told to the privacy leads."),
    )
    def owners_left(today: dt.date):
        return model.objects.exclude(state__in=over).filter(owner__is_active=False)


for kind in record_types():
    _declare(kind)
