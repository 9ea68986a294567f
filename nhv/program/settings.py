"""Settings, all from the environment, all with a default that is safe.

NHV_DATA           the data directory (default ./data)
DATABASE_URL       PostgreSQL for production; without it, SQLite in the data directory
NHV_HOST, NHV_PORT where to listen (default 127.0.0.1:8000)
NHV_ALLOWED_HOSTS  names the server answers to, comma-separated
NHV_BASE_URL       the public address, for feeds and permanent links (default http://NHV_HOST:NHV_PORT)
"""

import os
from pathlib import Path

import environ

from nhv.program.data_directory import secret_key
from nhv.program.faults import InputFault

env = environ.Env()


def port(text: str) -> int:
    """The number of a port. Raises InputFault."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) < 65_536):
        raise InputFault(f"NHV_PORT: «{text[:40]}» är ingen port; skriv ett tal mellan 1 och 65535")
    return int(text)


ROOT = Path(__file__).resolve().parents[2]
AREAS = ROOT / "areas"
DATA = Path(env.str("NHV_DATA", default="data")).resolve()
HOST = env.str("NHV_HOST", default="127.0.0.1")
PORT = port(env.str("NHV_PORT", default="8000"))
BASE_URL = env.str("NHV_BASE_URL", default=f"http://{HOST}:{PORT}").rstrip("/")
# Where the dictionary's word sets are built; they can always be built again.
os.environ.setdefault("NHV_CACHE", str(ROOT / "build" / "cache"))

DEBUG = False
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = env.list("NHV_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", HOST])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "nhv.accounts",
    "nhv.register",
    "nhv.website",
]
AUTH_USER_MODEL = "accounts.User"

MIDDLEWARE = [
    "nhv.website.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "nhv.website.urls"
WSGI_APPLICATION = "nhv.program.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # recursive_triggers: without it REPLACE deletes a row behind the back of the diary's triggers.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON"
    ),
}


def database(url: str | None) -> dict[str, object]:
    """Django's settings for one database address; nothing is SQLite in the data directory. Raises InputFault."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA / "nhv.sqlite3"),
            "OPTIONS": dict(SQLITE_OPTIONS),
            # A thread of the server keeps its connection: opening one costs more than most pages.
            "CONN_MAX_AGE": 600,
        }
    if not url.startswith(("postgres://", "postgresql://", "sqlite:///")):
        # The address itself may hold a password and is not repeated.
        raise InputFault("DATABASE_URL: adressen går inte att tolka; skriv postgres://användare:lösenord@dator/databas")
    parsed = environ.Env.db_url_config(url)
    if "sqlite" in parsed["ENGINE"]:
        return {**parsed, "OPTIONS": dict(SQLITE_OPTIONS), "CONN_MAX_AGE": 600}
    return {**parsed, "OPTIONS": {"connect_timeout": 5, "pool": {"min_size": 1, "max_size": 8}}}


DATABASES = {"default": database(os.environ.get("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [ROOT / "build" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"

# No page shows what went wrong inside, and no log holds what somebody searched for.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING"},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # What a stranger sends amiss is answered with 400 and is no fault of ours.
        "django.security": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
