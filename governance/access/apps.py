"""The access matrix, at the top: reads everyone, read by nobody."""

from django.apps import AppConfig

from governance.core import policy


class AccessConfig(AppConfig):
    name = "governance.access"

    def ready(self) -> None:
        from .matrix import MATRIX  # the matrix is data for the core, handed down once all apps are there

        policy.matrix.update(MATRIX)
