"""What somebody is called at the provider of sign-in, and whose it is here: one person's, for as long as they are known
by it."""

import hashlib
import json
from typing import Any

from allauth.socialaccount.models import SocialAccount

from nhv.accounts.identities import KEPT
from nhv.accounts.models import User
from nhv.interchange.work_identity import at_work
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused


def name_at(*, provider: str, issuer: str, subject: str) -> str:
    """How we write what `issuer` calls somebody. The same subject of another issuer is somebody else; and the subject
    itself, which might say something of the person, is not kept.

    A row from before this was so is written anew, when it is of this issuer.
    """
    name = hashlib.sha256(json.dumps([issuer, subject]).encode()).hexdigest()
    former = SocialAccount.objects.filter(provider=provider, uid=subject).first()
    if former is not None:
        said = former.extra_data.get(KEPT, {})
        if said.get("sub") == subject and said.get("iss", issuer) == issuer:
            former.uid = name
            former.save(update_fields=["uid"])
    return name


def bind(user: User, identity: SocialAccount) -> None:
    """From now on the user is known by this, within an act that has asked whether they may. Raises Refused."""
    if SocialAccount.objects.filter(provider=identity.provider, uid=identity.uid).exists():
        raise identity_taken()
    identity.user = user
    identity.save()
    said: dict[str, Any] = identity.extra_data.get(KEPT, {})
    DIARY.record(
        "known_at_provider",
        kind="user",
        key=str(user.pk),
        by=Actor("user", str(user.pk)),
        payload={"issuer": said.get("iss", ""), **at_work(said)},
    )


def identity_taken() -> Refused:
    """One sign-in at the provider is one person here."""
    return Refused(
        "identity_taken",
        "Den inloggningen hör redan till ett konto här. Logga in med det, eller be den som bjöd in dig att bjuda in "
        "den adress som kontot har.",
    )
