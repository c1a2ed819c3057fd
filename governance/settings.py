"""Settings: safe by default, moved to production by a handful of environment variables (docs/settings.md).

Over 200 lines: Django reads one module.
"""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from governance.env import Env
from governance.secret import kept_key, long_enough

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("FAIRHOLD_DATA", str(BASE_DIR / "var"))).resolve()
SITE_URL = env.site("FAIRHOLD_URL", f"http://127.0.0.1:{env.number('PORT', 8000, least=1, most=65535)}")
SECURE = SITE_URL.startswith("https://")
DEMO = env.flag("FAIRHOLD_DEMO", default=False)
DEBUG = env.flag("FAIRHOLD_DEBUG", default=False)

GIVEN_KEY = env.text("SECRET_KEY")
SECRET_KEY = long_enough(GIVEN_KEY) if GIVEN_KEY else kept_key(DATA_DIR / "secret.key")
SECRET_KEY_FALLBACKS = [long_enough(key, "SECRET_KEY_FALLBACKS") for key in env.items("SECRET_KEY_FALLBACKS")]
PASSWORDS_SEALED = DATA_DIR / "passwords.sealed"
LEDGER_KEYS = Path(env.text("LEDGER_KEYS", str(DATA_DIR / "ledger.keys"))).resolve()
PERSON_KEYS = Path(env.text("PERSON_KEYS", str(DATA_DIR / "person.keys"))).resolve()
PERSON_KEYS_DAYS = env.number("PERSON_KEYS_DAYS", 35, least=1, most=3650)
LEDGER_WITNESS = Path(env.text("LEDGER_WITNESS", str(DATA_DIR / "checkpoints"))).resolve()
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SECURE else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "guardian",
    "simple_history",
    "governance.core",
    "governance.core.site_config.StaffSiteConfig",
    "governance.law",
    "governance.people",
    "governance.persons",
    "governance.questionnaires",
    "governance.committee",
    "governance.vendors",
    "governance.inventory",
    "governance.deia",
    "governance.incidents",
    "governance.exchange",
    "governance.ledger",
    "governance.reminders",
    "governance.access",
    "governance.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "governance.core.middleware.ActingMiddleware",
    "governance.people.middleware.OwnTimeZoneMiddleware",
]

ROOT_URLCONF = "governance.urls"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
WSGI_APPLICATION = "governance.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "governance.core.context.product",
            ]
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'fairhold.sqlite3'}")}
EMBEDDED = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if EMBEDDED:
    # IMMEDIATE: a transaction that reads and then writes would otherwise fail under a second writer.
    # FULL: evidence must survive a power cut, not only a crash. secure_delete: a key that is destroyed leaves no trace.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; "
        "PRAGMA secure_delete=ON;",
    }
# Kept between requests: SQLite reads all tables, indexes and guards anew with every connection.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["governance.people.auth.PolicyBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

ANONYMOUS_USER_NAME = None
# Grants are read by the policy, joined once to a list; guardian's own backend would ask row by row.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
GUARDIAN_USER_OBJ_PERMS_MODEL = "people.Grant"
SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
TIME_ZONE = env.text("FAIRHOLD_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Uploads are read by the application only, and served by a view that asks who may see the record.
MEDIA_URL = "files/"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # A data asset may have hundreds of fields, each a line of its form.
DATA_UPLOAD_MAX_NUMBER_FILES = 2000  # An import may be a folder of files.
UPLOAD_LIMIT = 20 * 1024 * 1024

SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", default=False) else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "governance.people.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        # A few style attributes in the stock admin and its date picker; style elements stay forbidden.
        "style-src-attr": [UNSAFE_INLINE],
    }
}

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 30
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Fairhold <fairhold@localhost>")

REDIS_URL = env.redis("REDIS_URL")
BROKER_DIR = DATA_DIR / "broker"
CELERY_TIMEZONE = "UTC"  # Local-time schedules double or skip around clock changes.
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "remind": {"task": "governance.reminders.tasks.remind", "schedule": 60.0, "options": {"expires": 55}},
    "number": {"task": "governance.ledger.tasks.number", "schedule": 60.0, "options": {"expires": 55}},
    "witness": {"task": "governance.ledger.tasks.witness", "schedule": 600.0, "options": {"expires": 595}},
    "verify": {"task": "governance.ledger.tasks.verify_all", "schedule": 3600.0, "options": {"expires": 3595}},
    "keys": {"task": "governance.persons.tasks.keep_keys", "schedule": 3600.0, "options": {"expires": 3595}},
    "rerate": {"task": "governance.deia.tasks.rerate", "schedule": 600.0, "options": {"expires": 595}},
}
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT = None if REDIS_URL else "governance.core.broker:Transport"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 300}
    if REDIS_URL
    else {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.5,
    }
)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # A refusal is an answer, not an error: one line a request stands in the log of the web server.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
