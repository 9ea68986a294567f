"""What is kept so that it cannot be read in the database alone: under a key of its own, from the server's secret."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def sealed(text: str) -> str:
    """The text, encrypted and signed."""
    return _fernet().encrypt(text.encode()).decode("ascii")


def opened(token: str) -> str | None:
    """The text again; nothing when it was sealed under another secret, or by somebody else."""
    try:
        return _fernet().decrypt(token.encode("ascii")).decode()
    except (InvalidToken, UnicodeError):
        return None


def _fernet() -> Fernet:
    key = hashlib.sha256(b"nhv second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
