"""Settings for tests: the product's own, in a folder of their own, with quick passwords."""

import os
import tempfile
from pathlib import Path

os.environ["FAIRHOLD_DATA"] = tempfile.mkdtemp(prefix="fairhold-tests-")

from governance.settings import *  # noqa: F403
from governance.settings import DATABASES, EMBEDDED, INSTALLED_APPS, STORAGES

INSTALLED_APPS += ["tests.toys"]
SITE_URL = "https://fairhold.example"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
Path(os.environ["FAIRHOLD_DATA"], "static").mkdir()
if EMBEDDED:
    # A file, so that threads and processes of one test meet in the same database, as they do in the product.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["FAIRHOLD_DATA"], "test.sqlite3"))}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;"
    )
