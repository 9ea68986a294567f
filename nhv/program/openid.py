"""Sign-in at an OpenID Connect provider, by configuration alone.

NHV_OIDC_ISSUER         the provider's address, under which /.well-known/openid-configuration lies
NHV_OIDC_CLIENT_ID      who we are there
NHV_OIDC_SECRET_FILE    a file with the secret we were given
NHV_OIDC_NAME           what people call it, on the button
NHV_OIDC_SECOND_FACTOR  values of `amr` or `acr` that count as a second factor, comma-separated (default none)
"""

from pathlib import Path
from typing import Any

import environ

from nhv.program.faults import InputFault

# What it is called in addresses.
PROVIDER = "inloggning"


def providers(env: environ.Env) -> dict[str, Any]:
    """Allauth's settings of the provider; without NHV_OIDC_ISSUER there is none. Raises InputFault."""
    issuer = env.str("NHV_OIDC_ISSUER", default="").rstrip("/")
    if not issuer:
        return {}
    client = env.str("NHV_OIDC_CLIENT_ID", default="")
    if not client:
        raise InputFault("NHV_OIDC_CLIENT_ID: saknas; den behövs när NHV_OIDC_ISSUER är satt")
    app = {
        "provider_id": PROVIDER,
        "name": env.str("NHV_OIDC_NAME", default="OpenID Connect"),
        "client_id": client,
        "secret": _secret(env.str("NHV_OIDC_SECRET_FILE", default="")),
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def _secret(path: str) -> str:
    if not path:
        raise InputFault("NHV_OIDC_SECRET_FILE: saknas; skriv sökvägen till en fil med hemligheten")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise InputFault(
            f"NHV_OIDC_SECRET_FILE: {path} går inte att läsa; kontrollera sökväg och rättigheter"
        ) from None
