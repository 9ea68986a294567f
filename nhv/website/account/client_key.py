"""The key by which we show the OpenID Connect provider who we are, in place of a secret that two share.

`private_key_jwt` of OpenID Connect Core 1.0 §9 and RFC 7523, as the Swedish OpenID Connect Profile asks for.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Collection
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SECONDS_VALID = 60
# The ways in which a key can sign, the one that every provider of the profile knows first.
OF_RSA = ("RS256", "PS256", "RS384", "PS384", "RS512", "PS512")
OF_CURVE = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
# What a key's name is made of: RFC 7638 §3.2.
NAMING = {"RSA": ("e", "kty", "n"), "EC": ("crv", "kty", "x", "y")}


def public_key(pem: str) -> dict[str, Any]:
    """The public half as a JWK, with the name that it has by its content (RFC 7638)."""
    key = _loaded(pem).public_key()
    if isinstance(key, rsa.RSAPublicKey):
        told = jwt.algorithms.RSAAlgorithm.to_jwk(key, as_dict=True)
    else:
        told = {**jwt.algorithms.ECAlgorithm.to_jwk(key, as_dict=True), "alg": OF_CURVE[key.curve.name]}
    told.pop("key_ops", None)
    named = json.dumps({part: told[part] for part in NAMING[told["kty"]]}, separators=(",", ":"), sort_keys=True)
    name = base64.urlsafe_b64encode(hashlib.sha256(named.encode()).digest()).rstrip(b"=").decode()
    return {**told, "use": "sig", "kid": name}


def assertion(pem: str, *, client: str, provider: dict[str, Any]) -> dict[str, str]:
    """What is sent with a code to `provider` (its discovery document): anew each time. Raises OAuth2Error."""
    now = int(time.time())
    said = {
        "iss": client,
        "sub": client,
        # The provider itself and nobody else: an address it tells of might be somebody else's.
        "aud": provider["issuer"],
        "iat": now,
        "exp": now + SECONDS_VALID,
        "jti": secrets.token_urlsafe(24),
    }
    key = _loaded(pem)
    way = _way(key, provider.get("token_endpoint_auth_signing_alg_values_supported"))
    signed = jwt.encode(said, key, algorithm=way, headers={"kid": public_key(pem)["kid"]})
    return {"client_assertion_type": ASSERTION, "client_assertion": signed}


def _way(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, accepted: Any) -> str:
    """How the key signs, among what the provider says that it accepts; it need not say."""
    ways = OF_RSA if isinstance(key, rsa.RSAPrivateKey) else (OF_CURVE[key.curve.name],)
    may = [way for way in ways if way in accepted] if isinstance(accepted, Collection) and accepted else [*ways]
    if not may:
        raise OAuth2Error("the provider accepts no way in which our key can sign")
    return may[0]


def _loaded(pem: str) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    """The settings have seen to it that it is one of these."""
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise TypeError("a key of another kind")
    return key
