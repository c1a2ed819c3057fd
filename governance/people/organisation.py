"""Who answers for all of it: named to visitors, on papers and in exports."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.models import Tracked


class Organisation(Tracked):
    """The controller, or the processor, whose register this is (GDPR Art. 4(7), 30(1)(a)). There is one row."""

    name = models.CharField(_("name"), max_length=150, help_text=_("As customers know it, such as Brookfield Books."))
    legal_name = models.CharField(_("legal name"), max_length=250, blank=True)
    address = models.TextField(_("address"), max_length=500, blank=True)
    email = models.EmailField(
        _("e-mail for questions about data"), blank=True, help_text=_("Shown to visitors, such as privacy@example.com.")
    )
    telephone = models.CharField(_("telephone"), max_length=50, blank=True)
    officer = models.TextField(
        _("data protection officer"), max_length=500, blank=True,
        help_text=_("How to reach them, if you have one. A role and its address last longer than a name."),
    )  # fmt: skip
    representative = models.TextField(
        _("representative in the Union"), max_length=500, blank=True,
        help_text=_("Only for organisations outside of it (GDPR Art. 27)."),
    )  # fmt: skip
    is_only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("our organisation")
        verbose_name_plural = _("our organisation")
        constraints = [
            models.CheckConstraint(condition=models.Q(is_only=True), name="people_there_is_one_organisation")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("admin:people_organisation_change", args=[self.pk])

    @property
    def contact(self) -> str:
        """How to reach it, on one line."""
        said = (self.legal_name, *self.address.splitlines(), self.email, self.telephone)
        return ", ".join(part.strip() for part in said if part.strip())

    def facts(self) -> list[list[str]]:
        """(label, text) of what the law wants named, for papers; nothing before it is written down."""
        named = [(self._label(name), getattr(self, name)) for name in ("officer", "representative")]
        told = [(_("Organisation"), self.name), (_("Contact"), self.contact), *named]
        return [[str(label), ", ".join(text.splitlines())] for label, text in told if text] if self.pk else []

    def _label(self, name: str) -> str:
        label = str(self._meta.get_field(name).verbose_name)
        return label[:1].upper() + label[1:]


def ours() -> Organisation:
    return Organisation.objects.first() or unnamed()


def unnamed() -> Organisation:
    """What stands for it before it is written down."""
    return Organisation(name="Fairhold")
