"""Which record systems may ask, and how one shows who it is: a token of its own, signed with a key that we have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

ALGORITHMS = ("ES384", "RS384")
# A token is made for one call; a longer one would be worth stealing.
MOST_SECONDS, LEEWAY = 600, 30
MOST_ID = 200

Keys = Mapping[str, jwt.PyJWK]


class NotAClient(ValueError):
    """The call is nobody's that may ask. `str()` says in English what is wrong, and nothing of what was sent."""


@dataclass(frozen=True)
class Clients:
    """Who may ask: each issuer's public keys by their names, and the pages from which a browser may. `fetches_patient`
    lets the patient be sent along. Without issuers anybody who reaches the service may ask."""

    issuers: Mapping[str, Keys]
    origins: frozenset[str]
    fetches_patient: bool


@dataclass(frozen=True)
class Token:
    """A token that holds: whose it is, its own name, and until when it must not be met again (seconds since 1970)."""

    issuer: str
    name: str
    until: int


def identified(text: str, clients: Clients, *, audience: str) -> Token:
    """Whose token it is. Raises NotAClient.

    The key is found by issuer and name among those we have: `jku`, `jwk` and `x5u` in a token's head are not read. It
    must be for this very service (`aud`), live (`exp`, at most MOST_SECONDS ahead), and have a name (`jti`).
    """
    try:
        head, unproven = jwt.get_unverified_header(text), jwt.decode(text, options={"verify_signature": False})
        if not head.get("kid"):
            raise NotAClient("the head of the token has no kid, so that no key can be found for it")
        key = clients.issuers.get(str(unproven.get("iss", "")), {}).get(str(head.get("kid", "")))
        if key is None or head.get("alg") != key.algorithm_name:
            raise NotAClient("no known client has signed the token")
        told = _held(text, key, audience)
    except jwt.PyJWTError as fault:
        raise NotAClient(f"the token does not hold: {type(fault).__name__}") from None
    return Token(str(told["iss"]), str(told["jti"])[:MOST_ID], int(told["exp"]) + LEEWAY)


def _held(text: str, key: jwt.PyJWK, audience: str) -> dict[str, Any]:
    required = ["iss", "aud", "exp", "iat", "jti"]
    told: dict[str, Any] = jwt.decode(
        text, key.key, algorithms=[key.algorithm_name], audience=audience, leeway=LEEWAY, options={"require": required}
    )
    if not 0 < int(told["exp"]) - int(told["iat"]) <= MOST_SECONDS:
        raise NotAClient("the token lives too long")
    if not isinstance(told["jti"], str) or not 0 < len(told["jti"]) <= MOST_ID:
        raise NotAClient("the token has no name (jti)")
    return told
