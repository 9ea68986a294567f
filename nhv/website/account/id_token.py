"""What an OpenID Connect provider says of the one who signs in: read and held against what it must be, or refused.

After OpenID Connect Core 1.0 §2 and §3.1.3.7. Whatever is wrong is OAuth2Error, which is answered in words and counted.
"""

import math
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import jwt
from allauth.socialaccount import app_settings
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

from nhv.interchange.work_identity import WORK_CLAIMS, at_work
from nhv.website.guarded_input import STUMBLES

# Signed with a key that only the provider has. What is signed with one that two share could be made by either.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
REQUIRED = ("iss", "sub", "aud", "exp", "iat")
REQUIRED_OF_USERINFO = ("iss", "sub", "aud")
# What the userinfo may add: who it is. How somebody signed in is said by the token alone.
OF_PERSON = ("email", "email_verified", *WORK_CLAIMS)
# All that is kept of it, besides who it is at work. The subject is kept in another form, see `name_at`.
KEPT = ("iss", "email", "email_verified", "amr", "acr")
TEXTS = ("sub", "email", "acr", "jti")
LONGEST_TEXT, MOST_METHODS = 254, 50


@contextmanager
def unreadable_is_refused() -> Iterator[None]:
    """What a reader stumbles on is OAuth2Error: the readers of tokens trust the shape of what they are given."""
    try:
        yield
    except (*STUMBLES, ArithmeticError, RecursionError, jwt.PyJWTError) as fault:
        raise OAuth2Error("what the provider answered cannot be read") from fault


def verified(id_token: str, *, provider: dict[str, Any], client: str) -> dict[str, Any]:
    """The claims of a token that `provider` (its discovery document) signed for `client`. Raises OAuth2Error."""
    with unreadable_is_refused():
        claims = _signed(id_token, provider=provider, client=client, required=REQUIRED)
        jwtkit.verify_jti(claims)
        return claims


def verified_userinfo(userinfo: str, *, provider: dict[str, Any], client: str, subject: str) -> dict[str, Any]:
    """The same of what the provider says besides at its userinfo (§5.3.2), of the one whom the id token is about."""
    with unreadable_is_refused():
        claims = _signed(userinfo, provider=provider, client=client, required=REQUIRED_OF_USERINFO)
        if claims["sub"] != subject:
            raise OAuth2Error("what the provider says at its userinfo is about another")
        return claims


def _signed(token: str, *, provider: dict[str, Any], client: str, required: Collection[str]) -> dict[str, Any]:
    algorithm, key = jwtkit.fetch_key(token, provider["jwks_uri"], _key_named)
    if algorithm not in ALGORITHMS:
        raise OAuth2Error("the provider's token is not signed with a key of its own")
    claims: dict[str, Any] = jwt.decode(
        token,
        key=key,
        algorithms=[algorithm],
        issuer=provider["issuer"],
        audience=client,
        options={"require": list(required)},
    )
    _check_client(claims, client)
    _check_shapes(claims)
    return claims


def _key_named(told: dict[str, Any], name: str) -> Any:
    """The provider's key of this name, for signatures. Which algorithm it is for need not be told, and seldom is of a
    key on a curve."""
    named = (key for key in told["keys"] if key.get("kid") == name and key.get("use", "sig") == "sig")
    found = next(named, None)
    return jwt.PyJWK.from_dict(found).key if found else None


def what_is_kept(claims: dict[str, Any]) -> dict[str, Any]:
    """Those of the claims that we keep. Raises OAuth2Error when one of them is none."""
    with unreadable_is_refused():
        _check_shapes(claims)
        return {**{name: claims[name] for name in KEPT if name in claims}, **at_work(claims)}


def _check_client(claims: dict[str, Any], client: str) -> None:
    """For us, and made for no one else: who it was made for (azp) is us, and is said where several may read it."""
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else client) != client:
        raise OAuth2Error("the provider's token was made for another")


def _check_shapes(claims: dict[str, Any]) -> None:
    texts = (claims[name] for name in TEXTS if claims.get(name) is not None)
    methods = claims.get("amr") or []
    if not (
        all(_is_text(text) for text in texts)
        and 0 < len(claims["sub"]) <= app_settings.UID_MAX_LENGTH
        and (_is_text(methods) or _is_texts(methods))
        and _is_time(claims.get("exp", 0))
    ):
        raise OAuth2Error("the provider's token says something that is not what it should be")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and value.isprintable()


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_METHODS and all(_is_text(each) for each in value)


def _is_time(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
