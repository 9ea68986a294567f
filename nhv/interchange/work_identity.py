"""Who somebody is at work, as a provider of sign-in says it: nothing of the private person.

`employeeHsaId` is what Inera's IdP (SITHS) calls the HSA-id of somebody's employment; orgAffiliation is the Swedish
OpenID Connect Profile's: Claims and Scopes Specification 1.0 §2.2.2, «<personal id>@<organisation number>».
"""

import re
from typing import Any

from nhv.specification.organisations import HSA_ID

EMPLOYEE, AFFILIATION = "employeeHsaId", "https://id.oidc.se/claim/orgAffiliation"
WORK_CLAIMS = (EMPLOYEE, AFFILIATION)
# All that a provider may be asked for by name. Who is asked for no more cannot keep more.
ASKABLE = (*WORK_CLAIMS, "email", "email_verified")
# How what tells of a personal identity number is called, as a scope or as a claim, there and at Inera.
PERSONAL_NUMBER = re.compile(r"naturalPersonNumber|personal_?identity_?number|coordination_?number", re.IGNORECASE)

_AFFILIATION = re.compile(r"(?P<person>[^@\s]{1,200})@(?P<organisation>[0-9]{10})")
# A day of birth (sixty more for a co-ordination number) and four digits more.
_LIKE_PERSONAL_NUMBER = re.compile(
    r"(?:18|19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+]?\d{4}"
)


def at_work(claims: dict[str, Any]) -> dict[str, str]:
    """Those of the claims that say who it is at work, by claim, each as it should be. What has another shape, or has a
    personal identity number in it, is left out: nothing rests on it."""
    found = {name: claims[name] for name in WORK_CLAIMS if isinstance(claims.get(name), str)}
    return {name: said for name, said in found.items() if _IS[name](said)}


def _is_employee(said: str) -> bool:
    return bool(re.fullmatch(HSA_ID, said)) and "\n" not in said and not _tells_number(said.partition("-")[2])


def _is_affiliation(said: str) -> bool:
    found = _AFFILIATION.fullmatch(said)
    return found is not None and said.isprintable() and not _tells_number(found["person"])


def _tells_number(said: str) -> bool:
    return _LIKE_PERSONAL_NUMBER.fullmatch(said) is not None


_IS = {EMPLOYEE: _is_employee, AFFILIATION: _is_affiliation}
