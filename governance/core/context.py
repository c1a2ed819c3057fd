"""What every template may know."""

from django.conf import settings


def product(request) -> dict[str, object]:
    return {"DEMO": settings.DEMO}
