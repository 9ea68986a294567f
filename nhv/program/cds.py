"""Whether record systems may ask, and which: by a file that NHV_CDS_HOOKS names, and off without it.

The file is JSON: {"clients": [{"issuer": "https://…", "keys": [JWK, …]}], "origins": ["https://…"], "patient": false}.
`keys` are public keys that have come here by another way; what a call says of where its key is to be had is never
followed. `patient` lets a client send the patient along, of which the day of birth alone is read. `"clients": []` is a
service that anybody inside one's own walls may ask.
"""

import json
from pathlib import Path
from typing import Any

import environ
import jwt

from nhv.interchange.cds_clients import ALGORITHMS, Clients
from nhv.program.faults import InputFault

MOST_CLIENTS = 100


class UnknownField(ValueError):
    """A field that means nothing here. `str()` names it."""


def cds_clients(env: environ.Env) -> Clients | None:
    """What the file says, or None where none is named. Raises InputFault."""
    path = env.str("NHV_CDS_HOOKS", default="")
    if not path:
        return None
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
        _nothing_else(told, "clients", "origins", "patient")
        for one in told["clients"]:
            _nothing_else(one, "issuer", "keys")
        issuers = {str(one["issuer"]): _keys(one["keys"]) for one in told["clients"][:MOST_CLIENTS]}
        return Clients(issuers, frozenset(map(str, told.get("origins", ()))), told.get("patient", False) is True)
    except OSError as fault:
        raise InputFault(f"NHV_CDS_HOOKS: filen {path} går inte att öppna ({fault.strerror})") from None
    except UnknownField as fault:
        raise InputFault(
            f"NHV_CDS_HOOKS: {path} har ett fält som inte finns: {fault}. Se docs/for-programs.md"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, jwt.PyJWTError):
        raise InputFault(
            f"NHV_CDS_HOOKS: {path} har inte den form som den ska ha. Den ska vara JSON, som minst "
            '{"clients": [], "origins": [], "patient": false}; resten står i docs/for-programs.md'
        ) from None


def _nothing_else(told: dict[str, Any], *names: str) -> None:
    """Raises UnknownField where there is another field: one that is misspelt would be taken for one left out."""
    if other := sorted(set(told) - set(names)):
        raise UnknownField(", ".join(other)[:200])


def _keys(told: Any) -> dict[str, jwt.PyJWK]:
    keys = [jwt.PyJWK.from_dict(one) for one in told]
    if not keys or any(not one.key_id or one.algorithm_name not in ALGORITHMS for one in keys):
        raise ValueError("each key has a kid, and is for ES384 or RS384")
    return {str(one.key_id): one for one in keys}
