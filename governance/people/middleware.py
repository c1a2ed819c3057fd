"""Shows dates and times in the zone of the person who looks."""

from django.utils import timezone


class OwnTimeZoneMiddleware:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        with timezone.override(user.time_zone if user.is_authenticated else None):
            return self.get_response(request)
