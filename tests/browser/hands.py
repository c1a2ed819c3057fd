"""Two ways to use a page: with a mouse, and with nothing but a keyboard."""

from playwright.sync_api import Locator, Page

TABS = 250
"""More steps than any page needs: beyond it, an element cannot be reached by keyboard."""
AT_LEAST = """target => {
    const stops = [...document.querySelectorAll("a[href], button, input:not([type=radio]), select, textarea, summary")]
        .filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true}));
    return Math.max(0, stops.indexOf(target) - stops.indexOf(document.activeElement) - 1);
}"""
"""Steps that lie between for certain. A date is several more, a group of radio buttons one: those are looked at."""


class Mouse:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, target: Locator, text: str) -> None:
        target.fill(text)

    def tick(self, target: Locator) -> None:
        target.check()

    def pick(self, target: Locator, label: str) -> None:
        target.select_option(label=label)

    def look_up(self, box: Locator, text: str) -> None:
        """Chooses from a search box that asks the server."""
        box.click()
        self.page.keyboard.type(text)
        self.page.get_by_role("option", name=text).first.click()


class Keyboard:
    """Every element is reached by Tab from wherever the focus is: what cannot be reached fails."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        target.wait_for()
        for _tab in range(target.evaluate(AT_LEAST)):
            self.page.keyboard.press("Tab")
        for _tab in range(TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        message = f"{target} cannot be reached by keyboard on {self.page.url}."
        raise AssertionError(message)

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        if target.get_attribute("type") == "date":
            year, month, day = text.split("-")
            text = month + day + year  # the order in which Chromium asks, whatever the page's language
        else:
            self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def tick(self, target: Locator) -> None:
        if target.get_attribute("type") == "radio":
            return self._tick_radio(target)
        self.reach(target)
        return self.page.keyboard.press("Space")

    def _tick_radio(self, target: Locator) -> None:
        """A group of radio buttons is one stop for Tab; arrows move within it."""
        name = target.get_attribute("name")
        group = f"document.activeElement.name === {name!r}"
        for _tab in range(TABS):
            if self.page.evaluate(group):
                break
            self.page.keyboard.press("Tab")
        for _arrow in range(20):
            if target.evaluate("element => element === document.activeElement"):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        message = f"{target} cannot be chosen by keyboard."
        raise AssertionError(message)

    def pick(self, target: Locator, label: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Home")
        for _arrow in range(40):
            if target.evaluate("element => element.selectedOptions[0].label") == label:
                return
            self.page.keyboard.press("ArrowDown")
        message = f"{label} cannot be chosen by keyboard."
        raise AssertionError(message)

    def look_up(self, box: Locator, text: str) -> None:
        self.reach(box)
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(text)
        self.page.get_by_role("option", name=text).first.wait_for()
        self.page.keyboard.press("Enter")
