"""Sign-in at an OpenID Connect provider, by configuration alone.

NHV_OIDC_ISSUER         the provider's address, under which /.well-known/openid-configuration lies
NHV_OIDC_CLIENT_ID      who we are there
NHV_OIDC_SECRET_FILE    a file with the secret we were given; or, in its place,
NHV_OIDC_KEY_FILE       a file with a private key of our own (PEM), with which we sign who we are (private_key_jwt); the
                        provider is given the public one: it is at /konto/via/inloggning/nycklar/
NHV_OIDC_NAME           what people call it, on the button
NHV_OIDC_ACR            levels of assurance of which the provider must give one, comma-separated (default none): asked
                        for as essential, and a sign-in whose ID token says another or none is refused
NHV_OIDC_SCOPES         what is asked for besides openid, comma-separated (default profile,email); in the Swedish
                        profile https://id.oidc.se/scope/naturalPersonOrgId
NHV_OIDC_CLAIMS         what is asked for by name, comma-separated (default none): of SITHS employeeHsaId; which there
                        are: nhv/interchange/work_identity.py
NHV_OIDC_SIGNED_USERINFO  1 where what the provider says at its userinfo must be signed, as the Swedish profile has it
                        (default 0: what is signed is verified, what is not may only tell of the same person)
NHV_OIDC_SECOND_FACTOR  values of `amr` or `acr` that count as a second factor, comma-separated (default none)
"""

from pathlib import Path
from typing import Any

import environ
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from nhv.interchange.work_identity import ASKABLE, PERSONAL_NUMBER
from nhv.program.faults import InputFault

# What it is called in addresses.
PROVIDER = "inloggning"
LONGEST_WORD = 254
# After the Swedish OpenID Connect Profile, «Cryptographic Algorithms».
SHORTEST_RSA, CURVES = 2048, ("secp256r1", "secp384r1", "secp521r1")


def providers(env: environ.Env) -> dict[str, Any]:
    """Allauth's settings of the provider; without NHV_OIDC_ISSUER there is none. Raises InputFault."""
    issuer = env.str("NHV_OIDC_ISSUER", default="").rstrip("/")
    if not issuer:
        return {}
    client = env.str("NHV_OIDC_CLIENT_ID", default="")
    if not client:
        raise InputFault("NHV_OIDC_CLIENT_ID: saknas; den behövs när NHV_OIDC_ISSUER är satt")
    secret, key = _secret_or_key(env)
    app = {
        "provider_id": PROVIDER,
        "name": env.str("NHV_OIDC_NAME", default="OpenID Connect"),
        "client_id": client,
        "secret": secret,
        "settings": {
            "server_url": issuer,
            "oauth_pkce_enabled": True,
            "scope": ["openid", *_asked(env, "NHV_OIDC_SCOPES", "profile,email")],
            "claims": _known(_asked(env, "NHV_OIDC_CLAIMS")),
            "acr": _words(env, "NHV_OIDC_ACR"),
            "signed_userinfo": _yes_or_no(env, "NHV_OIDC_SIGNED_USERINFO"),
            **key,
        },
    }
    return {"openid_connect": {"APPS": [app]}}


def _asked(env: environ.Env, name: str, otherwise: str = "") -> list[str]:
    words = _words(env, name, otherwise)
    for word in words:
        if PERSONAL_NUMBER.search(word):
            raise InputFault(f"{name}: «{word[:80]}» ger personnummer, som programmet inte tar emot; ta bort det")
    return words


def _known(claims: list[str]) -> list[str]:
    for claim in claims:
        if claim not in ASKABLE:
            raise InputFault(
                f"NHV_OIDC_CLAIMS: «{claim[:80]}» läses inte; de som läses är {', '.join(ASKABLE)}",
            )
    return claims


def _words(env: environ.Env, name: str, otherwise: str = "") -> list[str]:
    """Words parted by commas; what is asked for parts them by spaces. Raises InputFault."""
    words = [word.strip() for word in env.str(name, default=otherwise).split(",") if word.strip()]
    for word in words:
        if len(word) > LONGEST_WORD or len(word.split()) > 1 or not word.isprintable():
            raise InputFault(
                f"{name}: «{word[:60]}» går inte att läsa; skriv värden utan mellanslag, skilda med komman"
            )
    return words


def _yes_or_no(env: environ.Env, name: str) -> bool:
    said = env.str(name, default="").strip()
    if said not in ("", "0", "1"):
        raise InputFault(f"{name}: «{said[:60]}» går inte att läsa; skriv 1 för ja eller 0 för nej")
    return bool(said == "1")


def _secret_or_key(env: environ.Env) -> tuple[str, dict[str, str]]:
    """How we show there who we are: by a secret, or by what the settings say of a key."""
    secret, key = (env.str(name, default="") for name in ("NHV_OIDC_SECRET_FILE", "NHV_OIDC_KEY_FILE"))
    if secret and key:
        raise InputFault("NHV_OIDC_SECRET_FILE och NHV_OIDC_KEY_FILE: båda är satta; ta bort den som inte ska gälla")
    if key:
        return "", {"client_key": _checked_key(key), "token_auth_method": "private_key_jwt"}
    if not secret:
        raise InputFault(
            "NHV_OIDC_SECRET_FILE: saknas; skriv sökvägen till en fil med hemligheten, eller till en nyckel i "
            "NHV_OIDC_KEY_FILE"
        )
    return _read("NHV_OIDC_SECRET_FILE", secret), {}


def _checked_key(path: str) -> str:
    pem = _read("NHV_OIDC_KEY_FILE", path)
    try:
        key = serialization.load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise InputFault(
            f"NHV_OIDC_KEY_FILE: {path} är ingen privat nyckel utan lösenord i PEM-format; gör en med openssl genpkey"
        ) from None
    is_strong = (isinstance(key, rsa.RSAPrivateKey) and key.key_size >= SHORTEST_RSA) or (
        isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in CURVES
    )
    if not is_strong:
        raise InputFault(
            f"NHV_OIDC_KEY_FILE: nyckeln i {path} duger inte; den ska vara RSA med minst {SHORTEST_RSA} bitar, eller "
            "EC med kurvan P-256, P-384 eller P-521"
        )
    return pem


def _read(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError, ValueError):
        raise InputFault(f"{name}: {path} går inte att läsa; kontrollera sökväg och rättigheter") from None
