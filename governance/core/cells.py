"""Cells of a spreadsheet: a text that a program would run as a formula is kept from running, and can be had back."""

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
MARK = "'"


def neutral(text: str) -> str:
    """With an apostrophe before what could be a formula, and before an apostrophe, so that nothing is lost."""
    return MARK + text if text.startswith(RISKY) else text


def plain(text: str) -> str:
    """What `neutral` was given."""
    return text[1:] if text.startswith(MARK) and text[1:].startswith(RISKY) else text
