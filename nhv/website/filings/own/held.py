"""What was sent whole, by somebody who was then asked who they are: it counts from its last byte if they show it soon.

Kept in the session, so in the same browser, encrypted, and bound to the person and to all that was sent.
"""

import hashlib
import json
from datetime import datetime, timedelta

from nhv.website.account.secrets import opened, sealed
from nhv.website.requests import SignedIn

SOON = timedelta(minutes=10)
# What of a form decides what is received; nothing of it is kept in words.
_FIELDS = ("revision", "answers", "despite", "early", "why")


def hold(request: SignedIn, key: str) -> None:
    """Remember when this form had come. The first time counts: sending it again gains nothing."""
    if held_at(request, key) is None:
        said = {"user": request.user.pk, "what": _fingerprint(request, key), "at": request.received_at.isoformat()}
        request.session[_place(key)] = sealed(json.dumps(said))


def held_at(request: SignedIn, key: str) -> datetime | None:
    """When this very form came the first time, if that is not long ago and it was this person's."""
    told = opened(request.session.get(_place(key), ""))
    if told is None:
        return None
    said = json.loads(told)
    at = datetime.fromisoformat(said["at"])
    is_same = (said["user"], said["what"]) == (request.user.pk, _fingerprint(request, key))
    return at if is_same and timedelta(0) <= request.received_at - at <= SOON else None


def let_go(request: SignedIn, key: str) -> None:
    """It is received, or something else is sent."""
    request.session.pop(_place(key), None)


def _place(key: str) -> str:
    return f"held:{key}"


def _fingerprint(request: SignedIn, key: str) -> str:
    said = [key, *(request.POST.get(name, "") for name in _FIELDS)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
