"""What can be done on a page about a proposal: a form, the change that it asks for, and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse


class ActForm(forms.Form):
    """A form on a page about a proposal. `page` says who asks about what, `target` which row of several."""

    def __init__(self, data=None, *, page, name: str, target: str = "", **options: Any) -> None:
        super().__init__(data, auto_id=f"id_{name}{target}_%s", **options)
        self.page, self.target = page, target


@dataclass(frozen=True)
class Act:
    """`run` gets the page and its valid form. Who `leaves` no longer sees the proposal afterwards."""

    name: str
    form: type[ActForm]
    told: Any
    run: Callable[[Any, ActForm], object]
    leaves: bool = False

    def answer(self, page) -> HttpResponseRedirect | None:
        """Where to go once it is done; None to show the form again with what is wrong."""
        form = page.form(self.name, page.target, data=page.request.POST)
        if not form.is_valid() or not self._ran(page, form):
            return None
        messages.success(page.request, self.told)
        return HttpResponseRedirect(reverse("admin:index") if self.leaves else page.done_url())

    def _ran(self, page, form: ActForm) -> bool:
        try:
            self.run(page, form)
        except ValidationError as error:
            fields = getattr(error, "error_dict", {}).keys()
            form.add_error(None, error if fields <= form.fields.keys() else ValidationError(error.messages))
            return False
        return True


class Acts(dict[str, Act]):
    """The acts of a kind of page, by name."""

    def act(self, name: str, form: type[ActForm], told: Any, *, leaves: bool = False):
        """Declares an act: the function carries it out, and raises what the state changes raise."""

        def declare(run: Callable[[Any, ActForm], object]):
            self[name] = Act(name, form, told, run, leaves)
            return run

        return declare


def lines(rows: int = 3, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows} | attrs)


room_acts = Acts()
"""Those of the review room."""
