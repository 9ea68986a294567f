"""What the provider of sign-in has said of somebody, as it is shown to them and to who administers them."""

from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from nhv.accounts.models import User
from nhv.interchange.work_identity import AFFILIATION, EMPLOYEE

# Under which what the provider has said is kept.
KEPT = "id_token"


@dataclass(frozen=True)
class Identity:
    """Who somebody is at work, the last time they signed in there; empty what the provider did not say."""

    hsa_id: str
    affiliation: str


def identity_of(user: User) -> Identity | None:
    """How somebody is known at the provider, or None: they do not sign in there. One query."""
    found = SocialAccount.objects.filter(user=user, provider=settings.OIDC_PROVIDER).order_by("-last_login").first()
    if found is None:
        return None
    said = found.extra_data.get(KEPT, {})
    return Identity(said.get(EMPLOYEE, ""), said.get(AFFILIATION, ""))
