"""The name of the organisation, for every page."""

from django import template

from governance.people.organisation import Organisation, ours, unnamed

register = template.Library()


@register.simple_tag(takes_context=True)
def organisation(context: template.Context) -> Organisation:
    """Asked once a page; not by the page of an error of our own, which may be that nothing can be asked."""
    request = context.get("request")
    if request is None:
        return unnamed()
    if not hasattr(request, "organisation"):
        request.organisation = ours()
    return request.organisation
