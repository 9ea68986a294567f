"""Sessions that know whose they are, so that all of a person's can be ended at once."""

from typing import TYPE_CHECKING

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

if TYPE_CHECKING:
    from nhv.accounts.sessions import SessionStore


class Session(AbstractBaseSession):
    """One browser that is signed in (or about to be). `user` is null until then."""

    user = models.ForeignKey("accounts.User", null=True, on_delete=models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField()

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        from nhv.accounts.sessions import SessionStore

        return SessionStore

    def __str__(self) -> str:
        # The key would let anybody who reads a log take over the session.
        return f"session of user {self.user_id}"
