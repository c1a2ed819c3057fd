"""What templates of the registers need to know of imports."""

from django import template
from django.db.models.options import Options
from django.urls import reverse

from governance.exchange.forms import open_to

register = template.Library()


@register.simple_tag
def import_address(user, opts: Options) -> str:
    """Where this person brings in a list of such records; empty where no format that is open to them has any.

    Told by its options, as a template makes a row of each model that it is handed.
    """
    return reverse("admin:import") if any(opts.model in found.models for found in open_to(user)) else ""
