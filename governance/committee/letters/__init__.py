"""Papers of the committee: the letter of a decision, and minutes. Their templates stand beside."""

from django.urls import reverse


def url(decision) -> str:
    """Where the letter of a decision is read."""
    return reverse("admin:letter", args=[decision.pk])
