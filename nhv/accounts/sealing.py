"""What is kept so that it cannot be read in the database alone: under a key of its own, from the server's secret."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

SECOND_FACTOR = "second factor"


def sealed(text: str, *, under: str = SECOND_FACTOR) -> str:
    """The text, encrypted and signed. What it is for is part of the key, and so may be something that is kept
    elsewhere: without that it is opened by nobody."""
    return _fernet(under).encrypt(text.encode()).decode("ascii")


def opened(token: str, *, under: str = SECOND_FACTOR) -> str | None:
    """The text again; nothing when it was sealed under another secret, or for something else."""
    try:
        return _fernet(under).decrypt(token.encode("ascii")).decode()
    except (InvalidToken, UnicodeError):
        return None


def _fernet(under: str) -> Fernet:
    key = hashlib.sha256(f"nhv {under}:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
