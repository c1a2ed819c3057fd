"""docs/rules.md says what the code declares."""

from django.conf import settings

from governance.core import rulebook


def test_the_page_of_rules_is_not_stale():
    written = (settings.BASE_DIR / "docs" / "rules.md").read_text()
    assert written == rulebook.page(), "Run: .venv/bin/python manage.py write_rules"
