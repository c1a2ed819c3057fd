"""Looks at pages: accessibility by axe-core, errors in the console, width, in all sizes and schemes."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import ConsoleMessage, Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"
UNFOLD = """() => document.querySelectorAll('details:not([open])').forEach(one => {
    one.open = true;
    one.dataset.unfolded = '';
})"""
FOLD = """() => document.querySelectorAll('[data-unfolded]').forEach(one => {
    one.open = false;
    delete one.dataset.unfolded;
})"""
SPILLS = """() => {
    const tables = [...document.querySelectorAll('.wide')].filter(one => one.scrollWidth > one.clientWidth + 1);
    const box = one => one.getBoundingClientRect();
    const frame = one => box(one.closest('li, td, th, dd, p, section') || document.body);
    const out = one => box(one).width && (box(one).left < frame(one).left - 1 || box(one).right > frame(one).right + 1);
    return [...tables, ...[...document.querySelectorAll('.pill')].filter(out)].map(one => one.innerText.slice(0, 60));
}"""
"""Tables and marks that reach out of their frame, and over whatever stands beside it."""
WIDE = """() => {
    const page = document.documentElement;
    const out = element => element.getBoundingClientRect().right > page.clientWidth + 1;
    if (page.scrollWidth <= page.clientWidth) { return null; }
    return [...document.querySelectorAll('body *')].filter(out).slice(0, 5).map(one => one.outerHTML.slice(0, 90));
}"""
SIZES = [(1280, 900), (360, 800), (320, 800)]
SEEN = {1280, 360}
"""Widths at which axe looks too; at the narrowest (WCAG 1.4.10), nothing but the width is looked at."""
SCHEMES = ["light", "dark"]


class Eyes:
    """Collects what is wrong, to tell it all at once. `looks_hard` runs axe in every size and scheme, once a page."""

    def __init__(self, *, looks_hard: bool) -> None:
        self.looks_hard = looks_hard
        self.wrong: list[str] = []
        self.seen: set[str] = set()

    def follow(self, page: Page) -> None:
        page.on("console", lambda message: self._hear(page, message))
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))

    def _hear(self, page: Page, message: ConsoleMessage) -> None:
        """A page that is refused itself, as to who stepped aside, is no fault of the page."""
        is_refusal = "403" in message.text and message.location.get("url") == page.url
        if message.type == "error" and not is_refusal:
            self.wrong.append(f"{page.url}: {message.text}")

    def look(self, page: Page, name: str) -> None:
        if not self.looks_hard or name in self.seen:
            return
        self.seen.add(name)
        page.evaluate(AXE)
        page.evaluate(UNFOLD)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES if width in SEEN else ():
                page.emulate_media(color_scheme=scheme)
                self._check(page, f"{name} at {width} {scheme}")
            if spills := page.evaluate(SPILLS):
                self.wrong.append(f"{name} at {width}: this reaches out of its frame: {spills}")
            if wide := page.evaluate(WIDE):
                self.wrong.append(f"{name} at {width}: wider than the screen: {wide}")
        page.evaluate(FOLD)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})

    def _check(self, page: Page, where: str) -> None:
        for found in page.evaluate(RUN, TAGS)["violations"]:
            nodes = "; ".join(node["html"][:160] for node in found["nodes"][:3])
            self.wrong.append(f"{where}: {found['id']}: {nodes}")

    def report(self) -> None:
        assert not self.wrong, "\n" + "\n".join(self.wrong)
