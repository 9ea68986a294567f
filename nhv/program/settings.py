"""Settings, all from the environment, all with a default that is safe.

NHV_DATA           the data directory (default ./data)
NHV_CACHE          where the dictionary's word sets are kept (default cache/ in the data directory)
DATABASE_URL       PostgreSQL for production; without it, SQLite in the data directory
NHV_HOST, NHV_PORT where to listen (default 127.0.0.1:8000)
NHV_ALLOWED_HOSTS  names the server answers to, comma-separated
NHV_BASE_URL       the public address, for feeds and permanent links (default http://NHV_HOST:NHV_PORT)
NHV_TRUSTED_PROXIES  addresses or networks of proxies whose X-Forwarded-For is believed, comma-separated (default none)
NHV_IDLE_MINUTES   how long a signed-in browser may be unused before it is signed out (default 30)
NHV_ARRIVAL_HEADER header in which those proxies say when a request's last byte came: seconds since 1970 (default none)
NHV_MOST_FILE_MB   the largest file that is received (default 20)
NHV_MAIL_URL       where mail is sent: smtp://user:password@host:port (or smtp+tls://, smtp+ssl://); without it mails
                   are written as files into mail/ in the data directory
NHV_MAIL_FROM      the address mail is sent from (default nhv@localhost)
NHV_CLAMD          a ClamAV daemon that searches received files: host:port or the path of its socket (default none)
NHV_DIARIUM        a folder shared with the official diarium: the worker writes our documents there each hour, and reads
                   its lists (nhv/process/diarium/folder.py; default none)
NHV_CHECKPOINTS    a folder on another machine, where the worker puts a signed checkpoint a day (default none)
NHV_ROOMS          rooms besides the register's own, comma-separated (default none); each keeps its rows in the database
                   of DATABASE_URL_<ROOM>, else in a file of its own in the data directory
NHV_COPY           set by `nhv serve --copy` itself: the folder of the copy that is shown
NHV_PUBLISHER…     who answers for what is published: see nhv/program/publisher.py
NHV_CDS_HOOKS      a file that says which record systems may ask (default none): see nhv/program/cds.py
NHV_FRAME_ANCESTORS  sites that may show an answer in a frame, as https://name, comma-separated (default none)
NHV_OIDC_…         sign-in at an OpenID Connect provider: see nhv/program/openid.py, docs/signing-in-elsewhere.md
"""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import environ

from nhv.interchange.cds import MOST_BODY
from nhv.program.cds import cds_clients
from nhv.program.copies import copy_shown
from nhv.program.data_directory import data_directory, private_folder, secret_key
from nhv.program.faults import InputFault
from nhv.program.openid import PROVIDER, providers
from nhv.program.publisher import publisher
from nhv.records.demonstration import is_marked

env = environ.Env()


def port(text: str) -> int:
    """The number of a port. Raises InputFault."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) < 65_536):
        raise InputFault(f"NHV_PORT: «{text[:40]}» är ingen port; skriv ett tal mellan 1 och 65535")
    return int(text)


def sites(named: list[str]) -> list[str]:
    """Sites as a browser names them. Raises InputFault."""
    for one in named:
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?", one):
            raise InputFault(f"NHV_FRAME_ANCESTORS: «{one[:60]}» är ingen webbplats; skriv den som https://namn")
    return named


# All that the program brings along lies inside it, whether it runs from its sources or is installed.
NHV = Path(__file__).resolve().parents[1]
AREAS = NHV / "areas"
DATA = data_directory()
# The copy of another register that is shown instead of one's own (`nhv serve --copy`), or nothing.
COPY = copy_shown()
# Invented accounts: `nhv demo` marks the directory, and every page says so.
DEMONSTRATION = COPY.of_demonstration if COPY else is_marked(DATA)
HOST = env.str("NHV_HOST", default="127.0.0.1")
PORT = port(env.str("NHV_PORT", default="8000"))
BASE_URL = env.str("NHV_BASE_URL", default=f"http://{HOST}:{PORT}").rstrip("/")
# Where the dictionary's word sets are built, at first use; they can always be built again.
os.environ.setdefault("NHV_CACHE", str(DATA / "cache"))

DEBUG = False
# The signed file of each day (nhv.register.days_kept).
DAYS_KEPT = DATA / "days"
OWN_CHECKPOINTS = DATA / "checkpoints"
# The board's packs as PDF (nhv.process.board.pack). They can always be made again, and are no part of a backup.
PACKS_KEPT = DATA / "packs"
# The results of the annual follow-up as PDF (nhv.website.public.results), likewise.
RESULTS_KEPT = DATA / "results"
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = env.list("NHV_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", HOST])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Before allauth: its pages give way to ours.
    "nhv.website",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "nhv.accounts",
    "nhv.register",
    "nhv.filings",
    "nhv.masking",
    "nhv.process",
    "nhv.followup",
]
# Rooms that an installation may have besides, each with tables, routes and a database of its own.
ROOMS = [] if COPY else env.list("NHV_ROOMS", default=[])
INSTALLED_APPS += ROOMS
AUTH_USER_MODEL = "accounts.User"

MIDDLEWARE = [
    "nhv.website.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Nothing below is asked of anything by a public page: session, user and messages are fetched when first used.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "nhv.website.attempts.CountsRefusals",
    # Outside all that refuses a form.
    "nhv.website.unsent.keeping.KeepsWhatIsNotReceived",
    # The first that reads what is sent: the time of receipt waits for nothing below.
    "nhv.website.arrival.Arrival",
    "nhv.website.guarded_input.GuardedInput",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nhv.website.account.refusals.SaysWhyNotDone",
    "nhv.website.presence.SaysWhoIsHere",
]
if COPY:
    # Outside all that reads a cookie or keeps something.
    MIDDLEWARE.insert(1, "nhv.website.copied.AnswersAsACopy")
    # Its database is never older than the program: the tables are made as they are now, in a tenth of the time.
    MIGRATION_MODULES = dict.fromkeys(app.rpartition(".")[2] for app in INSTALLED_APPS)
ROOT_URLCONF = "nhv.website.urls"
WSGI_APPLICATION = "nhv.program.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
            # A day asked for follows along every link, and every form says for whom it was drawn.
            "builtins": ["nhv.website.templatetags.dated", "nhv.website.templatetags.drawn_forms"],
        },
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


# A connection for each thread of a process of the server: nhv/program/front/lanes.py.
MOST_THREADS = 9


def database(url: str | None, name: str = "nhv") -> dict[str, object]:
    """Django's settings for one database address; nothing is SQLite in the data directory, under this name. Raises
    InputFault."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA / f"{name}.sqlite3"),
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
    return {**parsed, "OPTIONS": {"connect_timeout": 5, "pool": {"min_size": 1, "max_size": MOST_THREADS}}}


# A copy lies in a database of its own, wherever one's own register is.
DATABASES = {
    "default": database(f"sqlite:///{env.str('NHV_COPY')}/copy.sqlite3" if COPY else os.environ.get("DATABASE_URL"))
}
# A room with a database of its own has its address in DATABASE_URL_<ROOM>, else SQLite beside the other.
for room in ROOMS:
    alias = room.rpartition(".")[2]
    DATABASES[alias] = database(os.environ.get(f"DATABASE_URL_{alias.upper()}"), alias)
DATABASE_ROUTERS = ["nhv.records.routing.ByApp"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Signing in. A password is the first of two factors; the second is asked for by nhv/website/access.py.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["nhv.accounts.hashing.OneForm"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "nhv.accounts.passwords.NotPredictable"},
    {"NAME": "nhv.accounts.passwords.NotAboutTheUser"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
FORM_RENDERER = "nhv.website.forms.Renderer"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "nhv.website.account.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Whoever has an account got there by a link in a mail, so the address is verified already.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# Long enough to read an application through between showing who one is and sending it.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    # The key is the account and who tries: nobody can shut an account for the one whose it is.
    "login_failed": "10/m/ip,100/h/ip,5/5m/key",
    # All who try an account from where nobody has signed in to it.
    "login_failed_anywhere": "60/h/key",
    # The same of second factors. There are a million codes, of which three are right at a time.
    "code_failed": "10/m/ip,100/h/ip,5/5m/key",
    "code_failed_anywhere": "60/h/key,200/d/key",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_FORMS = {
    "login": "nhv.website.account.forms.SignInForm",
    "reset_password": "nhv.website.account.forms.ResetForm",
}
MFA_ADAPTER = "nhv.website.account.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey alone signs in, so it must itself have asked for a finger, a face or a code.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "NHV-registret"
# A telephone's clock may be half a minute wrong.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "nhv.website.account.forms.SecondFactorForm",
    "reauthenticate": "nhv.website.account.forms.SecondFactorAgainForm",
}
SOCIALACCOUNT_ADAPTER = "nhv.website.account.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = providers(env)
SOCIALACCOUNT_ONLY = False
# The provider's word on the address is enough to be somebody who was invited here; see ProviderAdapter.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_PROVIDER = PROVIDER
OIDC_SECOND_FACTOR = frozenset(env.list("NHV_OIDC_SECOND_FACTOR", default=[]))

# Sessions. Two limits in seconds: unused for so long, and signed in for so long.
SECURE = not (BASE_URL.startswith("http://") and urlsplit(BASE_URL).hostname in ("localhost", "127.0.0.1", "::1"))
SESSION_ENGINE = "nhv.accounts.sessions"
SESSION_COOKIE_AGE = 60 * env.int("NHV_IDLE_MINUTES", default=30)
SESSION_LONGEST = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# A browser gives a cookie with this beginning only to the very host that set it, and only over TLS.
SESSION_COOKIE_NAME = "__Host-nhv_session" if SECURE else "nhv_session"
CSRF_COOKIE_NAME = "__Host-nhv_csrf" if SECURE else "nhv_csrf"
DEVICE_COOKIE_NAME = "__Host-nhv_device" if SECURE else "nhv_device"
UNSENT_COOKIE_NAME = "__Host-nhv_unsent" if SECURE else "nhv_unsent"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "nhv.website.account.refusals.form_too_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Attempts are counted here: in the database, since every process of the server must see the same count.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}
TRUSTED_PROXIES = env.list("NHV_TRUSTED_PROXIES", default=[])

# What is sent here, and what we send.
ARRIVAL_HEADER = env.str("NHV_ARRIVAL_HEADER", default="")
MOST_FILE_BYTES = env.int("NHV_MOST_FILE_MB", default=20) * 1_048_576
# Five files and a long form at once.
MOST_REQUEST_BYTES = 5 * MOST_FILE_BYTES + 4 * 1_048_576
# From somebody without a session: sign-in, an invitation. Their longest form is some kilobytes.
MOST_STRANGER_BYTES = 64 * 1_024
CDS_HOOKS = cds_clients(env)
if CDS_HOOKS is not None:
    # A record system sends along the orders that are being written.
    MOST_STRANGER_BYTES = MOST_BODY
FILE_UPLOAD_TEMP_DIR = str(private_folder(DATA, "temporary"))
MAIL_URL = env.str("NHV_MAIL_URL", default="")
MAIL_FROM = env.str("NHV_MAIL_FROM", default="nhv@localhost")
CLAMD = env.str("NHV_CLAMD", default="")
FRAME_ANCESTORS = sites(env.list("NHV_FRAME_ANCESTORS", default=[]))
# Where the worker puts a checkpoint a day: a folder that lies on another machine.
DIARIUM = env.str("NHV_DIARIUM", default="")
CHECKPOINTS = env.str("NHV_CHECKPOINTS", default="")
# Named in the data portal's catalogue.
PUBLISHER = publisher(env)

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [NHV / "website" / "built" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = NHV / "website" / "built" / "static"
# Where it is not, paper is set in an installed font.
PAPER_FONT = STATIC_ROOT / "fonts" / "nhv-sans.woff2"

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
