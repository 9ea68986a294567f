"""The user of the product. What a user may do is never a field here: it is one table of access."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from nhv.accounts.models.addresses import AddressField


class User(AbstractBaseUser):
    """A person who can sign in, known by e-mail address."""

    email = AddressField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BaseUserManager["User"]()

    # What a password must not hold besides, where that is known before the first role is.
    organisation_names: tuple[str, ...]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        # The number, never the name: this is what ends up in logs and tracebacks.
        return f"user {self.pk}"
