"""Sessions that know whose they are, so that all of a person's can be ended at once."""

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models


class Session(AbstractBaseSession):
    """One browser that is signed in (or about to be). `user` is null until then."""

    user = models.ForeignKey("accounts.User", null=True, on_delete=models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField()

    objects: BaseSessionManager["Session"] = BaseSessionManager()

    @classmethod
    def get_session_store_class(cls):  # type: ignore[no-untyped-def]
        from nhv.accounts.sessions import SessionStore

        return SessionStore

    def __str__(self) -> str:
        # The key would let anybody who reads a log take over the session.
        return f"session of user {self.user_id}"
