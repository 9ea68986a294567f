"""What we ask of an OpenID Connect provider at sign-in, and what is refused when it gives something else."""

import json
from typing import Any

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.translation import gettext_lazy as _


class NotEnough(OAuth2Error):
    """The provider answered as it should, but not with what is needed. `words` is the sentence for the reader."""

    def __init__(self, reason: str, words: Any) -> None:
        super().__init__(reason)
        self.words = words


def asked(wanted: dict[str, Any], provider: dict[str, Any]) -> dict[str, str]:
    """Parameters of the request for what the settings want, to `provider` (its discovery document).

    A level of assurance by `claims` where the provider reads it, since only there it can be essential (OpenID Connect
    Core 1.0 §5.5.1.1); else by `acr_values`. Never both, of which the specification says nothing.
    """
    levels = wanted["acr"]
    if provider.get("claims_parameter_supported") is not True:
        return {"acr_values": " ".join(levels)} if levels else {}
    # By name alone: somebody of whom the provider does not know it comes in all the same. It may stand in either place.
    by_name: dict[str, Any] = dict.fromkeys(wanted["claims"])
    of_token = {**by_name, **({"acr": {"essential": True, "values": levels}} if levels else {})}
    told = {place: named for place, named in (("id_token", of_token), ("userinfo", by_name)) if named}
    return {"claims": json.dumps(told)} if told else {}


def check_level(wanted: dict[str, Any], claims: dict[str, Any]) -> None:
    """What was asked for may have been changed in the browser: only what the signed token says counts. Raises
    NotEnough."""
    if wanted["acr"] and claims.get("acr") not in wanted["acr"]:
        raise NotEnough(
            "the provider's token says another level of assurance than is asked for",
            _("Du loggade in på ett sätt som inte är säkert nog här. Logga in med e-legitimation eller tjänstekort."),
        )
