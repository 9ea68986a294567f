"""Invitations: the only way to become a user."""

from django.db import models
from django.db.models import Q

from nhv.accounts.models.addresses import AddressField
from nhv.accounts.models.users import User
from nhv.register.models import Organisation


class Invitation(models.Model):
    """That somebody is offered a role. The token itself stands only in the mail; here is its sha256."""

    email = AddressField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=30)  # a Role
    valid_until = models.DateField(null=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=120)
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-invited_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accepted_invitation_has_somebody",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
