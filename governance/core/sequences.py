"""The numbers of records: counted by kind, never given twice."""

from django.db import models
from django.db.models import F


class Sequence(models.Model):
    """The last number given to a kind of record."""

    prefix = models.CharField(max_length=12, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}-{self.last:03}"

    @classmethod
    def take(cls, prefix: str, count: int = 1) -> list[str]:
        """The next references, such as INC-007. Two writers never get the same; a rolled-back one is given again."""
        cls.objects.get_or_create(prefix=prefix)
        cls.objects.filter(prefix=prefix).update(last=F("last") + count)
        last = cls.objects.get(prefix=prefix).last
        return [f"{prefix}-{number:03}" for number in range(last - count + 1, last + 1)]
