"""The mark of a database that holds the example organisation, and nothing but that."""

from django.db import models


class Demo(models.Model):
    """One row: the example is loaded. Such a database may be emptied; one without this row never."""

    loaded_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.loaded_on}"
