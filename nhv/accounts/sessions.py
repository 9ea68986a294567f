"""Sessions in the database, each with the user it belongs to and with two limits: idle time, and whole time.

Both limits stand in the row's own `expire_date`, so a session that is past either is not found at all.
"""

import time
from datetime import UTC, datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from nhv.accounts.models import Session

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
# How often a session that is used is written: each writing costs the database a commit.
SECONDS_BETWEEN_WRITINGS = 60


class SessionStore(DatabaseSessions):
    """SESSION_ENGINE's store: writes beside each session whose it is."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        made = cast(Session, super().create_model_instance(data))
        user = data.get(SESSION_KEY)
        made.user_id = int(user) if user else None
        made.started_at = datetime.fromtimestamp(data.get(SIGNED_IN_AT) or time.time(), UTC)
        return made

    def get_expiry_age(self, **named: Any) -> int:
        """Seconds until the first of the two limits: unused for so long, or signed in for so long."""
        left: int = settings.SESSION_COOKIE_AGE
        signed_in_at = self.get(SIGNED_IN_AT)
        if signed_in_at is not None:
            left = min(left, int(signed_in_at + settings.SESSION_LONGEST - time.time()))
        return left

    def get_expiry_date(self, **named: Any) -> datetime:
        return datetime.fromtimestamp(time.time() + self.get_expiry_age(), UTC)


def note_use(session: SessionBase) -> None:
    """Somebody is here: puts the idle limit ahead, at most once a minute."""
    now = time.time()
    if now - session.get(SEEN_AT, 0) >= SECONDS_BETWEEN_WRITINGS:
        session[SEEN_AT] = now


def end_sessions(user_id: int, *, but: str = "") -> int:
    """Sign a person out everywhere, at once; `but` is the key of a session to keep. Gives the number ended."""
    ended, _per_table = Session.objects.filter(user_id=user_id).exclude(session_key=but or "-").delete()
    return ended
