"""Says who acts for the length of a request."""

import uuid

from .acting import Source, acting


class ActingMiddleware:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        with acting(request.user, source=Source.PAGE, save=uuid.uuid4()):
            return self.get_response(request)
