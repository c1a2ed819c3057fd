"""Pages as a browser has them: addresses, and the form that goes back when nothing was touched."""

from html.parser import HTMLParser

from django.test import Client
from django.urls import reverse

NEVER_SENT = {"submit", "file", "button"}
NOT_OF_THE_FORM = {"csrfmiddlewaretoken", "q"}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def form_of(client: Client, url: str) -> dict[str, list[str]]:
    """What a browser would send back if the person changed nothing, parts included."""
    reader = FormReader()
    reader.feed(client.get(url).content.decode())
    return {name: values for name, values in reader.sent.items() if name not in NOT_OF_THE_FORM}


class FormReader(HTMLParser):
    """Reads fields as the HTML standard sends them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.select: dict | None = None
        self.text: str | None = None

    def handle_starttag(self, tag, attrs) -> None:
        told = dict(attrs)
        if tag == "input" and told.get("name"):
            self._input(told)
        elif tag == "select":
            self.select = told | {"options": [], "chosen": []}
        elif tag == "option" and self.select is not None:
            self.select["options"].append(told.get("value", ""))
            if "selected" in told:
                self.select["chosen"].append(told.get("value", ""))
        elif tag == "textarea":
            self.text, self.name = "", told["name"]

    def _input(self, told: dict) -> None:
        kind = told.get("type")
        if kind in NEVER_SENT or (kind in {"checkbox", "radio"} and "checked" not in told):
            return
        self._send(told["name"], told.get("value") or ("on" if kind == "checkbox" else ""))

    def handle_endtag(self, tag) -> None:
        if tag == "select":
            of_one = [] if "multiple" in self.select else self.select["options"][:1]
            for value in self.select["chosen"] or of_one:
                self._send(self.select["name"], value)
            self.select = None
        elif tag == "textarea":
            self._send(self.name, self.text.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n"))
            self.text = None

    def handle_data(self, data) -> None:
        if self.text is not None:
            self.text += data

    def _send(self, name: str, value: str) -> None:
        self.sent.setdefault(name, []).append(value)
