"""Passwords have one form: «å» typed as one sign or as two is the same letter."""

import unicodedata

from django.contrib.auth.hashers import Argon2PasswordHasher


class OneForm(Argon2PasswordHasher):
    """Argon2 of the password in Unicode's composed form (NFC), as RFC 8265 has it; some browsers on a Mac send å as a
    letter and a ring."""

    def encode(self, password: str, salt: str) -> str:
        return super().encode(unicodedata.normalize("NFC", password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        return super().verify(unicodedata.normalize("NFC", password), encoded)
